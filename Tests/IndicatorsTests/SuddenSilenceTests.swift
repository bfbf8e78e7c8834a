import Contracts
import Testing

@testable import Indicators

/// What Z07 says of cells that it cannot compare with their own past.
@Suite struct SuddenSilenceTests {
  private func silent(of months: Int, cases: [MonthCount]) -> IndicatorResult {
    var observation = ExampleWorld.assessed(.withinChance)
    observation.cells[0].history.observed = [0...Int32(months - 1)]
    observation.cells[0].history.cases = cases
    return SuddenSilence.result(of: observation, IndicatorSettings())
  }

  private static let early = [MonthCount(month: 1, count: 9)]

  // It was "not applicable", as if the cell had never acted.
  @Test func aRecordOfUnderTwoYearsIsTooShort() {
    let result = silent(of: 13, cases: Self.early)
    #expect(result.outcomes[.notComputable] == 1 && result.outcomes[.notApplicable] == nil)
    #expect(result.headline.english.contains("1 more silent cell with cases has fewer than 24"))
    #expect(result.headline.chinese.contains("另有1个办过案的单元静默，报送不足24个月"))
  }

  @Test func aCellThatNeverActedHasNoPast() {
    #expect(silent(of: 13, cases: []).outcomes[.notApplicable] == 1)
  }

  // Stopped in its first year: two years are there, but too few of them before the stop.
  @Test func twoYearsAreNotTooShort() {
    let result = silent(of: 24, cases: Self.early)
    #expect(result.outcomes[.notApplicable] == 1 && result.outcomes[.notComputable] == nil)
    #expect(!result.headline.english.contains("fewer than 24"))
  }
}
