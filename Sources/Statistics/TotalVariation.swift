/// Distance between two mixes of the same kinds.
public enum TotalVariation {
  /// Returns the share that would have to move to make one mix the other, from 0 to 1.
  ///
  /// - Parameters:
  ///   - first: Shares that sum to 1.
  ///   - second: Shares of the same kinds in the same order.
  /// - Returns: Half the sum of absolute differences.
  public static func distance(_ first: [Double], _ second: [Double]) -> Double {
    precondition(first.count == second.count, "both mixes have the same kinds")
    return zip(first, second).reduce(0.0) { $0 + abs($1.0 - $1.1) } / 2
  }
}
