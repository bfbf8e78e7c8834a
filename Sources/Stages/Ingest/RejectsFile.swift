import Archive
import CSV
import Contracts
import Ingestion

/// The rejected records of one export: why in `.csv`, their bytes in `.raw`, both 0600.
struct RejectsFile {
  private let export: String
  private let language: Language
  private var rows: [[String]] = []
  private var raw: [UInt8] = []

  init(export: String, language: Language) {
    self.export = export
    self.language = language
  }

  /// Keeps a record and its reason; the message never holds a cell's value.
  mutating func add(_ position: RecordPosition, _ rejection: Rejection, _ bytes: [UInt8]) {
    rows.append([
      String(raw.count), String(bytes.count), Self.guarded(export), String(position.line),
      String(position.byteOffset), String(position.record), rejection.column ?? "",
      rejection.rule, RuleMeanings.meaning(of: rejection.rule)?.text(language) ?? "",
    ])
    raw += bytes
  }

  // A spreadsheet executes text that begins like this; the file is for people too.
  private static func guarded(_ name: String) -> String {
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
    guard !rows.isEmpty else { return }
    let header = [
      "raw_offset", "raw_length", "source_file", "source_sha256", "line", "byte_offset", "record",
      "column", "rule", "message",
    ]
    // The name of an export is data: only letters, digits and a few marks reach ours.
    let safe = String(
      String.UnicodeScalarView(
        export.unicodeScalars.prefix(80).map { scalar in
          scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_.".unicodeScalars.contains(scalar) ? scalar : "_"
        }))
    let name =
      folder + "/" + (safe.hasPrefix(".") ? "_" + safe : safe)
      + "-" + hash.hexadecimal.prefix(12)
    let rows = rows.map { Array($0[..<3] + [hash.hexadecimal] + $0[3...]) }
    let raw = raw
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try FileStore.write(raw, to: name + ".raw", access: .ownerOnly)
      try FileStore.write(csvBytes([header] + rows), to: name + ".csv", access: .ownerOnly)
    }
  }
}
