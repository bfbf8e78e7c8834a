import Foundation

/// Folds text so that equal meanings have equal bytes.
enum Folding {
  /// Compatibility form (Unicode NFKC) without format characters and outer white space.
  static func compatible(_ text: String) -> String {
    if isPlain(text.utf8) { return trimmed(text) }
    let composed = text.precomposedStringWithCompatibilityMapping
    var kept = String.UnicodeScalarView()
    for scalar in composed.unicodeScalars where scalar.properties.generalCategory != .format {
      kept.append(scalar.properties.isWhitespace ? " " : scalar)
    }
    return trimmed(String(kept))
  }

  /// Compatible form with runs of white space made one space.
  static func name(_ text: String) -> String {
    let folded = compatible(text)
    guard folded.utf8.contains(UInt8(ascii: " ")) else { return folded }
    return folded.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })
      .joined(separator: " ")
  }

  /// Compatible form without any white space.
  static func withoutSpace(_ text: String) -> String {
    let folded = compatible(text)
    var kept = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars where !scalar.properties.isWhitespace {
      kept.append(scalar)
    }
    return String(kept)
  }

  /// Text of a case number: all bracket forms made 〔〕, no white space.
  static func caseNumber(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in withoutSpace(text).unicodeScalars {
      switch scalar {
      case "(", "[", "【", "〔", "{", "〈", "《": kept.append("〔")
      case ")", "]", "】", "〕", "}", "〉", "》": kept.append("〕")
      default: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// An identifier without the guards that spreadsheets put around text: `'x` and `="x"`.
  static func unguarded(_ text: String) -> String {
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count > 3 {
      return String(text.dropFirst(2).dropLast())
    }
    if text.hasPrefix("'") { return String(text.dropFirst()) }
    return text
  }

  // ASCII text without leading or trailing space needs no Unicode work.
  private static func isPlain(_ bytes: String.UTF8View) -> Bool {
    bytes.allSatisfy { $0 < 0x80 && $0 >= 0x20 }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
