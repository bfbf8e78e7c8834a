/// Files that may be removed at any time, since what they hold can be made again.
///
/// Each is sealed with the key of the workspace under its own name: one that is edited, damaged or
/// put in the place of another is as good as none.
public struct SealedCache: Sendable {
  private static let sealBytes = 16
  private static let largestFile = 1 << 30

  private let folder: String
  private let key: SecretKey

  /// Works on a folder, which need not exist yet.
  public init(folder: String, key: SecretKey) {
    self.folder = folder
    self.key = key
  }

  /// Returns what was written under a name; nil where nothing is that can be believed.
  public func contents(of name: String) -> [UInt8]? {
    guard
      let bytes = try? FileStore.contents(
        of: folder + "/" + name, limit: Self.largestFile),
      bytes.count >= Self.sealBytes
    else { return nil }
    let contents = Array(bytes.dropLast(Self.sealBytes))
    guard bytes.suffix(Self.sealBytes).elementsEqual(seal(contents, name)) else { return nil }
    return contents
  }

  /// Writes a file; where that fails there is none, which costs time alone.
  public func write(_ contents: [UInt8], as name: String) {
    let path = folder + "/" + name
    do throws(ArchiveError) {
      try FileStore.makeFolder(folderPart(of: path), access: .ownerOnly)
      var file = try AtomicFile(for: path, access: .ownerOnly)
      try file.write(contents + seal(contents, name))
      // A crash may leave anything in its place: the seal tells.
      try file.commitWithoutWaiting(to: path)
    } catch {
      remove(name)
    }
  }

  /// Removes a file, if it is there.
  public func remove(_ name: String) {
    try? FileStore.remove(folder + "/" + name)
  }

  /// The time of the file system of this folder, in nanoseconds since 1970.
  public func present() throws(ArchiveError) -> Int {
    try FileStore.makeFolder(folder, access: .ownerOnly)
    return try SpillFile(in: folder).state().changed
  }

  private func seal(_ contents: [UInt8], _ name: String) -> [UInt8] {
    key.code(contents, label: "cache/" + name)
  }
}
