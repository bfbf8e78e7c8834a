import Glibc

/// Makes an error of a path and an errno; the constructors of ArchiveError fit.
typealias Failure = (String, Int32) -> ArchiveError

/// An open file, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let raw: Int32
  let path: String

  init(
    opening path: String, in folder: Int32 = AT_FDCWD, flags: Int32, mode: mode_t = 0,
    orThrow failure: Failure
  ) throws(ArchiveError) {
    // A NUL would cut the path short and open another file.
    guard !path.utf8.contains(0) else { throw failure(path, EINVAL) }
    let opened = retrying { unsafe Int(openat(folder, path, flags | O_CLOEXEC, mode)) }
    guard opened >= 0 else { throw errno == ENOENT ? .missing(path: path) : failure(path, errno) }
    raw = Int32(opened)
    self.path = path
  }

  private init(raw: Int32, path: String) {
    self.raw = raw
    self.path = path
  }

  /// Opens a regular file for reading without following a link below the root.
  static func regularFile(
    _ relative: String, beneath root: String
  ) throws(ArchiveError) -> FileDescriptor {
    let components = try pathComponents(of: relative)
    let whole = root + "/" + relative
    var folder = FileDescriptor(raw: AT_FDCWD, path: whole)
    let folderFlags = O_RDONLY | O_DIRECTORY
    for (depth, component) in ([root] + components.dropLast()).enumerated() {
      let flags = depth == 0 ? folderFlags : folderFlags | O_NOFOLLOW
      folder = try folder.opening(component, flags: flags)
    }
    let file = try folder.opening(
      components[components.count - 1], flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try file.requireRegular(orThrow: ArchiveError.cannotRead)
    return file
  }

  /// Opens a name in this folder; the path for errors stays the same.
  private func opening(_ name: String, flags: Int32) throws(ArchiveError) -> FileDescriptor {
    let opened = retrying { unsafe Int(openat(raw, name, flags | O_CLOEXEC)) }
    guard opened >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : .cannotRead(path: path, code: errno)
    }
    return FileDescriptor(raw: Int32(opened), path: path)
  }

  deinit {
    if raw >= 0 { _ = close(raw) }
  }

  func status(orThrow failure: Failure) throws(ArchiveError) -> stat {
    var status = stat()
    guard unsafe fstat(raw, &status) == 0 else { throw failure(path, errno) }
    return status
  }

  @discardableResult
  func requireRegular(orThrow failure: Failure) throws(ArchiveError) -> stat {
    let status = try status(orThrow: failure)
    let kind = FileKind(mode: status.st_mode)
    guard kind == .regular else { throw .notARegularFile(path: path, kind: kind) }
    return status
  }

  /// Reads up to `count` bytes; fewer only at the end of the file.
  func bytes(_ count: Int, orThrow failure: Failure) throws(ArchiveError) -> [UInt8] {
    var fault: Int32?
    let buffer = unsafe [UInt8](unsafeUninitializedCapacity: count) { target, filled in
      while filled < count {
        let size = retrying {
          unsafe read(raw, target.baseAddress?.advanced(by: filled), count - filled)
        }
        if size < 0 { fault = errno }
        guard size > 0 else { break }
        filled += size
      }
    }
    if let fault { throw failure(path, fault) }
    return buffer
  }

  func write(_ bytes: [UInt8]) throws(ArchiveError) {
    try writeAll(bytes, to: raw, path: path)
  }
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ArchiveError) {
  var written = 0
  while written < bytes.count {
    let size = unsafe bytes.withUnsafeBytes { source in
      retrying {
        unsafe write(
          descriptor, source.baseAddress?.advanced(by: written), bytes.count - written)
      }
    }
    guard size >= 0 else { throw .cannotWrite(path: path, code: errno) }
    written += size
  }
}

/// Repeats a system call that a signal interrupted.
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// Splits a relative path and refuses one that could leave its folder.
func pathComponents(of relative: String) throws(ArchiveError) -> [String] {
  let parts = relative.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
  let components = parts.map { String(decoding: $0, as: UTF8.self) }
  let isSafe = components.allSatisfy { !["", ".", ".."].contains($0) && !$0.utf8.contains(0) }
  guard isSafe else { throw .unsafePath(path: relative) }
  return components
}

/// The folder of a path, without a slash at the end; "." where the path has none.
func folderPart(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The last component of a path.
func namePart(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}
