/// Chances below what a number of draws can show, by a gamma law with the draws' moments.
enum GammaTail {
  /// Draws at or beyond a statistic that are enough to count them.
  private static let enough = 5.0
  /// Statistics this close are equal but for rounding.
  private static let rounding = 1e-12

  /// Returns the chance of `statistic` or more: counted where draws reach it, else the law's.
  static func pValue(of statistic: Double, drawn: [Double]) -> Double {
    let resolution = Double(drawn.count + 1)
    let reached = drawn.count { $0 >= statistic - rounding }
    let counted = Double(reached + 1) / resolution
    guard counted <= enough / resolution else { return counted }
    return min(counted, tail(of: statistic, drawn: drawn) ?? counted)
  }

  /// Returns the upper tail of the law, which starts two deviations below the least draw.
  static func tail(of statistic: Double, drawn: [Double]) -> Double? {
    let count = Double(drawn.count)
    let mean = drawn.reduce(0, +) / count
    let variance = drawn.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / count
    guard variance > 0, let least = drawn.min() else { return nil }
    let start = least - 2 * variance.squareRoot()
    let law = GammaDistribution(
      shape: (mean - start) * (mean - start) / variance, rate: (mean - start) / variance)
    return law.probability(above: statistic - start)
  }
}
