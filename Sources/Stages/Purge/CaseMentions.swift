import Archive
import Contracts
import Ingestion

/// Rows of other tables that name a purged case: they stay, without its number.
struct CaseMentions {
  let workspace: Workspace
  let cases: PurgedCases

  /// Where the rows stand.
  struct Found {
    /// Rows of the newest snapshot, by table.
    var rows: [(table: String, rows: Int)] = []
    /// Lines of the rows, by the SHA-256 of their export.
    var lines: [String: Set<Int>] = [:]
    fileprivate var months: [(table: Table, files: MonthFiles)] = []
    fileprivate var history: [(table: Table, file: ArchivedFile)] = []

    /// How many files of the archive hold such rows.
    var files: Int { months.reduce(history.count) { $0 + $1.files.files.count } }
  }

  /// Looks into every file of every snapshot.
  func found(in snapshots: [Snapshot]) throws(StageError) -> Found {
    var found = Found()
    let current = Set((snapshots.last?.files ?? []).map(\.path))
    for table in Table.all + [.rejectedCases] {
      guard let number = table.namedCase else { continue }
      var count = 0
      for month in try MonthFiles.all(of: table, snapshots, workspace) {
        let rows = try note(month, table, number, &found)
        if month.files.allSatisfy({ current.contains($0.path) }) { count += rows }
      }
      if count > 0 { found.rows.append((table.name, count)) }
      for file in try workspace.history(of: table, snapshots) {
        try note(history: file, table, number, &found)
      }
    }
    return found
  }

  private func note(
    _ month: MonthFiles, _ table: Table, _ number: Int, _ found: inout Found
  ) throws(StageError) -> Int {
    var rows = try ArchivedRows(table, month.files, archive: workspace.archive)
    var count = 0
    try rows.advance()
    while rows.isRow {
      if cases.numbers.contains(rows.cell(number)) {
        count += 1
        let origin = try rows.known(month: month.month).origin
        // Rows that ingestion made itself stand on no line.
        if origin.line > 0 { found.lines[origin.source, default: []].insert(origin.line) }
      }
      try rows.advance()
    }
    if count > 0 { found.months.append((table, month)) }
    return count
  }

  private func note(
    history file: ArchivedFile, _ table: Table, _ number: Int, _ found: inout Found
  ) throws(StageError) {
    let columns = HistoryRows.header + table.archiveNames
    var reader = try ArchivedRowReader(file, archive: workspace.archive, columns: columns)
    var isHolder = false
    while try reader.advance() {
      guard cases.numbers.contains(reader.text(HistoryRows.header.count + number)) else { continue }
      isHolder = true
      if let line = Int(reader.text(HistoryRows.line)), line > 0 {
        found.lines[reader.text(HistoryRows.source), default: []].insert(line)
      }
    }
    if isHolder { found.history.append((table, file)) }
  }

  /// Writes their files anew.
  func write(_ found: Found, _ rewrite: inout ArchiveRewrite) throws(StageError) {
    for (table, month) in found.months { try write(month, table, &rewrite) }
    for (table, file) in found.history { try write(history: file, table, &rewrite) }
  }

  private func write(
    _ month: MonthFiles, _ table: Table, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    var rows = try ArchivedRows(table, month.files, archive: workspace.archive)
    var output = PartitionOutput(
      table, RowHead.number(ofMonth: month.month), staging: workspace.staging, exports: [])
    try rows.advance()
    while rows.isRow {
      if let cells = unnamed(rows.cells, table) {
        var origin = rows.origin
        origin[Provenance.content] = RowDigest.text(of: [cells])
        try output.append(cells, origin: origin, items: [])
      } else {
        try output.keep(rows)
      }
      try rows.advance()
    }
    rewrite.replace(month, by: try output.finish())
  }

  private func write(
    history file: ArchivedFile, _ table: Table, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    let columns = HistoryRows.header + table.archiveNames
    var reader = try ArchivedRowReader(file, archive: workspace.archive, columns: columns)
    var writer = ArchiveTableWriter(columns, archive: workspace.staging)
    while try reader.advance() {
      var head = Array(reader.cells.prefix(HistoryRows.header.count))
      if let cells = unnamed(Array(reader.cells.dropFirst(head.count)), table) {
        head[HistoryRows.content] = RowDigest.text(of: [cells])
        try writer.append(head + cells)
      } else {
        try writer.append(reader.bytes, from: reader.start, ends: reader.ends)
      }
    }
    let label = FileLabel(table: table.name, month: nil, kind: .history)
    rewrite.replace(file, by: try writer.finish("history", table.name, label))
  }

  /// The row without the number; nil where it names none of the cases.
  private func unnamed(_ cells: [String], _ table: Table) -> [String]? {
    guard let number = table.namedCase, cases.numbers.contains(cells[number]) else { return nil }
    var cells = cells
    cells[number] = ""
    return cells
  }
}
