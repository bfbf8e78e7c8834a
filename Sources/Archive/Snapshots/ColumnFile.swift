/// What a table holds, however it is stored.
///
/// Of a column file these are the names of the columns and then the cells row by row, each in
/// UTF-8 and followed by one byte 0xFF.
public struct ContentSummary: Equatable, Sendable {
  /// The size of the content in bytes.
  public let bytes: Int
  /// The hash of the content.
  public let sha256: ContentHash

  /// Describes content that was hashed.
  public init(bytes: Int, sha256: ContentHash) {
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// Reads what a column file holds; nil where it is damaged.
///
/// The archive keeps such files but does not know their form.
public typealias ColumnFileReader =
  @Sendable (_ file: RandomAccessFile) throws(ArchiveError) -> ContentSummary?

/// A column file that is being written and has no name yet.
public struct ColumnFile: ~Copyable {
  static let suffix = ".parquet"

  let archive: String
  let folder: String
  let prefix: String
  let label: FileLabel
  private var file: AtomicFile
  private var hasher = ContentHasher()
  private(set) var bytes = 0

  init(
    archive: String, folder: String, prefix: String, label: FileLabel
  ) throws(ArchiveError) {
    self.archive = archive
    self.folder = folder
    self.prefix = prefix
    self.label = label
    file = try AtomicFile(
      for: "\(archive)/\(folder)/\(prefix)-\(label.table)", access: .ownerOnly)
  }

  /// Appends bytes of the file.
  public mutating func write(_ part: [UInt8]) throws(ArchiveError) {
    hasher.update(part)
    bytes += part.count
    try file.write(part)
  }

  /// Gives the file the name of its content.
  ///
  /// - Parameters:
  ///   - content: What the rows are; not the bytes of the file.
  ///   - rows: The number of rows.
  /// - Returns: The file as it lies there.
  /// - Throws: What writing or renaming throws.
  public consuming func commit(
    _ content: ContentSummary, rows: Int
  ) throws(ArchiveError) -> ArchivedFile {
    let name = "\(prefix)-\(content.sha256.hexadecimal.prefix(16))\(Self.suffix)"
    let relative = "\(folder)/\(name)"
    let summary = FrameSummary(
      bytes: content.bytes, sha256: content.sha256, compressedBytes: bytes,
      compressedSHA256: hasher.hash)
    try file.commit(to: archive + "/" + relative)
    return ArchivedFile(path: relative, label: label, rows: rows, summary: summary)
  }

  /// The summary of an existing file of this content, nil where there is none or it is damaged.
  static func intact(
    _ relative: String, beneath archive: String, _ content: ContentSummary,
    _ reader: ColumnFileReader
  ) throws(ArchiveError) -> FrameSummary? {
    do throws(ArchiveError) {
      let found = try RandomAccessFile(relative, beneath: archive)
      guard try reader(found) == content else { return nil }
      return FrameSummary(
        bytes: content.bytes, sha256: content.sha256, compressedBytes: found.bytes,
        compressedSHA256: try found.hash())
    } catch .missing {
      return nil
    }
  }
}

extension PartitionStore {
  /// Starts a column file `FOLDER/PREFIX-HASH.parquet`; one of a prefix and table at a time.
  public func newColumnFile(
    folder: String, prefix: String, label: FileLabel
  ) throws(ArchiveError) -> ColumnFile {
    _ = try pathComponents(of: folder)
    try FileStore.makeFolder(folder, beneath: archive, access: .ownerOnly)
    return try ColumnFile(archive: archive, folder: folder, prefix: prefix, label: label)
  }

  /// Opens a column file, whose parts have their own checksums; only its size is checked here.
  public func columnFile(_ file: ArchivedFile) throws(ArchiveError) -> RandomAccessFile {
    let found = try RandomAccessFile(file.path, beneath: archive)
    guard found.bytes == file.compressedBytes else {
      throw .mismatch(path: found.path, rule: .size)
    }
    return found
  }
}

extension ArchivedFile {
  /// Whether the rows are stored by columns, for a `ColumnFileReader`.
  public var isColumnFile: Bool { path.hasSuffix(ColumnFile.suffix) }
}
