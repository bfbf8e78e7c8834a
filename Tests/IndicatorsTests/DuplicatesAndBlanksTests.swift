import Contracts
import Testing

@testable import Indicators

/// Which blanks Q04 counts.
@Suite struct DuplicatesAndBlanksTests {
  private func outcomes(
    _ month: String = "2024-12", _ column: String = "item_code", rows: Int, blank: Int
  ) -> [SubjectOutcome: Int] {
    var observation = ExampleWorld.empty()
    observation.blanks.add([month, "U", column], [rows, blank])
    observation.blanks.add(["2024-12", "V", column], [100, 0])
    return DuplicatesAndBlanks.result(of: observation, IndicatorSettings()).outcomes
  }

  @Test func onlyMonthsOfTheWindowCount() {
    #expect(outcomes("2024-01", rows: 40, blank: 20) == [.flagged: 1, .passed: 1])
    #expect(outcomes("2023-12", rows: 40, blank: 20) == [.passed: 1])
  }

  // A pending case has no disposition yet.
  @Test func aBlankDispositionIsNoFault() {
    #expect(outcomes("2024-12", "disposition", rows: 40, blank: 20) == [:])
  }

  @Test func thirtyRowsAndAFifthOfThemAreEnough() {
    #expect(outcomes(rows: 30, blank: 6) == [.flagged: 1, .passed: 1])
    #expect(outcomes(rows: 30, blank: 5) == [.passed: 2])
    #expect(outcomes(rows: 29, blank: 29) == [.notApplicable: 1, .passed: 1])
  }
}
