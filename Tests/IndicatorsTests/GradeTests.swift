import Contracts
import Testing

@testable import Indicators

/// Grades of flags: from how many cases, officers or visits on they are grade B.
@Suite struct GradeTests {
  // An example of each indicator whose grade rests on the number that its first flag states.
  private static let counted: [(indicator: any Indicator.Type, example: Int)] = [
    (TrainingHours.self, 0), (Secondment.self, 0), (VisitsOverCap.self, 0),
    (VisitedAgainSoon.self, 0), (ResultsPublished.self, 0), (CasesOverTerm.self, 0),
    (TransferToCriminalJustice.self, 0), (SummaryProcedureOverrun.self, 0),
    (HearingNotice.self, 0), (PublicationInTime.self, 0), (TwoOfficers.self, 0),
    (CollectiveDecision.self, 0), (FoundAfterLimitation.self, 0),
    (LegalReviewOfMajorDecisions.self, 0), (CasesOutsideAuthority.self, 0),
    (JudicialReferralsBack.self, 0), (AuxiliariesOnly.self, 0),
    (ComplaintsAnsweredInTime.self, 0), (FirstOffenceContradiction.self, 0),
  ]

  @Test(arguments: counted.indices)
  func theNumberOfTheSettingIsGradeB(_ place: Int) async throws {
    let (indicator, example) = Self.counted[place]
    let world = indicator.examples[example].observation
    let flags = await indicator.result(of: world, IndicatorSettings()).flags
    let observed = try #require(flags.first?.observed)
    for (least, grade) in [(observed, Severity.warning), (observed + 1, .notice)] {
      let settings = IndicatorSettings([indicator.page.code: ["warning": Double(least)]])
      let again = await indicator.result(of: world, settings).flags
      #expect(again.first?.severity == grade, "\(indicator.page.code) from \(least)")
    }
  }

  private func training(_ month: Int, proRata: Double = 1, _ year: Int = 2024) -> IndicatorResult {
    var world = StaffExample.world([StaffExample.Officers(year: year, hours: 20, number: 3)])
    world.month = Month(year: 2024, month: month)
    return TrainingHours.result(of: world, IndicatorSettings(["C04": ["pro_rata": proRata]]))
  }

  @Test func hoursOfAYearThatIsNotOverAreANoticeHoweverManyAreShort() {
    #expect(training(12).flags.map(\.severity) == [.warning])
    #expect(training(11).flags.map(\.severity) == [.notice])
    // A list of an earlier year is judged in full.
    #expect(training(11, 2023).flags.map(\.severity) == [.warning])
  }

  @Test func withoutSharesOfAYearOnlyFullYearsAreJudged() {
    #expect(training(11, proRata: 0).flags.isEmpty)
    #expect(training(11, proRata: 0, 2023).flags.map(\.severity) == [.warning])
    #expect(training(12, proRata: 0).flags.map(\.severity) == [.warning])
  }

  // Days that do not count cannot be taken out: what is over the term may be within it.
  @Test func withoutDaysThatAreLeftOutATermIsANotice() throws {
    let world = CasesOverTerm.examples[0].observation
    let settings = IndicatorSettings(["L01": ["warning": 1]])
    let flag = try #require(CasesOverTerm.result(of: world, settings).flags.first)
    #expect(flag.severity == .warning)
    let lacking = world.lacking("cases.excluded_days", of: flag.unitCode)
    #expect(CasesOverTerm.result(of: lacking, settings).flags.map(\.severity) == [.notice])
  }

  @Test func oneUnpublishedResultIsGradeBOnlyWhereNothingIsPublished() {
    let open = VisitExample.Visits(mode: "random", published: "waiting", waited: 60, visits: 1)
    let elsewhere = VisitExample.Visits(unit: "V", mode: "random", published: "3", visits: 9)
    let grades = { (others: [VisitExample.Visits]) in
      ResultsPublished.result(
        of: VisitExample.world([open, elsewhere] + others), IndicatorSettings()
      ).flags.map(\.severity)
    }
    #expect(grades([]) == [.warning])
    #expect(grades([.init(mode: "random", published: "3", visits: 1)]) == [.notice])
    #expect(grades([.init(mode: "random", published: "-1", visits: 1)]) == [.notice])
  }
}
