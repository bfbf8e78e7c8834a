import CSV
import Foundation
import Testing

/// Cases are erased, and nothing else is.
@Suite struct PurgeTests {
  private let world: PersonalWorld

  init() async throws {
    world = try await PersonalWorld()
    try await world.run("cases-2024-02.csv", .utf8, PersonalWorld.february)
    try await world.run("cases-2024-03.csv", .gb18030, PersonalWorld.march)
    try world.export(
      "检查-2024-04.csv", .gb18030, PersonalWorld.inspections, head: PersonalWorld.inspectionHead)
    try world.export(
      "投诉-2024-04.csv", .utf16LittleEndian, PersonalWorld.complaints,
      head: PersonalWorld.complaintHead)
    try await world.run("cases-2024-04.csv", .utf16LittleEndian, PersonalWorld.april)
  }

  @Test func leavesNoTraceOfACase() async throws {
    #expect(try world.holders(PersonalWorld.canaries).count >= 8, "there is something to erase")
    let purged = try await world.succeed(PersonalWorld.purge)
    let messages = String(decoding: purged.errors, as: UTF8.self)
    #expect(messages.split(separator: "\n").count { $0.contains("inbox/") } == 5)
    #expect(purged.text.contains("inspections: 2 rows named"))
    #expect(purged.text.contains("complaints: 1 row named"))
    #expect(try world.holders(PersonalWorld.canaries) == [])
    try await world.succeed("caseload verify")
    // The exports as they were delivered do not bring it back, nor does a later one.
    try world.export(
      "cases-2024-05.csv", .gb18030,
      [
        PersonalWorld.case(902, "金丝雀乙", "999999198805060012", amount: "96.00"),
        PersonalWorld.case(907, month: "05"),
      ])
    let ran = try await world.succeed("caseload run --level internal --verbose")
    #expect(ran.text.contains("2 records = 1 accepted + 1 rejected"))
    #expect(ran.text.contains("PURGED 1"))
    #expect(try world.holders(PersonalWorld.canaries) == [])
    try await world.succeed("caseload verify")
    try await world.succeed("caseload reproduce 2024-05 --level internal")
    // An earlier report was counted with the case, and tells so.
    try await world.succeed("caseload reproduce 2024-04 --level internal; test $? = 65")
  }

  @Test(arguments: [TextEncoding.utf8, .gb18030, .utf16LittleEndian])
  func aLaterRecordThatIsRejectedForAnotherReasonIsKeptNowhere(
    _ encoding: TextEncoding
  ) async throws {
    try await world.succeed(PersonalWorld.purge)
    let purged = PersonalWorld.case(902, "金丝雀乙", "999999198805060012", day: "30")
    try world.export(
      "cases-2024-05.csv", encoding, [purged, PersonalWorld.case(907, month: "05")])
    try world.export(
      "检查-2024-05.csv", encoding,
      [
        PersonalWorld.inspection(6, PersonalWorld.number, day: "30"),
        PersonalWorld.inspection(7, "某市监罚〔2024〕907号", day: "30"),
      ], head: PersonalWorld.inspectionHead)
    let ran = try await world.succeed("caseload run --level internal --verbose")
    #expect(ran.text.contains("2 records = 1 accepted + 1 rejected"))
    #expect(ran.text.contains("2 records = 0 accepted + 2 rejected"))
    #expect(ran.text.contains("PURGED-NAMED 1"))
    #expect(try world.holders(PersonalWorld.canaries) == [])
    #expect(try world.holders(["907号"]).count >= 2, "other rejected records are kept")
    try await world.succeed("caseload verify")
  }

  @Test func keepsRowsThatNameACaseWithoutItsNumber() async throws {
    // What is corrected goes to the history.
    try world.export(
      "检查-2024-05-01.csv", .utf8,
      [PersonalWorld.inspection(3, PersonalWorld.number, day: "13")],
      head: PersonalWorld.inspectionHead)
    try await world.succeed("caseload run --quiet --level internal")
    try await world.succeed(PersonalWorld.purge)
    #expect(try world.holders(PersonalWorld.canaries) == [])
    // The same rows come with the number once more, and one that is new.
    try world.export(
      "检查-2024-05.csv", .utf8,
      PersonalWorld.inspections.prefix(2) + [PersonalWorld.inspection(5, PersonalWorld.number)],
      head: PersonalWorld.inspectionHead)
    let ran = try await world.succeed("caseload run --level internal --verbose")
    #expect(ran.text.contains("PURGED-NAMED 2"))
    #expect(ran.text.contains("3 records = 1 accepted + 0 rejected + 2 duplicate"))
    #expect(try world.holders(PersonalWorld.canaries) == [])
    try await world.succeed("caseload verify")
  }

