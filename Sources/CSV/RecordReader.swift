/// Reads records one by one from chunks of bytes, in memory bounded by chunk and record.
///
/// After `next` has thrown, the file is refused and the reader is spent.
public struct RecordReader: ~Copyable {
  private var scanner: RecordScanner
  private let source: () throws -> [UInt8]?
  private var isSourceRead = false

  /// Prepares to read a file in one encoding and delimiter.
  ///
  /// - Parameters:
  ///   - encoding: The encoding of the whole file.
  ///   - delimiter: The byte between cells.
  ///   - skippingBytes: Length of the byte order mark; offsets still count these bytes.
  ///   - source: Returns the next chunk of any size; nil or empty at the end.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  public init(
    encoding: TextEncoding, delimiter: Delimiter, skippingBytes: Int = 0,
    source: @escaping () throws -> [UInt8]?
  ) throws(CSVError) {
    precondition(skippingBytes >= 0, "a byte order mark has no negative length")
    scanner = try RecordScanner(
      encoding: encoding, delimiter: delimiter, skippingBytes: skippingBytes)
    self.source = source
  }

  /// Returns the next record, or nil after the last one.
  ///
  /// - Returns: Every record of the file in order: cells, blank or rejected.
  /// - Throws: `CSVError` if the whole file is refused, else what the source throws.
  public mutating func next() throws -> ScannedRecord? {
    while true {
      switch try scanner.next() {
      case .record(let record): return record
      case .end where isSourceRead: return nil
      case .end, .needsMore: try readChunk()
      }
    }
  }

  /// Source bytes of the record last returned, its line end included.
  public var currentRawBytes: ArraySlice<UInt8> { scanner.source.recordBytes }

  /// Whether one byte 1A at the very end of the file was left out.
  public var droppedControlZ: Bool { scanner.source.droppedControlZ }

  private mutating func readChunk() throws {
    if let chunk = try source(), !chunk.isEmpty {
      scanner.append(chunk)
    } else {
      isSourceRead = true
      scanner.finish()
    }
  }
}
