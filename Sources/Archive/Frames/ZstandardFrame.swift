import CLibzstd

/// One zstd frame in memory, with the size of its content and a checksum.
public enum ZstandardFrame {
  /// Returns the content as one frame; the same bytes for the same content, level and library.
  ///
  /// The level is from 1 to 19, since higher ones need a larger window than we accept.
  public static func compress(
    _ content: [UInt8], level: Int32 = 3
  ) throws(ArchiveError) -> [UInt8] {
    var compressor = try FrameCompressor(level: level, contentSize: content.count, path: "")
    var frame: [UInt8] = []
    try compressor.add(content, isLast: true, to: &frame)
    return frame
  }

  /// Returns the content of a frame after checking all that the archive demands.
  ///
  /// Exactly one frame, no skippable one, no byte after it, a checksum, a stated size and a
  /// window of at most 8 MiB.
  ///
  /// - Parameters:
  ///   - frame: All bytes of the file.
  ///   - expectedSize: The size of the content in bytes, nil where nobody promised one.
  ///   - limit: The most bytes of content, inclusive; checked before memory is taken.
  ///   - path: The file for the error.
  /// - Returns: As many bytes as the frame states.
  /// - Throws: `damagedFrame` alone.
  public static func decompress(
    _ frame: [UInt8], expectedSize: Int?, limit: Int, path: String
  ) throws(ArchiveError) -> [UInt8] {
    do throws(FrameFault) {
      let header = try FrameHeader(parsing: frame[...])
      try header.check(expectedSize: expectedSize, limit: limit)
      return try content(frame, size: header.contentSize)
    } catch {
      throw .damagedFrame(path: path, fault: error)
    }
  }

  private static func content(_ frame: [UInt8], size: Int) throws(FrameFault) -> [UInt8] {
    let length = unsafe ZSTD_findFrameCompressedSize(frame, frame.count)
    if let fault = FrameFault(result: length) { throw fault }
    guard length == frame.count else { throw .trailingBytes }
    var content = [UInt8](repeating: 0, count: size)
    let found = unsafe ZSTD_decompress(&content, size, frame, frame.count)
    if let fault = FrameFault(result: found) { throw fault }
    guard found == size else { throw .contentSize(promised: size, found: found) }
    return content
  }
}

extension FrameHeader {
  func check(expectedSize: Int?, limit: Int) throws(FrameFault) {
    if let expectedSize, expectedSize != contentSize {
      throw .contentSize(promised: expectedSize, found: contentSize)
    }
    guard contentSize <= limit else { throw .tooLarge(limit: limit) }
  }
}

extension FrameFault {
  /// The fault behind a result of libzstd, nil for none.
  init?(result: Int) {
    guard ZSTD_isError(result) != 0 else { return nil }
    let code = ZSTD_getErrorCode(result)
    self = code == ZSTD_error_srcSize_wrong ? .truncated : .refused(code: code.rawValue)
  }
}
