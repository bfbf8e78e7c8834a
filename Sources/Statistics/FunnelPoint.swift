/// One unit of a funnel on a scale on which chance is about normal.
public struct FunnelPoint: Hashable, Sendable {
  /// What was measured.
  public let estimate: Double
  /// Its standard error if units differ by chance only, above 0.
  public let standardError: Double

  /// Makes a unit from an estimate and its standard error, above 0.
  public init(estimate: Double, standardError: Double) {
    precondition(standardError > 0, "a standard error is above 0")
    self.estimate = estimate
    self.standardError = standardError
  }
}
