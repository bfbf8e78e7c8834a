import Archive
import Contracts
import Ingestion
import Parquet

/// The files of one month of a table in the making, rows in order of identity.
struct PartitionOutput: ~Copyable {
  private let table: Table
  private let month: String
  private let exports: [RowOrigin]
  // Source, order and as-of date of each export, as they stand in a provenance row.
  private let origins: [RowText]
  private let itemIndices: [Int?]
  private var content: ColumnTableWriter
  private var provenance: ArchiveTableWriter
  private var items: ColumnTableWriter
  private var origin = RowText()
  private var ends: [Int] = []

  init(_ table: Table, _ monthKey: Int, staging: String, exports: [RowOrigin]) {
    self.table = table
    month = RowHead.text(ofMonth: monthKey)
    self.exports = exports
    origins = exports.map { RowText([$0.source, String($0.order), $0.asOf]) }
    itemIndices = Table.caseItems.archiveNames.map { table.archiveNames.firstIndex(of: $0) }
    content = Self.writer(of: table, month, staging: staging)
    provenance = ArchiveTableWriter(Provenance.columns, archive: staging)
    items = Self.writer(of: .caseItems, month, staging: staging)
  }

  private static func writer(
    of table: Table, _ month: String, staging: String
  ) -> ColumnTableWriter {
    let isWhole = table.partitioning == .whole
    return ColumnTableWriter(
      table.parquetColumns, archive: staging,
      folder: isWhole ? "reference" : "\(table.name)/month=\(month)",
      prefix: isWhole ? table.name : "part",
      label: FileLabel(
        table: table.name, month: isWhole ? nil : month, kind: isWhole ? .reference : .partition))
  }

  /// Keeps an archived row as it is.
  mutating func keep(_ old: borrowing ArchivedRows) throws(StageError) {
    try keepContent(old)
    try old.withOrigin { (bytes, start, ends) throws(StageError) in
      try provenance.append(bytes, from: start, ends: ends)
    }
  }

  /// Appends a row with its provenance and its further items as texts.
  mutating func append(
    _ cells: [String], origin: [String], items rows: [[String]]
  ) throws(StageError) {
    try content.append(cells)
    try provenance.append(origin)
    for item in rows { try items.append(item) }
  }

  /// Keeps an archived row that a later export states again.
  mutating func confirm(_ old: borrowing ArchivedRows, _ rows: RowGroup) throws(StageError) {
    try keepContent(old)
    try appendOrigin(RowRecord(in: rows.bytes, at: rows.starts[0]), rows.bytes)
  }

  /// Puts a version in; its first row stands for it, and all are items where there are several.
  mutating func put(_ rows: RowGroup) throws(StageError) {
    let first = RowRecord(in: rows.bytes, at: rows.starts[0])
    first.read(&ends, in: rows.bytes)
    try content.append(rows.bytes, from: first.cells.lowerBound, ends: ends)
    try appendOrigin(first, rows.bytes)
    guard rows.starts.count > 1 else { return }
    for start in rows.starts {
      let cells = RowRecord(in: rows.bytes, at: start).texts(in: rows.bytes)
      try items.append(itemIndices.map { $0.map { cells[$0] } ?? "" })
    }
  }

  private mutating func keepContent(_ old: borrowing ArchivedRows) throws(StageError) {
    try old.withContent { (bytes, start, ends) throws(StageError) in
      try content.append(bytes, from: start, ends: ends)
    }
    for item in old.itemRows { try items.append(item) }
  }

  private mutating func appendOrigin(_ record: RowRecord, _ bytes: [UInt8]) throws(StageError) {
    let head = record.head
    origin.removeAll()
    origin.append(utf8: bytes.span.extracting(record.identity))
    origin.append(hexadecimal: head.content)
    origin.append(origins[head.export - 1])
    origin.append(head.line)
    origin.append(head.offset)
    try provenance.append(origin.text, from: 0, ends: origin.ends)
  }

  /// Writes the files that have a row.
  consuming func finish() throws(StageError) -> [ArchivedFile] {
    let isWhole = table.partitioning == .whole
    let name = table.name
    let origin = try provenance.finish(
      isWhole ? "reference" : "\(name)/month=\(month)",
      isWhole ? "\(name)-provenance" : "provenance",
      FileLabel(table: name, month: isWhole ? nil : month, kind: .provenance))
    return [try content.finish(), origin, try items.finish()].compactMap { $0 }
  }
}
