/// What every byte of an archive must satisfy; the raw value is the code in findings.
public enum ArchiveRule: String, Equatable, Sendable, CaseIterable {
  /// A file that a snapshot names exists.
  case missing
  /// A file that exists is named by a snapshot.
  case extra
  /// A file is a regular file and not a link or another thing.
  case kind
  /// A file has the size that its snapshot says.
  case size
  /// A file has the hash that its snapshot says.
  case hash
  /// A file is exactly one frame with a checksum, a size and a small window.
  case frame
  /// A column file is well formed and all that it says of itself is true.
  case columns
  /// The content has the size that its snapshot says.
  case contentSize = "content-size"
  /// The content has the hash that its snapshot says.
  case contentHash = "content-hash"
  /// A snapshot names the hash of the one before, and none is left out.
  case chain
  /// A snapshot matches its checksum and is well formed.
  case snapshot
  /// A snapshot has a format that this program knows.
  case version
  /// The raw file of a source is in the same snapshot with the same hash.
  case source
}

/// One thing that is wrong with an archive.
public struct ArchiveFinding: Hashable, Sendable {
  /// The path below the archive.
  public let path: String
  /// The rule that is broken.
  public let rule: ArchiveRule
}
