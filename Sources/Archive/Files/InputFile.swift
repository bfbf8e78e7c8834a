import Glibc

/// An export that is open for reading; only a regular file, never through a link.
public struct InputFile: ~Copyable {
  /// The most bytes that one chunk holds.
  public static let chunkSize = 1 << 20

  /// The path as it was given.
  public let path: String
  /// The state in which it was opened.
  public let state: FileState

  private let file: FileDescriptor

  /// Opens without waiting, so a pipe is refused and does not hang.
  public init(_ path: String) throws(ArchiveError) {
    let file = try opened(path)
    let status = try file.requireRegular(orThrow: ArchiveError.unreadableInput)
    state = FileState(status)
    self.path = path
    self.file = file
  }

  /// The size in bytes when it was opened.
  public var bytes: Int { state.bytes }

  /// Reads the next bytes; fewer than `size` near the end, empty at the end.
  public mutating func nextChunk(
    of size: Int = InputFile.chunkSize
  ) throws(ArchiveError) -> [UInt8] {
    try file.bytes(size, orThrow: ArchiveError.unreadableInput)
  }

  /// Throws where size, time of change or file behind the path differ from those at opening.
  public func checkUnchanged() throws(ArchiveError) {
    let open = FileState(try file.status(orThrow: ArchiveError.unreadableInput))
    guard open.hasSameContent(as: state),
      let named = try FileState(ofPath: path), named.hasSameContent(as: state)
    else { throw .inputChanged(path: path) }
  }
}

private func opened(_ path: String) throws(ArchiveError) -> FileDescriptor {
  do throws(ArchiveError) {
    return try FileDescriptor(
      opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
      orThrow: ArchiveError.unreadableInput)
  } catch {
    // A link fails with ELOOP and a socket with ENXIO; the kind says more.
    guard let kind = try? FileStore.kind(of: path), kind != .regular else { throw error }
    throw .notARegularFile(path: path, kind: kind)
  }
}
