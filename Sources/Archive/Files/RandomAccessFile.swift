import Glibc

/// A file of the archive of which any stretch can be read, from several threads at once.
public final class RandomAccessFile: Sendable {
  /// The size in bytes when it was opened.
  public let bytes: Int
  private let file: FileDescriptor

  /// Opens a regular file below a root; no component below the root may be a link.
  public init(_ relative: String, beneath root: String) throws(ArchiveError) {
    let file = try FileDescriptor.regularFile(relative, beneath: root)
    bytes = Int(try file.status(orThrow: ArchiveError.cannotRead).st_size)
    self.file = file
  }

  /// The path for errors.
  public var path: String { file.path }

  /// Reads `count` bytes from an offset; fewer only where the file ends.
  public func bytes(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
    precondition(offset >= 0 && count >= 0, "a stretch starts and ends in the file")
    var buffer = [UInt8](repeating: 0, count: min(count, max(0, bytes - offset)))
    var filled = 0
    while filled < buffer.count {
      let wanted = buffer.count - filled
      let size = unsafe buffer.withUnsafeMutableBytes { target in
        retrying {
          unsafe pread(
            file.raw, target.baseAddress?.advanced(by: filled), wanted, offset + filled)
        }
      }
      guard size >= 0 else { throw .cannotRead(path: path, code: errno) }
      if size == 0 { break }
      filled += size
    }
    buffer.removeLast(buffer.count - filled)
    return buffer
  }

  /// The hash of all bytes.
  public func hash() throws(ArchiveError) -> ContentHash {
    var hasher = ContentHasher()
    var offset = 0
    while true {
      let chunk = try bytes(at: offset, count: InputFile.chunkSize)
      if chunk.isEmpty { return hasher.hash }
      hasher.update(chunk)
      offset += chunk.count
    }
  }
}
