internal import Glibc

/// A funnel of many units' shares whose centre and width a few outlying units hardly move.
///
/// The expected shares are moved on the logit scale until the median score is 0, where there are
/// units enough; the correlation is the one at which the quartiles of the scores are as far apart
/// as those of the normal law. Units without trials take no part.
public struct ShareFunnelFit: Hashable, Sendable {
  /// How the legitimate spread of the units is told from the outlying ones.
  public enum Spread: Hashable, Sendable {
    /// By the quartiles of the scores.
    case quartiles
    /// By a mixture of ordinary and outlying units, where there are units enough for it.
    ///
    /// Outlying units widen the quartiles of many units as well; here they do not, which finds
    /// more of them.
    case twoGroups
  }

  /// Correlation between trials of one unit beyond chance, 0 or more; of a share of a half where
  /// the spread is one of log odds.
  public let correlation: Double
  /// Share of outlying units; 0 where ordinary and outlying ones are not told apart.
  public let outlyingShare: Double
  private let spread: Spread
  // Half a success and half a failure more move log odds a little.
  private let centre: Double
  private let units: [Unit]

  private struct Unit: Hashable {
    let count: Int
    let trials: Int
    var share: Double

    /// Distance from the expected share in standard deviations of independent trials.
    func score(_ share: Double) -> Double {
      let trials = Double(trials)
      return (Double(count) - trials * share) / (trials * share * (1 - share)).squareRoot()
    }

    /// Log odds of a success less those expected, from half a success and half a failure more.
    var logOddsDifference: Double {
      let odds = (Double(count) + 0.5) / (Double(trials - count) + 0.5)
      return log(odds) - log(share / (1 - share))
    }

    /// Variance of the count of independent trials at the expected share.
    var information: Double { Double(trials) * share * (1 - share) }
  }

  // Units up to which a median score says too little to move the expected shares.
  private static let fewForCentre = 20
  // Variance of the count below which log odds are not normal.
  private static let enoughForNormal = 10.0
  // Units from which ordinary and outlying ones are told apart.
  private static let manyForGroups = 20
  private static let shares = 1e-4...(1 - 1e-4)
  private static let largestCorrelation = 0.9
  // Below it the beta law is too narrow for its shapes to be computed with.
  private static let independent = 1e-6

  /// Makes the fit; nil when no unit has a trial.
  ///
  /// - Parameters:
  ///   - counts: Successes of each unit, from 0 to its trials.
  ///   - trials: 0 or more, in the same order.
  ///   - expected: Expected successes of each unit; nil for the share of all units together.
  ///   - spread: How the legitimate spread is told.
  ///   - outlying: Positions of units known to be outlying: no part of the correlation of few units.
  public init?(
    counts: [Int], trials: [Int], expected: [Double]? = nil, spread: Spread = .quartiles,
    outlying: Set<Int> = []
  ) {
    precondition(
      counts.count == trials.count && counts.count == (expected ?? trials.map(Double.init)).count,
      "counts, trials and expectations are of the same units")
    precondition(
      zip(counts, trials).allSatisfy { $0 >= 0 && $0 <= $1 }, "successes lie within the trials")
    let all = trials.reduce(0, +)
    guard all > 0 else { return nil }
    let pooled = Double(counts.reduce(0, +)) / Double(all)
    let fitted = counts.indices.map { index in
      let share =
        trials[index] > 0
        ? expected.map { $0[index] / Double(trials[index]) } ?? pooled : pooled
      return Unit(count: counts[index], trials: trials[index], share: Self.bounded(share))
    }
    let centred = Self.recentred(fitted)
    let tried = centred.filter { $0.trials > 0 }
    guard spread == .twoGroups, tried.count >= Self.manyForGroups,
      let groups = Self.groups(tried)
    else {
      self.spread = .quartiles
      units = centred
      centre = 0
      outlyingShare = 0
      correlation = Self.correlation(
        centred.indices.filter { centred[$0].trials > 0 && !outlying.contains($0) }
          .map { centred[$0] })
      return
    }
    self.spread = .twoGroups
    units = centred
    centre = groups.centre
    outlyingShare = groups.outlyingShare
    // Quartiles are widened by outlying units, and the mixture takes a part of the spread for
    // them: measured in planted and in null worlds, the mean of both keeps what it promises.
    let quartiles = RobustCentre.betweenVariance(
      estimates: tried.map(\.logOddsDifference), variances: tried.map { 1 / $0.information })
    correlation = min((groups.betweenVariance + quartiles) / 8, Self.largestCorrelation)
  }

