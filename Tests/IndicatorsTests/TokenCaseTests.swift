import Contracts
import Testing

@testable import Indicators

/// What Z10 says of cells around the report month.
@Suite struct TokenCaseTests {
  // A cell of 36 observed months to 2024-12; the last is offset 35.
  private func cell(cases: [Int32], observed: ClosedRange<Int32> = 0...35) -> Cell {
    var cell = ExampleWorld.silentCell(state: .active, months: 0)
    cell.cases = cases.count { $0 > 23 }
    cell.holders = 1
    cell.history.cases = cases.map { MonthCount(month: $0, count: 1) }
    cell.history.observed = [observed]
    return cell
  }

  private func result(_ cell: Cell) -> IndicatorResult {
    TokenCase.result(of: ExampleWorld.with([cell]), IndicatorSettings())
  }

  @Test func aCellThatStaysSilentIsNoPass() {
    #expect(result(cell(cases: [3])).outcomes == [.notApplicable: 1])
  }

  @Test func aCellThatIsUsedAllTheTimePasses() {
    #expect(result(cell(cases: [20, 25, 30, 35])).outcomes == [.passed: 1])
  }

  @Test func aReportMonthThatWasNotSentIsNotComputable() {
    #expect(result(cell(cases: [3], observed: 0...34)).outcomes == [.notComputable: 1])
    var gone = cell(cases: [3], observed: 0...30)
    gone.holders = 0
    #expect(result(gone).outcomes == [.notApplicable: 1])
  }

  // An order after an inspection hides among the findings of months before the window.
  @Test func aFindingBeforeTheWindowEndsTheSilence() throws {
    var found = cell(cases: [3, 35])
    #expect(try #require(result(found).flags.first).effect == 31)
    found.history.findings = [MonthCount(month: 23, count: 1)]
    #expect(result(found).outcomes == [.passed: 1])
    found.history.findings = [MonthCount(month: 10, count: 1)]
    #expect(try #require(result(found).flags.first).effect == 24)
  }

  // Months before the report month; Ninety days may pass to a decision.
  @Test(arguments: [
    (0, true), (1, true), (3, true), (4, false), (20, false), (35, false),
  ])
  func aCaseThatWasFiledInTheSilenceIsNoTokenCase(_ before: Int, _ isFlagged: Bool) {
    var filed = cell(cases: [3, 35])
    filed.lastFiled = ExampleWorld.month - before
    #expect(result(filed).outcomes == [(isFlagged ? .flagged : .passed): 1])
  }

  @Test func tooLittleHistoryIsNotComputable() {
    var observation = ExampleWorld.with([cell(cases: [35])])
    observation.firstMonth = observation.month - 11
    let short = TokenCase.result(of: observation, IndicatorSettings())
    #expect(!short.coverage.isComputed && short.coverage.missing == ["history"])
  }

  @Test func aSecondCaseOrAPowerThatIsGoneIsNoTokenCase() {
    #expect(result(cell(cases: [3, 35])).outcomes == [.flagged: 1])
    var two = cell(cases: [3, 35])
    two.history.cases[1].count = 2
    #expect(result(two).outcomes == [.passed: 1])
    var settled = cell(cases: [3, 35])
    settled.settled = 1
    #expect(result(settled).outcomes == [.passed: 1])
    var gone = cell(cases: [3, 35])
    gone.state = .notEmpowered
    #expect(result(gone).outcomes == [.notApplicable: 1])
  }

  @Test func itemsOfAFlaggedDomainAreNotListedAgain() {
    var item = cell(cases: [3, 35])
    (item.level, item.itemCode) = (.unitItem, "I")
    let both = TokenCase.result(
      of: ExampleWorld.with([cell(cases: [3, 35]), item]), IndicatorSettings())
    #expect(both.flags.map(\.itemCode) == [""] && both.outcomes == [.flagged: 1])
    #expect(result(item).flags.map(\.itemCode) == ["I"])
  }
}
