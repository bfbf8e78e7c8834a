/// The test that values of two groups come from one law, by their ranks.
public enum RankSumTest {
  /// Returns U of the first group with its two-sided normal p-value; nil when all are equal.
  ///
  /// Wilcoxon (1945), Biometrics Bulletin 1:80; Mann and Whitney (1947), Annals of Mathematical
  /// Statistics 18:50; variance for ties, no continuity correction.
  ///
  /// - Parameters:
  ///   - first: One value or more.
  ///   - second: One value or more.
  /// - Returns: The statistic with its p-value.
  public static func outcome(_ first: [Double], _ second: [Double]) -> TestOutcome? {
    precondition(!first.isEmpty && !second.isEmpty, "both groups need values")
    let sorted = (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
    var rankSum = 0.0
    var ties = 0.0
    var start = 0
    while start < sorted.count {
      let end = sorted[start...].firstIndex { $0.0 > sorted[start].0 } ?? sorted.count
      let size = Double(end - start)
      let rank = Double(start + end + 1) / 2
      rankSum += rank * Double(sorted[start..<end].count { $0.1 })
      ties += size * size * size - size
      start = end
    }
    let sizes = (Double(first.count), Double(second.count))
    let total = sizes.0 + sizes.1
    let variance = sizes.0 * sizes.1 / 12 * (total + 1 - ties / (total * (total - 1)))
    guard variance > 0 else { return nil }
    let statistic = rankSum - sizes.0 * (sizes.0 + 1) / 2
    let score = abs(statistic - sizes.0 * sizes.1 / 2) / variance.squareRoot()
    return TestOutcome(
      statistic: statistic, pValue: min(1, 2 * NormalDistribution.probability(above: score)))
  }
}
