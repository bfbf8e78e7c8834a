import Foundation
import Statistics
import Testing

/// The published funnel of 54 hospitals of FunnelPlotR.
@Suite(.enabled(if: SharedFolder.path != nil))
struct SharedFunnelTests {
  static let folder = "data/stats-funnelplot-medpar"
  /// FunnelPlotR's limits "99" leave 0.1 % on either side.
  static let tail = 0.001

  struct Unit {
    let observed: Int
    let expected: Double
    let cells: [String: String]

    var ratio: Double { Double(observed) / expected }
    func number(_ column: String) -> Double { Double(cells[column] ?? "") ?? .nan }
  }

  private static func units(_ method: String) throws -> [Unit] {
    try SharedFolder.rows("\(folder)/reference_FunnelPlotR_\(method)_99.csv").map { cells in
      Unit(
        observed: try #require(Int(cells["numerator"] ?? "")),
        expected: try #require(Double(cells["denominator"] ?? "")), cells: cells)
    }
  }

  @Test func twentyFiveUnitsLieOutsideThePoissonLimits() throws {
    let units = try Self.units("unadjusted")
    #expect(units.count == 54)
    let funnel = RatioFunnel(tail: Self.tail)
    for unit in units {
      let limits = funnel.poissonLimits(expected: unit.expected)
      #expect(agree(limits.lowerBound, unit.number("LCL99"), within: 1e-10))
      #expect(agree(limits.upperBound, unit.number("UCL99"), within: 1e-10))
    }
    let outside = units.filter {
      !funnel.poissonLimits(expected: $0.expected).contains($0.ratio)
    }
    #expect(outside.count == 25)
  }

  @Test func trueTailsOfOnePercentFindTwentyEight() throws {
    let outside = try Self.units("unadjusted").filter {
      !RatioFunnel(tail: 0.005).poissonLimits(expected: $0.expected).contains($0.ratio)
    }
    #expect(outside.count == 28)
  }

  @Test func nineUnitsLieOutsideTheOverdispersedLimits() throws {
    let scale = RatioScale.logarithm
    let units = try Self.units("SHMI")
    let points = units.map { scale.point(observed: $0.observed, expected: $0.expected) }
    let spread = FunnelOverdispersion(
      points: points, target: scale.target, outliers: .trimmed(0.1))
    var outside = 0
    for (unit, point) in zip(units, points) {
      let limits = spread.additiveLimits(standardError: point.standardError, tail: Self.tail)
      // FunnelPlotR rounds its normal quantiles to six places, hence the tolerance.
      #expect(
        agree(scale.ratio(limits.lowerBound), unit.number("OD99LCL"), within: 1e-6))
      #expect(
        agree(scale.ratio(limits.upperBound), unit.number("OD99UCL"), within: 1e-6))
      let isOutside = !limits.contains(point.estimate)
      #expect(isOutside == (unit.cells["outlier"] == "1"))
      outside += isOutside ? 1 : 0
    }
    #expect(outside == 9)
  }

  @Test func winsorisedLimitsAgreeOnTheSquareRootScale() throws {
    let scale = RatioScale.squareRoot
    let units = try Self.units("CQC")
    let points = units.map { scale.point(observed: $0.observed, expected: $0.expected) }
    let spread = FunnelOverdispersion(
      points: points, target: scale.target, outliers: .winsorised(0.1))
    let limits = points.map {
      spread.additiveLimits(standardError: $0.standardError, tail: Self.tail)
    }
    for (unit, limits) in zip(units, limits) {
      #expect(agree(limits.lowerBound, unit.number("OD99LCL"), within: 1e-6))
      #expect(agree(limits.upperBound, unit.number("OD99UCL"), within: 1e-6))
    }
    // FunnelPlotR compares the ratio with limits of its square root; squared limits find fewer.
    #expect(zip(units, limits).count { !$1.contains($0.ratio) } == 17)
    #expect(zip(points, limits).count { !$1.contains($0.estimate) } < 17)
  }

  @Test func dispersionOfTheModelIsThePublishedOne() throws {
    // Poisson model of the README: length of stay by hmo + died + age80 + type.
    let rows = try SharedFolder.rows("\(Self.folder)/medpar.csv")
    let observed = try rows.map { try #require(Int($0["los"] ?? "")) }
    let coefficients = [
      ("hmo", -0.07637), ("died", -0.24574), ("age80", -0.02141), ("type2", 0.24921),
      ("type3", 0.74869),
    ]
    let expected = try rows.map { row in
      var sum = 2.26875
      for (column, coefficient) in coefficients {
        sum += coefficient * (try #require(Double(row[column] ?? "")))
      }
      return exp(sum)
    }
    let dispersion = PearsonDispersion.value(
      observed: observed, expected: expected, parameters: 6)
    // Coefficients are published to five places.
    #expect(abs(dispersion - 6.2405) < 5e-4)
  }
}
