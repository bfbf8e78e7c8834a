/// Writes rows as a Parquet file, in memory that does not grow with them.
///
/// The same rows, columns, level and library give the same bytes. After an error the writer is
/// spent.
public struct ParquetWriter: ~Copyable {
  /// The rows appended so far.
  public private(set) var rows = 0

  private let columns: [ParquetColumn]
  private let groupRows: Int
  private var buffers: [ColumnBuffer]
  private var batch = RowBatch()
  private var pages: PageWriter
  private var groups: [GroupMetadata] = []
  // Rows and bytes of cells of the open group, those of the batch included.
  private var openRows = 0
  private var openBytes = 0
  private var isFinished = false

  /// Starts a file.
  ///
  /// - Parameters:
  ///   - columns: At least one column.
  ///   - level: The zstd level from 1 to 19; 3 while a month changes, 9 when it is sealed.
  /// - Throws: `zstd` where no memory is left.
  public init(_ columns: [ParquetColumn], level: Int32 = 3) throws(ParquetError) {
    try self.init(columns, level: level, groupRows: ParquetLimits.writtenGroupRows)
  }

  init(_ columns: [ParquetColumn], level: Int32, groupRows: Int) throws(ParquetError) {
    precondition((1...ParquetLimits.columns).contains(columns.count), "a table has columns")
    self.columns = columns
    self.groupRows = groupRows
    buffers = columns.map { ColumnBuffer($0.kind) }
    pages = try PageWriter(level: level)
  }

  /// Appends a row of one cell a column.
  ///
  /// - Throws: As the other `append`.
  public mutating func append(_ cells: [String]) throws(ParquetError) {
    var (row, ends): ([UInt8], [Int]) = ([], [])
    for cell in cells {
      if !ends.isEmpty { row.append(0) }
      row.append(contentsOf: cell.utf8)
      ends.append(row.count)
    }
    try append(row.span, ends: ends)
  }

  /// Appends a row of one cell a column that lie one after another in UTF-8.
  ///
  /// - Parameters:
  ///   - row: The cells, one byte that belongs to no cell between each two.
  ///   - ends: Where each cell ends in `row`.
  /// - Throws: `unfitCell`, of a row before, `rowTooLong` or `zstd`.
  public mutating func append(_ row: [UInt8], ends: [Int]) throws(ParquetError) {
    try append(row.span, ends: ends)
  }

  /// Appends a row as the other `append` does, from bytes that are not kept.
  public mutating func append(_ row: Span<UInt8>, ends: [Int]) throws(ParquetError) {
    precondition(ends.count == columns.count, "a row has one cell a column")
    precondition(!isFinished, "a finished file takes no more rows")
    if isBatchFull { try encodeBatch() }
    rows += 1
    guard row.count <= ParquetLimits.rowBytes else {
      throw .rowTooLong(row: rows, limit: ParquetLimits.rowBytes)
    }
    batch.append(row, ends: ends)
    openRows += 1
    openBytes += ends[ends.count - 1] + 1
  }

  /// The cells of the rows that were not encoded yet, row by row and 0xFF after each.
  public var batchCells: [UInt8] { batch.bytes }

  /// Whether the rows that wait are encoded with the next one.
  public var isBatchFull: Bool { batch.isFull || isGroupFull }

  private var isGroupFull: Bool {
    openRows == groupRows || openBytes >= ParquetLimits.groupBytes
  }

  /// Encodes the rows that wait, and writes the group that is full with them.
  ///
  /// - Throws: `unfitCell` or `zstd`.
  public mutating func encodeBatch() throws(ParquetError) {
    if isGroupFull { try writeGroup() } else { try takeBatch() }
  }

  /// Writes what is left and the end of the file; no row may follow.
  ///
  /// - Throws: `unfitCell` or `zstd`.
  public mutating func finish() throws(ParquetError) {
    precondition(!isFinished, "a file is finished once")
    isFinished = true
    if openRows > 0 { try writeGroup() }
    pages.append(footer: FileMetadata(columns: columns, rows: rows, groups: groups).footer)
  }

  /// Returns the bytes of the file written since the last call and forgets them.
  public mutating func takeBytes() -> [UInt8] { pages.takeBytes() }

  private mutating func takeBatch() throws(ParquetError) {
    var batch = RowBatch()
    swap(&batch, &self.batch)
    var cells = FilledCells()
    for index in columns.indices {
      cells.read(batch, column: index, of: columns.count)
      guard let fault = buffers[index].take(&cells, of: batch.bytes.span) else { continue }
      throw .unfitCell(
        column: columns[index].name, row: rows - batch.rows + fault.row + 1, rule: fault.rule)
    }
    batch.removeAll()
    swap(&batch, &self.batch)
  }

  private mutating func writeGroup() throws(ParquetError) {
    try takeBatch()
    var group = GroupMetadata(rows: openRows, chunks: [])
    for index in columns.indices {
      group.chunks.append(try pages.append(buffers[index].finish(), rows: openRows))
    }
    groups.append(group)
    (openRows, openBytes) = (0, 0)
  }
}
