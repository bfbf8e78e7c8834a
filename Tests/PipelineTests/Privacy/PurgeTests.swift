import CSV
import Foundation
import Testing

/// Cases are erased, and nothing else is.
@Suite struct PurgeTests {
  private static let unit = "某市市场监督管理局"
  private static let number = "某市监罚〔2024〕902号"
  private static let purge =
    "caseload purge --case \(unit) '某市监罚[2024] 902号' --reason PIPL-47 --as-of 2024-05-31"
  // The number, the party's name and identifiers, and what the key of the test makes of these.
  private static let canaries = [
    "〔2024〕902号", "[2024]902号", "金丝雀乙", "金丝雀丙", "999999198805060012",
    "999999199001010016", "c7a30f6f2a4adc65171c0cd35623cd9b",
  ]

  private let folder: TemporaryFolder

  init() async throws {
    folder = try TemporaryFolder()
    try folder.write("caseload.toml", "[city]\nname = \"某市\"\n[publish]\nmax_swing = 1000\n")
    try folder.write("key", String(repeating: "ab", count: 32) + "\n")
    try await succeed("chmod 600 key")
    try export(
      "cases-2024-02.csv", .utf8,
      [
        row(901), canary(902, "金丝雀乙", "999999198805060012"), row(903, day: "11"),
        // A record of the case that is rejected for its date.
        canary(902, "金丝雀乙", "999999198805060012", day: "30"),
      ])
    try await succeed("caseload run --quiet --level internal")
    // Two parties under one number, stated once more, with another amount.
    try export(
      "cases-2024-03.csv", .gb18030,
      [
        canary(902, "金丝雀乙", "999999198805060012", amount: "95.00"),
        canary(902, "金丝雀丙", "999999199001010016", amount: "95.00"), row(904, month: "03"),
      ])
    try await succeed("caseload run --quiet --level internal")
    // A record of several lines, in units of two bytes.
    try export(
      "cases-2024-04.csv", .utf16LittleEndian,
      [
        canary(902, "\"金丝雀\n乙，金丝雀乙\"", "999999198805060012", amount: "95.00"),
        row(905, month: "04"), row(906, month: "04"),
      ])
    try await succeed("caseload run --quiet --level internal")
  }

  private func row(_ number: Int, month: String = "02", day: String = "10") -> String {
    canary(number, "金丝雀甲", "999999199203040018", month: month, day: day)
  }

  private func canary(
    _ number: Int, _ name: String, _ party: String, month: String = "02", day: String = "10",
    amount: String = "200.00"
  ) -> String {
    "某市监罚〔2024〕\(number)号,\(Self.unit),市场监管,\(name),\(party),2024-\(month)-\(day),\(amount)"
  }

  private func export(_ name: String, _ encoding: TextEncoding, _ rows: [String]) throws {
    let head = "案号,执法机关,执法领域,当事人名称,证件号码,立案日期,罚没金额（元）"
    let text = (encoding == .utf16LittleEndian ? "\u{FEFF}" : "") + head + "\n"
      + rows.joined(separator: "\n") + "\n"
    let bytes = try #require(try encoding.encode(text))
    try folder.write("inbox/" + name, "")
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/inbox/" + name))
  }

  @discardableResult
  private func succeed(_ line: String) async throws -> Outcome {
    let outcome = try await Programs.run(line, in: folder.path)
    #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
    return outcome
  }

  /// Files outside inbox/ that hold a canary in some encoding, frames unpacked wherever they begin.
  private func holders() throws -> [String] {
    let canaries = try Self.canaries.flatMap { canary in
      try TextEncoding.allCases.compactMap { try $0.encode(canary).map { Data($0) } }
    }
    return try folder.files(below: ".").filter { name in
      guard !name.hasPrefix("./inbox/") else { return false }
      let parts = try [folder.bytes(name)] + frames(in: name)
      return parts.contains { part in
        let data = Data(part)
        return canaries.contains { data.range(of: $0) != nil }
      }
    }
  }

