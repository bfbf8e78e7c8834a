/// One test from several independent ones.
public enum StoufferTest {
  /// Returns the one-sided p-value of the sum of standard normal scores, large scores extreme.
  ///
  /// Stouffer and others (1949), The American Soldier 1, page 45.
  ///
  /// - Parameter zScores: One or more.
  /// - Returns: The p-value.
  public static func pValue(_ zScores: [Double]) -> Double {
    precondition(!zScores.isEmpty, "a combination needs a score")
    let sum = zScores.reduce(0, +)
    return NormalDistribution.probability(above: sum / Double(zScores.count).squareRoot())
  }
}
