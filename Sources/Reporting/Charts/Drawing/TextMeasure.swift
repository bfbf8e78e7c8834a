/// How wide text stands, without a font: a Chinese character is one em, others about half of one.
enum TextMeasure {
  /// Width at a font size; on the wide side, since fonts differ.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
  }

  /// The text, or its beginning and an ellipsis where it is wider than the place for it.
  static func fitted(_ text: String, width: Double, size: Double) -> String {
    let line = InertText.line(text)
    guard Self.width(line, size: size) > width else { return line }
    var result = ""
    var taken = size
    for character in line {
      taken += Self.width(String(character), size: size)
      guard taken <= width else { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The text in at most `lines` lines, the last one cut where it is too long.
  ///
  /// Chinese text breaks anywhere, other text at spaces unless a word is wider than the line.
  static func wrapped(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
    var rest = Substring(InertText.line(text))
    var result: [String] = []
    while !rest.isEmpty, result.count < lines - 1, Self.width(String(rest), size: size) > width {
      let end = breakPoint(rest, width: width, size: size)
      result.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return rest.isEmpty ? result : result + [fitted(String(rest), width: width, size: size)]
  }

  private static func breakPoint(
    _ text: Substring, width: Double, size: Double
  ) -> Substring.Index {
    var (taken, end) = (0.0, text.startIndex)
    var lastSpace: Substring.Index?
    while end < text.endIndex {
      taken += Self.width(String(text[end]), size: size)
      guard taken <= width || end == text.startIndex else { break }
      if text[end] == " " { lastSpace = end }
      end = text.index(after: end)
    }
    guard end < text.endIndex, let lastSpace, lastSpace > text.startIndex,
      !isWide(text[end].unicodeScalars.first ?? " "), text[end] != " "
    else { return end }
    return lastSpace
  }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    if isWide(scalar) { return 1 }
    // Marks that stand on the character before them take no room of their own.
    return scalar.properties.canonicalCombiningClass == .notReordered ? 0.56 : 0
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2014...0x2026, 0x2190...0x21FF, 0x2460...0x27BF, 0x2E80...0xA4CF, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFFD, 0x1F000...0x3FFFF:
      true
    default: false
    }
  }
}
