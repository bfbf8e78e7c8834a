/// Compresses pages and keeps count of where they lie in the file.
struct PageWriter: ~Copyable {
  /// The bytes that nobody took yet.
  private(set) var bytes = FormatNumber.magic
  private var takenBytes = 0
  private let compressor: PageCompressor

  init(level: Int32) throws(ParquetError) {
    compressor = try PageCompressor(level: level)
  }

  private var offset: Int { takenBytes + bytes.count }

  /// Appends the pages of a column of a group.
  mutating func append(_ column: EncodedColumn, rows: Int) throws(ParquetError) -> ChunkMetadata {
    let start = offset
    var uncompressed = 0
    if let (page, values) = column.dictionary {
      uncompressed += try append(page, .dictionary, values: values)
    }
    let dataOffset = offset
    let content = PageHeader.Content.cells(areCodes: column.dictionary != nil)
    uncompressed += try append(column.page, content, values: rows)
    return ChunkMetadata(
      offset: start, dataOffset: dataOffset, uncompressedBytes: uncompressed,
      compressedBytes: offset - start, statistics: column.statistics)
  }

  /// Appends the end of the file.
  ///
  /// A checksum precedes the footer, for which the format has none; other readers skip it.
  mutating func append(footer: [UInt8]) {
    bytes.append(littleEndian: Checksum.of(footer.span))
    bytes += footer
    bytes.append(littleEndian: UInt32(footer.count))
    bytes += FormatNumber.magic
  }

  mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    takenBytes += taken.count
    bytes = []
    return taken
  }

  // Returns the bytes of header and uncompressed page.
  private mutating func append(
    _ page: [UInt8], _ content: PageHeader.Content, values: Int
  ) throws(ParquetError) -> Int {
    let frame = try compressor.frame(of: page)
    let header = PageHeader(
      content: content, values: values, uncompressedBytes: page.count,
      compressedBytes: frame.count, checksum: Checksum.of(frame.span)
    ).bytes
    bytes += header
    bytes += frame
    return header.count + page.count
  }
}
