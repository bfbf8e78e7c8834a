import Contracts
import Testing

@testable import Indicators

/// What Z04 says of the silences that it tested.
@Suite struct ZeroDespiteExposureTests {
  // A place whose power one unit holds is that unit's cell, and no test beside it.
  @Test(arguments: [
    (CellLevel.unitDomain, 1, Double?(0.02), 1), (.unitDomain, 1, nil, 0),
    (.districtDomain, 1, 0.02, 0), (.districtDomain, 2, 0.02, 1), (.cityItem, 2, 0.02, 0),
  ])
  func eachTestIsCountedOnce(
    _ level: CellLevel, _ holders: Int, _ qValue: Double?, _ tested: Int
  ) {
    var observation = ExampleWorld.assessed(.withinChance)
    observation.cells[0].level = level
    observation.cells[0].holders = holders
    observation.silence?.silent[0].qValue = qValue
    let result = ZeroDespiteExposure.result(of: observation, IndicatorSettings())
    #expect(result.headline.chinese.hasPrefix("检验\(tested)个零案单元，标记0个"))
  }

  @Test(arguments: [
    (SilenceVerdict.gradeA, CellState.zeroOpen, [Severity.alert]), (.gradeB, .zeroOpen, [.warning]),
    (.gradeA, .zeroExplained, [.notice]), (.gradeA, .active, []),
  ])
  func theGradeOfAFlag(_ verdict: SilenceVerdict, _ state: CellState, _ expected: [Severity]) {
    let observation = ExampleWorld.assessed(verdict, state: state)
    let result = ZeroDespiteExposure.result(of: observation, IndicatorSettings())
    #expect(result.flags.map(\.severity) == expected)
    #expect(result.headline.chinese.contains("其中A级\(expected == [.alert] ? 1 : 0)个"))
  }

  @Test(arguments: [(1, 0), (2, 1)])
  func aPlaceOfOneHolderIsNoSubject(_ holders: Int, _ flags: Int) {
    var observation = ExampleWorld.assessed(.gradeB)
    observation.cells[0].level = .districtDomain
    observation.cells[0].holders = holders
    let result = ZeroDespiteExposure.result(of: observation, IndicatorSettings())
    #expect(result.flags.count == flags)
    #expect(result.outcomes.values.reduce(0, +) == flags)
  }
}
