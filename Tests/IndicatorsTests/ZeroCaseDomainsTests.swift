import Contracts
import Testing

@testable import Indicators

/// What Z03 flags and what it only lists.
@Suite struct ZeroCaseDomainsTests {
  private func result(
    _ verdict: SilenceVerdict, state: CellState = .zeroOpen, months: Int
  ) -> IndicatorResult {
    var observation = ExampleWorld.assessed(verdict, state: state)
    observation.silence?.silent[0].monthsSilent = months
    return ZeroCaseDomains.result(of: observation, IndicatorSettings())
  }

  @Test(arguments: [(11, SubjectOutcome.passed, 0), (12, .flagged, 1)])
  func twelveMonthsAreLong(_ months: Int, _ outcome: SubjectOutcome, _ flags: Int) {
    let result = result(.gradeB, months: months)
    #expect(result.outcomes == [outcome: 1] && result.flags.count == flags)
  }

  // A silence that is short passes only where it would be flagged.
  @Test func whatCannotBeComputedDoesNotPassByBeingShort() {
    #expect(result(.tooFewExpected, months: 11).outcomes == [.notComputable: 1])
  }

  @Test(arguments: [
    (CellState.zeroOpen, 12, 1), (.zeroExplained, 12, 1), (.exposureUnknown, 12, 1),
    (.zeroOpen, 11, 0), (.notSent, 12, 0), (.handled, 12, 0),
  ])
  func whatIsAsSilentIsListed(_ state: CellState, _ months: Int, _ listed: Int) {
    let result = result(.tooFewExpected, state: state, months: months)
    #expect(result.headline.chinese.contains("另有\(listed)个同样静默"))
    #expect(result.tables[0].rows.count == listed)
  }

  // The one domain there is: its chance needs no adjustment.
  @Test(arguments: [(0.1, 12, 1), (0.11, 12, 0), (0.1, 11, 0)])
  func theCityIsAskedWithinQAndFromTwelveMonths(_ chance: Double, _ months: Int, _ flags: Int) {
    var observation = ExampleWorld.assessed(.itemEnded)
    observation.cells[0].history.cases = [MonthCount(month: 0, count: 24)]
    observation.silence?.silent[0].ownRecord = OwnRecord(cases: 24, expected: 31, chance: chance)
    observation.silence?.silent[0].monthsSilent = months
    let result = ZeroCaseDomains.result(of: observation, IndicatorSettings())
    #expect(result.flags.count == flags)
  }
}
