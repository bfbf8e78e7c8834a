/// The compressed files of an archive, named by the hash of what they hold.
public struct PartitionStore: Sendable {
  /// The most bytes of content that are read into memory.
  public static let largestContent = 4 << 30

  static let rawFolder = "raw"

  let archive: String
  let level: Int32

  /// Works on the folder of an archive, which need not exist yet.
  public init(archive: String, level: Int32 = 3) {
    self.archive = archive
    self.level = level
  }

  /// Where an export of this hash is kept, below the archive.
  public static func rawPath(of hash: ContentHash) -> String { "\(rawFolder)/\(hash).csv.zst" }

  /// Takes a finished file over from the folder in which it was written.
  ///
  /// A file of the same content stays as it is, so that earlier snapshots remain true of it.
  ///
  /// - Parameters:
  ///   - file: The file by its path below both folders.
  ///   - folder: Where it was written, best on the same disk.
  ///   - reader: Reads a column file of that name that lies in the archive already.
  /// - Returns: The file as it lies in the archive.
  /// - Throws: What reading, renaming or making a folder throws.
  public func adopt(
    _ file: ArchivedFile, from folder: String, readingOthersWith reader: ColumnFileReader
  ) throws(ArchiveError) -> ArchivedFile {
    let content = ContentSummary(bytes: file.bytes, sha256: file.sha256)
    let kept =
      try file.isColumnFile
      ? ColumnFile.intact(file.path, beneath: archive, content, reader)
      : intact(file.path, hash: file.sha256, bytes: file.bytes)
    if let kept {
      let label = FileLabel(table: file.table, month: file.month, kind: file.kind)
      return ArchivedFile(path: file.path, label: label, rows: file.rows, summary: kept)
    }
    try makeFolders(for: file.path)
    try FileStore.move(
      folder + "/" + file.path, to: archive + "/" + file.path, size: file.compressedBytes)
    return file
  }

  /// Reads a file into memory and checks both sizes, both hashes and the frame.
  public func read(_ file: ArchivedFile) throws(ArchiveError) -> [UInt8] {
    let path = archive + "/" + file.path
    // Nothing of the file may make us take more memory than the snapshot promises.
    let frame: [UInt8]
    do throws(ArchiveError) {
      frame = try FileStore.contents(
        of: file.path, beneath: archive, limit: file.compressedBytes)
    } catch .tooLarge {
      throw .mismatch(path: path, rule: .size)
    }
    guard frame.count == file.compressedBytes else { throw .mismatch(path: path, rule: .size) }
    guard ContentHash(of: frame) == file.compressedSHA256 else {
      throw .mismatch(path: path, rule: .hash)
    }
    let content = try ZstandardFrame.decompress(
      frame, expectedSize: file.bytes, limit: Self.largestContent, path: path)
    guard ContentHash(of: content) == file.sha256 else {
      throw .mismatch(path: path, rule: .contentHash)
    }
    return content
  }

  /// Opens a file to be read piece by piece.
  public func reader(of file: ArchivedFile) throws(ArchiveError) -> FrameReader {
    try FrameReader(
      file.path, beneath: archive, expectedSize: file.bytes, limit: file.bytes)
  }

  /// The summary of an existing file, nil where there is none or it is damaged.
  func intact(
    _ relative: String, hash: ContentHash, bytes: Int
  ) throws(ArchiveError) -> FrameSummary? {
    do throws(ArchiveError) {
      var reader = try FrameReader(
        relative, beneath: archive, expectedSize: bytes, limit: bytes)
      let summary = try reader.readToEnd()
      return summary.sha256 == hash ? summary : nil
    } catch .missing, .damagedFrame {
      return nil
    }
  }

  private func makeFolders(for relative: String) throws(ArchiveError) {
    let components = try pathComponents(of: relative).dropLast()
    guard !components.isEmpty else {
      return try FileStore.makeFolder(archive, access: .ownerOnly)
    }
    try FileStore.makeFolder(
      components.joined(separator: "/"), beneath: archive, access: .ownerOnly)
  }
}
