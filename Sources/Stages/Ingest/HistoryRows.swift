import Archive
import CSV
import Contracts
import Ingestion

/// Versions that are no longer current, as rows of the history file of a table.
struct HistoryRows: Sendable {
  static let header = [
    "identity", "reason", "content", "source", "order", "as_of", "line", "offset",
  ]
  /// Positions of the digest of the version, of its export and of its line.
  static let (content, source, line) = (2, 3, 6)

  private(set) var run = RowRun()
  private var sequence = 0

  var isEmpty: Bool { run.isEmpty }

  /// Appends a version, one row for each of its rows.
  mutating func append(
    _ reason: HistoryReason, _ identity: String, _ known: KnownVersion, _ rows: [[String]]
  ) {
    var head = RowHead()
    head.export = known.origin.order
    head.line = known.origin.line
    let origin = known.origin
    for row in rows {
      head.sequence = sequence
      sequence += 1
      let cells = [
        identity, reason.rawValue, known.content, origin.source, String(origin.order), origin.asOf,
        String(origin.line), String(origin.offset),
      ]
      run.append(head, identity: identity.utf8Span.span, cells + row)
    }
  }

  /// Appends a version of this run.
  mutating func append(_ historic: MergedGroup.Historic, _ exports: [RowOrigin]) {
    let records = historic.rows.starts.map { RowRecord(in: historic.rows.bytes, at: $0) }
    guard let first = records.first else { return }
    let export = exports[first.head.export - 1]
    let origin = RowOrigin(
      source: export.source, order: export.order, asOf: export.asOf, line: first.head.line,
      offset: first.head.offset)
    append(
      historic.reason, String(decoding: historic.rows.bytes[first.identity], as: UTF8.self),
      KnownVersion(month: "", content: first.head.contentText, origin: origin),
      records.map { $0.texts(in: historic.rows.bytes) })
  }

  /// Writes `history/TABLE-HASH.csv.zst`, sorted by identity, arrival and line.
  static func write(
    _ sorter: inout RowSorter, _ table: Table, staging: String
  ) throws(StageError) -> ArchivedFile? {
    var cursor = try sorter.merged()
    var group = RowGroup()
    var file = ArchiveTableWriter(header + table.archiveNames, archive: staging)
    while try cursor.next(&group) {
      for start in group.starts {
        let record = RowRecord(in: group.bytes, at: start)
        try file.append(
          group.bytes, from: record.cells.lowerBound, ends: record.ends(in: group.bytes))
      }
    }
    return try file.finish(
      "history", table.name, FileLabel(table: table.name, month: nil, kind: .history))
  }
}

/// A table of the archive written row by row.
struct ArchiveTableWriter: ~Copyable {
  private var writer = CSVWriter()
  private var file: PartitionWriter
  private var rows = 0

  /// Begins with a header.
  init(_ columns: [String], archive: String) {
    // Rows of hashes and numbers: a higher level takes twice the time and finds no more.
    file = PartitionWriter(archive: archive, level: 1)
    writer.append(columns)
  }

  /// Appends a row whose cells lie one after another, one byte that belongs to no cell after each.
  mutating func append(_ bytes: [UInt8], from start: Int, ends: [Int]) throws(StageError) {
    writer.append(bytes, from: start, ends: ends)
    try endRow()
  }

  /// Appends a row of texts.
  mutating func append(_ cells: [String]) throws(StageError) {
    writer.append(cells)
    try endRow()
  }

  private mutating func endRow() throws(StageError) {
    rows += 1
    guard writer.bytes.count >= 1 << 20 else { return }
    try flush()
  }

  private mutating func flush() throws(StageError) {
    do throws(ArchiveError) {
      try file.append(writer.takeBytes())
    } catch {
      throw StageError(error)
    }
  }

  /// Writes the file; nil where it has no row.
  consuming func finish(
    _ folder: String, _ prefix: String, _ label: FileLabel
  ) throws(StageError) -> ArchivedFile? {
    guard rows > 0 else { return nil }
    try flush()
    let rows = rows
    do throws(ArchiveError) {
      return try file.finish(folder: folder, prefix: prefix, label: label, rows: rows)
    } catch {
      throw StageError(error)
    }
  }
}
