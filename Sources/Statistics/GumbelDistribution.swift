internal import Glibc

/// The law of the largest of many values, for tails beyond the reach of simulation.
///
/// Gumbel (1958), Statistics of Extremes; matched to a mean and a deviation as in
/// Abrams, Kulldorff and Kleinman (2010), International Journal of Health Geographics 9:61.
public struct GumbelDistribution: Hashable, Sendable {
  private static let eulerGamma = 0.577215664901532860607

  /// Most probable value.
  public let mode: Double
  /// Scale, above 0.
  public let scale: Double

  /// Makes the law with a mean and a standard deviation, above 0.
  public init(mean: Double, standardDeviation: Double) {
    precondition(standardDeviation > 0, "a standard deviation is above 0")
    scale = standardDeviation * 6.0.squareRoot() / Double.pi
    mode = mean - Self.eulerGamma * scale
  }

  /// Returns the chance of more than `value`.
  public func probability(above value: Double) -> Double {
    -expm1(-exp(-(value - mode) / scale))
  }
}
