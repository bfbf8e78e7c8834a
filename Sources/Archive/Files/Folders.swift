import CLibzstd
import Glibc

extension FileStore {
  /// Makes a folder and the missing ones above it, and brings their names to the disk.
  ///
  /// An existing folder keeps its mode; a link or a file in its place is refused.
  public static func makeFolder(_ path: String, access: FileAccess) throws(ArchiveError) {
    switch try kind(of: path) {
    case .folder: return
    case .none: break
    case .symbolicLink: throw .cannotCreate(path: path, code: ELOOP)
    default: throw .cannotCreate(path: path, code: ENOTDIR)
    }
    let parent = folderPart(of: path)
    // A parent outside our workspace may be a link; mkdir follows it.
    if try !exists(parent) { try makeFolder(parent, access: access) }
    guard unsafe mkdir(path, access.folderMode) == 0 || errno == EEXIST,
      unsafe chmod(path, access.folderMode) == 0
    else { throw .cannotCreate(path: path, code: errno) }
    try synchronizeFolder(parent)
  }

  /// Makes the folders of a relative path below a root, none of which may be a link.
  public static func makeFolder(
    _ relative: String, beneath root: String, access: FileAccess
  ) throws(ArchiveError) {
    try makeFolder(root, access: access)
    var path = root
    for component in try pathComponents(of: relative) {
      path += "/" + component
      try makeFolder(path, access: access)
    }
  }

  /// Makes a prepared folder appear under its final name in one step.
  ///
  /// All of it is brought to the disk first; what had the name is exchanged and then removed.
  public static func publishFolder(
    _ temporary: String, as final: String
  ) throws(ArchiveError) {
    try synchronizeTree(temporary)
    switch try kind(of: final) {
    case .none:
      guard unsafe rename(temporary, final) == 0 else {
        throw .cannotCreate(path: final, code: errno)
      }
      try synchronizeFolder(folderPart(of: final))
    case .folder:
      let exchange: UInt32 = 2  // RENAME_EXCHANGE of linux/fs.h
      guard unsafe renameat2(AT_FDCWD, temporary, AT_FDCWD, final, exchange) == 0 else {
        throw .cannotCreate(path: final, code: errno)
      }
      try synchronizeFolder(folderPart(of: final))
      try removeFolder(temporary)
    case .symbolicLink: throw .cannotCreate(path: final, code: ELOOP)
    default: throw .cannotCreate(path: final, code: ENOTDIR)
    }
  }

  /// Removes a folder and all below it, also where its owner made it read-only; links are removed, not
  /// followed.
  public static func removeFolder(_ path: String) throws(ArchiveError) {
    guard let kind = try kind(of: path) else { return }
    if kind == .folder, unsafe access(path, R_OK | W_OK | X_OK) != 0 {
      _ = unsafe chmod(path, FileAccess.ownerOnly.folderMode)
    }
    for entry in try entries(of: path) {
      let inner = path + "/" + entry.name
      if entry.kind == .folder { try removeFolder(inner) } else { try remove(inner) }
    }
    guard unsafe rmdir(path) == 0 else { throw .cannotCreate(path: path, code: errno) }
  }

  /// Removes what dead runs left as `.tmp-…` below a folder; needs the lock.
  ///
  /// - Returns: Paths that this user cannot remove or look into; they are in nobody's way.
  @discardableResult
  public static func sweepTemporaries(below folder: String) throws(ArchiveError) -> [String] {
    guard try kind(of: folder) != nil else { return [] }
    var left: [String] = []
    for entry in try entries(of: folder) {
      let path = folder + "/" + entry.name
      do throws(ArchiveError) {
        if entry.name.utf8.starts(with: ".tmp-".utf8) {
          if entry.kind == .folder { try removeFolder(path) } else { try remove(path) }
        } else if entry.kind == .folder {
          left += try sweepTemporaries(below: path)
        }
      } catch {
        left.append(path)
      }
    }
    return left.sorted(by: precedesByBytes)
  }

  /// Brings the names in a folder to the disk.
  static func synchronizeFolder(_ path: String) throws(ArchiveError) {
    try synchronize(path, flags: O_RDONLY | O_DIRECTORY)
  }

  private static func synchronizeTree(_ folder: String) throws(ArchiveError) {
    for entry in try entries(of: folder) {
      let path = folder + "/" + entry.name
      switch entry.kind {
      case .folder: try synchronizeTree(path)
      case .regular: try synchronize(path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      default: throw .notARegularFile(path: path, kind: entry.kind)
      }
    }
    try synchronizeFolder(folder)
  }

  private static func synchronize(_ path: String, flags: Int32) throws(ArchiveError) {
    let file = try FileDescriptor(
      opening: path, flags: flags, orThrow: ArchiveError.cannotWrite)
    let raw = file.raw
    guard retrying({ Int(fsync(raw)) }) == 0 else {
      throw .cannotWrite(path: path, code: errno)
    }
  }

  private static func exists(_ path: String) throws(ArchiveError) -> Bool {
    unsafe access(path, F_OK) == 0
  }
}
