/// Numbers as a reader without statistics takes them.
public enum PlainNumber {
  /// An expected count: one decimal below 10, whole above.
  public static func count(_ value: Double) -> String {
    value < 9.95
      ? Numerals.decimal(value, places: 1)
      : Numerals.grouped(Int(value.rounded(.toNearestOrAwayFromZero)))
  }

  /// About how many; what would be rounded to none is not said to be none.
  public static func about(_ value: Double) -> Phrase {
    guard value <= 0 || value >= 0.05 else { return Phrase("不到0.1", "fewer than 0.1") }
    let text = count(value)
    return Phrase("约\(text)", "about \(text)")
  }

  /// A chance as one in so many, to two digits.
  public static func chance(_ value: Double) -> Phrase {
    guard value > 1e-6 else { return Phrase("不到百万分之一", "less than 1 in 1,000,000") }
    let inverse = 1 / value
    guard inverse >= 1.5 else { return Phrase("在一半以上", "more than one half") }
    var scale = 1.0
    while inverse / scale >= 100 { scale *= 10 }
    let rounded = (inverse / scale).rounded(.toNearestOrAwayFromZero) * scale
    let text = Numerals.grouped(Int(rounded))
    return Phrase("约为1/\(text)", "about 1 in \(text)")
  }
}
