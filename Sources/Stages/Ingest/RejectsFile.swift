import Archive
import CSV
import Contracts
import Ingestion

/// The rejected records of one export: why in `.csv`, their bytes in `.raw`, both 0600.
///
/// Their bytes are put aside on the disk while they are many: an export may hold nothing else.
struct RejectsFile {
  private struct Reject {
    let position: RecordPosition
    let rejection: Rejection
    // Bytes that are kept: none of what was purged.
    let length: Int
  }

  private let export: String
  private let language: Language
  private var rejects: [Reject] = []
  // Nil where nothing is to be written.
  private var raw: BytesAside?

  /// Starts without records.
  ///
  /// - Parameters:
  ///   - export: Name of the export.
  ///   - language: Language of the reasons.
  ///   - folder: Takes bytes that are many while the export is read; nil where nothing is written.
  ///   - heldBytes: How many may be held in memory.
  init(export: String, language: Language, folder: String?, heldBytes: Int = 4 << 20) {
    self.export = export
    self.language = language
    raw = folder.map { BytesAside(folder: $0, heldBytes: heldBytes) }
  }

  /// Keeps a record and its reason.
  mutating func add(
    _ position: RecordPosition, _ rejection: Rejection, _ bytes: [UInt8]
  ) throws(StageError) {
    guard raw != nil else { return }
    rejects.append(Reject(position: position, rejection: rejection, length: bytes.count))
    try raw?.append(bytes)
  }

  /// Path of what is written about an export, without an ending.
  static func name(of export: String, _ folder: String, _ hash: ContentHash) -> String {
    // The name of an export is data: only letters, digits and a few marks reach ours.
    let safe = String(
      String.UnicodeScalarView(
        export.unicodeScalars.prefix(80).map { scalar in
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_.".unicodeScalars.contains(scalar) ? scalar : "_"
        }))
    return folder + "/" + (safe.hasPrefix(".") ? "_" + safe : safe)
      + "-" + hash.hexadecimal.prefix(12)
  }

  // A spreadsheet executes text that begins like this; the file is for people too.
  static func guarded(_ name: String) -> String {
    let isFormula = name.first.map { "=+-@".contains($0) } ?? false
    return (isFormula ? "'" : "") + OneLineLogHandler.escaped(name)
  }

  /// Writes both files; nothing where nothing was rejected.
  ///
  /// - Parameters:
  ///   - folder: Where they go.
  ///   - hash: SHA-256 of the export.
  /// - Throws: What creating or writing a file throws.
  func write(into folder: String, _ hash: ContentHash) throws(StageError) {
    guard !rejects.isEmpty else { return }
    let name = Self.name(of: export, folder, hash)
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try writeBytes(to: name + ".raw")
      try writeReasons(to: name + ".csv", hash)
    }
  }

  private func writeBytes(to path: String) throws(ArchiveError) {
    var file = try AtomicFile(for: path, access: .ownerOnly)
    try raw?.write(to: &file)
    try file.commit(to: path)
  }

  // The message never holds a cell's value.
  private func writeReasons(to path: String, _ hash: ContentHash) throws(ArchiveError) {
    var file = try AtomicFile(for: path, access: .ownerOnly)
    try file.write(
      csvBytes([
        [
          "raw_offset", "raw_length", "source_file", "source_sha256", "line", "byte_offset",
          "record", "column", "rule", "message",
        ]
      ]))
    let (name, source) = (Self.guarded(export), hash.hexadecimal)
    var offset = 0
    for start in stride(from: 0, to: rejects.count, by: 4_096) {
      let rows = rejects[start..<min(start + 4_096, rejects.count)].map { reject in
        defer { offset += reject.length }
        let (position, rule) = (reject.position, reject.rejection.rule)
        return [
          String(offset), String(reject.length), name, source, String(position.line),
          String(position.byteOffset), String(position.record), reject.rejection.column ?? "",
          rule, RuleMeanings.meaning(of: rule)?.text(language) ?? "",
        ]
      }
      try file.write(csvBytes(rows))
    }
    try file.commit(to: path)
  }
}
