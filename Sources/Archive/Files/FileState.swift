import Glibc

/// What tells one state of a file from another without its content.
public struct FileState: Hashable, Sendable {
  /// The size in bytes.
  public let bytes: Int
  /// The number of the file system.
  public let device: UInt
  /// The number of the file on its file system.
  public let node: UInt
  /// Time of the last change of the content, in nanoseconds since 1970; anybody may set it.
  public let modified: Int
  /// Time of the last change of content, name or mode, in nanoseconds; set by the kernel alone.
  public let changed: Int

  init(_ status: stat) {
    bytes = Int(status.st_size)
    device = UInt(status.st_dev)
    node = UInt(status.st_ino)
    modified = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Describes a state that was seen before.
  public init(bytes: Int, device: UInt, node: UInt, modified: Int, changed: Int) {
    self.bytes = bytes
    self.device = device
    self.node = node
    self.modified = modified
    self.changed = changed
  }

  /// Takes the state of what stands at a path, nil for nothing; a link is not followed.
  ///
  /// - Throws: Why the path cannot be looked at; that says nothing about a change.
  public init?(ofPath path: String) throws(ArchiveError) {
    guard let status = try FileStore.status(of: path) else { return nil }
    self.init(status)
  }

  /// Whether size, time of change and file are the same, whatever its name and mode became.
  public func hasSameContent(as other: FileState) -> Bool {
    (bytes, device, node, modified) == (other.bytes, other.device, other.node, other.modified)
  }
}
