internal import CRmath

/// The test that the odds ratio is the same in every stratum.
public enum BreslowDayTest {
  /// Returns the chi-squared statistic; nil when there is no common odds ratio or one stratum.
  ///
  /// Breslow and Day (1980), Statistical Methods in Cancer Research 1, section 4.4; correction of
  /// Tarone (1985), Biometrika 72:91. Its degrees of freedom are the informative strata less 1.
  ///
  /// - Parameters:
  ///   - strata: Tables of both groups by outcome; those with an empty margin are left out.
  ///   - isTaroneAdjusted: Corrects for the Mantel-Haenszel estimate not being efficient.
  /// - Returns: The statistic with its p-value.
  public static func outcome(
    of strata: [TwoByTwoTable], isTaroneAdjusted: Bool = true
  ) -> TestOutcome? {
    let informative = strata.filter { $0.varianceOfFirstYes > 0 }
    guard informative.count > 1, let common = MantelHaenszelOddsRatio(informative) else {
      return nil
    }
    var statistic = 0.0
    var difference = 0.0
    var variance = 0.0
    for table in informative {
      let fitted = Self.firstYes(of: table, oddsRatio: common.value)
      let own = Double(table.firstYes) - fitted.mean
      statistic += own * own / fitted.variance
      difference += own
      variance += fitted.variance
    }
    if isTaroneAdjusted { statistic -= difference * difference / variance }
    let freedom = Double(informative.count - 1)
    return TestOutcome(statistic: statistic, pValue: pchisq(statistic, freedom, 0, 0))
  }

  /// Returns the expected first cell under an odds ratio, with its asymptotic variance.
  private static func firstYes(
    of table: TwoByTwoTable, oddsRatio: Double
  ) -> (mean: Double, variance: Double) {
    let first = Double(table.first)
    let yes = Double(table.yes)
    let square = 1 - oddsRatio
    let linear = Double(table.total) - (first + yes) * square
    let root = (linear * linear + 4 * square * oddsRatio * first * yes).squareRoot()
    // Two forms of the same root: each is exact where the other subtracts near-equal numbers.
    let mean =
      linear > 0
      ? 2 * oddsRatio * first * yes / (linear + root) : (root - linear) / (2 * square)
    let firstNo = first - mean
    let secondYes = yes - mean
    let secondNo = Double(table.second) - secondYes
    return (mean, 1 / (1 / mean + 1 / firstNo + 1 / secondYes + 1 / secondNo))
  }
}
