import Contracts
import Ingestion

/// What an export held of each unit: its first and last month and its rows.
enum DeliverySpans {
  /// Rows of the deliveries table for all exports of a run.
  static func rows(of reads: [TakenExport]) -> [IncomingRow] {
    reads.flatMap { read in
      rows(
        of: read.rows.rows, match: read.rows.form.match, asOf: read.asOf,
        named: read.opened.asOf?.month, order: read.order,
        source: read.opened.export.hash.hexadecimal, isWhole: read.rows.rejected == 0)
    }
  }

  /// Rows of the deliveries table for one export.
  ///
  /// A source that speaks for every unit gives a row for each month, under unit `*`.
  static func rows(
    of rows: [IncomingRow], match: HeaderMatch, asOf: String, named: Month?, order: Int,
    source: String, isWhole: Bool
  ) -> [IncomingRow] {
    guard match.table.partitioning != .whole else { return [] }
    let layout = Layout(match.table)
    var spans: [String: (from: String, to: String, rows: Int)] = [:]
    let isForAll = match.profile?.covers == .allUnits
    for row in rows {
      let month = layout.month(of: row.cells)
      guard !month.isEmpty else { continue }
      let unit = isForAll ? "*\u{1F}" + month : layout.unit(of: row.cells)
      let span = spans[unit] ?? (month, month, 0)
      spans[unit] = (min(span.from, month), max(span.to, month), span.rows + 1)
    }
    // An export that names its month and its unit is a delivery also without a row, unless it
    // had rows and every one was rejected.
    if let unit = match.profile?.constants?["unit_code"], let named, spans[unit] == nil,
      isWhole
    {
      spans[unit] = (named.description, named.description, 0)
    }
    let origin = RowOrigin(source: source, order: order, asOf: asOf, line: 0, offset: 0)
    return spans.keys.sorted().compactMap { key in
      spans[key].map { span in
        let unit = key.hasPrefix("*") ? "*" : key
        return IncomingRow(
          cells: [source, match.table.name, asOf, unit, span.from, span.to, String(span.rows)],
          origin: origin)
      }
    }
  }

  /// Months in which any of the rows lies.
  static func months(of rows: [IncomingRow], _ table: Table) -> Set<String> {
    let layout = Layout(table)
    return Set(rows.map { layout.month(of: $0.cells) }.filter { !$0.isEmpty })
  }

  private struct Layout {
    let unitIndex: Int?
    let dates: [Int]

    init(_ table: Table) {
      let names = table.archiveNames
      unitIndex = names.firstIndex(of: "unit_code")
      if case .month(let columns) = table.partitioning {
        dates = columns.compactMap { names.firstIndex(of: $0) }
      } else {
        dates = []
      }
    }

    func unit(of cells: [String]) -> String { unitIndex.map { cells[$0] } ?? "" }

    func month(of cells: [String]) -> String {
      let date = dates.lazy.map { cells[$0] }.first { !$0.isEmpty }
      return String((date ?? "").prefix(7))
    }
  }
}
