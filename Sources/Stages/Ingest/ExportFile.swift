import Archive
import CSV

/// An export as it lies on the disk; open only while it is read, so any number may wait.
struct ExportFile {
  let path: String
  let name: String
  /// Size in bytes.
  let bytes: Int
  /// SHA-256 of all bytes.
  let hash: ContentHash
  let detected: DetectedEncoding
  /// First bytes, to tell what the file is.
  let head: [UInt8]
  /// Nothing but a header: a report of zero, equal for every month and unit.
  let isHeaderOnly: Bool

  /// Reads the file once: its hash, its encoding and its first bytes.
  init(_ path: String) throws(StageError) {
    self.path = path
    name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      var input = try InputFile(path)
      var hasher = ContentHasher()
      var detector = EncodingDetector()
      var head: [UInt8] = []
      while true {
        let chunk = try input.nextChunk()
        guard !chunk.isEmpty else { break }
        if head.count < 4096 { head += chunk.prefix(4096 - head.count) }
        hasher.update(chunk)
        detector.consume(chunk[...])
      }
      try input.checkUnchanged()
      bytes = input.bytes
      hash = hasher.hash
      detected = detector.finish()
      self.head = head
      isHeaderOnly = input.bytes <= head.count && ExportFile.isOneLine(head)
    } catch {
      throw StageError(error)
    }
  }

  private static func isOneLine(_ bytes: [UInt8]) -> Bool {
    let isEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D || byte == 0 }
    guard let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return true }
    return bytes[end...].allSatisfy(isEnd)
  }

  /// A reader of the first records; what it reads is not hashed, since it is read once more.
  func leadingReader(
    _ encoding: TextEncoding, _ delimiter: Delimiter
  ) throws(StageError) -> RecordReader {
    let lead = try storing { () throws(ArchiveError) in try ExportLead(path) }
    do {
      return try RecordReader(
        encoding: encoding, delimiter: delimiter, skippingBytes: detected.byteOrderMarkLength,
        source: { try lead.nextChunk() })
    } catch {
      throw StageError(.ourBug, "\(name): \(error)")
    }
  }

  /// Opens the export to be read from the start.
  func feed() throws(StageError) -> ExportFeed {
    try storing { () throws(ArchiveError) in try ExportFeed(path) }
  }

  /// Keeps the export in a store, byte for byte or with some records blank.
  func keep(
    in store: PartitionStore, erasing erasure: Erasure? = nil
  ) throws(StageError) -> FrameSummary {
    let kept = try storing { () throws(ArchiveError) in
      var input = try InputFile(path)
      return try store.keepRaw(&input, erasing: erasure)
    }
    guard kept.sha256 == hash || erasure != nil else {
      throw StageError(.inputChanged(path: path))
    }
    return kept
  }
}

/// The first bytes of an export in small pieces.
private final class ExportLead {
  private var input: InputFile

  init(_ path: String) throws(ArchiveError) {
    input = try InputFile(path)
  }

  func nextChunk() throws(ArchiveError) -> [UInt8] { try input.nextChunk(of: 32 << 10) }
}

/// The bytes of an export, hashed as they are read.
final class ExportFeed {
  private var input: InputFile
  private var hasher = ContentHasher()

  init(_ path: String) throws(ArchiveError) {
    input = try InputFile(path)
  }

  /// The next bytes; empty at the end.
  func nextChunk() throws(ArchiveError) -> [UInt8] {
    let chunk = try input.nextChunk()
    hasher.update(chunk)
    return chunk
  }

  /// Throws when what was read to the end is not the export that was opened first.
  func checkRead(_ export: ExportFile) throws(StageError) {
    try storing { () throws(ArchiveError) in try input.checkUnchanged() }
    guard hasher.hash == export.hash else { throw StageError(.inputChanged(path: export.path)) }
  }
}
