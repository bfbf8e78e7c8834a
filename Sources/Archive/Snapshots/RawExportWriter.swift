/// Keeps an export byte for byte as `raw/HASH.csv.zst` while it is read by somebody else.
///
/// Its memory does not grow with the export; what is never finished leaves no file.
public struct RawExportWriter: ~Copyable {
  private let store: PartitionStore
  private var file: AtomicFile
  private var compressor: FrameCompressor
  private var hasher = ContentHasher()
  private var summary = FrameSummary()

  /// Prepares for an export of exactly so many bytes; the path is for errors.
  public init(in store: PartitionStore, bytes: Int, path: String) throws(ArchiveError) {
    let folder = PartitionStore.rawFolder
    try FileStore.makeFolder(folder, beneath: store.archive, access: .ownerOnly)
    let compressor = try FrameCompressor(level: store.level, contentSize: bytes, path: path)
    let file = try AtomicFile(for: "\(store.archive)/\(folder)/export", access: .ownerOnly)
    self.store = store
    self.compressor = compressor
    self.file = file
  }

  /// Appends the next bytes of the export.
  public mutating func append(_ chunk: [UInt8]) throws(ArchiveError) {
    try append(chunk, isLast: false)
  }

  private mutating func append(_ chunk: [UInt8], isLast: Bool) throws(ArchiveError) {
    summary.bytes += chunk.count
    var frame: [UInt8] = []
    try compressor.add(chunk, isLast: isLast, to: &frame)
    hasher.update(frame)
    summary.compressedBytes += frame.count
    try file.write(frame)
  }

  /// Gives the file its place; one of the same content stays as it is.
  ///
  /// - Parameter hash: The hash of all bytes that were appended.
  /// - Returns: What the file holds.
  /// - Throws: `inputChanged` where fewer or more bytes came than were announced.
  public consuming func finish(_ hash: ContentHash) throws(ArchiveError) -> FrameSummary {
    try append([], isLast: true)
    summary.sha256 = hash
    summary.compressedSHA256 = hasher.hash
    let relative = PartitionStore.rawPath(of: hash)
    let kept = try store.intact(relative, hash: hash, bytes: summary.bytes)
    if kept == nil { try file.commit(to: store.archive + "/" + relative) }
    return kept ?? summary
  }
}
