/// Makes delivered text safe to show, whoever typed it.
enum InertText {
  /// One line without hidden characters.
  ///
  /// Runs of line ends and tabs become one space; control and direction characters, which can
  /// make text read differently from what it is, become U+FFFD.
  static func line(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var scalars = String.UnicodeScalarView()
    var isBreak = false
    for scalar in text.unicodeScalars {
      if breaks(scalar) {
        if !isBreak { scalars.append(" ") }
        isBreak = true
        continue
      }
      isBreak = false
      scalars.append(isHidden(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }

  /// A text cell of a published table that no spreadsheet takes for a formula.
  static func cell(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return "" }
    return (startsFormula(first) ? "'" : "") + line(text)
  }

  // Printable ASCII and ideographs from U+4000 to U+9FFF: most texts, of which nothing is to change.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case 0x20...0x7E, 0x80...0xBF, 0xE4...0xE9: true
      default: false
      }
    }
  }

  private static func breaks(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    // Noncharacters: XML forbids some, and no font shows any.
    case 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      true
    default: false
    }
  }
}