  @Test func aRecordWhoseNumberIsComputedIsBlankInTheKeptExport() async throws {
    try world.folder.write(
      "profiles/computed.toml",
      """
      name = "computed"
      table = "inspections"
      delimiter = "comma"
      header = ["bh", "dw", "rq", "jg", "xh"]
      [columns]
      inspection_id = "bh"
      unit_name = "dw"
      date = "rq"
      result = "jg"
      [[computed]]
      column = "@place"
      function = "constant"
      value = "某市监罚〔2024〕"
      [[computed]]
      column = "@end"
      function = "constant"
      value = "号"
      [[computed]]
      column = "case_id"
      function = "join"
      sources = ["@place", "xh", "@end"]
      separator = ""
      """)
    let rows = ["J7,某局,2024-02-03,立案,902", "J8,某局,2024-02-03,立案,903"]
    try world.export("检查-2024-05.csv", .utf8, rows, head: "bh,dw,rq,jg,xh")
    try await world.succeed("caseload run --quiet")
    let purged = try await world.succeed(PersonalWorld.purge)
    #expect(purged.text.contains("inspections: 3 rows named"))
    #expect(try world.holders(PersonalWorld.canaries + [rows[0]]) == [])
    #expect(try world.holders([rows[1]]).count == 1)
    try await world.succeed("caseload verify")
  }

  @Test func keepsEveryOtherRowAndItsLine() async throws {
    let trace = "caseload trace reports/2024-04 case_counts month=2024-04 --format json"
    let before = try await world.succeed(trace)
    try await world.succeed(PersonalWorld.purge)
    try await world.succeed("caseload run --quiet --level internal")
    #expect(try await world.succeed(trace).output == before.output)
    let status = try await world.succeed("caseload status")
    #expect(status.text.contains("5 cases"))
    let snapshots = try world.folder.files(below: "archive/snapshots").filter {
      $0.hasSuffix(".json")
    }
    #expect(snapshots.count == 4)
    let last = String(decoding: try world.folder.bytes(snapshots[3]), as: UTF8.self)
    for word in ["\"PIPL-47\"", "\"2024-05-31\"", "\"cause\" : \"purge\"", "\"snapshot\" : 4"] {
      #expect(last.contains(word))
    }
  }

  // Findings made anew after a purge are the report's own until an export comes in.
  @Test func whatCameInAfterAPurgeIsToldOfNoReportBeforeIt() async throws {
    let anew = "caseload-count --month 2024-04 --quiet && caseload-flag --month 2024-04 --quiet"
    let trace = "caseload trace reports/2024-04 Q01"
    try await world.succeed(PersonalWorld.purge)
    try await world.succeed(anew)
    try await world.succeed(trace)
    try world.export("cases-2024-05.csv", .utf8, [PersonalWorld.case(908, month: "04")])
    try await world.succeed("caseload-ingest --quiet && caseload-archive --quiet && " + anew)
    let refused = try await Programs.run(trace, in: world.folder.path)
    #expect(refused.exitCode == 75)
    #expect(refused.everything.contains("was published from snapshot"))
  }

  @Test func aNumberThatIsNotThereErasesNothing() async throws {
    let before = try world.digests()
    let ran = try await Programs.run(
      "caseload purge --case \(PersonalWorld.unit) 某市监罚〔2024〕999号 --reason x", in: world.folder.path
    )
    #expect(ran.exitCode == 66)
    #expect(ran.everything.contains("case 1: not in the archive"))
    try await world.succeed(PersonalWorld.purge + " --dry-run")
    #expect(try world.digests() == before)
  }

  @Test func aDryRunForetellsThePurge() async throws {
    // The number in a cell that is no number of a case is left, and the export is not named.
    try world.export(
      "cases-2024-05.csv", .utf8,
      [PersonalWorld.case(907, month: "05") + ",\(PersonalWorld.number)"],
      head: "案号,执法机关,执法领域,当事人名称,证件号码,立案日期,罚没金额（元）,备注")
    try await world.succeed("caseload run --quiet --level internal")
    let purge = PersonalWorld.purge + " --format json"
    let foretold = try await world.succeed(purge + " --dry-run")
    let done = try await world.succeed(purge)
    #expect(foretold.errors == done.errors)
    // A dry run has no snapshot, before which the line above it has a comma.
    let lines = { (text: String) in
      text.split(separator: "\n").filter {
        !$0.contains("\"snapshot\"") && !$0.contains("\"schema\"")
      }
    }
    #expect(lines(foretold.text) == lines(done.text))
  }

  @Test func casesMayStandInAFile() async throws {
    try world.folder.write(
      "erase.csv",
      "unit_code,case_id\n\(PersonalWorld.unit),\(PersonalWorld.number)\n\(PersonalWorld.unit),某市监罚〔2024〕901号\n"
    )
    let ran = try await world.succeed("caseload purge --from erase.csv --reason x --format json")
    #expect(ran.text.contains("\"cases\" : 2"))
    // Again is no error: what was purged is known by its hash.
    try await world.succeed("caseload purge --from erase.csv --reason x")
    try await world.succeed("rm erase.csv; caseload verify")
    #expect(try world.holders(PersonalWorld.canaries) == [])
  }
}
