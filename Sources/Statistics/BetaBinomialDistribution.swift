internal import CRmath
internal import Glibc

/// Successes among a number of trials whose chance varies from unit to unit by a beta law.
public struct BetaBinomialDistribution: CountDistribution, Hashable {
  /// Number of trials, 0 or more.
  public let trials: Int
  /// First shape of the beta law, above 0.
  public let alpha: Double
  /// Second shape of the beta law, above 0.
  public let beta: Double

  /// Makes the distribution with the shapes `alpha` and `beta`, both above 0.
  public init(trials: Int, alpha: Double, beta: Double) {
    precondition(trials >= 0, "trials are not negative")
    precondition(alpha > 0 && beta > 0, "the shapes of a beta law are above 0")
    self.trials = trials
    self.alpha = alpha
    self.beta = beta
  }

  /// Makes the distribution with a mean share and a correlation between trials of one unit.
  ///
  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - share: Mean chance of a success, between 0 and 1, exclusive.
  ///   - correlation: Between 0 and 1, exclusive; 1 ÷ (alpha + beta + 1).
  public init(trials: Int, share: Double, correlation: Double) {
    precondition(correlation > 0 && correlation < 1, "a correlation lies between 0 and 1")
    let strength = 1 / correlation - 1
    self.init(trials: trials, alpha: share * strength, beta: (1 - share) * strength)
  }

  /// Returns the chance of exactly `count`.
  public func probability(of count: Int) -> Double {
    guard (0...trials).contains(count) else { return 0 }
    let others = Double(trials - count)
    return exp(
      lchoose(Double(trials), Double(count))
        + lbeta(alpha + Double(count), beta + others) - lbeta(alpha, beta))
  }

  /// Returns the chance of `count` or fewer.
  public func probability(atMost count: Int) -> Double {
    if count < 0 { return 0 }
    if count >= trials { return 1 }
    return isBelowMean(count) ? sumDown(from: count) : max(0, 1 - sumUp(from: count + 1))
  }

  /// Returns the chance of more than `count`.
  public func probability(above count: Int) -> Double {
    if count < 0 { return 1 }
    if count >= trials { return 0 }
    return isBelowMean(count) ? max(0, 1 - sumDown(from: count)) : sumUp(from: count + 1)
  }

  /// Returns the smallest count that is reached with at least `probability`.
  ///
  /// - Parameter probability: Between 0 and 1, exclusive.
  /// - Returns: From 0 to `trials`.
  public func quantile(_ probability: Double) -> Int {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    var low = 0
    var high = trials
    while low < high {
      let middle = (low + high) / 2
      if self.probability(atMost: middle) >= probability { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // The tail away from the mean is summed, so that it never is a difference of near-equal numbers.
  private func isBelowMean(_ count: Int) -> Bool {
    Double(count) <= Double(trials) * alpha / (alpha + beta)
  }

  private func sumDown(from start: Int) -> Double {
    var term = probability(of: start)
    var sum = term
    for count in stride(from: start, to: 0, by: -1) {
      term /= ratio(after: count - 1)
      sum += term
    }
    return min(1, sum)
  }

  private func sumUp(from start: Int) -> Double {
    var term = probability(of: start)
    var sum = term
    for count in start..<trials {
      term *= ratio(after: count)
      sum += term
    }
    return min(1, sum)
  }

  /// Returns P(count + 1) ÷ P(count).
  private func ratio(after count: Int) -> Double {
    let cases = Double(count)
    let others = Double(trials - count)
    return others * (alpha + cases) / ((cases + 1) * (beta + others - 1))
  }
}
