internal import Glibc

/// How much the cases of a cell gather in months: a gamma factor for each month.
public struct Clumping: Hashable, Sendable {
  /// Shape of the factor of a month, above 0; the larger, the less cases gather.
  public let kappa: Double

  // Pairs tell no more apart: below, months are all or nothing; above, they are as good as even.
  private static let kappas = 0.05...1_000.0

  /// Makes the clumping of shape `kappa`, above 0.
  public init(kappa: Double) {
    precondition(kappa > 0, "a shape is above 0")
    self.kappa = kappa
  }

  /// Makes the clumping that pairs of cases show: 1 ÷ kappa = (R − 1) ÷ (1 − R w).
  ///
  /// The result lies from 0.05 to 1000; without an excess of pairs it is the largest.
  ///
  /// Exact for equal expected months, whose shares then have a Dirichlet law of kappa each: two
  /// cases of one cell share one of n months with the chance (kappa + 1) ÷ (n kappa + 1).
  ///
  /// - Parameters:
  ///   - coincidence: R, how much more often two cases of one cell share a month than two cases
  ///     of the same item in different units.
  ///   - squaredShares: w, the chance that two cases of different units share a month.
  public init(coincidence: Double, squaredShares: Double) {
    precondition(coincidence >= 0 && squaredShares >= 0, "chances are not negative")
    let inverse = (coincidence - 1) / max(1 - coincidence * squaredShares, 0.05)
    let range = Self.kappas
    kappa = min(max(1 / max(inverse, 1 / range.upperBound), range.lowerBound), range.upperBound)
  }

  /// Returns the expectation of one month, lowered so that its chance of no case is right.
  ///
  /// kappa ln(1 + rate expected ÷ kappa) ÷ rate: a Poisson month of that mean and rate is as
  /// often without a case as the clumped one.
  ///
  /// - Parameters:
  ///   - expected: Expectation of the month by peers, 0 or more.
  ///   - relativeRate: Rate of the cell relative to its peers, 0 or more.
  /// - Returns: From 0 to `expected`.
  public func effectiveExpectation(_ expected: Double, relativeRate: Double) -> Double {
    precondition(expected >= 0 && relativeRate >= 0, "expectations are not negative")
    let scaled = relativeRate * expected / kappa
    return scaled == 0 ? expected : expected * log1p(scaled) / scaled
  }
}
