/// Looks for table headers that name no key, such as `[市]` without quotes.
///
/// The parser (toml++ 3.4.0) aborts at one instead of telling where it stands.
struct TableHeaders {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  // How many arrays are open; a bracket inside one is no header.
  private var depth = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Where the first header without a key has something else; line and column count from 1.
  static func fault(in text: String) -> (line: Int, column: Int)? {
    var headers = TableHeaders(text)
    return headers.firstFault()
  }

  private mutating func firstFault() -> (line: Int, column: Int)? {
    var startsLine = true
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"): startsLine = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipString(byte)
        startsLine = false
      case UInt8(ascii: "[") where startsLine && depth == 0:
        guard headerNamesKey() else { return (line, index - lineStart + 1) }
        startsLine = false
      default:
        if byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
        startsLine = false
      }
      advance()
    }
    return nil
  }

  private mutating func advance() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    index += 1
  }

  /// Stops at the last byte that meets the condition from here on, or stays.
  private mutating func skip(while condition: (UInt8) -> Bool) {
    while index + 1 < bytes.count, condition(bytes[index + 1]) { advance() }
  }

  /// Stops before the key; what the parser tells of itself counts as a key.
  private mutating func headerNamesKey() -> Bool {
    let isDoubled = isNext(UInt8(ascii: "["))
    if isDoubled { advance() }
    skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard index + 1 < bytes.count, isDoubled || !isNext(UInt8(ascii: "[")) else { return true }
    switch bytes[index + 1] {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"):
      return true
    default:
      advance()
      return false
    }
  }

  private func isNext(_ byte: UInt8) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == byte
  }

  private func isTripled(_ quote: UInt8) -> Bool {
    index + 2 < bytes.count && bytes[index] == quote && bytes[index + 1] == quote
      && bytes[index + 2] == quote
  }

  /// Stops at the last byte of a string, of one line or of many.
  private mutating func skipString(_ quote: UInt8) {
    let hasEscapes = quote == UInt8(ascii: "\"")
    let isMultiline = isTripled(quote)
    if isMultiline { index += 2 }
    advance()
    while index < bytes.count {
      if hasEscapes, bytes[index] == UInt8(ascii: "\\") {
        advance()
      } else if isMultiline ? isTripled(quote) : bytes[index] == quote {
        if isMultiline {
          index += 2
          // One or two quotes may stand before those that close.
          skip { $0 == quote }
        }
        return
      } else if !isMultiline, bytes[index] == UInt8(ascii: "\n") {
        // Open at the end of its line: the parser tells.
        index -= 1
        return
      }
      advance()
    }
  }
}
