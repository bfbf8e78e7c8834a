import Foundation
import Testing

/// Another key takes the place of the key in every file.
@Suite struct KeyRotationTests {
  private static let new = String(repeating: "cd", count: 32) + "\n"
  private static let old = String(repeating: "ab", count: 32) + "\n"

  private func world(key: String = "ab", raw: String = "keep") async throws -> PersonalWorld {
    let world = try await PersonalWorld(key: key, raw: raw)
    try world.folder.write(
      "inbox/officers-2024-02.csv",
      "执法证号,执法主体代码,年度,人员类别\nA1,DW,2024,执法\nB2,DW,2024,执法\nC3,DW,2024,辅助\n")
    try await world.run("cases-2024-02.csv", .utf8, PersonalWorld.february)
    try world.folder.write(
      "inbox/officers-2024-03.csv",
      "执法证号,执法主体代码,年度,人员类别\nA1,DW,2024,辅助\nB2,DW,2024,辅助\n")
    // A conflict within one export, which goes to the history.
    try await world.run(
      "cases-2024-03.csv", .gb18030,
      PersonalWorld.march + [PersonalWorld.case(904, month: "03", amount: "1.00")])
    return world
  }

  private func rotate(_ world: PersonalWorld) async throws -> Outcome {
    try world.folder.write("new-key", Self.new)
    let outcome = try await world.succeed(
      "chmod 600 new-key && caseload rotate-key --reason 2025 --new-key new-key --format json")
    try await world.succeed("mv new-key key")
    return outcome
  }

  @Test func theArchiveIsAsIfMadeWithTheNewKey() async throws {
    let world = try await world()
    let reference = try await self.world(key: "cd")
    let said = try await rotate(world)
    #expect(said.text.contains("\"key\" : \"7969ec0f\""))
    #expect(said.text.contains("\"unlinked\" : 0"))
    for name in ["cases", "case_items", "reference", "history", "raw"] {
      let files = try world.folder.files(below: "archive/" + name)
      #expect(try files == reference.folder.files(below: "archive/" + name))
      for file in files {
        #expect(try world.folder.bytes(file) == reference.folder.bytes(file), "\(file)")
      }
    }
    try await world.succeed("caseload verify")
    #expect(try world.holders(["c7a30f6f2a4adc65171c0cd35623cd9b"]) == [])
    // Reports of before come out as they were, since no figure rests on a pseudonym.
    try await world.succeed("caseload reproduce 2024-02 --level internal")
    // Nothing new is nothing new, and a later export joins what is there.
    #expect(try await world.succeed("caseload run").text.contains(": 0 new exports"))
    try await world.run("cases-2024-04.csv", .utf16LittleEndian, PersonalWorld.april)
    try await reference.run("cases-2024-04.csv", .utf16LittleEndian, PersonalWorld.april)
    let partitions = try world.folder.files(below: "archive/cases")
    #expect(try partitions == reference.folder.files(below: "archive/cases"))
    #expect(try await world.succeed("caseload status").text.contains("key ") == false)
  }

  @Test func aNewKeyIsMadeAndPutInPlace() async throws {
    let world = try await world()
    try await world.succeed("caseload rotate-key --reason 2025 --quiet")
    let made = try world.folder.bytes("key")
    #expect(made != Array(Self.old.utf8) && made.count == 65)
    #expect(try world.folder.files(below: "key.new") == [])
    try await world.succeed(
      "test $(stat -c %a key) = 600 && caseload run --quiet && caseload verify")
    // Interrupted before the key was put in place.
    try await world.succeed("mv key key.new")
    try world.folder.write("key", Self.old)
    try await world.succeed("chmod 600 key && caseload-ingest --quiet")
    #expect(try world.folder.bytes("key") == made)
    // The command itself ends what it began, and begins nothing anew.
    try await world.succeed("mv key key.new")
    try world.folder.write("key", Self.old)
    let snapshots = try world.folder.files(below: "archive/snapshots")
    let ended = try await world.succeed("chmod 600 key && caseload rotate-key --reason 2025")
    #expect(ended.everything.contains("it is finished"))
    #expect(try world.folder.bytes("key") == made)
    #expect(try world.folder.files(below: "key.new") == [])
    #expect(try world.folder.files(below: "archive/snapshots") == snapshots)
    // Any other key is refused as before.
    try world.folder.write("key", Self.old)
    try await world.succeed("caseload-ingest --quiet; test $? = 77")
  }

  @Test func whatIsNotKeptKeepsItsPseudonym() async throws {
    let world = try await world(raw: "none")
    try await world.succeed("sed -i s/none/keep/ caseload.toml")
    try await world.run("cases-2024-04.csv", .utf8, PersonalWorld.april)
    let said = try await rotate(world)
    #expect(said.text.contains("\"cases-2024-02.csv\","))
    #expect(!said.text.contains("\"unlinked\" : 0"))
    let warning = String(decoding: said.errors, as: UTF8.self)
    #expect(warning.contains("pseudonyms of 4 exports that are not kept stay as they were"))
    let status = try await world.succeed("caseload status").text
    #expect(status.contains("key 4c9a8ba9") || status.contains("key "))
    try await world.run("cases-2024-05.csv", .utf8, [PersonalWorld.case(907, month: "05")])
    let report = String(
      decoding: try world.folder.bytes("reports/2024-05/report-internal.md"), as: UTF8.self)
    #expect(report.contains("当事人假名由不同密钥生成") && report.contains("7969ec0f"))
    try await world.succeed("caseload verify")
  }

  @Test func purgedCasesStayAway() async throws {
    let world = try await world()
    try await world.succeed(PersonalWorld.purge + " --quiet")
    _ = try await rotate(world)
    try await world.succeed("test $(stat -c %a key.tombstones) = 600 && rm inbox/*")
    try world.export("cases-2024-04.csv", .utf8, PersonalWorld.april)
    let ran = try await world.succeed("caseload run --verbose")
    #expect(ran.text.contains("PURGED 1"))
    #expect(try world.holders(PersonalWorld.canaries) == [])
    try await world.succeed("mv key.tombstones away; caseload run --quiet; test $? = 77")
  }
}
