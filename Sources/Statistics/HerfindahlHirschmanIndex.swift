/// Concentration of amounts on few holders.
public enum HerfindahlHirschmanIndex {
  /// Returns the sum of squared shares, from 1 ÷ n to 1; nil when all amounts are 0.
  ///
  /// Herfindahl (1950); Hirschman (1964), American Economic Review 54:761.
  ///
  /// - Parameter amounts: 0 or more.
  /// - Returns: The index, dimensionless.
  public static func value(of amounts: [Double]) -> Double? {
    precondition(amounts.allSatisfy { $0 >= 0 }, "amounts are not negative")
    let total = amounts.reduce(0, +)
    guard total > 0 else { return nil }
    return amounts.reduce(0.0) { $0 + ($1 / total) * ($1 / total) }
  }

  /// Returns the index from 0 for equal shares to 1 for one holder; nil below two holders.
  ///
  /// - Parameter amounts: 0 or more; holders of 0 count as holders.
  /// - Returns: The normalised index, dimensionless.
  public static func normalised(of amounts: [Double]) -> Double? {
    guard amounts.count > 1, let index = value(of: amounts) else { return nil }
    let equal = 1 / Double(amounts.count)
    return (index - equal) / (1 - equal)
  }
}
