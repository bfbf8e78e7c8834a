internal import Glibc

/// Many units of which most differ by a legitimate spread and a few by more, on a log scale.
///
/// A unit's estimate follows (1 − π) N(μ, v + τ²) + π N(μ, v + τ² + ω²) with its own sampling
/// variance v. All four numbers maximise the likelihood with a penalty that holds π away from
/// 0.3: the two-groups model of Efron (2008), doi:10.1214/07-STS236, with known variances.
/// Bounds of τ², π and ω² suit logarithms of ratios and odds ratios.
public struct TwoGroupFit: Hashable, Sendable {
  /// Centre of all units, μ.
  public let centre: Double
  /// Variance of the legitimate differences between units, τ², 0 or more.
  public let betweenVariance: Double
  /// Share of outlying units, π, below 0.3; 0 when too few units were given to tell.
  public let outlyingShare: Double
  /// Variance that the outlying units have on top, ω²; 0 when too few units were given to tell.
  public let excessVariance: Double
  /// Whether there were enough units to estimate the share of the outlying ones.
  public let isPooledFromMany: Bool

  /// Makes the fit; nil without a unit of finite estimate and finite variance above 0.
  ///
  /// - Parameters:
  ///   - estimates: One a unit, on a log scale.
  ///   - variances: Their sampling variances, in the same order.
  ///   - fewest: Units, inclusive, below which only centre and spread are estimated, robustly.
  ///   - spreadFloor: Smallest variance between units that counts as legitimate, 0 or more.
  public init?(
    estimates: [Double], variances: [Double], fewest: Int = 20, spreadFloor: Double = 0
  ) {
    precondition(spreadFloor >= 0, "a variance is not negative")
    let units = RobustCentre.valid(estimates, variances)
    let median = RobustCentre.weightedMedian(estimates: estimates, variances: variances)
    guard let median else { return nil }
    let between = RobustCentre.betweenVariance(estimates: estimates, variances: variances)
    isPooledFromMany = units.count >= fewest
    guard isPooledFromMany else {
      centre = median
      betweenVariance = max(between, spreadFloor)
      outlyingShare = 0
      excessVariance = 0
      return
    }
    let best = TwoGroupSearch(units: units, median: median, spreadFloor: spreadFloor)
      .best(betweenVariance: between)
    centre = best.centre
    betweenVariance = max(best.between, spreadFloor)
    outlyingShare = best.share
    excessVariance = best.excess
  }

  /// Returns the distance from the centre in standard deviations of an unsuspicious unit.
  ///
  /// - Parameters:
  ///   - estimate: Finite.
  ///   - variance: Its sampling variance, finite, above 0.
  /// - Returns: Negative below the centre.
  public func zScore(_ estimate: Double, variance: Double) -> Double {
    precondition(variance > 0, "an estimate has a variance above 0")
    return (estimate - centre) / (variance + betweenVariance).squareRoot()
  }

  /// Returns the chance that an unsuspicious unit lies as far from the centre on either side.
  public func twoSidedChance(_ estimate: Double, variance: Double) -> Double {
    let distance = abs(zScore(estimate, variance: variance))
    return min(1, 2 * NormalDistribution.probability(above: distance))
  }

  /// Returns the chance that an unsuspicious unit lies as high or higher.
  public func upperChance(_ estimate: Double, variance: Double) -> Double {
    NormalDistribution.probability(above: zScore(estimate, variance: variance))
  }

  /// Returns the chance that an unsuspicious unit lies as low or lower.
  public func lowerChance(_ estimate: Double, variance: Double) -> Double {
    NormalDistribution.probability(atMost: zScore(estimate, variance: variance))
  }

  /// Returns the chance that the unit is unsuspicious, its local false discovery rate.
  ///
  /// - Parameters:
  ///   - estimate: Finite.
  ///   - variance: Its sampling variance, finite, above 0.
  /// - Returns: From 0 to 1; 1 when too few units were given to tell.
  public func nullProbability(_ estimate: Double, variance: Double) -> Double {
    precondition(variance > 0, "an estimate has a variance above 0")
    guard outlyingShare > 0 else { return 1 }
    let square = (estimate - centre) * (estimate - centre)
    let null = variance + betweenVariance
    let outlying = null + excessVariance
    // The odds are taken as a logarithm: far out both densities are below the smallest number.
    let odds =
      log(outlyingShare) - log1p(-outlyingShare)
      + (log(null / outlying) + square * (1 / null - 1 / outlying)) / 2
    return 1 / (1 + exp(odds))
  }
}

