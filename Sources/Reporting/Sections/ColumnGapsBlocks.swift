import Contracts

extension Draft {
  private static let mostUnits = 10

  private struct UnitGap {
    let unitCode: String
    let months: ClosedRange<Month>
  }

  /// Columns that the exports of some units lack in the window and other exports have.
  ///
  /// What no export has is in the coverage of the indicators that need it.
  var columnGaps: [Block] {
    let gaps = gapsInWindow
    let columns = gaps.keys.filter(isDelivered).sorted()
    guard !columns.isEmpty else { return [] }
    let rows = columns.map { column in
      let units = Dictionary(grouping: gaps[column] ?? [], by: \.unitCode)
      return [tableName(column), Numerals.grouped(units.count), names(units)]
    }
    return [
      .paragraph(say(CoverageWording.gaps)), .table(CoverageWording.gapColumns.map(say), rows),
    ]
  }

  private var gapsInWindow: [String: [UnitGap]] {
    var gaps: [String: [UnitGap]] = [:]
    for key in input.observation.columnGaps.sortedKeys {
      guard let from = Month(key[3]), let to = Month(key[4]), from <= to,
        window.overlaps(from...to)
      else { continue }
      gaps["\(key[0]).\(key[2])", default: []].append(
        UnitGap(unitCode: key[1], months: (from...to).clamped(to: window)))
    }
    return gaps
  }

  private func isDelivered(_ column: String) -> Bool {
    input.observation.sources.contains { source in
      column.hasPrefix(source.table + ".")
        && !source.absentColumns.contains(String(column.dropFirst(source.table.count + 1)))
    }
  }

  // The first units by code; months where the column is missing in some of the window alone.
  private func names(_ gaps: [String: [UnitGap]]) -> String {
    let names = gaps.keys.sorted().prefix(Self.mostUnits).map { code in
      let months = (gaps[code] ?? []).map(\.months)
      let name = code == "*" ? say(CoverageWording.allUnits) : input.observation.names.unit(code)
      return months == [window] ? name : "\(name) (\(listed(months.map(range))))"
    }
    let rest = gaps.count - names.count
    return enumerated(names + (rest > 0 ? [say(CoverageWording.more(rest))] : []))
  }
}
