import Glibc

/// A file that appears under its name whole or not at all.
///
/// It is written aside as `.tmp-NAME-PROCESS` in the same folder and removed if never committed.
/// One process writes a given target once at a time.
public struct AtomicFile: ~Copyable {
  private let temporary: String
  private var descriptor: Int32
  private var isCommitted = false

  /// Starts an empty file beside the target.
  public init(for target: String, access: FileAccess) throws(ArchiveError) {
    let path = FileStore.temporaryPath(for: target)
    // A dead process of the same number may have left one.
    _ = unsafe unlink(path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let opened = retrying { unsafe Int(open(path, flags, 0o600)) }
    guard opened >= 0 else { throw .cannotCreate(path: target, code: errno) }
    guard fchmod(Int32(opened), access.fileMode) == 0 else {
      let code = errno
      _ = close(Int32(opened))
      _ = unsafe unlink(path)
      throw .cannotCreate(path: target, code: code)
    }
    temporary = path
    descriptor = Int32(opened)
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    if !isCommitted { _ = unsafe unlink(temporary) }
  }

  /// Appends all bytes.
  public mutating func write(_ bytes: [UInt8]) throws(ArchiveError) {
    precondition(descriptor >= 0, "a committed file takes no more bytes")
    try writeAll(bytes, to: descriptor, path: temporary)
  }

  /// Brings the bytes to the disk and gives the file its name, replacing what had it.
  public mutating func commit(to target: String) throws(ArchiveError) {
    try finish()
    guard unsafe rename(temporary, target) == 0 else {
      throw .cannotCreate(path: target, code: errno)
    }
    isCommitted = true
    try FileStore.synchronizeFolder(folderPart(of: target))
  }

  /// Like `commit`, but refuses to replace an existing file.
  mutating func commitNew(to target: String) throws(ArchiveError) {
    try finish()
    guard unsafe link(temporary, target) == 0 else {
      throw errno == EEXIST
        ? .alreadyPublished(path: target) : .cannotCreate(path: target, code: errno)
    }
    _ = unsafe unlink(temporary)
    isCommitted = true
    try FileStore.synchronizeFolder(folderPart(of: target))
  }

  /// Like `commit`, but a crash soon after may leave nothing, or a part, under the name.
  mutating func commitWithoutWaiting(to target: String) throws(ArchiveError) {
    try closeFile()
    guard unsafe rename(temporary, target) == 0 else {
      throw .cannotCreate(path: target, code: errno)
    }
    isCommitted = true
  }

  private mutating func finish() throws(ArchiveError) {
    precondition(descriptor >= 0, "a file is committed once")
    let open = descriptor
    guard retrying({ Int(fsync(open)) }) == 0 else {
      throw .cannotWrite(path: temporary, code: errno)
    }
    try closeFile()
  }

  private mutating func closeFile() throws(ArchiveError) {
    let open = descriptor
    descriptor = -1
    // Network file systems report a full disk here; EINTR means closed on Linux.
    guard close(open) == 0 || errno == EINTR else {
      throw .cannotWrite(path: temporary, code: errno)
    }
  }
}
