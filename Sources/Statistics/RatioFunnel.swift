/// Limits of observed ÷ expected counts that a unit at its expectation passes by chance.
public struct RatioFunnel: Hashable, Sendable {
  /// Chance of a unit beyond either limit, between 0 and ½, exclusive.
  public let tail: Double

  /// Makes a funnel around 1 that leaves the chance `tail` beyond either limit.
  public init(tail: Double) {
    precondition(tail > 0 && tail < 0.5, "a tail lies between 0 and one half")
    self.tail = tail
  }

  /// Returns the exact Poisson limits, continuous in the expected count.
  ///
  /// Chi-squared quantiles: Dover and Schopflocher (2011), Population Health Metrics 9:58,
  /// doi:10.1186/1478-7954-9-58; the limits that FunnelPlotR draws.
  ///
  /// - Parameter expected: Expected count of the unit, above 0.
  /// - Returns: Lower and upper limit as ratios.
  public func poissonLimits(expected: Double) -> ClosedRange<Double> {
    precondition(expected > 0, "a ratio needs an expectation")
    let lower = GammaDistribution(shape: expected, rate: expected).quantile(tail)
    return lower...GammaDistribution(shape: expected + 1, rate: expected).quantile(1 - tail)
  }
}
