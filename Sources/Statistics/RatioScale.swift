internal import Glibc

/// A scale on which observed ÷ expected counts are about normal around that of 1.
///
/// Spiegelhalter (2005), doi:10.1002/sim.1970, appendix on standardised ratios.
public enum RatioScale: Hashable, Sendable {
  /// The natural logarithm; for counts above 0, as in the hospital mortality indicator SHMI.
  case logarithm
  /// The square root; also for counts of 0, as the Care Quality Commission uses it.
  case squareRoot

  /// The ratio 1 on this scale.
  public var target: Double { self == .logarithm ? 0 : 1 }

  /// Returns one unit on this scale.
  ///
  /// - Parameters:
  ///   - observed: 0 or more; above 0 for the logarithm.
  ///   - expected: Above 0.
  /// - Returns: The unit with its standard error under chance alone.
  public func point(observed: Int, expected: Double) -> FunnelPoint {
    precondition(observed >= 0 && expected > 0, "a ratio needs a count and an expectation")
    let ratio = Double(observed) / expected
    switch self {
    case .logarithm:
      precondition(observed > 0, "a count of 0 has no logarithm")
      return FunnelPoint(estimate: log(ratio), standardError: 1 / expected.squareRoot())
    case .squareRoot:
      return FunnelPoint(
        estimate: ratio.squareRoot(), standardError: 1 / (2 * expected.squareRoot()))
    }
  }

  /// Returns the ratio whose place on this scale is `value`; below the scale it is 0.
  public func ratio(_ value: Double) -> Double {
    self == .logarithm ? exp(value) : max(0, value) * max(0, value)
  }
}
