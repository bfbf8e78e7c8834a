import CSV

@testable import Simulation

/// A delivery read back from its bytes, as the tests see it.
struct Delivery: Sendable {
  static let seed: UInt64 = 20_240_701
  /// Read once for all tests.
  static let sample = Result { try Delivery() }

  let files: [SimulatedFile]
  let truths: [[String: String]]
  /// Case rows that no rule refuses, in the order of the files; each knows its file.
  let cases: [[String: String]]

  init(seed: UInt64 = Self.seed) throws {
    files = try SampleCity(seed: seed).files()
    truths = try Self.table(at: "truth.csv", in: files)
    var cases: [[String: String]] = []
    for file in files where file.path.hasPrefix("inbox/cases-") {
      let rows = try Self.rows(of: file)
      for row in Self.named(rows) where row.count == rows[0].count && Self.isCase(row) {
        cases.append(row.merging(["file": file.path]) { first, _ in first })
      }
    }
    self.cases = cases
  }

  func table(_ name: String) throws -> [[String: String]] {
    try Self.table(at: "inbox/\(name)", in: files)
  }

  /// All rows of the quarterly files of one table.
  func events(_ name: String) throws -> [[String: String]] {
    try files.filter { $0.path.hasPrefix("inbox/\(name)-") }
      .flatMap { Self.named(try Self.rows(of: $0)) }
  }

  func truths(_ kind: String, rule: String? = nil) -> [[String: String]] {
    truths.filter { $0["kind"] == kind && (rule == nil || $0["rule"] == rule) }
  }

  /// Cases whose decision, or filing while undecided, falls into a month of the range.
  func cases(of unit: String, in months: ClosedRange<String>) -> [[String: String]] {
    cases.filter { $0["执法主体代码"] == unit && months.contains(Self.month(of: $0)) }
  }

  static func month(of row: [String: String]) -> String {
    let decided = row["处罚决定日期"] ?? ""
    let day = decided.isEmpty ? row["立案日期"] ?? "" : decided
    let parts = day.split { !$0.isNumber }.compactMap { Int(Money.ascii(String($0))) }
    return parts.count >= 2 ? "\(parts[0])-\(padded(parts[1], 2))" : ""
  }

  /// Cells of a file by the form that its month is known to have.
  static func rows(of file: SimulatedFile) throws -> [[String]] {
    var form = FileForm()
    let month = file.path.suffix(11).prefix(7).split(separator: "-").compactMap { Int($0) }
    if file.path.hasPrefix("inbox/cases-") { form = FileForm.cases(of: Month(month[0], month[1])) }
    let mark = form.hasByteOrderMark ? (form.encoding == .utf16LittleEndian ? 2 : 3) : 0
    var chunks = [file.bytes]
    var reader = try RecordReader(
      encoding: form.encoding, delimiter: form.delimiter, skippingBytes: mark,
      source: { chunks.popLast() })
    var rows: [[String]] = []
    while let record = try reader.next() {
      if case .cells(let cells) = record { rows.append(cells.cells) }
    }
    return rows
  }

  private static func table(
    at path: String, in files: [SimulatedFile]
  ) throws -> [[String: String]] {
    guard let file = files.first(where: { $0.path == path }) else { return [] }
    return named(try CSVText.rows(of: file.bytes))
  }

  private static func named(_ rows: [[String]]) -> [[String: String]] {
    guard let header = rows.first else { return [] }
    return rows.dropFirst().map { row in
      Dictionary(zip(header, row)) { first, _ in first }
    }
  }

  // Planted rejects carry numbers from 9001 on.
  private static func isCase(_ row: [String: String]) -> Bool {
    guard let number = row["案件编号"], number.contains("〕") else { return false }
    return !number.contains("〕9")
  }
}

extension Money {
  /// Full-width digits as ASCII ones.
  static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isWide = ("０"..."９").contains(scalar)
      let narrow = isWide ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
      result.unicodeScalars.append(narrow ?? scalar)
    }
    return result
  }
}
