internal import CRmath
internal import Glibc

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

  /// Returns `base`, above 0, to the power `exponent`.
  public static func power(_ base: Double, _ exponent: Double) -> Double {
    precondition(base > 0, "a power is taken of numbers above 0")
    return pow(base, exponent)
  }

  /// Returns the exponential of `value`.
  public static func exponential(_ value: Double) -> Double { exp(value) }

  /// Returns the natural logarithm of `value`, above 0.
  public static func logarithm(_ value: Double) -> Double { log(value) }

  /// Returns ln(1 + value) for a value above −1, accurate near 0.
  public static func logarithmOfOnePlus(_ value: Double) -> Double { log1p(value) }
}
