internal import Glibc

/// Counts of cells that have a case: a negative binomial law without its zeros.
///
/// Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, chapter 5. Where zeros
/// are what is under test, the dispersion is estimated from the other cells alone.
public enum ZeroTruncatedNegativeBinomial {
  /// A cell with a case, as the dispersion sees it.
  public struct Cell: Hashable, Sendable {
    /// Cases, 1 or more.
    public let count: Int
    /// Mean before the zeros were left out, above 0.
    public let mean: Double
    /// What the uncertainty of the mean adds to 1 ÷ size, 0 or more.
    public let addedInverseSize: Double

    /// Makes a cell of `count` cases, 1 or more, whose law with zeros has `mean`, above 0.
    public init(count: Int, mean: Double, addedInverseSize: Double = 0) {
      precondition(count >= 1 && mean > 0, "a cell has a case and an expectation")
      precondition(addedInverseSize >= 0, "uncertainty never narrows a law")
      self.count = count
      self.mean = mean
      self.addedInverseSize = addedInverseSize
    }
  }

  /// The most likely size of a table, and how it was found.
  public struct SizeFit: Hashable, Sendable {
    /// The size of a cell whose mean is known.
    public let size: Double
    /// Natural logarithm of the likelihood at `size`.
    public let logLikelihood: Double
    /// Values of the likelihood that were computed.
    public let iterations: Int
    /// Whether the search reached its tolerance.
    public let isConverged: Bool
    /// Whether the likelihood still rises at an end of the range, which then is the size.
    public let isAtBound: Bool
  }

  /// Returns ln P(count | count above 0).
  ///
  /// - Parameters:
  ///   - count: 1 or more.
  ///   - mean: Of the law with zeros, above 0.
  ///   - size: Above 0.
  /// - Returns: A natural logarithm, below or equal to 0.
  public static func logProbability(of count: Int, mean: Double, size: Double) -> Double {
    precondition(count >= 1 && mean > 0 && size > 0, "a count of a truncated law is above 0")
    return NegativeBinomialLogLikelihood.truncatedTerm(count: count, mean: mean, size: size)
  }

  /// Returns the size of highest likelihood; 1 ÷ size of a cell is 1 ÷ size plus its own part.
  ///
  /// - Parameters:
  ///   - cells: One or more.
  ///   - range: Sizes to search, above 0.
  /// - Returns: The size, and how the search ended.
  public static func fit(
    _ cells: [Cell], within range: ClosedRange<Double> = 0.1...20
  ) -> SizeFit {
    precondition(!cells.isEmpty && range.lowerBound > 0, "a fit needs cells and sizes above 0")
    let logarithms = log(range.lowerBound)...log(range.upperBound)
    let best = BrentMinimum.ofGrid(
      { -logLikelihood(of: cells, size: exp($0)) }, within: logarithms, steps: 12)
    let isAtBound =
      best.point - logarithms.lowerBound < 1e-6 || logarithms.upperBound - best.point < 1e-6
    return SizeFit(
      size: exp(best.point), logLikelihood: -best.value, iterations: best.iterations,
      isConverged: best.isConverged, isAtBound: isAtBound)
  }

  /// Returns the log-likelihood of cells whose 1 ÷ size is 1 ÷ `size` plus their own part.
  public static func logLikelihood(of cells: [Cell], size: Double) -> Double {
    var sum = 0.0
    for cell in cells {
      let own = 1 / (1 / size + cell.addedInverseSize)
      sum += NegativeBinomialLogLikelihood.truncatedTerm(
        count: cell.count, mean: cell.mean, size: own)
    }
    return sum
  }
}
