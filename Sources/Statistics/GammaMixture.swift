internal import CRmath
internal import Glibc

/// A mixture of two gamma laws of the ratio of a true to an expected count, prior or posterior.
///
/// DuMouchel (1999), Bayesian data mining in large frequency tables, The American Statistician
/// 53:177. Of the posterior, `geometricMean` is EBGM, `quantile(0.05)` EB05, `quantile(0.95)`
/// EB95.
public struct GammaMixture: Hashable, Sendable {
  /// The first component.
  public let first: GammaDistribution
  /// The second component.
  public let second: GammaDistribution
  /// Share of the first component, from 0 to 1.
  public let weight: Double

  /// Makes a mixture in which `first` has the share `weight`, from 0 to 1.
  public init(first: GammaDistribution, second: GammaDistribution, weight: Double) {
    precondition((0...1).contains(weight), "a share lies between 0 and 1")
    self.first = first
    self.second = second
    self.weight = weight
  }

  /// Returns the law of the ratio once `count` cases were seen where `expected` were expected.
  ///
  /// DuMouchel (1999), equations 5 to 7.
  ///
  /// - Parameters:
  ///   - count: 0 or more.
  ///   - expected: Above 0.
  /// - Returns: The posterior mixture; its weight is the posterior share of the first component.
  public func posterior(count: Int, expected: Double) -> GammaMixture {
    precondition(count >= 0 && expected > 0, "a ratio needs a count and an expectation")
    let odds =
      log(weight) - log1p(-weight) + first.logMarginal(count, expected)
      - second.logMarginal(count, expected)
    return GammaMixture(
      first: first.updated(count, expected), second: second.updated(count, expected),
      weight: 1 / (1 + exp(-odds)))
  }

  /// Mean of the ratio.
  public var mean: Double { weight * first.mean + (1 - weight) * second.mean }

  /// Exponential of the mean logarithm of the ratio: DuMouchel (1999), equations 9 to 11.
  public var geometricMean: Double {
    exp(weight * first.meanLogarithm + (1 - weight) * second.meanLogarithm)
  }

  /// Returns the chance of a ratio of `value` or less.
  public func probability(atMost value: Double) -> Double {
    weight * first.probability(atMost: value) + (1 - weight) * second.probability(atMost: value)
  }

  /// Returns the ratio that is not exceeded with `probability`, between 0 and 1, exclusive.
  public func quantile(_ probability: Double) -> Double {
    // The quantile of a mixture lies between those of its components.
    let ends = [first.quantile(probability), second.quantile(probability)].sorted()
    let root = BrentRoot.of(
      { self.probability(atMost: $0) - probability }, within: ends[0]...ends[1])
    return root ?? (weight >= 0.5 ? first : second).quantile(probability)
  }
}

extension GammaDistribution {
  /// Returns ln P(count) when the law is that of the ratio: a negative binomial.
  fileprivate func logMarginal(_ count: Int, _ expected: Double) -> Double {
    dnbinom_mu(Double(count), shape, shape * expected / rate, 1)
  }

  fileprivate func updated(_ count: Int, _ expected: Double) -> GammaDistribution {
    GammaDistribution(shape: shape + Double(count), rate: rate + expected)
  }
}
