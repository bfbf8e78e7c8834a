import Archive
import CSV

/// An export opened for reading, several times if need be.
final class ExportFile {
  let path: String
  let name: String
  private var input: InputFile
  /// SHA-256 of all bytes.
  let hash: ContentHash
  let detected: DetectedEncoding
  /// First bytes, to tell what the file is.
  let head: [UInt8]

  var bytes: Int { input.bytes }

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
      self.input = input
      hash = hasher.hash
      detected = detector.finish()
      self.head = head
    } catch {
      throw StageError(error)
    }
  }

  /// A reader of the records from the start.
  func reader(_ encoding: TextEncoding, _ delimiter: Delimiter) throws(StageError) -> RecordReader {
    try storing { () throws(ArchiveError) in try input.rewind() }
    let mark = detected.byteOrderMarkLength
    do {
      return try RecordReader(
        encoding: encoding, delimiter: delimiter, skippingBytes: mark,
        source: { try self.input.nextChunk() })
    } catch {
      throw StageError(.ourBug, "\(name): \(error)")
    }
  }

  /// Throws when the file is not the one that was opened.
  func checkUnchanged() throws(StageError) {
    try storing { () throws(ArchiveError) in try input.checkUnchanged() }
  }

  /// Keeps the export byte for byte in a store.
  func keep(in store: PartitionStore, table: String, rows: Int) throws(StageError) -> ArchivedFile {
    try storing { () throws(ArchiveError) in
      try store.keepRaw(&input, table: table, rows: rows)
    }
  }
}
