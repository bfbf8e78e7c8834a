import Contracts
import Indicators

/// What a report month cannot say of flags raised before, because data did not come.
///
/// A flag is not resolved by data that are missing: it stands until it can be checked.
struct UncheckedFlags {
  // Units that sent nothing for the month, and cells of whose window too little came: unit alone, or
  // unit, district, domain and item.
  private let subjects: Set<[String]>
  // Cells that were held in the report month; nobody judges the others.
  private let held: Set<[String]>
  // What an indicator lacked, by its code.
  private let indicators: [String: Phrase]
  // Columns that the flags of an indicator rest on, and those that it was computed without, by its code.
  private let columns: [String: [FlagColumns]]
  // Since when the exports of a unit (`*`: of all) lack a column in the report month.
  private let gaps: [[String]: Month]
  // Units and kinds of cells that are in doubt in the window.
  private let doubts: Set<[String]>

  /// Reads what did not come from the counts, and what lacked data from the results.
  init(_ observation: Observation, _ results: [IndicatorResult]) {
    let month = observation.month
    let units = observation.unitMonths.filter { $0.month == month && !$0.isSent }
    let cells = observation.cells.filter { $0.state == .notSent }
    subjects = Set(
      units.map { [$0.unitCode] }
        + cells.map { cell in
          let district = cell.unitCode.isEmpty ? cell.districtCode : ""
          return [cell.unitCode, district, cell.domain, cell.itemCode]
        })
    held = Set(
      observation.cells.filter { $0.state != .notEmpowered }.map { cell in
        [
          cell.unitCode, cell.unitCode.isEmpty ? cell.districtCode : "", cell.domain, cell.itemCode,
        ]
      })
    let needs = Dictionary(
      IndicatorCatalogue.pages.map { ($0.code, $0.needs.first ?? "") },
      uniquingKeysWith: { first, _ in first })
    var indicators: [String: Phrase] = [:]
    for result in results {
      // Without anything missing there was nothing to judge, which is an answer.
      if !result.coverage.isComputed, !result.coverage.missing.isEmpty {
        indicators[result.code] = Self.notComputed
      } else if let table = needs[result.code], let late = Self.late(table, observation) {
        indicators[result.code] = late
      }
    }
    self.indicators = indicators
    let restsOn = Dictionary(
      IndicatorCatalogue.pages.map { ($0.code, $0.restsOn) },
      uniquingKeysWith: { first, _ in first })
    columns = Dictionary(
      results.map { result in
        let missing = result.coverage.missing.filter { $0.contains(".") }
        return (result.code, (restsOn[result.code] ?? []) + missing.map { FlagColumns($0) })
      }, uniquingKeysWith: { first, _ in first })
    gaps = Self.gaps(observation)
    let asked = results.flatMap(\.flags).filter {
      $0.indicator == "Q04" && $0.to >= observation.windowStart
    }
    doubts = Set(asked.map { [$0.unitCode, $0.category] })
  }

  private static func gaps(_ observation: Observation) -> [[String]: Month] {
    var gaps: [[String]: Month] = [:]
    for key in observation.columnGaps.sortedKeys {
      guard let from = Month(key[3]), let to = Month(key[4]),
        from <= observation.month, observation.month <= to
      else { continue }
      gaps[[key[1], "\(key[0]).\(key[2])"]] = from
    }
    return gaps
  }

  // What ends before the month says nothing of it.
  private static func late(_ name: String, _ observation: Observation) -> Phrase? {
    guard let table = Table.all.first(where: { $0.name == name }),
      let last = observation.end(ofLate: table)
    else { return nil }
    return Phrase(
      "（\(table.title)数据只到\(last)，\(ending.chinese)",
      " (Data of \(name) end on \(last), \(ending.english)")
  }

  private static let ending = Phrase("无法复核。）", "so it cannot be checked.)")
  private static let notSent = Phrase(
    "（本期未报送，\(ending.chinese)", " (Not delivered this time, \(ending.english)")
  private static let withoutColumn = Phrase(
    "（本期导出缺少所需的列，\(ending.chinese)",
    " (Its exports lack a needed column this time, \(ending.english)")
  private static let doubted = Phrase(
    "（本期所需的列存疑待核实，\(ending.chinese)",
    " (A needed column is in doubt this time, \(ending.english)")
  private static let notComputed = Phrase(
    "（本期缺少数据，未能计算，\(ending.chinese)",
    " (Data are missing and it was not computed this time, \(ending.english)")

  /// Why a flag that is not raised any more cannot be checked; nil where it was.
  ///
  /// - Parameter flag: As published, with its subject as it is called today.
  /// - Returns: The note, in brackets.
  func note(on flag: Flag) -> Phrase? {
    let (unit, place) = (flag.unitCode, flag.unitCode.isEmpty ? flag.districtCode : "")
    guard
      !subjects.contains([unit]), !subjects.contains([unit, place, flag.domain, flag.itemCode])
    else { return Self.notSent }
    // Whoever writes another unit of money would clear himself.
    let isDoubted = IndicatorCatalogue.doubts(bearingOn: flag.indicator).contains {
      doubts.contains([unit, $0])
    }
    return isDoubted
      ? Self.doubted : indicators[flag.indicator] ?? dropped(flag, [unit, flag.category])
  }

  /// Whether a flag on a silent cell is gone since the cell is held no more, for whatever reason.
  ///
  /// - Parameter flag: As published, with its subject as it is called today.
  /// - Returns: Whether it is.
  func isLeft(_ flag: Flag) -> Bool {
    let place = flag.unitCode.isEmpty ? flag.districtCode : ""
    return ["Z03", "Z04", "Z05", "Z06", "Z07", "Z09", "Z12"].contains(flag.indicator)
      && !flag.domain.isEmpty
      && !held.contains([flag.unitCode, place, flag.domain, flag.itemCode])
  }

  // Columns that the exports had in the months of the flag and have no more: whoever leaves them out
  // would clear himself, or the other unit of a pair.
  private func dropped(_ flag: Flag, _ units: [String]) -> Phrase? {
    let columns = (columns[flag.indicator] ?? []).filter { $0.bear(on: flag.category) }
    let isUnchecked = units.contains { unit in
      !unit.isEmpty && columns.contains { isDropped($0, unit, since: flag.from) }
    }
    return isUnchecked ? Self.withoutColumn : nil
  }

  // Without one that it never had, a flag was rightly raised and is rightly resolved.
  private func isDropped(_ columns: FlagColumns, _ unit: String, since start: Month) -> Bool {
    let gaps = columns.anyOf.map { column in
      [unit, "*"].compactMap { self.gaps[[$0, column]] }.max()
    }
    let known = gaps.compactMap { $0 }
    return known.count == gaps.count && known.contains { $0 > start }
  }

  /// The sentence with a note in place of the one that an earlier report added.
  static func reason(_ reason: Phrase, _ note: Phrase) -> Phrase {
    Phrase(bare(reason.chinese) + note.chinese, bare(reason.english) + note.english)
  }

  // The sentence of a published flag is in one language, whichever is asked for.
  private static func bare(_ text: String) -> String {
    for (end, start) in [(ending.chinese, "（"), (ending.english, " (")] {
      guard text.hasSuffix(end) else { continue }
      let body = text.dropLast(end.count)
      guard let opening = body.ranges(of: start).last else { continue }
      return String(body[..<opening.lowerBound])
    }
    return text
  }
}
