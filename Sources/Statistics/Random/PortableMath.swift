/// Logarithm, exponential and cosine from additions, products and quotients alone.
///
/// The system's own differ in the last bit between processors; these are the same on every
/// machine, so that a seed is. Method and constants: FDLIBM 5.3 (Sun Microsystems, 1993).
public enum PortableMath {
  private static let upperLog2 = 6.93147180369123816490e-01
  private static let lowerLog2 = 1.90821492927058770002e-10

  /// The natural logarithm of a positive number.
  public static func log(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value > 0 ? .infinity : -.infinity }
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let fraction = significand - 1
    let ratio = fraction / (2 + fraction)
    let square = ratio * ratio
    let fourth = square * square
    let even =
      fourth
      * (3.999999999940941908e-01
        + fourth * (2.222219843214978396e-01 + fourth * 1.531383769920937332e-01))
    let odd =
      square
      * (6.666666666666735130e-01
        + fourth
        * (2.857142874366239149e-01
          + fourth * (1.818357216161805012e-01 + fourth * 1.479819860511658591e-01)))
    let half = 0.5 * fraction * fraction
    return exponent * upperLog2
      - ((half - (ratio * (half + even + odd) + exponent * lowerLog2)) - fraction)
  }

  /// Euler's number to the power of `value`.
  public static func exp(_ value: Double) -> Double {
    guard value > -745 else { return 0 }
    guard value < 709.7 else { return .infinity }
    let exponent = (value * 1.4426950408889634).rounded()
    let upper = value - exponent * upperLog2
    let lower = exponent * lowerLog2
    let rest = upper - lower
    let square = rest * rest
    let inner =
      6.61375632143793436117e-05
      + square * (-1.65339022054652515390e-06 + square * 4.13813679705723846039e-08)
    let series =
      square
      * (1.66666666666666019037e-01 + square * (-2.77777777770155933842e-03 + square * inner))
    let correction = rest - series
    let mantissa = 1 - ((lower - (rest * correction) / (2 - correction)) - upper)
    return Double(sign: .plus, exponent: Int(exponent), significand: mantissa)
  }

  /// The cosine of a share of the full circle, from 0 to 1.
  public static func cosine(ofTurn turn: Double) -> Double {
    let quarter = (4 * turn).rounded()
    let angle = (4 * turn - quarter) * 1.5707963267948966
    return switch Int(quarter) & 3 {
    case 0: smallCosine(angle)
    case 1: -smallSine(angle)
    case 2: -smallCosine(angle)
    default: smallSine(angle)
    }
  }

  private static func smallCosine(_ angle: Double) -> Double {
    let square = angle * angle
    let outer = 2.48015872894767294178e-05 + square * -2.75573143513906633035e-07
    let tail = 2.08757232129817482790e-09 + square * -1.13596475577881948265e-11
    let series =
      4.16666666666666019037e-02
      + square * (-1.38888888888741095749e-03 + square * (outer + square * square * tail))
    return 1 - (0.5 * square - square * square * series)
  }

  private static func smallSine(_ angle: Double) -> Double {
    let square = angle * angle
    let outer = -1.98412698298579493134e-04 + square * 2.75573137070700676789e-06
    let tail = -2.50507602534068634195e-08 + square * 1.58969099521155010221e-10
    let series =
      -1.66666666666666324348e-01
      + square * (8.33333333332248946124e-03 + square * (outer + square * square * tail))
    return angle + angle * square * series
  }
}
