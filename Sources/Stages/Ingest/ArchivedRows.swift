import Archive
import Contracts
import Ingestion

/// What the archive holds of one month of a table: rows, where each came from, and further items.
struct ArchivedRows: ~Copyable {
  private static let itemColumns = Table.caseItems.archiveNames

  private let table: Table
  private let decided: Int?
  private var content: ArchivedRowReader
  private var provenance: ArchivedRowReader
  private var items: ArchivedRowReader
  private var hasItem = false

  /// Whether there is a row; false after the last one.
  private(set) var isRow = false
  /// Further items and parties of the case, the row itself included; empty for most.
  private(set) var itemRows: [[String]] = []

  /// Opens what belongs to the month among `files`; nothing where it is new.
  init(_ table: Table, _ files: [ArchivedFile], archive: String) throws(StageError) {
    func own(_ name: String, _ kind: ArchivedKind) -> ArchivedFile? {
      files.first { $0.table == name && $0.kind == kind }
    }
    let kind: ArchivedKind = table.partitioning == .whole ? .reference : .partition
    let (rows, origins) = (own(table.name, kind), own(table.name, .provenance))
    guard rows?.rows == origins?.rows else {
      throw StageError(
        .dataRefused, "\(rows?.path ?? table.name): does not match its provenance")
    }
    let hasItems = table.name == Table.cases.name
    let content = try ArchivedRowReader(rows, archive: archive, columns: table.archiveNames)
    let provenance = try ArchivedRowReader(
      origins, archive: archive, columns: Provenance.columns)
    var items = try ArchivedRowReader(
      hasItems ? own(Table.caseItems.name, .partition) : nil, archive: archive,
      columns: Self.itemColumns)
    hasItem = try items.advance()
    self.table = table
    decided = table.archiveNames.firstIndex(of: "decided_date")
    self.content = content
    self.provenance = provenance
    self.items = items
  }

  /// Goes to the next row.
  mutating func advance() throws(StageError) {
    isRow = try content.advance()
    let hasOrigin = try provenance.advance()
    guard isRow == hasOrigin else {
      throw StageError(.dataRefused, "archive: a partition does not match its provenance")
    }
    itemRows.removeAll(keepingCapacity: true)
    guard isRow, hasItem else { return }
    let identity = identityText
    while hasItem {
      let cells = items.cells
      guard cells[0] + "\u{1F}" + cells[1] == identity else { return }
      itemRows.append(cells)
      hasItem = try items.advance()
    }
  }

  /// Below zero where the identity comes before another one by its bytes, zero where equal.
  func compare(_ other: ArraySlice<UInt8>) -> Int {
    let range = provenance.cell(0)
    for (left, right) in zip(provenance.bytes[range], other) where left != right {
      return Int(left) - Int(right)
    }
    return range.count - other.count
  }

  /// Identity of the row; empty where there is none.
  var identityText: String {
    isRow ? String(decoding: provenance.bytes[provenance.cell(0)], as: UTF8.self) : ""
  }

  /// Whether the row has a day of decision.
  var isDecided: Bool {
    decided.map { !content.cell($0).isEmpty } ?? false
  }

  /// One cell of the row as text.
  func cell(_ index: Int) -> String { content.text(index) }

  /// Cells of the row as texts.
  var cells: [String] { content.cells }

  /// Cells of its provenance as texts.
  var origin: [String] { provenance.cells }

  /// Lets the row be read as bytes.
  func withContent(
    _ row: (_ bytes: [UInt8], _ start: Int, _ ends: [Int]) throws(StageError) -> Void
  ) throws(StageError) {
    try row(content.bytes, content.start, content.ends)
  }

  /// Lets its provenance be read as bytes.
  func withOrigin(
    _ row: (_ bytes: [UInt8], _ start: Int, _ ends: [Int]) throws(StageError) -> Void
  ) throws(StageError) {
    try row(provenance.bytes, provenance.start, provenance.ends)
  }

  /// The version as it was known.
  func known(month: String) throws(StageError) -> KnownVersion {
    let cells = origin
    guard cells.count == Provenance.columns.count, let order = Int(cells[3]),
      let line = Int(cells[5]), let offset = Int(cells[6])
    else { throw StageError(.dataRefused, "archive: a provenance row is damaged") }
    return KnownVersion(
      month: month, content: cells[1],
      origin: RowOrigin(
        source: cells[2], order: order, asOf: cells[4], line: line, offset: offset))
  }

  /// The row once for each of its items and parties.
  var rows: [[String]] { Self.rows(of: cells, itemRows, table) }

  /// A row once for each of its items and parties.
  static func rows(of cells: [String], _ itemRows: [[String]], _ table: Table) -> [[String]] {
    guard !itemRows.isEmpty else { return [cells] }
    let names = table.archiveNames
    return itemRows.map { item in
      var row = cells
      for (name, cell) in zip(itemColumns, item) {
        if let index = names.firstIndex(of: name) { row[index] = cell }
      }
      return row
    }
  }
}
