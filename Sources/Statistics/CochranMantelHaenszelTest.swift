internal import CRmath

/// The test that two groups have the same odds in every stratum.
public enum CochranMantelHaenszelTest {
  /// Returns the chi-squared statistic with 1 degree of freedom; nil without information.
  ///
  /// Cochran (1954), Biometrics 10:417; Mantel and Haenszel (1959), JNCI 22:719.
  ///
  /// - Parameters:
  ///   - strata: Tables of both groups by outcome; empty margins carry no information.
  ///   - isContinuityCorrected: Takes half a case off the difference, as the 1959 paper does.
  /// - Returns: The statistic with its p-value.
  public static func outcome(
    of strata: [TwoByTwoTable], isContinuityCorrected: Bool = false
  ) -> TestOutcome? {
    let information = strata.reduce(0.0) { $0 + $1.varianceOfFirstYes }
    guard information > 0 else { return nil }
    let difference = strata.reduce(0.0) { $0 + Double($1.firstYes) - $1.expectedFirstYes }
    let distance = max(0, abs(difference) - (isContinuityCorrected ? 0.5 : 0))
    let statistic = distance * distance / information
    return TestOutcome(statistic: statistic, pValue: pchisq(statistic, 1, 0, 0))
  }
}
