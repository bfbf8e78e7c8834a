internal import CRmath

/// Successes among a number of independent trials of equal chance.
public struct BinomialDistribution: CountDistribution, Hashable {
  /// Number of trials, 0 or more.
  public let trials: Int
  /// Chance of a success, from 0 to 1.
  public let share: Double

  /// Makes the distribution.
  ///
  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - share: Chance of a success, from 0 to 1.
  public init(trials: Int, share: Double) {
    precondition(trials >= 0, "trials are not negative")
    precondition((0...1).contains(share), "a share lies between 0 and 1")
    self.trials = trials
    self.share = share
  }

  /// Returns the chance of exactly `count`.
  public func probability(of count: Int) -> Double {
    dbinom(Double(count), Double(trials), share, 0)
  }

  /// Returns the chance of `count` or fewer.
  public func probability(atMost count: Int) -> Double {
    pbinom(Double(count), Double(trials), share, 1, 0)
  }

  /// Returns the chance of more than `count`.
  public func probability(above count: Int) -> Double {
    pbinom(Double(count), Double(trials), share, 0, 0)
  }
}
