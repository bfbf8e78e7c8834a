/// Why bytes are not the one zstd frame that the archive writes.
public enum FrameFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes do not start with the magic number of a frame; a skippable frame does not either.
  case notAFrame
  /// The bytes end before the frame does.
  case truncated
  /// Bytes follow the frame.
  case trailingBytes
  /// The frame has no checksum of its content.
  case noChecksum
  /// The frame does not say how large its content is.
  case noContentSize
  /// The frame needs a dictionary.
  case needsDictionary
  /// A bit that must be zero is set.
  case reservedBits
  /// The frame needs a window larger than 8 MiB.
  case windowTooLarge
  /// The content has another size in bytes than was promised.
  case contentSize(promised: Int, found: Int)
  /// The content is larger than the limit in bytes.
  case tooLarge(limit: Int)
  /// The decoder refused the frame; the code is its ZSTD_ErrorCode.
  case refused(code: UInt32)

  /// The fault in words.
  public var description: String {
    switch self {
    case .notAFrame: "is not a zstd frame"
    case .truncated: "the zstd frame is cut off"
    case .trailingBytes: "bytes follow the zstd frame"
    case .noChecksum: "the zstd frame has no checksum"
    case .noContentSize: "the zstd frame does not state its size"
    case .needsDictionary: "the zstd frame needs a dictionary"
    case .reservedBits: "the zstd frame sets a reserved bit"
    case .windowTooLarge: "the zstd frame needs a window over 8 MiB"
    case .contentSize(let promised, let found):
      "the content has \(found) bytes where \(promised) were promised"
    case .tooLarge(let limit): "the content is larger than \(limit) bytes"
    case .refused(let code): "zstd refuses the frame (code \(code))"
    }
  }
}
