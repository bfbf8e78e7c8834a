internal import CRmath
internal import Glibc

/// Logarithms for likelihoods that are summed over many cells, where libRmath would take longest.
enum NegativeBinomialLogLikelihood {
  // Up to here a product of factors is quicker than two log-gamma values, and cannot overflow.
  private static let largestProduct = 24

  /// Returns ln P(count) of a negative binomial with `mean` and `size`, both above 0.
  static func term(count: Int, mean: Double, size: Double) -> Double {
    coefficient(count, size) + zero(mean: mean, size: size)
      + (count == 0 ? 0 : Double(count) * log(mean / (size + mean)))
  }

  /// Returns ln P(count | count above 0); `count` is 1 or more.
  static func truncatedTerm(count: Int, mean: Double, size: Double) -> Double {
    let zero = zero(mean: mean, size: size)
    return coefficient(count, size) + zero + Double(count) * log(mean / (size + mean))
      - log(-expm1(zero))
  }

  /// Returns ln P(0).
  private static func zero(mean: Double, size: Double) -> Double {
    -size * log1p(mean / size)
  }

  /// Returns ln Γ(size + count) − ln Γ(size) − ln count!.
  private static func coefficient(_ count: Int, _ size: Double) -> Double {
    if count > largestProduct {
      return lgammafn(Double(count) + size) - lgammafn(size) - lgammafn(Double(count) + 1)
    }
    var product = 1.0
    for index in 0..<max(0, count) {
      product *= (size + Double(index)) / Double(index + 1)
    }
    return log(product)
  }
}
