/// The exact interval of a share.
public struct ClopperPearsonInterval: Hashable, Sendable {
  /// Lower end, 0 or more.
  public let lower: Double
  /// Upper end, 1 or less.
  public let upper: Double

  /// Makes the interval of `successes` out of `trials`; it covers at least as often as asked.
  ///
  /// Clopper and Pearson (1934), Biometrika 26:404, by beta quantiles.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`.
  ///   - trials: Above 0.
  ///   - confidence: Between 0 and 1, exclusive.
  public init(successes: Int, trials: Int, confidence: Double) {
    precondition(trials > 0 && (0...trials).contains(successes), "a share needs a denominator")
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let tail = (1 - confidence) / 2
    let yes = Double(successes)
    let no = Double(trials - successes)
    lower = successes == 0 ? 0 : BetaDistribution(alpha: yes, beta: no + 1).quantile(tail)
    upper = successes == trials ? 1 : BetaDistribution(alpha: yes + 1, beta: no).quantile(1 - tail)
  }
}
