import Contracts
import Testing

@testable import Indicators

/// Outcomes of Z09, Z11, Z13 and Q03 that are no flag.
@Suite struct OutcomeTests {
  @Test func withoutItsTableAnIndicatorIsNotComputable() async {
    let empty = ExampleWorld.empty()
    for (indicator, missing) in [
      (ReferralsUnanswered.self as any Indicator.Type, ["referrals"]),
      (ExplainedZeros.self, ["explanations"]), (LateRevisions.self, ["second_delivery"]),
      (EmpoweredItemsUsed.self, ["authority", "units"]),
      (BetweenLevels.self, ["authority", "units"]),
    ] {
      let result = await indicator.result(of: empty, IndicatorSettings())
      #expect(!result.coverage.isComputed, "\(indicator.page.code)")
      #expect(result.coverage.missing == missing, "\(indicator.page.code)")
      #expect(result.flags.isEmpty && !result.headline.chinese.isEmpty)
    }
  }

  @Test func everyExampleOfBetweenLevelsHasItsOutcome() {
    let outcomes = BetweenLevels.examples.map { example in
      BetweenLevels.result(of: example.observation, IndicatorSettings()).outcomes
    }
    #expect(
      outcomes == [
        [.flagged: 1], [.passed: 1], [.passed: 1], [.notComputable: 1], [.notApplicable: 1],
      ])
  }

  @Test func everyExampleOfEmpoweredItemsHasItsOutcome() {
    let outcomes = EmpoweredItemsUsed.examples.map { example in
      EmpoweredItemsUsed.result(of: example.observation, IndicatorSettings()).outcomes
    }
    #expect(
      outcomes == [
        [.flagged: 1], [.passed: 1], [.passed: 1], [.notApplicable: 1], [.notApplicable: 1],
        [.notComputable: 1],
      ])
  }

  @Test func oldExplanationsAreListedAndNoneIsFlagged() {
    let fresh = ExplainedZeros.result(of: ExplainedZeros.exampleWorld, IndicatorSettings())
    let old = ExplainedZeros.result(of: ExplainedZeros.oldWorld, IndicatorSettings())
    #expect(fresh.tables[1].rows.isEmpty && fresh.flags.isEmpty)
    #expect(old.tables[1].rows.map { $0[4].chinese } == ["14"])
    #expect(fresh.tables[0].rows.map { $0[3].chinese } == ["20.0%"])
  }

  private func referrals(_ waiting: Int, days: Int) -> IndicatorResult {
    var observation = ExampleWorld.empty()
    observation.tables.insert("referrals")
    observation.referrals.add(["U", "", "D", "2024-10", String(days), "no"], [waiting])
    return ReferralsUnanswered.result(of: observation, IndicatorSettings())
  }

  @Test func fiveUnansweredAreAWarningAndFewerHaveNoPercentage() throws {
    let many = try #require(referrals(5, days: 40).flags.first)
    let few = try #require(referrals(4, days: 40).flags.first)
    #expect(many.severity == .warning && many.reason.english.contains("100.0%"))
    #expect(few.severity == .notice && !few.reason.english.contains("%"))
    #expect(few.category == "unregistered")
    #expect(referrals(5, days: 29).outcomes == [.notApplicable: 1])
  }
}
