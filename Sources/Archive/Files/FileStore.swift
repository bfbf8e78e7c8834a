import CLibzstd
import Glibc

/// Whole files and folders, written so that a crash leaves the old or the new, never a part.
public enum FileStore {
  /// Reads a regular file that is at most `limit` bytes; its last component may not be a link.
  public static func contents(of path: String, limit: Int) throws(ArchiveError) -> [UInt8] {
    let file = try FileDescriptor(
      opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
      orThrow: ArchiveError.cannotRead)
    try file.requireRegular(orThrow: ArchiveError.cannotRead)
    return try whole(file, limit: limit)
  }

  /// Reads a part of a regular file that is still as it was when its state was taken.
  public static func contents(
    of path: String, in range: Range<Int>, since state: FileState
  ) throws(ArchiveError) -> [UInt8] {
    let file = try FileDescriptor(
      opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
      orThrow: ArchiveError.cannotRead)
    let status = try file.requireRegular(orThrow: ArchiveError.cannotRead)
    guard FileState(status) == state else { throw .inputChanged(path: path) }
    guard lseek(file.raw, off_t(range.lowerBound), SEEK_SET) >= 0 else {
      throw .cannotRead(path: path, code: errno)
    }
    let bytes = try file.bytes(range.count, orThrow: ArchiveError.cannotRead)
    guard bytes.count == range.count else { throw .inputChanged(path: path) }
    return bytes
  }

  /// Reads a file below a root; no component below the root may be a link.
  public static func contents(
    of relative: String, beneath root: String, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    try whole(FileDescriptor.regularFile(relative, beneath: root), limit: limit)
  }

  /// Writes a whole file aside, brings it to the disk and renames it over the path.
  public static func write(
    _ bytes: [UInt8], to path: String, access: FileAccess
  ) throws(ArchiveError) {
    var file = try AtomicFile(for: path, access: access)
    try file.write(bytes)
    try file.commit(to: path)
  }

  /// Puts a file of the same folder in the place of another, in one step.
  public static func replace(_ path: String, by other: String) throws(ArchiveError) {
    guard unsafe rename(other, path) == 0 else {
      throw .cannotCreate(path: path, code: errno)
    }
    try synchronizeFolder(folderPart(of: path))
  }

  /// Gives a file that is on the disk another place, replacing what stands there.
  static func move(_ path: String, to target: String, size: Int) throws(ArchiveError) {
    if unsafe rename(path, target) == 0 { return try synchronizeFolder(folderPart(of: target)) }
    switch errno {
    case ENOENT: throw .missing(path: path)
    // The folders of a workspace may lie on several disks.
    case EXDEV: try copy(path, to: target, size: size)
    case let code: throw .cannotCreate(path: target, code: code)
    }
  }

  private static func copy(
    _ path: String, to target: String, size: Int
  ) throws(ArchiveError) {
    var input = try InputFile(path)
    var file = try AtomicFile(for: target, access: .ownerOnly)
    while true {
      let chunk = try input.nextChunk()
      if chunk.isEmpty { break }
      try file.write(chunk)
    }
    try input.checkUnchanged()
    guard input.bytes == size else { throw .inputChanged(path: path) }
    try file.commit(to: target)
  }

  /// Returns what stands at the path itself, nil for nothing; a link is not followed.
  public static func kind(of path: String) throws(ArchiveError) -> FileKind? {
    try status(of: path).map { FileKind(mode: $0.st_mode) }
  }

  static func status(of path: String) throws(ArchiveError) -> stat? {
    var status = stat()
    if unsafe lstat(path, &status) == 0 { return status }
    guard errno == ENOENT || errno == ENOTDIR else {
      throw .cannotRead(path: path, code: errno)
    }
    return nil
  }

  /// Lists a folder in byte order of the names, without `.` and `..`.
  public static func entries(of folder: String) throws(ArchiveError) -> [FolderEntry] {
    guard let stream = unsafe opendir(folder) else {
      throw errno == ENOENT ? .missing(path: folder) : .cannotRead(path: folder, code: errno)
    }
    defer { unsafe _ = closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(stream) else { break }
      if let entry = unsafe entry(item, in: dirfd(stream)) { entries.append(entry) }
      // A name that vanished since is not listed; one that cannot be looked at is no absence.
      guard errno == 0 || errno == ENOENT else { break }
    }
    guard errno == 0 || errno == ENOENT else { throw .cannotRead(path: folder, code: errno) }
    return entries.sorted { precedesByBytes($0.name, $1.name) }
  }

  /// Removes a file; one that is not there is no error.
  public static func remove(_ path: String) throws(ArchiveError) {
    guard unsafe unlink(path) != 0, errno != ENOENT else { return }
    throw .cannotCreate(path: path, code: errno)
  }

  /// Makes a program survive a file size limit, so that a write fails with an error instead.
  public static func ignoreFileSizeSignal() {
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// Whether the user of this process may put files into a folder, by its mode and file system.
  public static func isWritable(_ folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }

  /// Whether any user of the machine may write a file.
  public static func isOpenToWriting(_ path: String) throws(ArchiveError) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { throw .cannotRead(path: path, code: errno) }
    return status.st_mode & S_IWOTH != 0
  }

  /// Makes a crash leave no image of the memory, which holds names and the key.
  public static func forbidCoreFiles() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    // The kernel refuses no lowering, so nothing can fail here.
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  }

  /// Keeps all memory in one heap of glibc's malloc; to be called before threads are made.
  ///
  /// With a heap for each thread what one frees serves no other: ten million rows were ingested in
  /// 282 MiB instead of 329, in the same time on two threads.
  public static func keepOneHeap() {
    _ = mallopt(M_ARENA_MAX, 1)
  }

  /// The name under which a file or folder is prepared beside its target.
  public static func temporaryPath(for target: String) -> String {
    // A name may have 255 bytes; a long one is cut, since the process number is what tells apart.
    let name = String(decoding: namePart(of: target).utf8.prefix(200), as: UTF8.self)
    return "\(folderPart(of: target))/.tmp-\(name)-\(getpid())"
  }

  private static func whole(
    _ file: borrowing FileDescriptor, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    let size = Int(try file.status(orThrow: ArchiveError.cannotRead).st_size)
    guard size <= limit else { throw .tooLarge(path: file.path, limit: limit) }
    // One byte more than promised, to see a file that grows.
    let bytes = try file.bytes(size + 1, orThrow: ArchiveError.cannotRead)
    guard bytes.count == size else { throw .inputChanged(path: file.path) }
    return bytes
  }

  private static func entry(
    _ item: UnsafeMutablePointer<dirent>, in folder: Int32
  ) -> FolderEntry? {
    unsafe withUnsafeBytes(of: &item.pointee.d_name) { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let name = unsafe start.assumingMemoryBound(to: CChar.self)
      let text = unsafe String(cString: name)
      var status = stat()
      guard text != ".", text != "..",
        unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      else { return nil }
      return FolderEntry(
        name: text, kind: FileKind(mode: status.st_mode), bytes: Int(status.st_size))
    }
  }
}
