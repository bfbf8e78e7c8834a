import Contracts
import Testing

@testable import Indicators

/// What indicators say where records of a table were rejected that they take for missing.
@Suite struct RejectedRecordsTests {
  private static let rules = RejectedRecords.rules

  private func observation(_ exports: [(table: String, asOf: String, rejected: Int, all: Int)])
    -> Observation
  {
    var observation = ExampleWorld.empty()
    observation.sources = exports.map { export in
      SourceSummary(
        name: "a.csv", table: export.table, sha256: "", asOf: export.asOf,
        counts: [export.all, export.all - export.rejected, export.rejected, 0, 0, 0, 0, 0],
        notes: [:])
    }
    return observation
  }

  private func result(_ code: String, category: String = "") -> IndicatorResult {
    var result = IndicatorResult(code)
    result.headline = Phrase("甲。", "One.")
    var flag = Flag(
      code, identifier: "f", severity: .warning, clause: 1, from: ExampleWorld.month,
      to: ExampleWorld.month)
    flag.reason = Phrase("乙。", "Two.")
    flag.category = category
    result.flags = [flag]
    return result
  }

  @Test(arguments: rules.indices)
  func aTenthMakesANotice(_ index: Int) throws {
    let rule = Self.rules[index]
    let before = result(rule.code, category: rule.category ?? "")
    for (rejected, severity) in [(0, Severity.warning), (9, .warning), (10, .notice)] {
      let told = RejectedRecords.told(
        before, observation([(rule.table.name, "2024-12-31", rejected, 100)]))
      let flag = try #require(told.flags.first)
      #expect(flag.severity == severity)
      #expect(told.headline.chinese.contains("100条记录中有\(rejected)条被退回") == (rejected > 0))
      #expect(flag.reason.english.contains("10 were rejected") == (rejected == 10))
    }
  }

  @Test func eachIndicatorReadsItsTable() throws {
    for rule in Self.rules {
      let page = try #require(IndicatorCatalogue.pages.first { $0.code == rule.code })
      #expect(page.needs.contains(rule.table.name), "\(rule.code)")
    }
  }

  @Test func otherTablesAndOtherFlagsStayAsTheyAre() {
    let world = observation([("inspections", "2024-12-31", 50, 100), ("finances", "", 5, 10)])
    for code in ["O01", "L01"] { #expect(isSame(result(code), world)) }
    let unpaid = RejectedRecords.told(result("P08", category: "unpaid"), world)
    #expect(unpaid.flags == result("P08", category: "unpaid").flags)
    #expect(unpaid.headline.english.contains("5 were rejected"))
    var missing = result("S09")
    missing.coverage = Coverage(isComputed: false, missing: ["register"])
    #expect(isSame(missing, world))
  }

  private func isSame(_ result: IndicatorResult, _ world: Observation) -> Bool {
    let told = RejectedRecords.told(result, world)
    return told.headline == result.headline && told.flags == result.flags
  }

  // The window is the year 2024.
  @Test func onlyExportsOfTheWindowCount() {
    let world = observation([
      ("inspections", "2023-12-31", 1, 10), ("inspections", "2024-01-31", 2, 20),
      ("inspections", "2024-12-31", 4, 40), ("inspections", "", 8, 80),
      ("complaints", "2024-12-31", 16, 160),
    ])
    #expect(
      RejectedRecords.count(of: .inspections, in: world)
        == RejectedRecords.Count(rejected: 14, all: 140))
  }

  @Test func aTableOfTodayIsMadeOfItsLatestExports() {
    let world = observation([
      ("authority", "", 1, 10), ("authority", "2023-01-31", 2, 20),
      ("authority", "2023-06-30", 4, 40), ("authority", "2023-06-30", 8, 80),
    ])
    #expect(
      RejectedRecords.count(of: .authority, in: world)
        == RejectedRecords.Count(rejected: 12, all: 120))
    #expect(
      RejectedRecords.count(of: .authority, in: observation([("authority", "", 1, 10)]))
        == RejectedRecords.Count(rejected: 1, all: 10))
  }

  @Test func theCatalogueTellsIt() async throws {
    var world = try #require(
      ReferralsUnanswered.examples.first { !$0.flagged.isEmpty }
    ).observation
    let codes = { (results: [IndicatorResult]) in
      results.first { $0.code == "Z13" }?.flags.map(\.severity)
    }
    #expect(codes(await IndicatorCatalogue.results(of: world, IndicatorSettings())) == [.warning])
    world.sources = observation([("referrals", "", 20, 100)]).sources
    #expect(codes(await IndicatorCatalogue.results(of: world, IndicatorSettings())) == [.notice])
  }
}
