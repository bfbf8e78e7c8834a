import Archive
import CSV
import Ingestion

/// An export as it lies on the disk; open only while it is read, so any number may wait.
struct ExportFile: Sendable {
  // Enough for a header, an encoding and the kind of a file.
  private static let leadBytes = 32 << 10
  private static let headBytes = 4096

  let path: String
  let name: String
  /// The file as it was when it was opened first.
  let state: FileState
  /// SHA-256 of all bytes; nil where it is not known before they are read.
  let knownHash: ContentHash?
  let detected: DetectedEncoding
  /// First bytes, to tell what the file is.
  let head: [UInt8]
  /// Nothing but a header: a report of zero, equal for every month and unit.
  let isHeaderOnly: Bool

  /// Size in bytes.
  var bytes: Int { state.bytes }

  /// Reads as much of a file as tells its encoding, or all of it where its hash is needed.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - remembered: The hash of the file in a state, where it is known.
  ///   - needsHash: Whether a file must be hashed before it is read.
  /// - Throws: What opening or reading throws, or exit 75 where the file changes meanwhile.
  init(
    _ path: String, remembered: (FileState) -> ContentHash? = { _ in nil },
    needsHash: (FileState) -> Bool
  ) throws(StageError) {
    self.path = path
    name = Self.name(of: path)
    do {
      var input = try InputFile(path)
      let remembered = remembered(input.state)
      let mustRead = remembered == nil && needsHash(input.state)
      let lead = try Self.lead(of: &input, isWhole: mustRead)
      try input.checkUnchanged()
      state = input.state
      knownHash = mustRead ? lead.hash : remembered
      detected = lead.detected
      head = lead.head
      isHeaderOnly = input.bytes <= head.count && ExportFile.isOneLine(head)
    } catch {
      throw StageError(error)
    }
  }

  private static func lead(
    of input: inout InputFile, isWhole: Bool
  ) throws(ArchiveError) -> (head: [UInt8], detected: DetectedEncoding, hash: ContentHash) {
    var hasher = ContentHasher()
    var detector = EncodingDetector()
    var head: [UInt8] = []
    while isWhole || !detector.isDecided || head.count < headBytes {
      let chunk = try input.nextChunk(of: isWhole ? InputFile.chunkSize : leadBytes)
      guard !chunk.isEmpty else { break }
      head += chunk.prefix(headBytes - head.count)
      if isWhole { hasher.update(chunk) }
      detector.consume(chunk[...])
    }
    return (head, detector.finish(), hasher.hash)
  }

  /// The name of an export without its folders, numbers of persons in it masked.
  ///
  /// Files, reports and messages show this name alone; the SHA-256 beside it tells which file it is.
  static func name(of path: String) -> String {
    PersonalNumbers.masked(path.split(separator: "/").last.map(String.init) ?? path)
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
    let lead = try pieces(of: Self.leadBytes)
    do {
      return try RecordReader(
        encoding: encoding, delimiter: delimiter, skippingBytes: detected.byteOrderMarkLength,
        source: { try lead.nextChunk() })
    } catch {
      throw StageError(.ourBug, "\(name): \(error)")
    }
  }

  /// Opens the export to be read from its start.
  func pieces(of bytes: Int = InputFile.chunkSize) throws(StageError) -> ExportPieces {
    try storing { () throws(ArchiveError) in ExportPieces(try reopened(), of: bytes) }
  }

  /// Opens the export once more; it must be as it was.
  func reopened() throws(ArchiveError) -> InputFile {
    let input = try InputFile(path)
    guard input.state.hasSameContent(as: state) else { throw .inputChanged(path: path) }
    return input
  }

  /// SHA-256 of all bytes, which are read where it is not known.
  func hash() throws(StageError) -> ContentHash {
    if let knownHash { return knownHash }
    return try storing { () throws(ArchiveError) in
      var input = try reopened()
      var hasher = ContentHasher()
      while true {
        let chunk = try input.nextChunk()
        guard !chunk.isEmpty else { break }
        hasher.update(chunk)
      }
      try input.checkUnchanged()
      return hasher.hash
    }
  }
}

/// The bytes of an export piece by piece, for a reader that neither keeps nor hashes them.
final class ExportPieces {
  private var input: InputFile
  private let bytes: Int

  init(_ input: consuming InputFile, of bytes: Int) {
    self.input = input
    self.bytes = bytes
  }

  func nextChunk() throws(ArchiveError) -> [UInt8] { try input.nextChunk(of: bytes) }
}
