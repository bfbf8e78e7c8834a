internal import CRmath

/// The score interval of a share.
public struct WilsonInterval: Hashable, Sendable {
  /// Lower end, 0 or more.
  public let lower: Double
  /// Upper end, 1 or less.
  public let upper: Double

  /// Makes the interval of `successes` out of `trials`.
  ///
  /// Score interval without continuity correction: Wilson (1927), JASA 22:209.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`.
  ///   - trials: Above 0.
  ///   - confidence: Between 0 and 1, exclusive.
  public init(successes: Int, trials: Int, confidence: Double) {
    precondition(trials > 0 && (0...trials).contains(successes), "a share needs a denominator")
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let quantile = qnorm5(1 - (1 - confidence) / 2, 0, 1, 1, 0)
    let count = Double(trials)
    let share = Double(successes) / count
    let square = quantile * quantile
    let centre = (share + square / (2 * count)) / (1 + square / count)
    let spread = (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    let half = quantile * spread / (1 + square / count)
    lower = successes == 0 ? 0 : max(0, centre - half)
    upper = successes == trials ? 1 : min(1, centre + half)
  }
}
