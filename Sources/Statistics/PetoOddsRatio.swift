/// The one-step estimate of a common log odds ratio; finite also where a cell is empty.
///
/// Yusuf, Peto and others (1985), Progress in Cardiovascular Diseases 27:335.
public struct PetoOddsRatio: Hashable, Sendable {
  /// Outcomes of the first group above what equal odds let one expect.
  public let excess: Double
  /// Hypergeometric variance of `excess`; below 12 an odds ratio of 2 is hardly ever found.
  public let information: Double

  /// Makes the estimate; nil when no stratum carries information.
  public init?(_ strata: [TwoByTwoTable]) {
    let information = strata.reduce(0.0) { $0 + $1.varianceOfFirstYes }
    guard information > 0 else { return nil }
    self.information = information
    excess = strata.reduce(0.0) { $0 + Double($1.firstYes) - $1.expectedFirstYes }
  }

  /// Natural logarithm of the common odds ratio.
  public var logarithm: Double { excess / information }
  /// Variance of `logarithm`.
  public var variance: Double { 1 / information }
  /// `logarithm` in standard errors, about standard normal when the groups do not differ.
  public var zScore: Double { excess / information.squareRoot() }
}
