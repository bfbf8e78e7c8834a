/// A file of the archive in the making, whose content comes in pieces.
///
/// A frame states the size of its content, so the content waits until it is whole: in memory
/// while it is small, else in a file without a name.
public struct PartitionWriter: ~Copyable {
  private static let largestInMemory = 4 << 20

  private let archive: String
  private let level: Int32
  private var held: [UInt8] = []
  private var spill: SpillFile?
  private var spilled = 0
  private var hasher = ContentHasher()

  /// Starts without content, for the folder of an archive or of staging.
  public init(archive: String, level: Int32 = 3) {
    self.archive = archive
    self.level = level
  }

  /// Appends the next bytes of content.
  public mutating func append(_ bytes: [UInt8]) throws(ArchiveError) {
    hasher.update(bytes)
    held += bytes
    guard held.count > Self.largestInMemory else { return }
    if spill == nil { spill = try SpillFile(in: archive) }
    try spill?.write(held, at: spilled)
    spilled += held.count
    held.removeAll(keepingCapacity: true)
  }

  /// Writes the content as `FOLDER/PREFIX-HASH.csv.zst`.
  ///
  /// - Parameters:
  ///   - folder: The folder below the archive.
  ///   - prefix: The start of the name, before the first 16 digits of the content's hash.
  ///   - label: What the file is for.
  ///   - rows: The number of rows without the header.
  /// - Returns: The file as it lies there.
  /// - Throws: What creating or writing a file throws.
  public consuming func finish(
    folder: String, prefix: String, label: FileLabel, rows: Int
  ) throws(ArchiveError) -> ArchivedFile {
    let hash = hasher.hash
    let relative = "\(folder)/\(prefix)-\(hash.hexadecimal.prefix(16)).csv.zst"
    try FileStore.makeFolder(folder, beneath: archive, access: .ownerOnly)
    let path = archive + "/" + relative
    var file = try AtomicFile(for: path, access: .ownerOnly)
    var summary = FrameSummary(bytes: spilled + held.count, sha256: hash)
    try compress(into: &file, &summary)
    try file.commit(to: path)
    return ArchivedFile(path: relative, label: label, rows: rows, summary: summary)
  }

  private func compress(
    into file: inout AtomicFile, _ summary: inout FrameSummary
  ) throws(ArchiveError) {
    var compressor = try FrameCompressor(level: level, contentSize: summary.bytes, path: archive)
    var fileHasher = ContentHasher()
    var position = 0
    while true {
      let isLast = position == spilled
      let size = min(InputFile.chunkSize, spilled - position)
      let chunk = isLast ? held : try spill?.read(size, at: position) ?? []
      position += size
      var frame: [UInt8] = []
      try compressor.add(chunk, isLast: isLast, to: &frame)
      fileHasher.update(frame)
      summary.compressedBytes += frame.count
      try file.write(frame)
      if isLast { break }
    }
    summary.compressedSHA256 = fileHasher.hash
  }
}
