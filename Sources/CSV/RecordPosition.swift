/// Where one record stands in its source file.
public struct RecordPosition: Hashable, Sendable {
  /// Physical line on which the record starts, counted from 1.
  public let line: Int
  /// Offset of the first byte of the record in the source file, counted from 0.
  public let byteOffset: Int
  /// Source bytes of the record, its line end included.
  public let byteLength: Int
  /// Number of the record from 1; the header, blank and rejected records count too.
  public let record: Int

  /// Its bytes in the source file.
  public var bytes: Range<Int> { byteOffset..<byteOffset + byteLength }

  /// Describes a record by line and number (from 1) and by its bytes (from 0).
  public init(line: Int, byteOffset: Int, byteLength: Int, record: Int) {
    self.line = line
    self.byteOffset = byteOffset
    self.byteLength = byteLength
    self.record = record
  }
}
