import Contracts
import Testing

@testable import Indicators

@Suite struct PublicationInTimeTests {
  @Test(
    arguments: [
      ("yes", "published", 0, RuleJudgement.kept), ("yes", "published", 7, .kept),
      ("yes", "published", 8, .broken("published_late")), ("yes", "published", -1, .unknown),
      ("yes", "published", nil, .unknown), ("yes", "waiting", 7, .notApplicable),
      ("yes", "waiting", 8, .broken("not_published")), ("", "published", 7, .kept),
      ("", "published", 8, .broken("published_late")), ("", "waiting", 7, .notApplicable),
      ("", "waiting", 8, .unknown), ("no", "published", 30, .notApplicable),
      ("no", "waiting", 30, .notApplicable),
    ] as [(String, String, Int?, RuleJudgement)])
  func judgesByDueStateAndWorkingDays(
    _ due: String, _ state: String, _ days: Int?, _ judgement: RuleJudgement
  ) {
    #expect(
      PublicationInTime.judgement(due: due, state: state, workingDays: days, term: 7) == judgement)
  }

  private let late = ProcedureExample.world(
    .publication,
    [
      (["yes", "published", "8"], 2), (["yes", "waiting", "30"], 3),
      (["yes", "published", "2"], 35), (["no", "waiting", "30"], 10), (["", "waiting", "30"], 4),
    ])

  @Test func lateAndMissingPublicationsAreTold() throws {
    let result = PublicationInTime.result(of: late, IndicatorSettings())
    let row = try #require(result.tables.first?.rows.first).map(\.chinese)
    // Python: statsmodels proportion_confint(5, 40, 0.05, "wilson") = 0.0546, 0.2611
    #expect(row == ["U", "40", "5", "2", "3", "12.5%", "5.5%–26.1%", "4"])
    #expect(Set(result.marks.map(\.finding)) == ["published_late", "not_published"])
  }

  @Test func aUnitThatDidNotDeliverMayHavePublished() throws {
    var observation = late
    observation.unitMonths = [
      UnitMonth(
        unitCode: "U", month: observation.month, isSent: false, rule: .register, cases: 0)
    ]
    let result = PublicationInTime.result(of: observation, IndicatorSettings())
    #expect(result.flags.first?.observed == 2)
    #expect(result.tables.first?.rows.first?.last?.chinese == "7")
  }

  @Test(arguments: [
    ("", 5, "3", 0), ("later", 5, "3", 1), ("later", 4, "3", 0), ("", 5, "8", 1), ("", 5, "", 1),
  ])
  func anExportBeforeTheEndOfTheTermSaysNothing(
    _ filled: String, _ number: Int, _ known: String, _ broken: Int
  ) {
    let world = ProcedureExample.world(
      .publication,
      [
        (["yes", "published", "2", filled], number), (["yes", "published", "2"], 30),
        (["yes", "waiting", "30", known], 1),
      ])
    let result = PublicationInTime.result(of: world, IndicatorSettings())
    #expect(result.flags.count == broken)
  }

  @Test func aColumnThatNobodyFillsIsMissing() {
    let world = ProcedureExample.world(.publication, [(["yes", "waiting", "30"], 40)])
    let result = PublicationInTime.result(of: world, IndicatorSettings())
    #expect(!result.coverage.isComputed && result.coverage.missing == ["cases.published_date"])
    let blank = ProcedureExample.world(.publication, [(["", "published", "3"], 40)])
    let judged = PublicationInTime.result(of: blank, IndicatorSettings())
    #expect(judged.coverage.isComputed && judged.coverage.missing == ["cases.publish_due"])
  }

  @Test func aDomainMayHaveTwentyWorkingDays() {
    let settings = IndicatorSettings(byDomain: ["L10": ["D": ["working_days": 20]]])
    #expect(PublicationInTime.result(of: late, settings).flags.map(\.observed) == [3])
  }
}
