/// Quantiles of a sample, interpolated between its values.
public enum SampleQuantile {
  /// Returns the quantile of `values` at `probability`.
  ///
  /// Hyndman and Fan (1996), The American Statistician 50:361, definition 7: the default of R
  /// and numpy.
  ///
  /// - Parameters:
  ///   - values: One or more, in any order.
  ///   - probability: From 0 to 1.
  /// - Returns: The quantile, in the unit of the values.
  public static func value(of values: [Double], at probability: Double) -> Double {
    precondition(!values.isEmpty, "a quantile needs a value")
    precondition((0...1).contains(probability), "a probability lies between 0 and 1")
    let sorted = values.sorted()
    let place = Double(sorted.count - 1) * probability
    let index = min(Int(place), sorted.count - 1)
    guard index + 1 < sorted.count else { return sorted[index] }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
