import Glibc

/// Bytes put aside on the disk while a run lasts; the file has no name, so nothing stays behind.
public final class SpillFile: Sendable {
  private let descriptor: Int32
  private let path: String

  /// Makes an empty file in a folder that exists.
  public init(in folder: String) throws(ArchiveError) {
    path = FileStore.temporaryPath(for: folder + "/spill")
    descriptor = try Self.opened(path)
    _ = unsafe unlink(path)
  }

  // Several threads may make files of this name at the same time; each takes it away again.
  private static func opened(_ path: String) throws(ArchiveError) -> Int32 {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var tries = 0
    while true {
      // A dead process of the same number may have left one.
      _ = unsafe unlink(path)
      let opened = retrying { unsafe Int(open(path, flags, 0o600)) }
      guard opened < 0 else { return Int32(opened) }
      tries += 1
      guard errno == EEXIST, tries < 10_000 else {
        throw .cannotCreate(path: path, code: errno)
      }
    }
  }

  deinit { _ = close(descriptor) }

  /// The state of the file; its times are those of the file system, not of this machine.
  public func state() throws(ArchiveError) -> FileState {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw .cannotRead(path: path, code: errno)
    }
    return FileState(status)
  }

  /// Writes all bytes from an offset on.
  public func write(_ bytes: [UInt8], at offset: Int) throws(ArchiveError) {
    var written = 0
    while written < bytes.count {
      let size = unsafe bytes.withUnsafeBytes { source in
        retrying {
          unsafe pwrite(
            descriptor, source.baseAddress?.advanced(by: written), bytes.count - written,
            offset + written)
        }
      }
      guard size >= 0 else { throw .cannotWrite(path: path, code: errno) }
      written += size
    }
  }

  /// Reads bytes that were written before, from any thread.
  public func read(_ count: Int, at offset: Int) throws(ArchiveError) -> [UInt8] {
    var filled = 0
    var fault: ArchiveError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      while filled < count {
        let size = retrying {
          unsafe pread(
            descriptor, target.baseAddress?.advanced(by: filled), count - filled, offset + filled)
        }
        guard size > 0 else {
          fault = .cannotRead(path: path, code: size == 0 ? EIO : errno)
          break
        }
        filled += size
      }
      initialized = filled
    }
    if let fault { throw fault }
    return bytes
  }
}
