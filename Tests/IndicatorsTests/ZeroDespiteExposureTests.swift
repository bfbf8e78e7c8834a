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
}
