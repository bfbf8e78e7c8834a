/// Reads the Parquet files that `ParquetWriter` writes, and refuses all others.
///
/// Every byte that is read is checked: the footer and each page have a checksum, and no number of
/// the file is trusted. Memory is bounded by one group of rows.
public struct ParquetReader: Sendable {
  /// Returns bytes of the file; fewer than asked for only where the file ends.
  public typealias Source =
    @Sendable (_ offset: Int, _ count: Int) throws(ParquetError) -> [UInt8]

  // Length of the footer and the magic number at the end of a file.
  private static let tailBytes = 8
  private static let checksumBytes = 4

  /// The columns in the order of the file.
  public let columns: [ParquetColumn]
  /// The rows of all groups.
  public let rows: Int

  private let groups: [GroupMetadata]
  private let source: Source

  /// Reads the footer of a file that is in memory.
  ///
  /// - Throws: `notParquet`, or what is wrong with the footer.
  public init(_ bytes: [UInt8]) throws(ParquetError) {
    try self.init(size: bytes.count) { (offset, count) in
      Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    }
  }

  /// Reads the footer of a file of `size` bytes.
  ///
  /// - Throws: `notParquet`, what is wrong with the footer, or what the source throws.
  public init(size: Int, from source: @escaping Source) throws(ParquetError) {
    let magic = FormatNumber.magic
    let shortest = magic.count + Self.checksumBytes + Self.tailBytes
    guard size >= shortest else { throw .notParquet }
    let tail = try Self.bytes(size - Self.tailBytes, Self.tailBytes, of: source)
    guard try Self.bytes(0, magic.count, of: source) == magic, Array(tail[4...]) == magic else {
      throw .notParquet
    }
    let length = Int(tail.span.halfWord(at: 0))
    let end = size - Self.tailBytes
    guard length <= ParquetLimits.footerBytes else {
      throw .tooLarge(.footer, offset: end, limit: ParquetLimits.footerBytes)
    }
    let start = end - length
    guard start >= magic.count + Self.checksumBytes else {
      throw .malformed(.footer, offset: end)
    }
    let checked = try Self.bytes(
      start - Self.checksumBytes, length + Self.checksumBytes, of: source)
    let footer = Array(checked[Self.checksumBytes...])
    guard Checksum.of(footer.span) == checked.span.halfWord(at: 0) else {
      throw .checksum(.footer, offset: start)
    }
    let metadata = try FileMetadata(footer, at: start)
    (columns, rows, groups) = (metadata.columns, metadata.rows, metadata.groups)
    self.source = source
  }

  /// How many groups of rows there are; none in a file without rows.
  public var groupCount: Int { groups.count }

  /// How many rows a group has.
  public func rows(inGroup group: Int) -> Int { groups[group].rows }

  /// Reads one column of a group and nothing else.
  ///
  /// - Parameters:
  ///   - column: Position in `columns`.
  ///   - group: From 0 to below `groupCount`.
  /// - Returns: One code a row.
  /// - Throws: What is wrong with the pages, or what the source throws.
  public func cells(ofColumn column: Int, inGroup group: Int) throws(ParquetError) -> ColumnCells {
    let chunk = groups[group].chunks[column]
    let bytes = try Self.bytes(chunk.offset, chunk.compressedBytes, of: source)
    var decoder = ChunkDecoder(
      columns[column].kind, rows: groups[group].rows, bytes: bytes, at: chunk.offset)
    return try decoder.cells(hasDictionary: chunk.hasDictionary)
  }

  /// Hands out every row in the order of the file, as the cells of the same table in CSV.
  ///
  /// - Parameter body: Takes the bytes of the cells, 0xFF after each, and where each ends; false
  ///   stops.
  /// - Returns: Whether the body took them all.
  /// - Throws: What is wrong with the pages, or what the source throws.
  public func forEachRow(
    _ body: (_ row: Span<UInt8>, _ ends: [Int]) -> Bool
  ) throws(ParquetError) -> Bool {
    var rows = ParquetRows(self)
    while try rows.advance() {
      guard body(rows.row.span, rows.ends) else { return false }
    }
    return true
  }

  /// Reads all columns of a group.
  func group(_ group: Int) throws(ParquetError) -> GroupRows {
    var rows = GroupRows(rows: groups[group].rows)
    for column in columns.indices {
      rows.append(try cells(ofColumn: column, inGroup: group))
      guard rows.byteCount <= ParquetLimits.groupValueBytes else {
        throw .tooLarge(
          .page, offset: groups[group].chunks[column].offset,
          limit: ParquetLimits.groupValueBytes)
      }
    }
    return rows
  }

  private static func bytes(
    _ offset: Int, _ count: Int, of source: Source
  ) throws(ParquetError) -> [UInt8] {
    let bytes = try source(offset, count)
    guard bytes.count == count else { throw .malformed(.footer, offset: offset) }
    return bytes
  }
}
