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

  // Fifteen cells that act, of a city with two months, were "no sign found" and a strength.
  @Test func whoActsWithoutARecordHasNotPassed() {
    func acting(months: Int32) -> IndicatorResult {
      var cell = ExampleWorld.silentCell(.unitDomain, state: .active)
      cell.history.observed = [0...(months - 1)]
      cell.history.cases = [MonthCount(month: 0, count: 1)]
      var observation = ExampleWorld.assessed(.withinChance)
      observation.cells = [cell]
      observation.silence?.silent = []
      return SuddenSilence.result(of: observation, IndicatorSettings())
    }
    let short = acting(months: 23)
    #expect(short.outcomes == [.notComputable: 1])
    #expect(!short.coverage.isComputed && short.coverage.missing == ["history"])
    let long = acting(months: 24)
    #expect(long.outcomes == [.passed: 1] && long.coverage.isComputed)
  }

  private static let sudden = OwnRecord(cases: 24, expected: 20, chance: 0.001)

  // One cell whose own record is against its silence, beside others of this state and record.
  private func result(
    level: CellLevel = .unitDomain, state: CellState = .zeroOpen, beside others: [Cell] = []
  ) -> IndicatorResult {
    var observation = ExampleWorld.assessed(.withinChance, state: state)
    observation.cells[0].level = level
    observation.silence?.silent[0].ownRecord = Self.sudden
    observation.cells += others
    return SuddenSilence.result(of: observation, IndicatorSettings())
  }

  private func other(_ state: CellState, months: Int32, cases: Int32) -> Cell {
    var cell = ExampleWorld.silentCell(state: state, months: 0)
    cell.unitCode = "V"
    cell.history.observed = [0...months - 1]
    cell.history.cases = [MonthCount(month: 0, count: cases)]
    return cell
  }

  // Two years and two cases make a record, whatever the cell does now.
  @Test(arguments: [
    (CellState.active, Int32(24), Int32(2), 1), (.handled, 24, 2, 1), (.zeroOpen, 24, 2, 1),
    (.zeroExplained, 24, 2, 1), (.active, 23, 2, 0), (.active, 24, 1, 0), (.notSent, 24, 2, 0),
    (.notEmpowered, 24, 2, 0), (.noExposure, 24, 2, 0),
  ])
  func whoHasARecordCountsInTheAdjustment(
    _ state: CellState, _ months: Int32, _ cases: Int32, _ counted: Int
  ) throws {
    let result = result(beside: [other(state, months: months, cases: cases)])
    #expect(result.headline.english.contains("\(counted) other cell"))
    #expect(try #require(result.flags.first).qValue == 0.001 * Double(1 + counted))
  }

  // The tested cell has a record too, and is one test; what has another cause is none.
  @Test(arguments: [
    (SilenceVerdict.itemEnded, 0), (.verifyDelivery, 0), (.verifyPower, 0), (.tooShort, 1),
  ])
  func whatHasAnotherCauseIsNoTest(_ verdict: SilenceVerdict, _ counted: Int) {
    var observation = ExampleWorld.assessed(.withinChance)
    observation.cells = [
      other(.zeroOpen, months: 36, cases: 24), other(.zeroOpen, months: 36, cases: 24),
    ]
    if var second = observation.silence?.silent[0] {
      second.cell = 1
      second.verdict = verdict
      observation.silence?.silent.append(second)
    }
    for index in 0..<2 { observation.silence?.silent[index].ownRecord = Self.sudden }
    let result = SuddenSilence.result(of: observation, IndicatorSettings())
    #expect(result.flags.count == 1)
    #expect(result.headline.english.contains("\(counted) other cell"))
  }

  @Test(arguments: [
    (CellLevel.unitDomain, 1), (.unitItem, 1), (.districtDomain, 0), (.districtItem, 0),
  ])
  func unitsAreAskedAndNotPlaces(_ level: CellLevel, _ flags: Int) {
    #expect(result(level: level).flags.count == flags)
  }

  @Test(arguments: [
    (CellState.zeroOpen, [Severity.warning]), (.zeroExplained, [.notice]), (.active, []),
    (.notSent, []), (.exposureUnknown, []),
  ])
  func onlyWhatIsSilentIsAsked(_ state: CellState, _ severities: [Severity]) {
    #expect(result(state: state).flags.map(\.severity) == severities)
  }
}