/// The search for the four numbers, over angles whose squared sines lie within the bounds.
private struct TwoGroupSearch {
  static let largestShare = 0.3
  // Logarithm of the between variance, logit of the share in 0.3, logarithm of the excess.
  static let betweenRange = -9.0...3.0
  static let shareRange = -5.0...5.0
  static let excessRange = -3.0...3.0
  struct Numbers {
    let centre: Double
    let between: Double
    let share: Double
    let excess: Double
  }

  let units: [(estimate: Double, variance: Double)]
  let median: Double
  let betweenRange: ClosedRange<Double>

  init(
    units: [(estimate: Double, variance: Double)], median: Double, spreadFloor: Double
  ) {
    self.units = units
    self.median = median
    let lowest = max(Self.betweenRange.lowerBound, log(spreadFloor))
    betweenRange = lowest...max(lowest, Self.betweenRange.upperBound)
  }

  /// Returns the best of several searches, the earlier one of equals.
  func best(betweenVariance: Double) -> Numbers {
    var best: Minimum<[Double]>?
    for (between, share, excess) in starts(betweenVariance) {
      let start = [
        0,
        Self.angle(log(max(between, 1e-4)), betweenRange),
        Self.angle(log(share / (Self.largestShare - share)), Self.shareRange),
        Self.angle(log(excess), Self.excessRange),
      ]
      let found = NelderMead(edge: 0.2).minimum(from: start) { objective(numbers($0)) }
      if let known = best, known.value <= found.value { continue }
      best = found
    }
    return numbers(best?.point ?? [0, 0, 0, 0])
  }

  /// Returns where to start: three with some outlying units, one without, one with many.
  ///
  /// The likelihood may have two maxima, one of them without outlying units.
  private func starts(
    _ robust: Double
  ) -> [(between: Double, share: Double, excess: Double)] {
    let moment = units.reduce(0.0) { sum, unit in
      sum + (unit.estimate - median) * (unit.estimate - median) - unit.variance
    }
    return [
      (0.3 * robust, 0.1, 0.6), (robust, 0.02, 0.6), (0.05 * robust, 0.15, 1),
      (moment / Double(units.count), 0.003, 0.06), (0, 0.25, 0.1),
    ]
  }

  func numbers(_ point: [Double]) -> Numbers {
    let logit = Self.value(point[2], Self.shareRange)
    return Numbers(
      centre: median + point[0], between: exp(Self.value(point[1], betweenRange)),
      share: Self.largestShare / (1 + exp(-logit)),
      excess: exp(Self.value(point[3], Self.excessRange)))
  }

  /// Returns the negative logarithm of the likelihood and of the penalty, but for a constant.
  func objective(_ numbers: Numbers) -> Double {
    // The penalty 0.999 leaves a little weight to a share of 0.3 itself.
    var sum = -2 * log1p(-0.999 * numbers.share / Self.largestShare)
    let odds = numbers.share / (1 - numbers.share)
    for unit in units {
      let null = unit.variance + numbers.between
      let outlying = null + numbers.excess
      let square = (unit.estimate - numbers.centre) * (unit.estimate - numbers.centre)
      // An outlying unit's density over that of an unsuspicious one, as a logarithm.
      let gain = (log(null / outlying) + square * (1 / null - 1 / outlying)) / 2
      let mixed = gain > 0 ? gain + log(exp(-gain) + odds) : log1p(odds * exp(gain))
      sum += (square / null + log(2 * .pi * null)) / 2 - log1p(-numbers.share) - mixed
    }
    return sum
  }

  static func value(_ angle: Double, _ range: ClosedRange<Double>) -> Double {
    let sine = sin(angle)
    return range.lowerBound + (range.upperBound - range.lowerBound) * sine * sine
  }

  static func angle(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    guard range.upperBound > range.lowerBound else { return 0 }
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return asin(min(max(share, 0), 1).squareRoot())
  }
}
