import Contracts
import Testing

@testable import Indicators

/// What L04 and L05 say of hearing notices and of discussions.
@Suite struct HearingNoticeTests {
  @Test(arguments: [
    ("amount", "held", RuleJudgement.kept),
    ("penalty", "waived", .kept),
    ("amount;penalty", "not_informed", .broken("not_informed")),
    ("penalty", "not_applicable", .broken("contradiction")),
    ("amount", "", .unknown),
    ("", "not_informed", .notApplicable),
    ("", "not_applicable", .notApplicable),
  ])
  func judgesNoticesWhereThereIsAGround(
    triggers: String, hearing: String, expected: RuleJudgement
  ) {
    #expect(HearingNotice.judgement(triggers: triggers, hearing: hearing) == expected)
  }

  @Test func blankNoticesAreNotComputable() {
    let result = HearingNotice.result(
      of: ProcedureExample.world(.hearing, [(["amount", ""], 40)]), IndicatorSettings())
    #expect(!result.coverage.isComputed && result.outcomes == [.notComputable: 1])
    #expect(result.coverage.missing.first == "cases.hearing")
  }

  @Test func theTwoFindingsStandApart() throws {
    let result = HearingNotice.result(
      of: ProcedureExample.world(
        .hearing,
        [
          (["amount", "not_informed"], 2), (["penalty", "not_applicable"], 1),
          (["amount", "held"], 4), (["amount", ""], 3),
        ]), IndicatorSettings())
    #expect(
      result.tables[0].rows[0].map(\.chinese) == ["U", "7", "3", "2", "1", "", "", "3"])
    #expect(Set(result.marks.map(\.finding)) == ["not_informed", "contradiction"])
    #expect(try #require(result.flags.first).severity == .warning)
  }

  @Test(arguments: [
    ("yes", "", "yes", RuleJudgement.kept),
    ("yes", "", "no", .broken("not_discussed")),
    ("no", "hearing", "no", .broken("not_discussed")),
    ("", "amount;penalty", "no", .broken("not_discussed")),
    ("no", "amount", "no", .notApplicable),
    ("no", "", "no", .notApplicable),
    ("yes", "amount", "", .unknown),
  ])
  func anAmountAloneAsksForNoDiscussion(
    major: String, triggers: String, collective: String, expected: RuleJudgement
  ) {
    let found = CollectiveDecision.judgement(
      major: major, triggers: triggers, collective: collective)
    #expect(found == expected)
  }

  @Test func withoutTheColumnNoDiscussionIsMissing() {
    for world in [
      ExampleWorld.empty(), ProcedureExample.world(.collective, [(["yes", "", ""], 9)]),
    ] {
      let result = CollectiveDecision.result(of: world, IndicatorSettings())
      #expect(!result.coverage.isComputed && result.flags.isEmpty)
      #expect(result.coverage.missing == ["cases.collective_decision"])
    }
  }
}
