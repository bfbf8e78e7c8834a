import Archive
import Contracts
import Indicators

/// Flags of the reports published before a month: what "new" and "persisting" are measured against.
struct PublishedFlags {
  /// Months with a published report before this one, ascending.
  let months: [Month]
  private let byMonth: [Month: [Flag]]
  // The identifiers of today by those that were published: a unit that was given another code, or was
  // merged, is the subject of the same findings.
  let today: [String: String]
  private let renamed: RenamedSubjects

  /// Reads flags.csv of every earlier report.
  ///
  /// - Parameters:
  ///   - month: Report month.
  ///   - workspace: Where the reports are.
  ///   - renamed: What the subjects of flags are called today.
  /// - Throws: What reading the reports throws.
  init(
    before month: Month, _ workspace: Workspace, _ renamed: RenamedSubjects
  ) throws(StageError) {
    var byMonth: [Month: [Flag]] = [:]
    let reports = workspace.reports
    if try storing({ () throws(ArchiveError) in try FileStore.kind(of: reports) }) != nil {
      let entries = try storing { () throws(ArchiveError) in try FileStore.entries(of: reports) }
      for entry in entries {
        guard let own = Month(entry.name), own < month else { continue }
        byMonth[own] = try PublishedFlags.flags(own, reports + "/" + entry.name, workspace)
      }
    }
    self.byMonth = byMonth.compactMapValues { $0 }
    months = self.byMonth.keys.sorted()
    var today: [String: String] = [:]
    for flag in self.byMonth.values.joined() {
      let identifier = flag.identifier(renamed)
      if identifier != flag.identifier { today[flag.identifier] = identifier }
    }
    self.today = today
    self.renamed = renamed
  }

  /// Flags with their status, those resolved since the last report added; and reports in a row.
  ///
  /// A flag is not resolved because data stopped coming: it stands until it can be checked.
  func compared(
    _ flags: [Flag], unchecked: UncheckedFlags
  ) -> (flags: [Flag], inARow: [String: Int], left: Set<String>) {
    var left: Set<String> = []
    let last = months.last.map { open($0) } ?? [:]
    let ever = Set(months.flatMap { open($0).keys })
    var inARow: [String: Int] = [:]
    var result = flags.map { flag in
      var flag = flag
      let identifier = flag.identifier
      if last[identifier] != nil {
        flag.status = .persisting
      } else {
        flag.status = ever.contains(identifier) ? .reopened : .new
      }
      inARow[identifier] = 1 + months.reversed().prefix { open($0)[identifier] != nil }.count
      return flag
    }
    let current = Set(flags.map(\.identifier))
    for identifier in last.keys.sorted() where !current.contains(identifier) {
      guard var flag = last[identifier] else { continue }
      if let note = unchecked.note(on: renamed.today(flag)) {
        flag.status = .persisting
        flag.reason = UncheckedFlags.reason(flag.reason, note)
        inARow[flag.identifier] =
          1 + months.reversed().prefix { open($0)[identifier] != nil }.count
      } else {
        flag.status = .resolved
        let reason = UncheckedFlags.reason(flag.reason, Phrase("", ""))
        let isLeft = unchecked.isLeft(renamed.today(flag))
        if isLeft { left.insert(flag.identifier) }
        flag.reason = Phrase(
          (isLeft ? "上期曾标记（本期已不在其职权或事项清单内，不表示已办案）：" : "上期曾标记：") + reason.chinese,
          (isLeft
            ? "Flagged in the last report (no longer held by it; that says nothing of cases): "
            : "Flagged in the last report: ") + reason.english)
      }
      result.append(flag)
    }
    return (result, inARow, left)
  }

  /// Flags by identifier as the last report that carried them published them, sorted.
  func latest(_ identifiers: Set<String>) -> [Flag] {
    identifiers.sorted().compactMap { identifier in
      months.reversed().lazy.compactMap { open($0)[today[identifier] ?? identifier] }.first
    }
  }

  private func open(_ month: Month) -> [String: Flag] {
    let flags = (byMonth[month] ?? []).standing
    return Dictionary(
      flags.map { (today[$0.identifier] ?? $0.identifier, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func flags(
    _ month: Month, _ folder: String, _ workspace: Workspace
  ) throws(StageError) -> [Flag]? {
    guard let name = try fileName(in: folder) else { return nil }
    let rows = try workspace.rows(of: folder + "/" + name)
    let columns = Dictionary(
      zip(rows.first ?? [], 0...), uniquingKeysWith: { first, _ in first })
    return rows.dropFirst().compactMap { flag($0, columns, month) }
  }

  /// Name of the file with the flags of a report, of whichever level it has; nil where there is none.
  static func fileName(in folder: String) throws(StageError) -> String? {
    for name in ["flags.csv", "flags-internal.csv"] {
      let path = folder + "/" + name
      if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil {
        return name
      }
    }
    return nil
  }

  private static func flag(_ row: [String], _ columns: [String: Int], _ month: Month) -> Flag? {
    func cell(_ name: String) -> String {
      guard let index = columns[name], index < row.count else { return "" }
      // The apostrophe that keeps spreadsheets from executing text is not part of it.
      return row[index].hasPrefix("'") ? String(row[index].dropFirst()) : row[index]
    }
    guard let severity = Severity(rawValue: cell("severity")),
      let status = FlagStatus(rawValue: cell("status")), let clause = Int(cell("clause"))
    else { return nil }
    var flag = Flag(
      cell("indicator"), identifier: cell("flag_id"), severity: severity, clause: clause,
      from: Month(cell("period_from")) ?? month, to: Month(cell("period_to")) ?? month)
    flag.status = status
    (flag.unitCode, flag.districtCode) = (cell("unit_code"), cell("district_code"))
    (flag.domain, flag.itemCode) = (cell("domain"), cell("item_code"))
    flag.category = cell("category")
    flag.observed = Int(cell("observed"))
    flag.monthsSilent = Int(cell("months_silent"))
    flag.reason = Phrase(cell("reason"), cell("reason"))
    flag.evidence = cell("evidence")
    return flag
  }
}
