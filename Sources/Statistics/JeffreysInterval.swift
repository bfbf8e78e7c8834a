/// The equal-tailed Bayesian interval of a share under the prior that favours no scale.
public struct JeffreysInterval: Hashable, Sendable {
  /// Lower end, above 0.
  public let lower: Double
  /// Upper end, below 1.
  public let upper: Double

  /// Makes the interval of `successes` out of `trials` under a beta prior of shapes ½ and ½.
  ///
  /// Jeffreys prior: Brown, Cai and DasGupta (2001), Statistical Science 16:101,
  /// without their special ends at no and at full success.
  ///
  /// - Parameters:
  ///   - successes: From 0 to `trials`.
  ///   - trials: Above 0.
  ///   - confidence: Between 0 and 1, exclusive.
  public init(successes: Int, trials: Int, confidence: Double) {
    precondition(trials > 0 && (0...trials).contains(successes), "a share needs a denominator")
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let tail = (1 - confidence) / 2
    let posterior = BetaDistribution(
      alpha: Double(successes) + 0.5, beta: Double(trials - successes) + 0.5)
    lower = posterior.quantile(tail)
    upper = posterior.quantile(1 - tail)
  }
}
