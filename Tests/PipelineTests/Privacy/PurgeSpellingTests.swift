import Testing

/// A case is erased however an export states its unit.
@Suite struct PurgeSpellingTests {
  private static let head = "案件编号,执法主体代码,执法主体名称,执法领域,当事人名称,证件号码,立案日期,罚款金额,处罚决定日期"
  private static let canaries = ["金丝雀乙", "999999198805060012"]

  private let world: PersonalWorld

  init() async throws {
    world = try await PersonalWorld()
    // The name 甲局 means A alone, and 大队 may mean B or C.
    try world.export(
      "units.csv", .utf8,
      [
        "A,甲局,2020-01-01,,,970101", "A,甲分局,2024-01-01,,,970101",
        "B,大队,2020-01-01,2023-12-31,C,970101", "C,大队,2024-01-01,,,970101",
      ], head: "unit_code,unit_name,active_from,active_to,successor_code,district_code")
  }

  private static func purged(_ code: String, _ name: String, month: String) -> String {
    "甲立〔2024〕9号,\(code),\(name),市场监管,金丝雀乙,999999198805060012,2024-\(month)-03,99,2024-\(month)-09"
  }

  private static func other(_ number: Int, month: String) -> String {
    "甲立〔2024〕\(number)号,A,,市场监管,路人,,2024-\(month)-03,99,2024-\(month)-09"
  }

  private func deliver(_ month: String, _ rows: [String]) throws {
    try world.export("cases-2024-\(month).csv", .utf8, rows, head: Self.head)
  }

  private func purge(_ unit: String) async throws -> String {
    let outcome = try await world.succeed(
      "caseload purge --case \(unit) 甲立〔2024〕9号 --reason x")
    return String(decoding: outcome.errors, as: UTF8.self)
  }

  @Test(arguments: ["A", "甲局", "甲分局"])
  func aUnitsCodeAndItsNamesAreOne(_ unit: String) async throws {
    try deliver("01", [Self.purged("", "甲局", month: "01"), Self.other(1, month: "01")])
    try deliver("02", [Self.purged("A", "", month: "01"), Self.other(2, month: "02")])
    try await world.succeed("caseload run --quiet --level internal")
    #expect(try await purge(unit).contains("may mean") == false)
    #expect(try world.holders(Self.canaries) == [])
    // Nor does an export bring it back that states the unit in any way.
    try deliver("03", [Self.purged("", "甲分局", month: "01"), Self.other(3, month: "03")])
    try deliver("04", [Self.purged("A", "", month: "01"), Self.other(4, month: "04")])
    try await world.succeed("caseload run --quiet && caseload verify")
    #expect(try world.holders(Self.canaries) == [])
  }

  @Test func anotherUnitAndANameOfSeveralAreWarnedOf() async throws {
    try deliver("01", [Self.purged("", "大队", month: "01"), Self.purged("B", "", month: "01")])
    try deliver("02", [Self.purged("C", "", month: "01"), Self.other(2, month: "02")])
    try await world.succeed("caseload run --quiet")
    let said = try await purge("C")
    #expect(said.contains("case 1: B, a code or name that may mean the same unit"))
    #expect(said.contains("case 1: 大队, a code or name that may mean the same unit"))
    #expect(try !world.holders(Self.canaries).isEmpty)
    _ = try await purge("B")
    #expect(try await purge("大队").contains("may mean") == false)
    #expect(try world.holders(Self.canaries) == [])
  }

  @Test func aNameThatIsKnownLaterMayBePurgedAgain() async throws {
    try deliver("02", [Self.purged("D", "", month: "01"), Self.other(2, month: "02")])
    try await world.succeed("caseload run --quiet")
    _ = try await purge("D")
    try world.export(
      "units-2024-03-01.csv", .utf8, ["D,丁局,county"], head: "unit_code,unit_name,level")
    try await world.succeed("caseload run --quiet")
    #expect(try await world.succeed("caseload status").text.contains("snapshot 3"))
    _ = try await purge("D")
    try deliver("04", [Self.purged("", "丁局", month: "01"), Self.other(4, month: "04")])
    try await world.succeed("caseload run --quiet && caseload verify")
    #expect(try world.holders(Self.canaries) == [])
  }

  @Test func aNumberInAWrappedCellOfARejectedRecordIsFound() async throws {
    let wrapped = { (day: String, column: String) in
      "\"甲立〔2024〕\n9号\",A,,市场监管,\(column),999999198805060012,2024-02-\(day),99,2024-02-09"
    }
    try deliver(
      "02", [wrapped("03", "金丝雀乙"), wrapped("30", "金丝雀乙"), Self.other(2, month: "02")])
    try await world.succeed("caseload run --quiet --level internal")
    #expect(try world.holders(Self.canaries).contains { $0.hasPrefix("./rejects/") })
    _ = try await purge("A")
    #expect(try world.holders(Self.canaries) == [])
    try deliver("03", [wrapped("30", "金丝雀乙"), Self.other(3, month: "03")])
    let ran = try await world.succeed("caseload run --verbose && caseload verify")
    #expect(ran.text.contains("PURGED-NAMED 1"))
    #expect(try world.holders(Self.canaries) == [])
  }

  @Test func aNumberWithAQuoteIsFoundInWhatEscapesIt() async throws {
    try deliver(
      "02",
      [
        "\"甲\"\"立,9号\",A,,市场监管,金丝雀乙,999999198805060012,2024-02-03,99,2024-02-09",
        Self.other(2, month: "02"),
      ])
    try await world.succeed("caseload run --quiet --level internal --district 970101")
    let numbers = ["甲\"立,9号", "甲\"\"立,9号", "甲\\\"立,9号", "甲&quot;立,9号"]
    let holders = try world.holders(numbers)
    #expect(holders.contains { $0.hasPrefix("./findings/") })
    #expect(holders.contains { $0.hasPrefix("./reports/") })
    try await world.succeed("caseload purge --case A '甲\"立,9号' --reason x")
    #expect(try world.holders(Self.canaries + numbers) == [])
    try await world.succeed("! find reports -name '*-internal.*' | grep .")
  }

  @Test func aPurgeThatWasInterruptedEndsWhatItBegan() async throws {
    try deliver("02", [Self.purged("A", "", month: "01"), Self.other(2, month: "02")])
    try await world.succeed("caseload run --quiet --level internal")
    // Killed when what names the case was removed, and nothing else.
    try await world.succeed(
      "grep -rl 〔2024〕9号 reports/2024-02 | xargs rm && rm reports/2024-02/provenance-internal.json"
    )
    _ = try await purge("A")
    try await world.succeed("! find reports -name '*-internal.*' | grep .")
  }
}