  // A partition is one frame, and the pages of a column file are many.
  private func frames(in name: String) throws -> [[UInt8]] {
    guard name.hasSuffix(".zst") || name.hasSuffix(".parquet") else { return [] }
    let data = Data(try folder.bytes(name))
    var found: [[UInt8]] = []
    var start = data.startIndex
    while let magic = data.range(of: Data([0x28, 0xB5, 0x2F, 0xFD]), in: start..<data.endIndex) {
      start = magic.upperBound
      found.append(try unpacked(data[magic.lowerBound...]))
    }
    return found
  }

  private func unpacked(_ frame: Data) throws -> [UInt8] {
    let scratch = try TemporaryFolder()
    try frame.write(to: URL(fileURLWithPath: scratch.path + "/frame"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["zstd", "-dcqf", scratch.path + "/frame"]
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    try process.run()
    let plain = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(plain)
  }

  @Test func leavesNoTraceOfACase() async throws {
    #expect(try holders().count >= 8, "there is something to erase")
    let purged = try await succeed(Self.purge)
    let messages = String(decoding: purged.errors, as: UTF8.self)
    #expect(messages.split(separator: "\n").count { $0.contains("inbox/") } == 3)
    #expect(try holders() == [])
    try await succeed("caseload verify")
    // The exports as they were delivered do not bring it back, nor does a later one.
    try export(
      "cases-2024-05.csv", .gb18030,
      [canary(902, "金丝雀乙", "999999198805060012", amount: "96.00"), row(907, month: "05")])
    let ran = try await succeed("caseload run --level internal")
    #expect(ran.text.contains("2 records = 1 accepted + 1 rejected"))
    #expect(ran.text.contains("PURGED 1"))
    #expect(try holders() == [])
    try await succeed("caseload verify")
    try await succeed("caseload reproduce 2024-05 --level internal")
    // An earlier report was counted with the case, and tells so.
    try await succeed("caseload reproduce 2024-04 --level internal; test $? = 65")
  }

  @Test func keepsEveryOtherRowAndItsLine() async throws {
    let trace = "caseload trace reports/2024-04 case_counts month=2024-04 --format json"
    let before = try await succeed(trace)
    try await succeed(Self.purge)
    try await succeed("caseload run --quiet --level internal")
    #expect(try await succeed(trace).output == before.output)
    let status = try await succeed("caseload status")
    #expect(status.text.contains("5 cases"))
    let snapshots = try folder.files(below: "archive/snapshots").filter { $0.hasSuffix(".json") }
    #expect(snapshots.count == 4)
    let last = String(decoding: try folder.bytes(snapshots[3]), as: UTF8.self)
    for word in ["\"PIPL-47\"", "\"2024-05-31\"", "\"cause\" : \"purge\"", "\"snapshot\" : 4"] {
      #expect(last.contains(word))
    }
  }

  @Test func aNumberThatIsNotThereErasesNothing() async throws {
    let before = try digests()
    let ran = try await Programs.run(
      "caseload purge --case \(Self.unit) 某市监罚〔2024〕999号 --reason x", in: folder.path)
    #expect(ran.exitCode == 66)
    #expect(ran.everything.contains("case 1: not in the archive"))
    try await succeed(Self.purge + " --dry-run")
    #expect(try digests() == before)
  }

  @Test func casesMayStandInAFile() async throws {
    try folder.write(
      "erase.csv", "unit_code,case_id\n\(Self.unit),\(Self.number)\n\(Self.unit),某市监罚〔2024〕901号\n")
    let ran = try await succeed("caseload purge --from erase.csv --reason x --format json")
    #expect(ran.text.contains("\"cases\" : 2"))
    // Again is no error: what was purged is known by its hash.
    try await succeed("caseload purge --from erase.csv --reason x")
    try await succeed("rm erase.csv; caseload verify")
    #expect(try holders() == [])
  }

  private func digests() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try folder.files(below: ".") where name != "./.lock" {
      found[name] = try folder.bytes(name)
    }
    return found
  }
}
