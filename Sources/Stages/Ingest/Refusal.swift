import CSV
import Contracts
import Ingestion

/// Why a whole file was refused: a stable code, where, and what to do.
struct Refusal: Error, Sendable {
  let code: String
  let line: Int?
  let offset: Int?
  let message: String

  init(_ code: String, line: Int? = nil, offset: Int? = nil, _ message: String) {
    self.code = code
    self.line = line
    self.offset = offset
    self.message = message
  }

  init(_ error: CSVError) {
    self.init(
      error.code, line: error.place?.line, offset: error.place?.byteOffset,
      RuleMeanings.meaning(of: error.code)?.english ?? "\(error)")
  }

  init(_ fault: HeaderFault, line: Int, offset: Int) {
    switch fault {
    case .duplicate(let first, let second):
      // A file without a header has data here: no cell is repeated in a message.
      self.init(
        "HEADER-DUPLICATE", line: line, offset: offset,
        "columns \(first) and \(second) have the same header; rename one")
    case .missing(let table, let columns):
      self.init(
        "HEADER-MISSING", line: line, offset: offset,
        "nearest table is \(table); missing: \(columns.joined(separator: ", "))")
    case .unknown:
      self.init(
        "HEADER", line: line, offset: offset,
        "no header is known; see `caseload tables`, or write a profile for this source")
    case .tie(let tables):
      self.init(
        "HEADER-TIE", line: line, offset: offset,
        "fits \(tables.joined(separator: " and ")) equally well; use --table NAME")
    case .profile(let text):
      self.init("HEADER-PROFILE", line: line, offset: offset, text)
    }
  }

  /// What a file is that is not CSV, by its first bytes.
  static func ofKind(_ head: [UInt8], markLength: Int) -> Refusal? {
    let text = head.dropFirst(markLength).drop { $0 <= 0x20 }
    if head.count == markLength { return Refusal("FILE-EMPTY", "the file is empty") }
    let signs: [(bytes: [UInt8], code: String, hint: String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "FILE-XLSX", "an Excel workbook; save it as CSV UTF-8 first"),
      ([0xD0, 0xCF, 0x11, 0xE0], "FILE-XLS", "an old Excel workbook; save it as CSV first"),
      ([0x1F, 0x8B], "FILE-COMPRESSED", "a gzip file; unpack it first"),
      ([0x28, 0xB5, 0x2F, 0xFD], "FILE-COMPRESSED", "a zstd file; unpack it first"),
      (Array("%PDF".utf8), "FILE-PDF", "a PDF; export the table as CSV"),
    ]
    if let sign = signs.first(where: { head.starts(with: $0.bytes) }) {
      return Refusal(sign.code, line: 1, offset: 0, "this is \(sign.hint)")
    }
    let start = String(decoding: text.prefix(64), as: UTF8.self).lowercased()
    if ["<html", "<!doctype", "<table", "<?xml", "<meta"].contains(where: start.hasPrefix) {
      return Refusal("FILE-HTML", line: 1, offset: 0, "this is a web page; export it as CSV")
    }
    return nil
  }
}
