internal import CRmath

/// Counts of independent events with a known mean.
public struct PoissonDistribution: CountDistribution, Hashable {
  /// Expected count, 0 or more.
  public let mean: Double

  /// Makes the distribution of counts that average `mean`, 0 or more.
  public init(mean: Double) {
    precondition(mean >= 0 && mean.isFinite, "a Poisson mean is finite and not negative")
    self.mean = mean
  }

  /// Returns the chance of exactly `count`.
  public func probability(of count: Int) -> Double {
    dpois(Double(count), mean, 0)
  }

  /// Returns the chance of `count` or fewer.
  public func probability(atMost count: Int) -> Double {
    ppois(Double(count), mean, 1, 0)
  }

  /// Returns the chance of more than `count`.
  public func probability(above count: Int) -> Double {
    ppois(Double(count), mean, 0, 0)
  }
}
