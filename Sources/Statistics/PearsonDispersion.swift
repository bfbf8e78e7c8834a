/// Spread of counts around fitted means, compared with that of a Poisson law.
public enum PearsonDispersion {
  /// Returns Pearson's chi-squared over the degrees of freedom; 1 for Poisson counts.
  ///
  /// McCullagh and Nelder (1989), Generalized Linear Models, section 6.2.3.
  ///
  /// - Parameters:
  ///   - observed: Counts, 0 or more.
  ///   - expected: Fitted means in the same order, above 0.
  ///   - parameters: Number of fitted parameters, below the number of counts.
  /// - Returns: The dispersion, dimensionless.
  public static func value(observed: [Int], expected: [Double], parameters: Int) -> Double {
    precondition(observed.count == expected.count, "each count has its mean")
    precondition(parameters < observed.count, "dispersion needs degrees of freedom")
    let sum = zip(observed, expected).reduce(0.0) { sum, pair in
      let difference = Double(pair.0) - pair.1
      return sum + difference * difference / pair.1
    }
    return sum / Double(observed.count - parameters)
  }
}
