internal import CRmath
internal import Glibc

/// The gamma law of a rate, with mean shape ÷ rate.
public struct GammaDistribution: Hashable, Sendable {
  /// Shape, above 0.
  public let shape: Double
  /// Rate, above 0: the exposure that the law is worth.
  public let rate: Double

  /// Makes the law with `shape` and `rate`, both above 0.
  public init(shape: Double, rate: Double) {
    precondition(shape > 0 && rate > 0, "shape and rate of a gamma law are above 0")
    self.shape = shape
    self.rate = rate
  }

  /// Mean of the law.
  public var mean: Double { shape / rate }

  /// Mean of the natural logarithm.
  public var meanLogarithm: Double { digamma(shape) - log(rate) }

  /// Returns the chance of `value` or less.
  public func probability(atMost value: Double) -> Double {
    pgamma(value, shape, 1 / rate, 1, 0)
  }

  /// Returns the chance of more than `value`.
  public func probability(above value: Double) -> Double {
    pgamma(value, shape, 1 / rate, 0, 0)
  }

  /// Returns the value that is not exceeded with `probability`, between 0 and 1, exclusive.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    return qgamma(probability, shape, 1 / rate, 1, 0)
  }
}
