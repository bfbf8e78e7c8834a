import Contracts
import Testing

@testable import Indicators

/// What L12, L15, L17 and L18 say of single cases.
@Suite struct RulesOfSingleCasesTests {
  @Test(arguments: [
    ("yes", RuleJudgement.broken("earlier_decision")), ("no", .kept), ("", .unknown),
  ])
  func aFirstOffenceHasNoEarlierPenalty(_ earlier: String, _ expected: RuleJudgement) {
    #expect(FirstOffenceContradiction.judgement(earlier: earlier) == expected)
  }

  // The examples begin in 2022-01, with a window from 2024-01: two of the four years are seen.
  @Test func shortRecordsOfEarlierPenaltiesAreNamed() {
    var seen = FirstOffenceContradiction.examples[1].observation
    let short = FirstOffenceContradiction.result(of: seen, IndicatorSettings())
    #expect(short.headline.chinese.contains("2022-01"))
    seen.firstMonth = Month(year: 2020, month: 1)
    let long = FirstOffenceContradiction.result(of: seen, IndicatorSettings())
    #expect(!long.headline.chinese.contains("2020-01"))
  }

  @Test(arguments: [
    ("yes", RuleJudgement.kept), ("no", .broken("not_held")), ("", .unknown),
  ])
  func aCaseLiesWithinTheAuthority(_ held: String, _ expected: RuleJudgement) {
    #expect(CasesOutsideAuthority.judgement(held: held) == expected)
  }

  @Test func itemsOutsideTheAuthorityAreNamedInTheOrderOfTheirCodes() {
    var seen = ExampleWorld.empty()
    for (item, held, cases) in [("I2", "no", 9), ("I1", "no", 1), ("I3", "yes", 5)] {
      seen.legality.add(
        ProcedureCount(
          month: ExampleWorld.month, unitCode: "U", domain: "D", itemCode: item, facts: [held],
          cases: cases),
        to: .authority)
    }
    seen.names.items = ["I1": "甲"]
    let result = CasesOutsideAuthority.result(of: seen, IndicatorSettings())
    #expect(
      result.tables[1].rows.map { $0.map(\.chinese) } == [
        ["U", "D", "I1", "甲", "1"], ["U", "D", "I2", "I2", "9"],
      ])
    #expect(result.flags.map(\.observed) == [10])
    #expect(result.marks.count == 2)
  }

  @Test(arguments: [
    ("decided", RuleJudgement.kept), ("pending", .kept), ("not_filed", .broken("not_filed")),
    ("ended", .broken("ended")), ("", .unknown),
  ])
  func aReferralBackIsDecidedOrPending(_ state: String, _ expected: RuleJudgement) {
    #expect(JudicialReferralsBack.judgement(state: state) == expected)
  }

  @Test func referralsBackAreCountedByWhatBecameOfThem() {
    let seen = ProcedureExample.world(
      .judicialReferral,
      [
        (["decided", "yes"], 4), (["pending", "no"], 2), (["ended", "yes"], 1),
        (["not_filed", "no"], 3),
      ])
    let result = JudicialReferralsBack.result(of: seen, IndicatorSettings())
    #expect(
      result.tables[1].rows.map { $0.map(\.english) } == [["U", "10", "5", "4", "2", "1", "3"]])
    #expect(result.flags.map(\.observed) == [4])
    #expect(result.flags.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    ("county", "town", EscalatedCases.Handling.above), ("city", "county", .above),
    ("town", "town", .atLowest), ("county", "county", .atLowest), ("town", "county", .atLowest),
    ("city", "city", .cityAlone), ("", "town", .unknown), ("county", "", .unknown),
  ])
  func aCaseIsHandledAboveTheLowestLevelOrAtIt(
    _ unit: String, _ lowest: String, _ expected: EscalatedCases.Handling
  ) {
    #expect(EscalatedCases.handling(unit: unit, lowest: lowest) == expected)
  }

  @Test func theShareOfEscalatedCasesLeavesOutWhatIsUnknown() {
    let seen = ProcedureExample.world(
      .escalation,
      [
        (["county", "town"], 30), (["town", "town"], 10), (["city", "city"], 7),
        (["county", ""], 5),
      ])
    let result = EscalatedCases.result(of: seen, IndicatorSettings())
    #expect(
      result.tables[0].rows.map { $0.map(\.english) } == [
        ["D", "30", "10", "7", "5", "75.0%", "59.8%–85.8%"]
      ])
    #expect(result.outcomes == [.notApplicable: 1])
  }

  @Test func withoutMajorCasesNothingIsComputed() {
    let result = EscalatedCases.result(of: ExampleWorld.empty(), IndicatorSettings())
    #expect(result.coverage == Coverage(isComputed: false, missing: ["cases.major"]))
  }
}
