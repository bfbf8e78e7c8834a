import Archive
import Contracts
import Ingestion

/// Writes files of one table anew with the pseudonyms of another key.
struct PseudonymRewrite {
  private let workspace: Workspace
  private let table: Table
  private let persons: [Int]
  private let identity: [Int]
  // Where a person is part of the identity, other pseudonyms stand in another order.
  private let isReordered: Bool
  private let itemPersons = Table.caseItems.personCells

  /// Prepares for a table that holds persons.
  init(_ table: Table, _ workspace: Workspace) {
    self.table = table
    self.workspace = workspace
    persons = table.personCells
    identity = table.identityCells
    isReordered = !Set(persons).isDisjoint(with: table.identityCells)
  }

  private struct Row {
    var cells: [String]
    var origin: [String]
    var items: [[String]] = []
  }

  /// Writes a month, or a table that is not divided.
  func write(
    _ month: MonthFiles, _ map: inout PseudonymMap, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    var old = try ArchivedRows(table, month.files, archive: workspace.archive)
    var output = PartitionOutput(
      table, RowHead.number(ofMonth: month.month), staging: workspace.staging, exports: [])
    var held: [Row] = []
    try old.advance()
    while old.isRow {
      let row = row(old, &map)
      if isReordered {
        held.append(row)
      } else {
        try output.append(row.cells, origin: row.origin, items: row.items)
      }
      try old.advance()
    }
    for row in held.sorted(by: { $0.origin[0].utf8.lexicographicallyPrecedes($1.origin[0].utf8) }) {
      try output.append(row.cells, origin: row.origin, items: row.items)
    }
    rewrite.replace(month, by: try output.finish())
  }

  private func row(_ old: borrowing ArchivedRows, _ map: inout PseudonymMap) -> Row {
    var row = Row(cells: mapped(old.cells, persons, &map), origin: old.origin)
    for item in old.itemRows { row.items.append(mapped(item, itemPersons, &map)) }
    row.origin[0] = identity(of: row.cells)
    row.origin[1] = RowDigest.text(of: ArchivedRows.rows(of: row.cells, row.items, table))
    return row
  }

  private func mapped(
    _ cells: [String], _ persons: [Int], _ map: inout PseudonymMap
  ) -> [String] {
    var cells = cells
    for index in persons { cells[index] = map.mapped(cells[index]) }
    return cells
  }

  private func identity(of cells: [String]) -> String {
    identity.map { cells[$0] }.joined(separator: "\u{1F}")
  }

  /// Writes versions that are no longer current.
  func write(
    history file: ArchivedFile, _ map: inout PseudonymMap, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    let columns = HistoryRows.header + table.archiveNames
    var reader = try ArchivedRowReader(file, archive: workspace.archive, columns: columns)
    var sorter = RowSorter(folder: workspace.staging)
    // Rows of one version follow each other, and its digest is of all of them.
    var version: [[String]] = []
    var sequence = 0
    while try reader.advance() {
      let cells = reader.cells
      if let first = version.first, first.prefix(Self.prefix) != cells.prefix(Self.prefix) {
        try put(version, &map, &sorter, &sequence)
        version.removeAll()
      }
      version.append(cells)
    }
    try put(version, &map, &sorter, &sequence)
    rewrite.replace(
      file, by: try HistoryRows.write(&sorter, table, staging: workspace.staging))
  }

  private static let prefix = HistoryRows.header.count

  private func put(
    _ version: [[String]], _ map: inout PseudonymMap, _ sorter: inout RowSorter,
    _ sequence: inout Int
  ) throws(StageError) {
    guard let first = version.first else { return }
    let rows = version.map { mapped(Array($0.dropFirst(Self.prefix)), persons, &map) }
    var head = RowHead()
    (head.export, head.line) = (Int(first[4]) ?? 0, Int(first[6]) ?? 0)
    var prefix = Array(first.prefix(Self.prefix))
    prefix[0] = identity(of: rows[0])
    prefix[2] = RowDigest.text(of: rows)
    for row in rows {
      head.sequence = sequence
      sequence += 1
      let (head, identity) = (head, prefix[0])
      try sorter.append { run in run.append(head, identity: identity.utf8Span.span, prefix + row) }
    }
  }
}
