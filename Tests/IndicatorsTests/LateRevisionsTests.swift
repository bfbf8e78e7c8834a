import Contracts
import Testing

@testable import Indicators

/// Which months Q03 takes as closed and rates.
@Suite struct LateRevisionsTests {
  // The first example has one flagged unit; another one has so many cases in one month.
  private func outcomes(_ unit: String, _ month: String, cases: Int) -> [SubjectOutcome: Int] {
    var observation = LateRevisions.examples[0].observation
    var amounts = [Int](repeating: 1, count: Tally.cases.measures.count)
    amounts[0] = cases
    observation.cases.add([month, unit, "", "D", "I", ""], amounts)
    return LateRevisions.result(of: observation, IndicatorSettings()).outcomes
  }

  @Test func theReportMonthIsStillOpen() {
    #expect(outcomes("V", "2024-11", cases: 24) == [.flagged: 1, .passed: 1])
    #expect(outcomes("V", "2024-12", cases: 24) == [.flagged: 1])
  }

  @Test func aMonthOfTwentyCasesIsRated() {
    #expect(outcomes("V", "2024-11", cases: 20) == [.flagged: 1, .passed: 1])
    #expect(outcomes("V", "2024-11", cases: 19) == [.flagged: 1, .notApplicable: 1])
  }

  // Filings alone make no month of cases, and cases of nobody are of no unit.
  @Test func monthsWithoutACaseAndCasesWithoutAUnitAreNoSubject() {
    #expect(outcomes("V", "2024-11", cases: 0) == [.flagged: 1])
    #expect(outcomes("", "2024-11", cases: 24) == [.flagged: 1])
  }
}
