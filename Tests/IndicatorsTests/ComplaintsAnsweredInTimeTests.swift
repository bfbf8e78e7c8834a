import Contracts
import Testing

@testable import Indicators

@Suite struct ComplaintsAnsweredInTimeTests {
  @Test(
    arguments: [
      ("report", "answered", 15, RuleJudgement.kept),
      ("report", "answered", 16, .broken("answered_late")),
      ("report", "waiting", 15, .notApplicable), ("report", "waiting", 16, .broken("not_answered")),
      ("complaint", "answered", 7, .kept), ("complaint", "answered", 8, .broken("answered_late")),
      ("complaint", "waiting", 7, .notApplicable),
      ("complaint", "waiting", 8, .broken("not_answered")), ("", "answered", 15, .kept),
      ("", "answered", 16, .broken("answered_late")), ("inquiry", "waiting", 90, .notApplicable),
      ("report", "answered", nil, .unknown), ("report", "answered", -1, .unknown),
      ("report", "answered", 0, .kept),
    ] as [(String, String, Int?, RuleJudgement)])
  func judgesByKindAndWorkingDays(
    _ kind: String, _ state: String, _ days: Int?, _ judgement: RuleJudgement
  ) {
    let term = ComplaintsAnsweredInTime.term(of: kind, report: 15, complaint: 7)
    let judged = term.map {
      ComplaintsAnsweredInTime.judgement(state: state, workingDays: days, term: $0)
    }
    #expect((judged ?? .notApplicable) == judgement)
  }

  // Without the holidays of the year sixteen working days may be fifteen or fewer.
  @Test(arguments: [("16", 0), ("23", 0), ("24", 1)])
  func withoutHolidaysWhatTheyMayAccountForIsNotJudged(_ days: String, _ flags: Int) {
    var observation = ExampleWorld.empty()
    observation.tables.insert("complaints")
    observation.legality.complaintAnswers.add(
      ["2024-11", "U", "1", "D", "report", "answered", days], [4])
    observation.legality.complaintAnswers.add(
      ["2024-11", "U", "1", "D", "report", "answered", "3"], [4])
    let result = ComplaintsAnsweredInTime.result(of: observation, IndicatorSettings())
    #expect(result.flags.count == flags)
    #expect(result.coverage.missing == ["holidays"])
  }

  private typealias Row = (
    unit: String, kind: String, state: String, days: String, number: Int
  )

  private func result(
    _ rows: [Row], _ settings: IndicatorSettings = IndicatorSettings()
  ) -> IndicatorResult {
    var observation = ExampleWorld.empty()
    observation.patterns.calendar = .ofExamples
    observation.tables.insert("complaints")
    for row in rows {
      observation.legality.complaintAnswers.add(
        ["2024-11", row.unit, "1", "D", row.kind, row.state, row.days], [row.number])
    }
    return ComplaintsAnsweredInTime.result(of: observation, settings)
  }

  @Test func lateAndMissingAnswersAreTold() throws {
    let result = result([
      ("U", "report", "answered", "20", 2), ("U", "complaint", "waiting", "9", 1),
      ("U", "complaint", "answered", "3", 37), ("U", "complaint", "answered", "", 2),
      ("", "report", "answered", "40", 4), ("V", "inquiry", "waiting", "40", 4),
    ])
    let flag = try #require(result.flags.first)
    #expect(result.flags.count == 1 && flag.observed == 3 && flag.severity == .warning)
    #expect(flag.evidence == "counts/2024-12/complaint_answers.csv: U")
    #expect(flag.reason.chinese.hasSuffix("请核对办理记录。"))
    let row = try #require(result.tables.first?.rows.first).map(\.chinese)
    // Python: statsmodels proportion_confint(3, 40, 0.05, "wilson") = 0.0258, 0.1986
    #expect(row == ["U", "40", "3", "2", "1", "7.5%", "2.6%–19.9%", "2"])
    #expect(result.headline.chinese.contains("另有4件未写明承办单位"))
    #expect(result.marks.isEmpty)
  }

  @Test func complaintsReceivedBeforeTheWindowAreLeftOut() {
    var observation = ExampleWorld.empty()
    observation.patterns.calendar = .ofExamples
    observation.tables.insert("complaints")
    for (month, number) in [("2023-12", 5), ("2024-01", 2)] {
      observation.legality.complaintAnswers.add(
        [month, "U", "1", "D", "report", "answered", "16"], [number])
    }
    let result = ComplaintsAnsweredInTime.result(of: observation, IndicatorSettings())
    #expect(result.flags.map(\.observed) == [2])
  }

  @Test func whatIsMissingIsSaid() {
    let none = ComplaintsAnsweredInTime.result(of: ExampleWorld.empty(), IndicatorSettings())
    #expect(none.coverage.missing == ["complaints"])
    let undated = result([("U", "report", "waiting", "40", 40)])
    #expect(!undated.coverage.isComputed)
    #expect(undated.coverage.missing == ["complaints.outcome_date"])
    let unkind = result([("U", "", "answered", "9", 40)])
    #expect(unkind.coverage.isComputed && unkind.coverage.missing == ["complaints.kind"])
  }

  @Test func aDomainMayHaveTermsOfItsOwn() {
    let settings = IndicatorSettings(byDomain: ["O01": ["D": ["report_days": 30]]])
    #expect(result([("U", "report", "answered", "30", 1)], settings).flags.isEmpty)
    #expect(result([("U", "report", "answered", "30", 1)]).flags.count == 1)
  }
}
