internal import CRmath

/// Counts whose rate varies by a gamma factor: mean and size, variance mean + mean² ÷ size.
public struct NegativeBinomialDistribution: CountDistribution, Hashable {
  /// Expected count, 0 or more.
  public let mean: Double
  /// Shape of the gamma factor, above 0; the larger, the closer to Poisson.
  public let size: Double

  /// Makes the distribution of counts with `mean`, 0 or more, and `size`, above 0.
  public init(mean: Double, size: Double) {
    precondition(mean >= 0 && mean.isFinite, "a mean is finite and not negative")
    precondition(size > 0 && size.isFinite, "a size is finite and above 0")
    self.mean = mean
    self.size = size
  }

  /// Returns the chance of exactly `count`.
  public func probability(of count: Int) -> Double {
    dnbinom_mu(Double(count), size, mean, 0)
  }

  /// Returns the natural logarithm of the chance of exactly `count`.
  public func logProbability(of count: Int) -> Double {
    dnbinom_mu(Double(count), size, mean, 1)
  }

  /// Returns the chance of `count` or fewer.
  public func probability(atMost count: Int) -> Double {
    pnbinom_mu(Double(count), size, mean, 1, 0)
  }

  /// Returns the chance of more than `count`.
  public func probability(above count: Int) -> Double {
    pnbinom_mu(Double(count), size, mean, 0, 0)
  }
}
