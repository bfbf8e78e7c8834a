internal import CRmath

/// Functions of likelihoods that the standard library lacks.
public enum SpecialFunctions {
  /// Returns the natural logarithm of the gamma function of `value`, above 0.
  public static func logGamma(_ value: Double) -> Double {
    precondition(value > 0, "the gamma function is asked for above 0")
    return lgammafn(value)
  }

  /// Returns the derivative of `logGamma` at `value`, above 0.
  public static func digamma(_ value: Double) -> Double {
    precondition(value > 0, "the gamma function is asked for above 0")
    return CRmath.digamma(value)
  }
}
