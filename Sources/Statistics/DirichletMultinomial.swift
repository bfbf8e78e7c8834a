internal import CRmath

/// Counts of several kinds whose shares vary from unit to unit by a Dirichlet law.
public enum DirichletMultinomial {
  /// Returns the log-likelihood of counts, without the multinomial coefficient.
  ///
  /// Mosimann (1962), Biometrika 49:65.
  ///
  /// - Parameters:
  ///   - counts: By kind, 0 or more.
  ///   - concentrations: Of the Dirichlet law in the same order, above 0.
  /// - Returns: A natural logarithm.
  public static func logLikelihood(counts: [Int], concentrations: [Double]) -> Double {
    precondition(counts.count == concentrations.count, "each kind has its concentration")
    precondition(concentrations.allSatisfy { $0 > 0 }, "concentrations are above 0")
    let strength = concentrations.reduce(0, +)
    let total = Double(counts.reduce(0, +))
    return zip(counts, concentrations).reduce(lgammafn(strength) - lgammafn(strength + total)) {
      $1.0 == 0 ? $0 : $0 + lgammafn(Double($1.0) + $1.1) - lgammafn($1.1)
    }
  }
}
