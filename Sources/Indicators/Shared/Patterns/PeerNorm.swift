import Statistics

/// What differences between units of one level are ordinary, on a log scale.
struct PeerNorm {
  /// Units from which the legitimate spread and the outlying share are told apart.
  static let many = 20
  /// Units below which no centre can be told.
  static let fewest = 5
  // Quartiles of fewer units rest on two units each and would take in what is asked for.
  private static let fewForSpread = 10

  /// Where an unsuspicious unit lies.
  let centre: Double
  /// Variance of legitimate differences between units.
  let betweenVariance: Double
  /// Share of units that are thought to be outlying; 0 where units are few.
  let outlyingShare: Double

  /// Makes the norm; nil for fewer than five units whose centre is unknown.
  ///
  /// - Parameters:
  ///   - estimates: One a unit.
  ///   - variances: Their sampling variances, above 0, in the same order.
  ///   - spread: Standard deviation between units that is legitimate at least, where units are few.
  ///   - fallback: The centre of fewer than five units; nil where it is unknown.
  init?(estimates: [Double], variances: [Double], spread: Double, fallback: Double? = nil) {
    let units = estimates.count
    if units >= PeerNorm.many {
      let fit = TwoGroupFit(
        estimates: estimates, variances: variances, fewest: PeerNorm.many)
      guard let fit else { return nil }
      (centre, betweenVariance) = (fit.centre, fit.betweenVariance)
      outlyingShare = fit.outlyingShare
    } else if units >= PeerNorm.fewest {
      let floor = spread * spread
      centre = PeerNorm.median(estimates, variances.map { 1 / ($0 + floor) })
      betweenVariance =
        units < PeerNorm.fewForSpread
        ? floor
        : max(floor, RobustCentre.betweenVariance(estimates: estimates, variances: variances))
      outlyingShare = 0
    } else {
      guard let fallback else { return nil }
      (centre, betweenVariance) = (fallback, spread * spread)
      outlyingShare = 0
    }
  }

  /// The weighted median, the lower one of two that halve the weight.
  ///
  /// The weights hold the legitimate spread, so that one large unit is not the centre by itself.
  private static func median(_ estimates: [Double], _ weights: [Double]) -> Double {
    let order = estimates.indices.sorted { (estimates[$0], $0) < (estimates[$1], $1) }
    let half = order.reduce(0.0) { $0 + weights[$1] } / 2
    var weight = 0.0
    for place in order {
      weight += weights[place]
      if weight >= half { return estimates[place] }
    }
    return order.last.map { estimates[$0] } ?? 0
  }

  /// Distance from the centre in standard deviations of an unsuspicious unit.
  func zScore(_ estimate: Double, variance: Double) -> Double {
    (estimate - centre) / (variance + betweenVariance).squareRoot()
  }

  /// The chance that an unsuspicious unit lies as far from the centre on either side.
  func twoSidedChance(_ estimate: Double, variance: Double) -> Double {
    min(1, 2 * NormalDistribution.probability(above: abs(zScore(estimate, variance: variance))))
  }

  /// The chance that an unsuspicious unit lies as high or higher.
  func upperChance(_ estimate: Double, variance: Double) -> Double {
    NormalDistribution.probability(above: zScore(estimate, variance: variance))
  }
}
