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

  // One case that eight exports changed was told as 8 of 20 cases.
  @Test func changesAreNotCalledCases() throws {
    var observation = LateRevisions.examples[0].observation
    for export in ["2024-10", "2024-11", "2024-12"] {
      observation.revisions.add(["U", "2024-03", export], [0, 1, 0, 0])
    }
    let result = LateRevisions.result(of: observation, IndicatorSettings())
    let reason = try #require(result.flags.first?.reason)
    #expect(reason.chinese.contains("案件24件，补报或移入0件次、更改6件次、移往他月0件次（与案件数之比为25.0%，"))
    #expect(reason.english.contains("beside 24 cases 0 added or moved in, 6 replaced"))
    #expect(reason.english.contains("(25.0%), a case counting each time"))
  }

  // Filings alone make no month of cases, and cases of nobody are of no unit.
  @Test func monthsWithoutACaseAndCasesWithoutAUnitAreNoSubject() {
    #expect(outcomes("V", "2024-11", cases: 0) == [.flagged: 1])
    #expect(outcomes("", "2024-11", cases: 24) == [.flagged: 1])
  }
}
