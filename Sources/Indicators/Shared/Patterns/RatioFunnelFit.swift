import Statistics

/// A funnel of observed ÷ expected counts of units that differ by more than chance.
///
/// The mean squared score is winsorised, so that a few outlying units do not widen the limits, and
/// divided by what winsorising leaves of it for the normal law; otherwise the limits were too
/// narrow. The variance between units follows by moments: Spiegelhalter (2005),
/// doi:10.1136/qshc.2005.013755.
struct RatioFunnelFit {
  /// Variance between units on the scale.
  let betweenVariance: Double
  /// The middle unit on the scale: a unit far out moves what is expected of all others, not this.
  private let centre: Double
  private let scale: RatioScale
  private let points: [FunnelPoint]

  private static let winsorised = 0.1

  /// Makes the fit of two units or more; counts are above 0.
  init(_ scale: RatioScale, _ units: [(observed: Int, expected: Double)]) {
    self.scale = scale
    points = units.map { scale.point(observed: $0.observed, expected: $0.expected) }
    centre = SampleQuantile.value(of: points.map(\.estimate), at: 0.5)
    let spread = FunnelOverdispersion(
      points: points, target: centre, outliers: .winsorised(RatioFunnelFit.winsorised))
    let dispersion = spread.dispersion / RatioFunnelFit.leftOfVariance
    let weights = points.map { 1 / ($0.standardError * $0.standardError) }
    let weight = weights.reduce(0, +)
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    let count = Double(points.count)
    betweenVariance = max(
      0, (count * dispersion - (count - 1)) / (weight - squares / weight))
  }

  // Variance of a standard normal number that is winsorised: 1 − 2a − 2cφ(c) + 2ac².
  private static var leftOfVariance: Double {
    let limit = NormalDistribution.upperQuantile(winsorised)
    let density =
      SpecialFunctions.exponential(-limit * limit / 2) / (2 * Double.pi).squareRoot()
    return 1 - 2 * winsorised - 2 * limit * density + 2 * winsorised * limit * limit
  }

  private func error(of unit: Int) -> Double {
    let own = points[unit].standardError
    return (own * own + betweenVariance).squareRoot()
  }

  /// The ratio of the middle unit.
  var middle: Double { scale.ratio(centre) }

  /// The chance of a ratio as far from the middle one on either side, by position.
  func twoSidedChance(of unit: Int) -> Double {
    let distance = abs(points[unit].estimate - centre) / error(of: unit)
    let chance = NormalDistribution.probability(above: distance)
    guard betweenVariance > 0 else { return min(1, 2 * chance) }
    let freedom = EstimatedSpread.freedom(winsorisedOf: points.count)
    return min(1, 2 * EstimatedSpread.widened(chance, freedom: freedom))
  }

  /// Limits of the ratio, by position, with a chance of `tail` beyond either.
  func limits(of unit: Int, tail: Double) -> ClosedRange<Double> {
    let half = NormalDistribution.upperQuantile(tail) * error(of: unit)
    return scale.ratio(centre - half)...scale.ratio(centre + half)
  }
}
