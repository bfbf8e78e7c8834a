import Contracts
import Testing

@testable import Indicators

/// What L03 says of reviews before, on and after the day of the decision.
@Suite struct LegalReviewOfMajorDecisionsTests {
  typealias Cases = [(facts: [String], number: Int)]

  private func result(_ cases: Cases, others: Cases = []) -> IndicatorResult {
    var observation = ProcedureExample.world(.review, cases)
    observation.tables.insert("catalogue")
    for (facts, number) in others {
      observation.legality.add(
        ProcedureCount(month: ExampleWorld.month, unitCode: "V", facts: facts, cases: number),
        to: .review)
    }
    return LegalReviewOfMajorDecisions.result(of: observation, IndicatorSettings())
  }

  @Test(arguments: [
    ("yes", "", "before", RuleJudgement.kept),
    ("no", "amount", "before", .kept),
    ("yes", "", "same_day", .broken("same_day")),
    ("yes", "", "after", .broken("after")),
    ("no", "hearing", "undated", .broken("undated")),
    ("", "penalty", "returned", .broken("returned")),
    ("no", "amount;penalty", "none", .broken("none")),
    ("yes", "", "", .broken("missing")),
    ("no", "", "none", .notApplicable),
    ("", "", "", .notApplicable),
    ("yes", "", "unheard_of", .unknown),
    ("yes", "amount", "unstated", .unknown),
  ])
  func judgesByTickAndTriggers(
    major: String, triggers: String, review: String, expected: RuleJudgement
  ) {
    let count = ProcedureCount(
      month: ExampleWorld.month, unitCode: "U", facts: [major, triggers, review], cases: 1)
    let found = LegalReviewOfMajorDecisions.judgement(ReviewReading(count), statesReviews: true)
    #expect(found == expected)
  }

  @Test(arguments: [(4, 4), (5, 0)])
  func aMonthOfFiveBlankReviewsIsAnExportWithoutTheColumn(blank: Int, broken: Int) {
    var observation = ProcedureExample.world(.review, [(["yes", "", "before"], 9)])
    observation.tables.insert("catalogue")
    observation.legality.add(
      ProcedureCount(
        month: ExampleWorld.month - 1, unitCode: "U", facts: ["yes", "", ""], cases: blank),
      to: .review)
    let result = LegalReviewOfMajorDecisions.result(of: observation, IndicatorSettings())
    #expect(result.flags.map(\.observed) == (broken > 0 ? [broken] : []))
  }

  @Test func aUnitThatNeverStatesAReviewHasNotDeliveredTheColumn() {
    let result = result([(["yes", "", ""], 40)], others: [(["yes", "", "before"], 2)])
    #expect(result.outcomes == [.notComputable: 1, .passed: 1])
    #expect(result.coverage.missing == ["cases.legal_review"])
    #expect(result.tables[0].rows[0].map(\.chinese)[1...4] == ["40", "—", "", ""])
    #expect(result.flags.isEmpty && result.marks.isEmpty)
  }

  // A review stated for a decision that needs none shows that the column was delivered.
  @Test func aBlankReviewIsMissingWhereTheUnitStatesOthers() throws {
    let result = result([(["yes", "", ""], 2), (["no", "", "before"], 1)])
    #expect(result.outcomes == [.flagged: 1])
    #expect(result.marks.map(\.finding) == ["missing"])
    #expect(try #require(result.flags.first).reason.chinese.contains("未填审核2件"))
  }

  @Test func theSameDayAloneIsNoMoreThanANotice() throws {
    let same = try #require(result([(["yes", "", "same_day"], 9)]).flags.first)
    #expect(same.severity == .notice)
    #expect(same.reason.chinese.contains("仅凭日期不能判断先后"))
    let both = result([(["yes", "", "same_day"], 9), (["yes", "", "after"], 3)])
    #expect(try #require(both.flags.first).severity == .warning)
  }

  // Python: statsmodels proportion_confint(25, 30, method="wilson")
  // = (0.6643564949358397, 0.9266345762815146)
  @Test func theRateIsOfThoseReviewedBefore() {
    let rated = result([(["yes", "", "before"], 25), (["no", "amount", "none"], 5)])
    #expect(rated.tables[0].rows[0].map(\.chinese)[1...4] == ["30", "25", "83.3%", "66.4%–92.7%"])
    let few = result([(["yes", "", "before"], 24), (["no", "amount", "none"], 5)])
    #expect(few.tables[0].rows[0].map(\.chinese)[1...4] == ["29", "24", "", ""])
    #expect(!few.headline.chinese.contains("%"))
  }

  @Test func whatWasDerivedStandsBesideWhatWasTicked() {
    let result = result([
      (["yes", "", "before"], 7), (["yes", "amount", "before"], 4),
      (["no", "penalty", "before"], 2), (["", "hearing", "before"], 1), (["no", "", ""], 90),
    ])
    #expect(result.tables[1].rows[0].map(\.chinese) == ["U", "11", "7", "4", "3", "7", "1"])
  }

  @Test func withoutTickAndTriggerNothingIsSaid() {
    let blank = result([(["", "", "none"], 9)])
    #expect(!blank.coverage.isComputed && blank.coverage.missing == ["cases.major"])
    let none = result([(["no", "", "none"], 9)])
    #expect(!none.coverage.isComputed && none.coverage.missing.isEmpty)
  }

  // One review stated in a month shows that its export has the column.
  @Test func aMonthThatStatesAReviewIsNoExportWithoutTheColumn() {
    let found = result([(["yes", "", ""], 5), (["no", "", "before"], 1)])
    #expect(found.flags.map(\.observed) == [5])
  }

  @Test func whatIsDerivedAloneIsJudged() {
    #expect(result([(["", "amount", "after"], 3)]).flags.map(\.observed) == [3])
    #expect(result([(["", "amount", "before"], 3)]).outcomes == [.passed: 1])
  }

  @Test func blankReviewsOfAnExportWithoutTheColumnAreUnknown() {
    var observation = ProcedureExample.world(
      .review, [(["yes", "", "before"], 9), (["yes", "", ""], 2)])
    observation.tables.insert("catalogue")
    let found = { LegalReviewOfMajorDecisions.result(of: $0, IndicatorSettings()) }
    #expect(found(observation).flags.map(\.observed) == [2])
    let lacking = found(observation.lacking("cases.legal_review", of: "U"))
    #expect(lacking.flags.isEmpty && lacking.headline.chinese.contains("另有2件缺少审核数据"))
  }

  // Without the column of dates, only what rests on the date is unknown.
  @Test(arguments: [
    ("undated", RuleJudgement.unknown), ("none", .broken("none")),
    ("returned", .broken("returned")), ("before", .kept),
  ])
  func withoutDatesTheReviewItselfIsJudged(_ review: String, _ expected: RuleJudgement) {
    let count = ProcedureCount(
      month: ExampleWorld.month, unitCode: "U", facts: ["yes", "", review], cases: 1)
    let found = LegalReviewOfMajorDecisions.judgement(
      ReviewReading(count), statesReviews: true, statesDates: false)
    #expect(found == expected)
  }
}
