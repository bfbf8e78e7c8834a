import Foundation

/// Folds text so that equal meanings have equal bytes.
enum Folding {
  /// Compatibility form (Unicode NFKC) without format characters and outer white space.
  static func compatible(_ text: String) -> String {
    if isPlain(text.utf8) {
      return text.utf8.first == 0x20 || text.utf8.last == 0x20 ? trimmed(text) : text
    }
    if let written = asWritten(text) { return trimmed(written) }
    var folded = foldedOnce(text)
    // White space that is cut off may leave a mark behind another letter, where it composes anew.
    for _ in 0..<mostFoldings {
      let again = foldedOnce(folded)
      if again.utf8.elementsEqual(folded.utf8) { break }
      folded = again
    }
    return folded
  }

  // The punctuation of Chinese text, and ASCII as wide as it, fold character by character: what
  // they become is not changed by NFKC, alone or beside another one of them. Nil for other text.
  private static func asWritten(_ text: String) -> String? {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E, 0x4000...0x9FFF, 0x3001...0x3002, 0x3008...0x3011, 0x3014...0x301B,
        0x2014, 0x2018...0x2019, 0x201C...0x201D:
        kept.append(scalar)
      case 0x3000: kept.append(" ")
      case 0xFF01...0xFF5E:
        kept.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value &- 0xFEE0)))
      default: return nil
      }
    }
    return String(kept)
  }

  private static let mostFoldings = 4

  private static func foldedOnce(_ text: String) -> String {
    // Before composing: a format character would keep a letter and its accent apart.
    let composed = withoutFormat(text).precomposedStringWithCompatibilityMapping
    var kept = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars { kept.append(isSpace(scalar) ? " " : scalar) }
    return trimmed(String(kept))
  }

  /// Compatible form with runs of white space made one space, and none beside Chinese text.
  ///
  /// Chinese is written without spaces: one that was typed or wrapped into a name is no difference.
  static func name(_ text: String) -> String {
    let folded = compatible(text)
    guard folded.utf8.contains(UInt8(ascii: " ")) else { return folded }
    let words = folded.unicodeScalars.split { isSpace($0) }
    var result = String.UnicodeScalarView()
    for word in words {
      if let last = result.last, let first = word.first, !isChinese(last), !isChinese(first) {
        result.append(" ")
      }
      result.append(contentsOf: word)
    }
    // Once more: an accent that stood behind a space may now stand behind another one.
    return String(result).precomposedStringWithCompatibilityMapping
  }

  // A mark over Chinese text may change its place among other marks, so it decides nothing.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2E80 && scalar.properties.canonicalCombiningClass == .notReordered
  }

  /// Compatible form without any white space.
  static func withoutSpace(_ text: String) -> String {
    if isPlain(text.utf8), !text.utf8.contains(0x20) { return text }
    let folded = compatible(text)
    guard folded.unicodeScalars.contains(where: isSpace) else { return folded }
    var kept = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars where !isSpace(scalar) {
      kept.append(scalar)
    }
    // Once more: an accent may now stand behind its letter.
    return String(kept).precomposedStringWithCompatibilityMapping
  }

  /// Text of a case number: all bracket forms made 〔〕, no white space, 01号 made 1号.
  static func caseNumber(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in withoutSpace(text).unicodeScalars {
      switch scalar {
      case "(", "[", "【", "〔", "{", "〈", "《": kept.append("〔")
      case ")", "]", "】", "〕", "}", "〉", "》": kept.append("〕")
      default: kept.append(scalar)
      }
    }
    return String(withoutVirtualZeros(kept))
  }

  // GB/T 9704-2012, 7.2.5: the number behind the year is written 1, not 01.
  private static func withoutVirtualZeros(
    _ text: String.UnicodeScalarView
  ) -> String.UnicodeScalarView {
    guard let bracket = text.lastIndex(of: "〕") else { return text }
    let number = text[text.index(after: bracket)...]
    let digits = number.last == "号" ? number.dropLast() : number
    guard digits.first == "0", digits.allSatisfy({ ("0"..."9").contains($0) }) else { return text }
    let start = digits.dropLast().firstIndex { $0 != "0" } ?? digits.index(before: digits.endIndex)
    return String.UnicodeScalarView(text[...bracket]) + text[start...]
  }

  /// An identifier without the guards that spreadsheets put around text: `'x` and `="x"`.
  static func unguarded(_ text: String) -> String {
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 {
      return String(text.dropFirst(2).dropLast())
    }
    if text.hasPrefix("'") { return String(text.dropFirst()) }
    return text
  }

  // ASCII and the characters U+4000 to U+9FFF need no Unicode work but for outer spaces: none of
  // them is changed by NFKC, alone or beside another one of them.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    bytes.allSatisfy { (0x20...0xBF).contains($0) || (0xE4...0xE9).contains($0) }
  }

  // Unicode's White_Space, spelled out: the property look-up took a fifth of ingestion.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  private static func withoutFormat(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isFormat) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isFormat(scalar) { kept.append(scalar) }
    return String(kept)
  }

  // Format characters are rare: letters of Latin and of Chinese need no look-up.
  private static func isFormat(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0xAC, 0x3000...0x9FFF: false
    default: scalar.properties.generalCategory == .format
    }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
