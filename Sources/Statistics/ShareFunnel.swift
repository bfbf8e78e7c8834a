internal import CRmath

/// Limits around a target share that a unit passes by chance with a given probability.
///
/// Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in
/// Medicine 24:1185, doi:10.1002/sim.1970.
public struct ShareFunnel: Hashable, Sendable {
  /// Share around which the limits lie, between 0 and 1, exclusive.
  public let target: Double
  /// Chance of a unit beyond either limit, between 0 and ½, exclusive.
  public let tail: Double

  /// Makes a funnel around `target` that leaves the chance `tail` beyond either limit.
  public init(target: Double, tail: Double) {
    precondition(target > 0 && target < 1, "a target share lies between 0 and 1")
    precondition(tail > 0 && tail < 0.5, "a tail lies between 0 and one half")
    self.target = target
    self.tail = tail
  }

  /// Returns the binomial limits, interpolated between neighbouring counts.
  ///
  /// Spiegelhalter (2005), appendix A.1.1.
  ///
  /// - Parameter trials: Denominator of the unit, above 0.
  /// - Returns: Lower and upper limit as shares.
  public func exactLimits(trials: Int) -> ClosedRange<Double> {
    precondition(trials > 0, "a share needs a denominator")
    return exactLimit(trials, tail)...exactLimit(trials, 1 - tail)
  }

  /// Returns the normal limits with a correlation between cases of one unit.
  ///
  /// - Parameters:
  ///   - trials: Denominator of the unit, above 0.
  ///   - correlation: 0 or more; 0 for independent cases.
  /// - Returns: Limits that may lie outside 0 to 1 for small denominators.
  public func normalLimits(trials: Int, correlation: Double) -> ClosedRange<Double> {
    precondition(trials > 0 && correlation >= 0, "a share needs a denominator")
    let inflation = 1 + Double(trials - 1) * correlation
    let deviation = (target * (1 - target) / Double(trials) * inflation).squareRoot()
    let half = NormalDistribution.upperQuantile(tail) * deviation
    return (target - half)...(target + half)
  }

  /// Returns the quantiles of the beta-binomial law, as shares.
  ///
  /// - Parameters:
  ///   - trials: Denominator of the unit, above 0.
  ///   - correlation: Correlation between cases of one unit, between 0 and 1, exclusive.
  /// - Returns: Lower and upper limit as shares that the unit can have.
  public func betaBinomialLimits(trials: Int, correlation: Double) -> ClosedRange<Double> {
    precondition(trials > 0, "a share needs a denominator")
    let law = BetaBinomialDistribution(trials: trials, share: target, correlation: correlation)
    let lower = Double(law.quantile(tail)) / Double(trials)
    return lower...(Double(law.quantile(1 - tail)) / Double(trials))
  }

  private func exactLimit(_ trials: Int, _ probability: Double) -> Double {
    let size = Double(trials)
    let count = qbinom(probability, size, target, 1, 0)
    let excess = pbinom(count, size, target, 1, 0) - probability
    return (count - excess / dbinom(count, size, target, 0)) / size
  }
}
