/// The ways in which exports write money and digits.
enum Money {
  /// Whole yuan of a cell such as 1500.00; nil for any other form.
  static func yuan(_ cell: String) -> Int? {
    guard cell.hasSuffix(".00") else { return nil }
    return Int(cell.dropLast(3))
  }

  /// Digits in groups of three: 12,500.
  static func grouped(_ yuan: Int) -> String {
    yuan < 1_000 ? String(yuan) : "\(grouped(yuan / 1_000)),\(padded(yuan % 1_000, 3))"
  }

  /// The amount in ten thousands of yuan: 1500 is 0.15.
  static func tenThousands(_ yuan: Int) -> String {
    var text = "\(yuan / 10_000).\(padded(yuan % 10_000, 4))"
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// ASCII digits as full-width ones; other characters stay.
  static func fullWidth(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(scalar)
      let wide = isDigit ? Unicode.Scalar(scalar.value + 0xFEE0) : nil
      result.unicodeScalars.append(wide ?? scalar)
    }
    return result
  }
}
