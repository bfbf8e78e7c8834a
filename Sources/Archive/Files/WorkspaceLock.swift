import Glibc

/// The right to write into a workspace; one process has it at a time.
///
/// The kernel frees it when the process ends, however it ends, so no lock is ever stale.
public struct WorkspaceLock: ~Copyable {
  private let file: FileDescriptor

  /// Takes the lock at once or throws `locked` with the owner.
  public init(workspace: String) throws(ArchiveError) {
    let path = workspace + "/.lock"
    let file = try lockFile(path)
    let raw = file.raw
    guard retrying({ Int(flock(raw, LOCK_EX | LOCK_NB)) }) == 0 else {
      guard errno == EWOULDBLOCK else { throw .cannotCreate(path: path, code: errno) }
      let text = try file.bytes(32, orThrow: ArchiveError.cannotRead)
      let digits = text.prefix { (0x30...0x39).contains($0) }
      throw .locked(path: path, owner: Int32(String(decoding: digits, as: UTF8.self)))
    }
    guard fchmod(raw, 0o600) == 0, ftruncate(raw, 0) == 0 else {
      throw .cannotWrite(path: path, code: errno)
    }
    try file.write(Array("\(getpid())\n".utf8))
    self.file = file
  }

  /// Gives the lock back; going out of scope does the same.
  public consuming func release() {}
}

private func lockFile(_ path: String) throws(ArchiveError) -> FileDescriptor {
  do throws(ArchiveError) {
    let file = try FileDescriptor(
      opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600,
      orThrow: ArchiveError.cannotCreate)
    try file.requireRegular(orThrow: ArchiveError.cannotCreate)
    return file
  } catch .missing {
    throw .cannotCreate(path: path, code: ENOENT)
  }
}
