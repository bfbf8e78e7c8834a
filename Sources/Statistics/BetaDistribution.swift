internal import CRmath

/// The beta law of a share.
public struct BetaDistribution: Hashable, Sendable {
  /// First shape, above 0.
  public let alpha: Double
  /// Second shape, above 0.
  public let beta: Double

  /// Makes the law with the shapes `alpha` and `beta`, both above 0.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "the shapes of a beta law are above 0")
    self.alpha = alpha
    self.beta = beta
  }

  /// Mean of the law.
  public var mean: Double { alpha / (alpha + beta) }

  /// Returns the chance of `value` or less.
  public func probability(atMost value: Double) -> Double {
    pbeta(value, alpha, beta, 1, 0)
  }

  /// Returns the value that is not exceeded with `probability`, between 0 and 1, exclusive.
  public func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    return qbeta(probability, alpha, beta, 1, 0)
  }
}
