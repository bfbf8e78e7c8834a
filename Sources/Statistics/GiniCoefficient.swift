/// Inequality of amounts.
public enum GiniCoefficient {
  /// Returns 0 for equal amounts, 1 − 1 ÷ n if one of n has all; nil when all are 0.
  ///
  /// Gini (1912); form of Sen (1973), On Economic Inequality, page 31, with ascending ranks.
  ///
  /// - Parameter amounts: 0 or more, in any order.
  /// - Returns: The coefficient, from 0 to below 1.
  public static func value(of amounts: [Double]) -> Double? {
    precondition(amounts.allSatisfy { $0 >= 0 }, "amounts are not negative")
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    let count = Double(amounts.count)
    let ranked = amounts.sorted().enumerated().reduce(0.0) { sum, amount in
      sum + Double(amount.offset + 1) * amount.element
    }
    return (2 * ranked / total - (count + 1)) / count
  }
}
