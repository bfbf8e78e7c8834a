internal import CRmath

/// Student's law: a standard normal number over a spread that is itself estimated.
public enum StudentDistribution {
  /// Returns the chance of more than `value`.
  ///
  /// - Parameters:
  ///   - value: Distance in estimated standard deviations.
  ///   - freedom: What the estimate of the spread is worth in independent values, above 0.
  /// - Returns: From 0 to 1.
  public static func probability(above value: Double, freedom: Double) -> Double {
    precondition(freedom > 0, "degrees of freedom are above 0")
    return pt(value, freedom, 0, 0)
  }
}