  /// Returns the share that is expected of a unit, by its position in the arrays of the fit.
  public func share(of unit: Int) -> Double { units[unit].share }

  /// Returns the correlation between trials of a unit, by its position in the arrays of the fit.
  public func correlation(of unit: Int) -> Double {
    // A variance of log odds is a correlation of that variance times share times rest.
    let share = units[unit].share
    return spread == .twoGroups ? 4 * correlation * share * (1 - share) : correlation
  }

  /// Returns the mid-p chance of a share as low as the unit's, by its position in the arrays.
  public func lowerMidP(_ unit: Int) -> Double {
    min(max(law(of: unit).lowerMidP(units[unit].count), 0), 1)
  }

  /// Returns the mid-p chance of a share as high as the unit's, by its position in the arrays.
  public func upperMidP(_ unit: Int) -> Double {
    min(max(law(of: unit).upperMidP(units[unit].count), 0), 1)
  }

  private func law(of position: Int) -> any CountDistribution {
    let unit = units[position]
    let correlation = correlation(of: position)
    guard correlation > Self.independent else {
      return BinomialDistribution(trials: unit.trials, share: unit.share)
    }
    return BetaBinomialDistribution(
      trials: unit.trials, share: unit.share, correlation: correlation)
  }

  /// Returns the chance of log odds as low as the unit's among ordinary units.
  ///
  /// By the normal law of the two groups where they were fitted and the unit has trials enough, else
  /// the mid-p chance of its count.
  public func lowerChance(_ unit: Int) -> Double {
    zScore(unit).map { NormalDistribution.probability(atMost: $0) } ?? lowerMidP(unit)
  }

  /// Returns the chance of log odds as high as the unit's among ordinary units, as `lowerChance`.
  public func upperChance(_ unit: Int) -> Double {
    zScore(unit).map { NormalDistribution.probability(above: $0) } ?? upperMidP(unit)
  }

  // Nil where the normal law does not hold.
  private func zScore(_ position: Int) -> Double? {
    let unit = units[position]
    guard spread == .twoGroups, unit.information >= Self.enoughForNormal else { return nil }
    let betweenVariance = 4 * correlation
    return (unit.logOddsDifference - centre) / (1 / unit.information + betweenVariance).squareRoot()
  }

  private static func bounded(_ share: Double) -> Double {
    min(max(share, shares.lowerBound), shares.upperBound)
  }

  private static func recentred(_ units: [Unit]) -> [Unit] {
    let tried = units.filter { $0.trials > 0 }
    guard tried.count > fewForCentre else { return units }
    let median = { (shift: Double) in
      SampleQuantile.value(of: tried.map { $0.score(shifted($0.share, by: shift)) }, at: 0.5)
    }
    // Without a change of sign most units have no success, or nothing else, and tell no centre.
    guard let shift = BrentRoot.of(median, within: -10...10) else { return units }
    return units.map { unit in
      var moved = unit
      moved.share = bounded(shifted(unit.share, by: shift))
      return moved
    }
  }

  // Log odds against those expected; one-step estimates draw outlying units towards the others,
  // so that they pass for spread.
  private static func groups(_ units: [Unit]) -> TwoGroupFit? {
    TwoGroupFit(
      estimates: units.map(\.logOddsDifference), variances: units.map { 1 / $0.information },
      fewest: manyForGroups)
  }

  private static func shifted(_ share: Double, by shift: Double) -> Double {
    1 / (1 + exp(-shift) * (1 - share) / share)
  }

  private static func correlation(_ units: [Unit]) -> Double {
    let scores = units.map { $0.score($0.share) }
    let excess = { (correlation: Double) in
      let widened = zip(units, scores).map { unit, score in
        score / (1 + Double(unit.trials - 1) * correlation).squareRoot()
      }
      return RobustCentre.quartileRange(of: widened) / RobustCentre.normalQuartileRange - 1
    }
    guard excess(0) > 0 else { return 0 }
    return BrentRoot.of(excess, within: 0...largestCorrelation) ?? largestCorrelation
  }
}
