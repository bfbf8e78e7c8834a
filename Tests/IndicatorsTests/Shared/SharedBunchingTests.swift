import Contracts
import Testing

@testable import Indicators

/// Margins of elections to the US senate, which are not made to order, as fines around a threshold.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBunchingTests {
  /// Margins in points, moved to a threshold of 100, in thousands of yuan.
  private func fines() throws -> [Int] {
    let margins = try SharedFolder.numbers("data/stats-rddensity/rddensity_senate.csv")
    #expect(margins.count == 1_390)
    return margins.map { Int((($0 + 100) * 1_000).rounded()) }
  }

  /// Six units share the fines in turn; `moved` changes those of U00.
  private func result(moved: (Int) -> Int) throws -> IndicatorResult {
    var dealt: [String: [Int: Int]] = [:]
    let units = PatternExample.codes(6)
    for (place, fine) in try fines().enumerated() {
      let unit = units[place % units.count]
      dealt[unit, default: [:]][unit == "U00" ? moved(fine) : fine, default: 0] += 1
    }
    let world = ThresholdBunchingExamples.world(units: units.count) { dealt[$0] ?? [:] }
    return ThresholdBunching.result(of: world, IndicatorSettings())
  }

  // rddensity 3.0 (PyPI): rddensity(margin) has p = 0.381, no jump at the threshold.
  @Test func marginsOfElectionsDoNotGatherBelowTheThreshold() throws {
    let result = try result { $0 }
    #expect(result.flags.isEmpty && result.outcomes == [.passed: 6])
  }

  // Those of a margin below 6.
  @Test func theSameMarginsMovedBelowTheThresholdAreFlagged() throws {
    let result = try result { (100_000..<106_000).contains($0) ? $0 - 6_000 : $0 }
    #expect(result.flags.map(\.unitCode) == ["U00"])
  }
}
