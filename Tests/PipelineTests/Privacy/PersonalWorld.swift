import CSV
import Foundation
import Testing

/// A workspace with few cases, one of which names persons who occur nowhere else.
struct PersonalWorld {
  static let unit = "某市市场监督管理局"
  static let number = "某市监罚〔2024〕902号"
  static let purge =
    "caseload purge --case \(unit) '某市监罚[2024] 902号' --reason PIPL-47 --as-of 2024-05-31"
  /// The number, the names and identifiers of its parties, and the pseudonym of one of them.
  static let canaries = [
    "〔2024〕902号", "[2024]902号", "金丝雀乙", "金丝雀丙", "999999198805060012",
    "999999199001010016", "c7a30f6f2a4adc65171c0cd35623cd9b",
  ]

  /// The case is also there with a date that rejects it.
  static let february = [
    `case`(901), `case`(902, "金丝雀乙", "999999198805060012"), `case`(903, day: "11"),
    `case`(902, "金丝雀乙", "999999198805060012", day: "30"),
  ]
  /// Two parties under one number, with another amount.
  static let march = [
    `case`(902, "金丝雀乙", "999999198805060012", amount: "95.00"),
    `case`(902, "金丝雀丙", "999999199001010016", amount: "95.00"), `case`(904, month: "03"),
  ]
  /// A record of several lines.
  static let april = [
    `case`(902, "\"金丝雀\n乙，金丝雀乙\"", "999999198805060012", amount: "95.00"),
    `case`(905, month: "04"), `case`(906, month: "04"),
  ]

  static let inspectionHead = "检查编号,执法主体名称,检查日期,检查结果,案件编号,备注"
  /// Two name the case, one of them in quotes, and a third is rejected.
  static let inspections = [
    inspection(1, "\"某市监罚[2024] 902号\""), inspection(2, "某市监罚〔2024〕901号"),
    inspection(3, number), inspection(4, number, day: "30"),
  ]
  static let complaintHead = "投诉举报编号,收到日期,执法领域,案件编号"
  /// One names the case, and neither a unit.
  static let complaints = ["T1,2024-02-11,市场监管,\(number)", "T2,2024-02-12,市场监管,"]

  let folder: TemporaryFolder

  /// Makes a workspace with a key of its own.
  init(key: String = "ab", raw: String = "keep") async throws {
    folder = try TemporaryFolder()
    try folder.write(
      "caseload.toml",
      "[city]\nname = \"某市\"\n[publish]\nmax_swing = 1000\n[archive]\nraw = \"\(raw)\"\n")
    try folder.write("key", String(repeating: key, count: 32) + "\n")
    try folder.write("inbox/.keep", "")
    try await succeed("chmod 600 key")
  }

  static func `case`(
    _ number: Int, _ name: String = "金丝雀甲", _ party: String = "999999199203040018",
    month: String = "02", day: String = "10", amount: String = "200.00"
  ) -> String {
    "某市监罚〔2024〕\(number)号,\(unit),市场监管,\(name),\(party),2024-\(month)-\(day),\(amount)"
  }

  static func inspection(_ number: Int, _ named: String, day: String = "12") -> String {
    "J\(number),\(unit),2024-02-\(day),立案,\(named),\"金属，\"\"甲\"\"\""
  }

  /// Puts an export into inbox/.
  func export(
    _ name: String, _ encoding: TextEncoding, _ rows: [String],
    head: String = "案号,执法机关,执法领域,当事人名称,证件号码,立案日期,罚没金额（元）"
  ) throws {
    let mark = encoding == .utf16LittleEndian ? "\u{FEFF}" : ""
    let text = mark + ([head] + rows).joined(separator: "\n") + "\n"
    let bytes = try #require(try encoding.encode(text))
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/inbox/" + name))
  }

  /// Puts an export into inbox/ and runs every stage.
  func run(_ name: String, _ encoding: TextEncoding, _ rows: [String]) async throws {
    try export(name, encoding, rows)
    try await succeed("caseload run --quiet --level internal")
  }

  /// Runs a command line that must end well.
  @discardableResult
  func succeed(_ line: String) async throws -> Outcome {
    let outcome = try await Programs.run(line, in: folder.path)
    #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
    return outcome
  }

  /// Every file but the lock, by name.
  func digests() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try folder.files(below: ".") where name != "./.lock" {
      found[name] = try folder.bytes(name)
    }
    return found
  }

  /// Files outside inbox/ that hold a text in some encoding, frames unpacked wherever they begin.
  func holders(_ texts: [String]) throws -> [String] {
    let encoded = try texts.flatMap { text in
      try TextEncoding.allCases.compactMap { try $0.encode(text).map { Data($0) } }
    }
    return try folder.files(below: ".").filter { name in
      guard !name.hasPrefix("./inbox/") else { return false }
      let data = Data(try folder.bytes(name))
      return try ([data] + frames(in: data, name)).contains { part in
        encoded.contains { part.range(of: $0) != nil }
      }
    }
  }

  // A partition is one frame, and the pages of a column file are many.
  private func frames(in data: Data, _ name: String) throws -> [Data] {
    guard name.hasSuffix(".zst") || name.hasSuffix(".parquet") else { return [] }
    let scratch = try TemporaryFolder()
    var found: [Data] = []
    var start = data.startIndex
    while let magic = data.range(of: Data([0x28, 0xB5, 0x2F, 0xFD]), in: start..<data.endIndex) {
      start = magic.upperBound
      try data[magic.lowerBound...].write(to: URL(fileURLWithPath: scratch.path + "/frame"))
      found.append(try unpacked(scratch.path + "/frame"))
    }
    return found
  }

  // What follows the frame makes zstd fail after it has written the frame.
  private func unpacked(_ path: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zstd", "-dcqf", path]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    try process.run()
    let plain = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return plain
  }
}
