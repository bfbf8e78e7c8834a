internal import Glibc

/// The common odds ratio of several strata, first group against second.
public struct MantelHaenszelOddsRatio: Hashable, Sendable {
  /// Natural logarithm of the common odds ratio.
  public let logarithm: Double
  /// Standard error of `logarithm`.
  public let standardError: Double

  /// Makes the estimate; nil when the strata leave it at 0, infinite or undefined.
  ///
  /// Mantel and Haenszel (1959), JNCI 22:719; variance of Robins, Breslow and Greenland (1986),
  /// Biometrics 42:311, which holds for few large and for many small strata.
  public init?(_ strata: [TwoByTwoTable]) {
    var sums = Sums()
    for table in strata where table.total > 0 { sums.add(table) }
    guard sums.concordant > 0, sums.discordant > 0 else { return nil }
    logarithm = log(sums.concordant / sums.discordant)
    standardError = sums.variance.squareRoot()
  }

  /// The common odds ratio.
  public var value: Double { exp(logarithm) }

  /// Returns the interval of the odds ratio on the normal law of its logarithm.
  ///
  /// - Parameter confidence: Between 0 and 1, exclusive.
  /// - Returns: Lower and upper end of the odds ratio.
  public func interval(confidence: Double) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let half = NormalDistribution.quantile(1 - (1 - confidence) / 2) * standardError
    return exp(logarithm - half)...exp(logarithm + half)
  }
}

/// Sums over strata of the Robins, Breslow and Greenland formula.
private struct Sums {
  var concordant = 0.0
  var discordant = 0.0
  private var concordantTwice = 0.0
  private var mixed = 0.0
  private var discordantTwice = 0.0

  mutating func add(_ table: TwoByTwoTable) {
    let members = Double(table.total)
    let concordantPairs = Double(table.firstYes) * Double(table.secondNo) / members
    let discordantPairs = Double(table.firstNo) * Double(table.secondYes) / members
    let concordantShare = Double(table.firstYes + table.secondNo) / members
    let discordantShare = Double(table.firstNo + table.secondYes) / members
    concordant += concordantPairs
    discordant += discordantPairs
    concordantTwice += concordantShare * concordantPairs
    mixed += concordantShare * discordantPairs + discordantShare * concordantPairs
    discordantTwice += discordantShare * discordantPairs
  }

  var variance: Double {
    concordantTwice / (2 * concordant * concordant) + mixed / (2 * concordant * discordant)
      + discordantTwice / (2 * discordant * discordant)
  }
}
