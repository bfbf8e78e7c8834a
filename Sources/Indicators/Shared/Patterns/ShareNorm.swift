import Statistics

/// What differences between shares of units of one level are ordinary.
struct ShareNorm {
  // Below it the beta law is too narrow for its shapes to be computed with.
  private static let leastCorrelation = 1e-5

  private let fit: ShareFunnelFit
  private let trials: [Int]
  private let counts: [Int]
  private let spread: Double

  /// Makes the norm; nil for fewer than five units.
  ///
  /// - Parameters:
  ///   - counts: Successes of each unit, from 0 to its trials.
  ///   - trials: Above 0, in the same order.
  ///   - expected: Expected successes of each unit; nil for the share of all units together.
  ///   - spread: Standard deviation of log odds that is legitimate at least, where units are few.
  ///   - outlying: Positions of units that are no part of the norm, where units are few.
  init?(
    counts: [Int], trials: [Int], expected: [Double]? = nil, spread: Double,
    outlying: Set<Int> = []
  ) {
    guard counts.count >= PeerNorm.fewest,
      let fit = ShareFunnelFit(
        counts: counts, trials: trials, expected: expected, spread: .twoGroups,
        outlying: outlying)
    else { return nil }
    self.fit = fit
    self.trials = trials
    self.counts = counts
    self.spread = trials.count < PeerNorm.many ? spread : 0
  }

  /// Share of units that are thought to be ordinary; 1 where units are few.
  var ordinaryShare: Double { 1 - fit.outlyingShare }

  /// The share that is expected of a unit, by its position.
  func share(of unit: Int) -> Double { fit.share(of: unit) }

  /// The chance of a share as low as the unit's, by its position.
  func lowerChance(_ unit: Int) -> Double {
    spread > 0 ? min(max(law(unit).lowerMidP(counts[unit]), 0), 1) : fit.lowerChance(unit)
  }

  /// The chance of a share as high as the unit's, by its position.
  func upperChance(_ unit: Int) -> Double {
    spread > 0 ? min(max(law(unit).upperMidP(counts[unit]), 0), 1) : fit.upperChance(unit)
  }

  /// Counts that an unsuspicious unit has in 95 of 100 cases, by its position.
  func limits(_ unit: Int) -> ClosedRange<Int> {
    let law = law(unit)
    return law.quantile(0.025)...law.quantile(0.975)
  }

  private func law(_ unit: Int) -> BetaBinomialDistribution {
    let share = fit.share(of: unit)
    // A spread on the logit scale is one of the share times share × (1 − share).
    let floor = max(spread * spread * share * (1 - share), ShareNorm.leastCorrelation)
    return BetaBinomialDistribution(
      trials: trials[unit], share: share, correlation: max(fit.correlation(of: unit), floor))
  }
}
