import Contracts

/// The way from a figure of a report, or of an aggregate, to the records behind it.
struct FigureTrace {
  let workspace: Workspace
  let settings: Settings
  let findings: Findings
  let language: Language

  /// The rows that a key names, and the records that stand in them.
  func document(_ table: String, _ key: [String]) async throws(StageError) -> TraceDocument {
    let rows = try ReportRows(table, key: key, findings.month, workspace)
    let named = TraceDocument.Section(
      title: say("行", "Rows"), columns: rows.columns, rows: rows.rows)
    let title = ([findings.month.description, table] + key).joined(separator: " ")
    let records = try await records(table, rows)
    var sections = [named]
    if table == "case_counts", let cases = rows.sum("cases") {
      let found = records.count { $0.table == Table.cases.name && $0.role == "counted" }
      let isPurgedSince = try workspace.isPurged(since: findings.snapshot)
      let isPurged = found < cases && isPurgedSince
      guard found == cases || isPurged else {
        throw StageError(
          .dataRefused,
          "\(table): \(cases) cases, but the archive holds \(found); was the report changed?")
      }
      sections.append(
        .init(
          title: say("核对", "Check"),
          lines: [say("表中\(cases)件，记录\(found)条。", "\(cases) cases in the table, \(found) records.")]
            + (isPurged ? [say("报告之后有案件被依法删除。", "Cases were purged since the report.")] : [])))
    }
    return TraceDocument(title: title, sections: sections, records: records)
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english).text(language)
  }

  private func records(
    _ table: String, _ rows: ReportRows
  ) async throws(StageError) -> [TracedRow] {
    if table == "flags" { return try await flagRecords(rows) }
    let lines = try SourceLines(workspace, settings, snapshot: findings.snapshot)
    if table == "data_quality" || table == "coverage" {
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
    let isLoose = table == "chart_data"
    func own(_ name: String) -> String? {
      let cell = rows.cell(row, name)
      return isLoose && cell == "" ? nil : cell
    }
    subject.unitCode = own("unit_code")
    subject.districtCode = own("district_code")
    subject.domain = own("domain")
    subject.itemCode = own("item_code")
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
