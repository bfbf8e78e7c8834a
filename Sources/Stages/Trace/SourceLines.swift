import Archive
import Contracts
import Counting

/// The way back from a figure to the lines of the exports: through a snapshot and its provenance.
struct SourceLines {
  let workspace: Workspace
  let snapshot: Snapshot
  private let places: RowPlaces
  private let basis: CountingBasis
  private let repeats: RepeatedRows
  private let names: [String: String]
  private let kept: Set<String>
  // Kinds of complaints that ask for enforcement.
  private let asking: Set<String>

  init(
    _ workspace: Workspace, _ settings: Settings, snapshot number: Int, asOf month: Month
  ) throws(StageError) {
    self.workspace = workspace
    let snapshot = try storing { () throws(ArchiveError) in
      try SnapshotStore(archive: workspace.archive).load(number)
    }
    self.snapshot = snapshot
    for file in snapshot.files where file.kind == .reference {
      try workspace.require(file, of: number, Self.refusal)
    }
    // A reader counts nothing into the cache.
    let run = CountRun(workspace: workspace, settings: settings, month: nil, isDryRun: true)
    basis = settings.basis
    let (input, repeats) = try run.input(snapshot, asOf: month)
    self.repeats = repeats
    places = RowPlaces(input, basis: basis)
    asking = ComplaintOutcome.asking(
      hasReports: input.complaints.sums.keys.contains { $0[6] == "report" })
    kept = Set(snapshot.sources.filter { $0.path != nil }.map(\.sha256.hexadecimal))
    names = Dictionary(
      snapshot.sources.map { ($0.sha256.hexadecimal, $0.shownName) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Rows of the tables that stand in a figure, sorted.
  ///
  /// - Parameters:
  ///   - tables: Names of the input tables.
  ///   - subjects: What the figures are of; a row in any of them is meant.
  /// - Returns: One row for each record; a case of several items has one for each in question.
  /// - Throws: What reading the archive throws.
  func rows(of tables: [String], _ subjects: [TraceSubject]) throws(StageError) -> [TracedRow] {
    var rows: [TracedRow] = []
    for table in tables {
      switch table {
      case Table.cases.name: rows += try cases(subjects)
      case Table.inspections.name:
        rows += try records(table, "inspection_id", "date", subjects)
      case Table.complaints.name:
        rows += try records(table, "complaint_id", "received_date", subjects)
      default:
        for subject in subjects { rows += try reference(table, subject) }
      }
    }
    return TracedRow.sorted(Array(Set(rows)))
  }

  /// Rows of a reference table of which every stated cell holds a value, sorted.
  ///
  /// - Parameters:
  ///   - table: Name of the table.
  ///   - cells: Values that a row may hold, by column.
  ///   - months: Months in question, of rows that state one; nil for all.
  /// - Returns: The rows.
  /// - Throws: What reading the archive throws.
  func reference(
    _ table: String, where cells: [String: Set<String>], in months: ClosedRange<Month>? = nil
  ) throws(StageError) -> [TracedRow] {
    var rows: [TracedRow] = []
    for file in snapshot.files where file.table == table && file.kind == .reference {
      let content = try archived(file)
      try zip(content, file) { row, origin in
        let isMeant = cells.allSatisfy { name, values in
          let cell = content.cell(row, name)
          return values.contains(name == "unit_code" ? places.presentUnit(cell) : cell)
        }
        let month = Month(content.cell(row, "month"))
        let isOfMonths = months.flatMap { months in month.map(months.contains) } ?? true
        guard isMeant, isOfMonths else { return }
        rows.append(traced(table, ("", content.cell(row, "unit_code"), "", ""), origin))
      }
    }
    return TracedRow.sorted(rows)
  }

  private typealias Origin = (source: String, line: Int)
  private typealias Label = (month: String, unit: String, identifier: String, role: String)

  private func traced(_ table: String, _ label: Label, _ origin: Origin) -> TracedRow {
    TracedRow(
      table: table, month: label.month, unitCode: label.unit, identifier: label.identifier,
      role: label.role, source: names[origin.source] ?? "", sha256: origin.source,
      line: origin.line, isKept: kept.contains(origin.source))
  }

  private func cases(_ subjects: [TraceSubject]) throws(StageError) -> [TracedRow] {
    var rows: [TracedRow] = []
    for file in partitions(Table.cases.name, subjects) {
      let content = try archived(file)
      let items = try items(beside: file)
      var position = -1
      try zip(content, file) { row, origin in
        position += 1
        guard repeats.counts(position, of: file) else { return }
        let unit = content.cell(row, "unit_code")
        let number = content.cell(row, "case_id")
        let all = places.places(
          ofCase: row, in: content, items: items[[unit, number]] ?? [])
        let place = all.first { place in
          subjects.contains { $0.contains(place) && $0.holds(number, of: place.unitCode) }
        }
        guard let place else { return }
        let label = (place.month, unit, number, place.role.rawValue)
        rows.append(traced(file.table, label, origin))
      }
    }
    return rows
  }

  // Domain, code and name of the items of cases that have several; they have no lines of their own.
  private func items(
    beside file: ArchivedFile
  ) throws(StageError) -> [[String]: [[String]]] {
    var items: [[String]: [[String]]] = [:]
    for own in snapshot.files
    where own.table == Table.caseItems.name && own.kind == .partition && own.month == file.month {
      let content = try archived(own)
      for row in content.rows {
        let key = ["unit_code", "case_id"].map { content.cell(row, $0) }
        let item = ["domain", "item_code", "item_name"].map { content.cell(row, $0) }
        items[key, default: []].append(item)
      }
    }
    return items
  }

  private func records(
    _ table: String, _ identifier: String, _ date: String, _ subjects: [TraceSubject]
  ) throws(StageError) -> [TracedRow] {
    var rows: [TracedRow] = []
    var unnamed = table == Table.complaints.name ? places.unnamed : nil
    for file in partitions(table, subjects) {
      let content = try archived(file)
      try zip(content, file) { row, origin in
        let place = places.place(of: row, in: content, date: date, &unnamed)
        let isMeant = subjects.contains { subject in
          subject.contains(place) && (!subject.isOfCell || asks(row, of: content))
        }
        guard isMeant else { return }
        let label = (
          place.month, content.cell(row, "unit_code"), content.cell(row, identifier), "counted"
        )
        rows.append(traced(table, label, origin))
      }
    }
    return rows
  }

  private func asks(_ row: [String], of content: ArchivedTable) -> Bool {
    guard content.names.contains("result") else {
      return asking.contains(content.cell(row, "kind"))
    }
    return !["", "clean"].contains(content.cell(row, "result"))
  }

  private func reference(
    _ table: String, _ subject: TraceSubject
  ) throws(StageError) -> [TracedRow] {
    var cells: [String: Set<String>] = [:]
    let columns = Table.all.first { $0.name == table }?.archiveNames ?? []
    let stated = [
      ("unit_code", subject.unitCode), ("district_code", subject.districtCode),
      ("flag_id", subject.flag), ("year", subject.year),
      ("domain", subject.domain), ("item_code", subject.itemCode),
    ]
    for (name, value) in stated {
      // A reference row that leaves a cell empty speaks of all.
      if let value, !value.isEmpty, columns.contains(name) {
        cells[name] = ["unit_code", "flag_id", "year"].contains(name) ? [value] : [value, ""]
      }
    }
    return try reference(table, where: cells, in: subject.months)
  }

  // A case filed in a month may lie in the partition of a later decision.
  private func partitions(_ table: String, _ subjects: [TraceSubject]) -> [ArchivedFile] {
    snapshot.files.filter { file in
      guard file.table == table, file.kind == .partition else { return false }
      guard let month = file.month.flatMap({ Month($0) }) else { return true }
      return subjects.contains { subject in
        subject.months.contains(month)
          || (basis == .filed && month >= subject.months.lowerBound)
      }
    }
  }

  private static let refusal = "cannot be traced"

  private func archived(_ file: ArchivedFile) throws(StageError) -> ArchivedTable {
    try workspace.require(file, of: snapshot.number, Self.refusal)
    let rows = try workspace.archivedRows(file)
    return ArchivedTable(names: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  // Rows and their origins lie in the same order.
  private func zip(
    _ content: ArchivedTable, _ file: ArchivedFile, _ body: ([String], Origin) -> Void
  ) throws(StageError) {
    let own = snapshot.files.first {
      $0.table == file.table && $0.kind == .provenance && $0.month == file.month
    }
    let origins = try own.map { own throws(StageError) in try archived(own) }
    guard let origins, origins.rows.count == content.rows.count else {
      throw StageError(.dataRefused, "\(file.path): does not match its provenance")
    }
    for (row, origin) in Swift.zip(content.rows, origins.rows) {
      body(row, (origins.cell(origin, "source"), Int(origins.cell(origin, "line")) ?? 0))
    }
  }
}
