import Contracts
import Testing

@testable import Indicators

/// What L13 and L16 say of challenged and corrected decisions.
@Suite struct OverturnedDecisionsTests {
  private func decisions(_ rows: [(unit: String, facts: [String], cases: Int)]) -> Observation {
    var observation = PatternExample.units(Set(rows.map(\.unit)).sorted())
    for row in rows {
      observation.legality.add(
        ProcedureCount(
          month: ExampleWorld.month, unitCode: row.unit, facts: row.facts, cases: row.cases),
        to: .challenges)
    }
    return observation
  }

  @Test(arguments: [
    ("upheld", "revoked", ChallengeOutcome.overturned), ("changed", "upheld", .overturned),
    ("unlawful", "", .overturned), ("", "void", .overturned), ("none", "ordered", .overturned),
    ("upheld", "pending", .upheld), ("", "upheld", .upheld), ("withdrawn", "pending", .pending),
    ("mediated", "", .settled), ("none", "withdrawn", .settled), ("none", "", .unchallenged),
    ("none", "none", .unchallenged), ("", "", .unknown),
  ])
  func bothColumnsMakeOneOutcome(_ review: String, _ court: String, _ expected: ChallengeOutcome) {
    #expect(ChallengeOutcome(review: review, court: court) == expected)
  }

  // 8 of 20 overturned, 1 of 20 at each of five others; scipy 1.17:
  // hypergeom.sf(7, 120, 13, 20); false_discovery_control([p] + 5 * [hypergeom.sf(0, 120, 13, 20)])
  @Test func agreesWithScipy() throws {
    let seen = OverturnedDecisions.examples[0].observation
    let result = OverturnedDecisions.result(of: seen, IndicatorSettings())
    let flag = try #require(result.flags.first)
    #expect(abs((flag.pValue ?? 1) / 0.0001161509851181347 - 1) < 1e-9)
    #expect(abs((flag.qValue ?? 1) / 6.96905911e-04 - 1) < 1e-8)
    #expect(result.outcomes == [.flagged: 1, .passed: 5])
    // 5 changed, and 3 upheld in review but revoked in court; one at each other unit.
    #expect(result.marks.map(\.finding) == Array(repeating: "overturned", count: 7))
  }

  // 4 of 10 concluded against 5 of 100: hypergeom.sf(3, 110, 9, 10) = 0.0036; 9 are too few.
  // B is tested only where A has conclusions enough to compare with.
  @Test(arguments: [
    (6, [SubjectOutcome.flagged: 1, .passed: 1]), (5, [SubjectOutcome.notApplicable: 2]),
  ])
  func tenConclusionsAreTested(_ upheld: Int, _ outcomes: [SubjectOutcome: Int]) {
    let seen = decisions([
      ("A", ["revoked", "", ""], 4), ("A", ["upheld", "", ""], upheld),
      ("B", ["revoked", "", ""], 5), ("B", ["upheld", "", ""], 95),
    ])
    let result = OverturnedDecisions.result(of: seen, IndicatorSettings())
    #expect(result.outcomes == outcomes)
  }

  // 35 % of item I overturned everywhere and 5 % of J; the unit has 40 of I and 2 of J. At the shares
  // of the others it is 14.1 within items, and 55 of 500 x 42 = 4.6 without regard to them.
  @Test func itemsAreComparedWithin() throws {
    let even = OverturnedDecisions.result(
      of: OverturnedDecisions.mixedItems(ownOverturned: 14), IndicatorSettings())
    #expect(even.flags.isEmpty && even.outcomes == [.passed: 6])
    #expect(even.tables[0].rows[0].map(\.english).suffix(4).dropLast() == ["42", "14.1", "4.6"])
    let more = OverturnedDecisions.result(
      of: OverturnedDecisions.mixedItems(ownOverturned: 26), IndicatorSettings())
    let flag = try #require(more.flags.first)
    // Python 3.11: the convolution of both hypergeometric laws in fractions.
    #expect(abs(try #require(flag.pValue) / 0.001439528674098433 - 1) < 1e-9)
    #expect(abs(try #require(flag.expected) - 14.1) < 1e-9)
  }

  // Another level is no comparison within items: what is left is all other units, and a notice.
  @Test func withoutOthersOfTheLevelTheCityIsANotice() throws {
    var seen = decisions([
      ("A", ["revoked", "", ""], 20), ("A", ["upheld", "", ""], 20), ("B", ["upheld", "", ""], 90),
    ])
    let within = OverturnedDecisions.result(of: seen, IndicatorSettings())
    #expect(within.flags.map(\.severity) == [.warning])
    seen.units[1] = UnitFact(
      code: "B", level: "city", kind: "", parentCode: "", districtCode: "")
    let apart = OverturnedDecisions.result(of: seen, IndicatorSettings())
    #expect(apart.flags.map(\.severity) == [.notice])
    #expect(try #require(apart.flags.first).reason.chinese.contains("事项差异未扣除"))
    #expect(apart.tables[0].rows[0].map(\.english).suffix(4).prefix(3) == ["", "", "0.0"])
  }

  @Test func aUnitThatRecordsNothingIsNotComputable() {
    let seen = decisions([
      ("A", ["none", "none", ""], 40), ("B", ["", "", ""], 40),
    ])
    let result = OverturnedDecisions.result(of: seen, IndicatorSettings())
    #expect(result.outcomes == [.notApplicable: 1, .notComputable: 1])
    let blank = OverturnedDecisions.result(
      of: decisions([("B", ["", "", ""], 40)]), IndicatorSettings())
    #expect(blank.coverage.missing == ["cases.review_result", "cases.court_result"])
    #expect(blank.outcomes == [.notComputable: 1])
  }

  // A decision that was both counts as overturned: 20 of 20 + 12.
  @Test func selfCorrectionIsSetBesideWhatOthersOverturned() {
    let seen = decisions([
      ("A", ["none", "none", "yes"], 20), ("A", ["revoked", "", "no"], 10),
      ("A", ["changed", "", "yes"], 2), ("A", ["none", "none", "no"], 300),
      ("B", ["revoked", "", ""], 5), ("C", ["", "", "yes"], 5),
    ])
    let result = SelfCorrection.result(of: seen, IndicatorSettings())
    #expect(result.outcomes == [.notApplicable: 1, .notComputable: 2])
    #expect(
      result.tables[0].rows.map { $0.map(\.english) } == [
        ["A", "20", "12", "2", "62.5%", "45.3%–77.1%"]
      ])
  }

  @Test func selfCorrectionSaysWhatIsMissing() {
    let result = SelfCorrection.result(
      of: SelfCorrection.examples[1].observation, IndicatorSettings())
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["cases.self_corrected"])
  }
}
