/// How much more than by chance the units of a funnel differ, robust to a few outlying ones.
///
/// Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety
/// in Health Care 14:347, doi:10.1136/qshc.2005.013755; the same estimates as FunnelPlotR.
public struct FunnelOverdispersion: Hashable, Sendable {
  /// What is done with the most extreme units before they inflate the limits.
  public enum Outliers: Hashable, Sendable {
    /// Z-scores beyond the quantiles of this share of either end are set to those quantiles.
    case winsorised(Double)
    /// Units within this share of either end are left out.
    case trimmed(Double)
  }

  /// Mean squared z-score of the units after treatment; 1 if they differ by chance only.
  public let dispersion: Double
  /// Variance between units that chance does not explain, 0 or more.
  public let betweenVariance: Double
  /// Value around which the limits lie.
  public let target: Double

  /// Makes the estimate.
  ///
  /// - Parameters:
  ///   - points: Two units or more remain after treatment.
  ///   - target: Value around which they would lie by chance.
  ///   - outliers: Treatment of either end, a share from 0 to below ½.
  public init(points: [FunnelPoint], target: Double, outliers: Outliers) {
    let treated = Self.treated(points, target, outliers)
    precondition(treated.count > 1, "dispersion needs at least two units")
    let units = Double(treated.count)
    let dispersion = treated.reduce(0.0) { $0 + $1.zScore * $1.zScore } / units
    let weight = treated.reduce(0.0) { $0 + $1.weight }
    let squares = treated.reduce(0.0) { $0 + $1.weight * $1.weight }
    self.target = target
    self.dispersion = dispersion
    betweenVariance = max(0, (units * dispersion - (units - 1)) / (weight - squares / weight))
  }

  /// Returns the limits that add the variance between units to a unit's own.
  ///
  /// - Parameters:
  ///   - standardError: Of the unit, above 0.
  ///   - tail: Chance of a unit beyond either limit, between 0 and ½, exclusive.
  /// - Returns: Limits on the scale of the points.
  public func additiveLimits(standardError: Double, tail: Double) -> ClosedRange<Double> {
    let variance = standardError * standardError + betweenVariance
    let half = NormalDistribution.upperQuantile(tail) * variance.squareRoot()
    return (target - half)...(target + half)
  }

  /// Returns the limits that widen by the square root of the dispersion, if that is above 1.
  ///
  /// - Parameters:
  ///   - standardError: Of the unit, above 0.
  ///   - tail: Chance of a unit beyond either limit, between 0 and ½, exclusive.
  /// - Returns: Limits on the scale of the points.
  public func multiplicativeLimits(standardError: Double, tail: Double) -> ClosedRange<Double> {
    let factor = max(1, dispersion).squareRoot()
    let half = NormalDistribution.upperQuantile(tail) * factor * standardError
    return (target - half)...(target + half)
  }

  private static func treated(
    _ points: [FunnelPoint], _ target: Double, _ outliers: Outliers
  ) -> [(zScore: Double, weight: Double)] {
    let units = points.map { point in
      (
        zScore: (point.estimate - target) / point.standardError,
        weight: 1 / (point.standardError * point.standardError)
      )
    }
    switch outliers {
    case .winsorised(let share):
      precondition(share >= 0 && share < 0.5, "a treated share is below one half")
      guard !units.isEmpty else { return [] }
      let scores = units.map(\.zScore)
      let low = SampleQuantile.value(of: scores, at: share)
      let high = SampleQuantile.value(of: scores, at: 1 - share)
      return units.map { (zScore: min(max($0.zScore, low), high), weight: $0.weight) }
    case .trimmed(let share):
      precondition(share >= 0 && share < 0.5, "a treated share is below one half")
      let order = units.indices.sorted { (units[$0].zScore, $0) < (units[$1].zScore, $1) }
      let places = Double(units.count + 1)
      return order.enumerated().compactMap { index, position in
        let rank = Double(index + 1) / places
        return rank >= share && rank < 1 - share ? units[position] : nil
      }
    }
  }
}
