/// Prints numbers without locale; every figure in an output passes here.
public enum Numerals {
  /// A decimal with at most `places` digits behind the point, rounded half up, no trailing zeros.
  public static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "" }
    var text = fixed(value, places: places)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// A decimal with exactly `places` digits behind the point, rounded half away from zero.
  public static func fixed(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard let digits = Int(exactly: scaled) else { return "" }
    let unit = Int(scale)
    let whole = "\(sign)\(digits / unit)"
    return places == 0 ? whole : whole + "." + padded(digits % unit, to: places)
  }

  /// A decimal with at most `digits` significant digits; below a millionth with an exponent.
  public static func significant(_ value: Double, digits: Int) -> String {
    var magnitude = abs(value)
    guard magnitude.isFinite, magnitude > 0 else { return decimal(value, places: 0) }
    var exponent = 0
    while magnitude >= 10 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1 {
      magnitude *= 10
      exponent -= 1
    }
    guard exponent < -6 else {
      return decimal(value, places: max(0, digits - 1 - exponent))
    }
    let mantissa = decimal(magnitude, places: digits - 1)
    let sign = value < 0 ? "-" : ""
    // Rounding may carry into the next power of ten.
    return mantissa == "10" ? "\(sign)1e\(exponent + 1)" : "\(sign)\(mantissa)e\(exponent)"
  }

  /// A share as a percentage with one decimal; empty without a denominator.
  public static func percentage(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "" }
    return fixed(100 * Double(part) / Double(whole), places: 1) + "%"
  }

  /// Fen as yuan with two decimals.
  public static func yuan(fen: Int) -> String {
    let magnitude = fen.magnitude
    let cents = padded(Int(magnitude % 100), to: 2)
    return (fen < 0 ? "-" : "") + "\(magnitude / 100).\(cents)"
  }

  /// A number with a comma between groups of three digits.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
  }
}
