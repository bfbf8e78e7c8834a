/// A test statistic and the chance of one at least as extreme.
public struct TestOutcome: Hashable, Sendable {
  /// The statistic; which law it follows is said where it is made.
  public let statistic: Double
  /// The p-value, from 0 to 1.
  public let pValue: Double
}
