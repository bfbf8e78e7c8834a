internal import CRmath

/// Exact statements about the rate of a Poisson count.
public enum PoissonRate {
  /// Returns the one-sided upper confidence bound of a rate.
  ///
  /// Exact (Garwood 1936, Biometrika 28:437): half the chi-squared quantile with 2 (events + 1)
  /// degrees of freedom, over the exposure. With no event it is −ln(1 − confidence) ÷ exposure.
  ///
  /// - Parameters:
  ///   - events: Events seen, 0 or more.
  ///   - exposure: Months or other units over which they were looked for, above 0.
  ///   - confidence: Between 0 and 1, exclusive.
  /// - Returns: Events per unit of exposure.
  public static func upperBound(events: Int, exposure: Double, confidence: Double) -> Double {
    precondition(events >= 0 && exposure > 0, "a rate needs a count and an exposure")
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    return qchisq(confidence, 2 * Double(events + 1), 1, 0) / 2 / exposure
  }

  /// Returns the two-sided exact confidence interval of a rate.
  ///
  /// Garwood (1936), Biometrika 28:437: chi-squared quantiles, the same chance in either tail.
  ///
  /// - Parameters:
  ///   - events: Events seen, 0 or more.
  ///   - exposure: Months or other units over which they were looked for, above 0.
  ///   - confidence: Between 0 and 1, exclusive.
  /// - Returns: Events per unit of exposure; the lower end is 0 when there was no event.
  public static func interval(
    events: Int, exposure: Double, confidence: Double
  ) -> ClosedRange<Double> {
    let tail = (1 - confidence) / 2
    let upper = upperBound(events: events, exposure: exposure, confidence: 1 - tail)
    let lower = events == 0 ? 0 : qchisq(tail, 2 * Double(events), 1, 0) / 2 / exposure
    return lower...upper
  }
}
