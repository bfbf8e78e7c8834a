import Archive
import Contracts
import Indicators

/// The way from a figure of a report, or of an aggregate, to the records behind it.
struct FigureTrace {
  let workspace: Workspace
  let settings: Settings
  let findings: Findings
  let report: TracedReport
  let language: Language

  /// The rows that a key names, and the records that stand in them.
  ///
  /// The code of an indicator alone stands for its row of coverage.
  func document(_ name: String, _ ownKey: [String]) async throws(StageError) -> TraceDocument {
    let published = try PublishedState(report.month, folder: report.folder, workspace)
    if let difference = try published.difference(findings, workspace) {
      throw StageError(.tryLater, difference)
    }
    let isIndicator = ownKey.isEmpty && IndicatorCatalogue.pages.contains { $0.code == name }
    let (table, key) = isIndicator ? ("coverage", ["indicator=" + name]) : (name, ownKey)
    var report = report
    // Which indicator lacked what is told of the city alone.
    if isIndicator { report.scope = nil }
    let rows = try ReportRows(table, key: key, report, workspace)
    let named = TraceDocument.Section(
      title: say("行", "Rows"), columns: rows.columns, rows: rows.rows)
    let title = ([findings.month.description, table] + key).joined(separator: " ")
    var sections = [named]
    if table == "coverage" {
      let codes = rows.rows.compactMap { rows.cell($0, "indicator") }
      return TraceDocument(
        title: title, sections: sections + codes.flatMap(indicator), records: [])
    }
    if table == "flags", rows.rows.count > 1 {
      return TraceDocument(title: title, sections: sections + [flags(rows)], records: [])
    }
    let records = try await records(table, rows)
    if table == "case_counts", let cases = rows.sum("cases") {
      let found = records.count { $0.table == Table.cases.name && $0.role == "counted" }
      let snapshot = published.snapshot ?? findings.snapshot
      let isPurgedSince = try workspace.isPurged(since: min(snapshot, findings.snapshot))
      let isPurged = found < cases && isPurgedSince
      guard found == cases || isPurged else {
        throw StageError(
          .dataRefused,
          "\(table): \(cases) cases, but the archive holds \(found); "
            + (snapshot == findings.snapshot
              ? "was the report changed?"
              : "the report is of snapshot \(snapshot), its findings of \(findings.snapshot)"))
      }
      sections.append(
        .init(
          title: say("核对", "Check"),
          lines: [
            say(
              "表中\(cases)件，记录\(found)条。",
              "\(English.count(cases, "case")) in the table, \(English.count(found, "record")).")
          ]
            + (isPurged ? [say("报告之后有案件被依法删除。", "Cases were purged since the report.")] : [])))
    }
    return TraceDocument(title: title, sections: sections, records: records)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english).text(language)
  }

  // What an indicator said: its sentence, its tables in full, and the flags to go on from.
  private func indicator(_ code: String) -> [TraceDocument.Section] {
    guard let result = findings.results.first(where: { $0.code == code }) else { return [] }
    let text = { (phrase: Phrase) in phrase.text(language) }
    let headline = TraceDocument.Section(title: code, lines: [text(result.headline)])
    let tables = result.tables.filter { !$0.rows.isEmpty }.map { table in
      TraceDocument.Section(
        title: text(table.title), columns: table.columns.map(text),
        rows: table.rows.map { $0.map(text) })
    }
    let own = findings.flags.filter { $0.indicator == code }
      .sorted { $0.identifier < $1.identifier }
    let flags = TraceDocument.Section(
      title: say("线索（逐条用 caseload explain）", "Flags (caseload explain each)"),
      columns: ["flag_id", "status", "unit_code", "district_code", "domain", "item_code"],
      rows: own.map {
        [$0.identifier, $0.status.rawValue, $0.unitCode, $0.districtCode, $0.domain, $0.itemCode]
      })
    return [headline] + tables + [flags]
  }

  // Each flag has records of its own; a list of them is checked by its numbers.
  private func flags(_ rows: ReportRows) -> TraceDocument.Section {
    let counts = Dictionary(grouping: rows.rows) { rows.cell($0, "status") ?? "" }
    let standing = rows.rows.count - (counts[FlagStatus.resolved.rawValue]?.count ?? 0)
    let byStatus = FlagStatus.allCases.map { status in
      let number = counts[status.rawValue]?.count ?? 0
      let name = VerdictWording.status(status)
      return say("\(name.chinese)\(number)条", "\(name.english.lowercased()) \(number)")
    }
    return .init(
      title: say("核对", "Check"),
      lines: [
        say(
          "有效线索\(standing)条；",
          "\(English.count(standing, "flag")) \(English.verb(standing, "stands", "stand")); ")
          + byStatus.joined(separator: say("，", ", ")) + say("。", "."),
        say("逐条用 caseload explain。", "Use caseload explain for each."),
      ])
  }

  private func records(
    _ table: String, _ rows: ReportRows
  ) async throws(StageError) -> [TracedRow] {
    if table == "flags" { return try await flagRecords(rows) }
    let lines = try SourceLines(
      workspace, settings, snapshot: findings.snapshot, asOf: findings.month)
    if table == "data_quality" {
      throw StageError(.usage, "\(table): its rows are of files, not of cases")
    }
    let subjects = try rows.rows.map { row throws(StageError) in try subject(table, row, rows) }
    let isOfCells = ["zero_cells", "cells"].contains(table)
    let source = isOfCells ? "cells" : table == "chart_data" ? "case_counts" : table
    return try lines.rows(of: AggregateSources.tables(of: source), subjects)
  }

  private func flagRecords(_ rows: ReportRows) async throws(StageError) -> [TracedRow] {
    var records: [TracedRow] = []
    for row in rows.rows {
      let identifier = rows.cell(row, "flag_id")
      guard let flag = findings.flags.first(where: { $0.identifier == identifier }) else {
        throw StageError(.tryLater, "the findings are of another report; flag again")
      }
      records += try await Explanation(
        workspace: workspace, settings: settings, findings: findings, flag: flag,
        language: language
      ).document().records
    }
    return TracedRow.sorted(Array(Set(records)))
  }

  private func subject(
    _ table: String, _ row: [String], _ rows: ReportRows
  ) throws(StageError) -> TraceSubject {
    var subject = TraceSubject(months(row, rows))
    let level = rows.cell(row, "level").flatMap(CellLevel.init)
    if let level {
      subject.isOfCell = true
      subject.domain = rows.cell(row, "domain")
      if [.unitItem, .districtItem, .cityItem].contains(level) {
        subject.itemCode = rows.cell(row, "item_code")
      }
      switch level {
      case .unitItem, .unitDomain: subject.unitCode = rows.cell(row, "unit_code")
      case .districtItem, .districtDomain: subject.county = rows.cell(row, "district_code")
      case .cityItem: break
      }
      return subject
    }
    // Their rows leave columns empty of which they hold every value.
    let isLoose = ["chart_data", Tally.decisionDays.name].contains(table)
    func own(_ name: String) -> String? {
      let cell = rows.cell(row, name)
      return isLoose && cell == "" ? nil : cell
    }
    subject.unitCode = own("unit_code")
    subject.districtCode = own("district_code")
    subject.domain = own("domain")
    subject.itemCode = own("item_code")
    // A case that matches no item lies in none, and where its domain is not known either in no domain.
    if table == Tally.unmatched.name {
      subject.itemCode = ""
      let reason = rows.cell(row, "reason")
      if reason == "domain_unknown" { subject.domain = "" }
      if reason == "item_ambiguous" { subject.domain = nil }
    }
    subject.year = rows.cell(row, "year")
    subject.flag = rows.cell(row, "flag_id")
    subject.cases = try cases(table, row, rows)
    // A case may have been open in the report month and lie under a later decision.
    if subject.cases != nil { subject.months = Month(index: 0)...Month(year: 9999, month: 12) }
    return subject
  }

  private func months(_ row: [String], _ rows: ReportRows) -> ClosedRange<Month> {
    if let month = rows.cell(row, "month").flatMap({ Month($0) }) {
      return month...month
    }
    if let year = rows.cell(row, "year").flatMap({ Int($0) }), (1...9999).contains(year) {
      return Month(year: year, month: 1)...Month(year: year, month: 12)
    }
    let last = rows.cell(row, "last_active").flatMap { Month($0) } ?? Month(index: 0)
    return min(last, findings.month)...findings.month
  }

  // The numbers of the cases that the index holds under a key of a question of legality.
  private func cases(
    _ table: String, _ row: [String], _ rows: ReportRows
  ) throws(StageError) -> Set<[String]>? {
    if let number = rows.cell(row, "case_id") {
      return [[rows.cell(row, "unit_code") ?? "", number]]
    }
    guard table.hasPrefix("procedure_"),
      let question = ProcedureQuestion(rawValue: String(table.dropFirst("procedure_".count)))
    else { return nil }
    var cells = [question.rawValue: "yes"]
    for name in ProcedureQuestion.base { cells[name] = rows.cell(row, name) }
    for fact in question.facts {
      cells["\(question.rawValue).\(fact)"] = rows.cell(row, fact)
    }
    let index = try AggregateRows("procedure_cases", month: findings.month, where: cells, workspace)
    guard let unit = index.columns.firstIndex(of: "unit_code"),
      let number = index.columns.firstIndex(of: "case_id")
    else { return nil }
    return Set(index.rows.map { [$0[unit], $0[number]] })
  }
}
