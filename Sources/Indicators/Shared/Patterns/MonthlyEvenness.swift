import Statistics

/// Whether the monthly counts of many towns are more even than chance would leave them.
///
/// Sum over towns of Pearson's chi-squared around the town's own mean, against counts in which every
/// case of a town falls on each of its months alike. Season or trend only make counts less even.
struct MonthlyEvenness {
  /// The sum ÷ its mean under chance; 1 is chance, 0 the same number in every month.
  let dispersion: Double
  /// Interval of the dispersion, 95 %.
  let interval: ClosedRange<Double>
  /// Chance of counts as even.
  let pValue: Double

  // Where so many draws are as even, more would not change the verdict: Besag and Clifford (1991),
  // doi:10.1093/biomet/78.2.301.
  private static let enoughHits = 50
  // Chances below that of so many draws are read off the gamma law.
  private static let fewHits = 5
  private static let smallestChance = 1e-12

  private struct Town {
    let counts: [Int]
    let cases: Int

    init(_ counts: [Int]) {
      self.counts = counts
      cases = counts.reduce(0, +)
    }

    /// Pearson's chi-squared of counts whose squares have this sum.
    func statistic(_ squares: Int) -> Double {
      Double(squares) * Double(counts.count) / Double(cases) - Double(cases)
    }

    var freedom: Double { Double(counts.count - 1) }
    /// Exact under chance, as is the mean, which is `freedom`.
    var variance: Double { 2 * freedom * Double(cases - 1) / Double(cases) }

    /// Sum of squares of as many cases thrown on the months.
    func drawnSquares(_ random: inout RandomSource) -> Int {
      var drawn = [Int](repeating: 0, count: counts.count)
      var squares = 0
      for _ in 0..<cases {
        let month = random.integer(below: drawn.count)
        squares += 2 * drawn[month] + 1
        drawn[month] += 1
      }
      return squares
    }
  }

  /// Makes the test; nil where the counts leave no room for chance.
  ///
  /// - Parameters:
  ///   - towns: Monthly counts of each town, of two months or more.
  ///   - draws: Draws of chance, above 0.
  ///   - random: The same state gives the same chance.
  init?(_ towns: [[Int]], draws: Int, using random: inout RandomSource) {
    let towns = towns.filter { $0.count > 1 }.map(Town.init).filter { $0.cases > 0 }
    let mean = towns.reduce(0.0) { $0 + $1.freedom }
    let variance = towns.reduce(0.0) { $0 + $1.variance }
    guard mean > 0, variance > 0 else { return nil }
    let observed = towns.reduce(0.0) { sum, town in
      sum + town.statistic(town.counts.reduce(0) { $0 + $1 * $1 })
    }
    let law = GammaDistribution(shape: mean * mean / variance, rate: mean / variance)
    // Equal sums that were added in another order differ by rounding.
    let bound = observed + 1e-9 * mean
    var (hits, drawn) = (0, 0)
    while drawn < draws, hits < MonthlyEvenness.enoughHits {
      drawn += 1
      let sum = towns.reduce(0.0) { $0 + $1.statistic($1.drawnSquares(&random)) }
      if sum <= bound { hits += 1 }
    }
    let counted =
      hits < MonthlyEvenness.enoughHits
      ? Double(hits + 1) / Double(drawn + 1) : Double(hits) / Double(drawn)
    let tail = max(law.probability(atMost: max(observed, 0)), MonthlyEvenness.smallestChance)
    pValue = hits <= MonthlyEvenness.fewHits ? min(counted, tail) : counted
    dispersion = max(observed, 0) / mean
    interval =
      dispersion * mean / law.quantile(0.975)...dispersion * mean / law.quantile(0.025)
  }
}
