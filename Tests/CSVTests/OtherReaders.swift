import CSV
import Foundation

/// Python's csv module and DuckDB, run by other_readers.py.
struct OtherReaders {
  /// A file for them to read.
  struct Job: Encodable {
    var path: String?
    var hex: String?
    var encoding: String
    var delimiter: String
    /// The number of cells of each record, where DuckDB is to read it too.
    var columns: Int?

    init(path: String, _ form: FileForm) {
      self.path = path
      encoding = form.pythonName
      delimiter = String(UnicodeScalar(form.delimiter.rawValue))
    }

    init(_ bytes: [UInt8], columns: Int?) {
      let digits = Array("0123456789abcdef".utf8)
      hex = String(
        decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
      encoding = "utf-8"
      delimiter = ","
      self.columns = columns
    }
  }

  /// What they read; nil where they refuse.
  struct Answer: Decodable {
    let python: [[String]]?
    let duckdb: [[String]]?
  }

  struct Failure: Error {
    let output: String
  }

  // The package of the fuzz targets has a link to this folder.
  private static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
  // With DuckDB, where scripts/python-tools has made it.
  private static let ownPython =
    folder.deletingLastPathComponent().deletingLastPathComponent().path + "/.venv/bin/python3"

  static var haveDuckDB: Bool { FileManager.default.isExecutableFile(atPath: ownPython) }

  static func answers(to jobs: [Job]) throws -> [Answer] {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("csv-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let (asked, told) = (
      place.appendingPathComponent("jobs.json"), place.appendingPathComponent("answers.json")
    )
    try JSONEncoder().encode(jobs).write(to: asked)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      haveDuckDB ? ownPython : "python3", "-B", folder.path + "/other_readers.py", asked.path,
      told.path,
    ]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(output: String(decoding: output, as: UTF8.self))
    }
    return try JSONDecoder().decode([Answer].self, from: Data(contentsOf: told))
  }
}

extension FileForm {
  /// The encoding and delimiter that the bytes of a file say.
  init(detectedIn bytes: [UInt8]) {
    var detector = EncodingDetector()
    detector.consume(bytes[...])
    let found = detector.finish()
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    let counts = Delimiter.allCases.map { delimiter in
      line.count { $0 == delimiter.rawValue }
    }
    let most = counts.max() ?? 0
    let delimiter = most == 0 ? 0 : counts.firstIndex(of: most) ?? 0
    self.init(
      encoding: found.encoding, delimiter: Delimiter.allCases[delimiter],
      skipping: found.byteOrderMarkLength)
  }

  fileprivate var pythonName: String {
    switch encoding {
    case .utf8: skipping > 0 ? "utf-8-sig" : "utf-8"
    case .gb18030: "gb18030"
    case .utf16LittleEndian, .utf16BigEndian: "utf-16"
    }
  }
}
