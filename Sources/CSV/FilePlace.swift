/// A place in a source file.
public struct FilePlace: Hashable, Sendable {
  /// Physical line, counted from 1.
  public let line: Int
  /// Bytes before the place, counted from the start of the file with its byte order mark.
  public let byteOffset: Int

  /// Names a place by physical line (from 1) and byte offset (from 0).
  public init(line: Int, byteOffset: Int) {
    self.line = line
    self.byteOffset = byteOffset
  }
}
