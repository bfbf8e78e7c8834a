internal import CRmath

/// The standard normal law.
public enum NormalDistribution {
  /// Returns the value that is not exceeded with `probability`, between 0 and 1, exclusive.
  public static func quantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    return qnorm5(probability, 0, 1, 1, 0)
  }

  /// Returns the value that is exceeded with `probability`, between 0 and 1, exclusive.
  public static func upperQuantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability lies between 0 and 1")
    return qnorm5(probability, 0, 1, 0, 0)
  }

  /// Returns the chance of `value` or less.
  public static func probability(atMost value: Double) -> Double {
    pnorm5(value, 0, 1, 1, 0)
  }

  /// Returns the chance of more than `value`.
  public static func probability(above value: Double) -> Double {
    pnorm5(value, 0, 1, 0, 0)
  }
}
