import Glibc

/// An export that is open for reading; only a regular file, never through a link.
public struct InputFile: ~Copyable {
  /// The most bytes that one chunk holds.
  public static let chunkSize = 1 << 20

  /// The path as it was given.
  public let path: String
  /// The size in bytes when it was opened.
  public let bytes: Int

  private let file: FileDescriptor
  private let identity: Identity

  /// Opens without waiting, so a pipe is refused and does not hang.
  public init(_ path: String) throws(ArchiveError) {
    let file = try opened(path)
    let status = try file.requireRegular(orThrow: ArchiveError.unreadableInput)
    identity = Identity(status)
    self.path = path
    self.file = file
    bytes = identity.bytes
  }

  /// Reads the next bytes; fewer than `size` near the end, empty at the end.
  public mutating func nextChunk(
    of size: Int = InputFile.chunkSize
  ) throws(ArchiveError) -> [UInt8] {
    try file.bytes(size, orThrow: ArchiveError.unreadableInput)
  }

  /// Goes back to the first byte.
  public mutating func rewind() throws(ArchiveError) {
    guard lseek(file.raw, 0, SEEK_SET) == 0 else {
      throw .unreadableInput(path: path, code: errno)
    }
  }

  /// Throws where size, time of change or file behind the path differ from those at opening.
  public func checkUnchanged() throws(ArchiveError) {
    let open = Identity(try file.status(orThrow: ArchiveError.unreadableInput))
    var status = stat()
    guard open == identity, unsafe lstat(path, &status) == 0, Identity(status) == identity else {
      throw .inputChanged(path: path)
    }
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

/// What tells one state of a file from another.
private struct Identity: Equatable {
  let device: UInt
  let node: UInt
  let bytes: Int
  let seconds: Int
  let nanoseconds: Int

  init(_ status: stat) {
    device = UInt(status.st_dev)
    node = UInt(status.st_ino)
    bytes = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
