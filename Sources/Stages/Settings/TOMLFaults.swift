/// What is wrong with a text of settings, and where; line and column count from 1.
struct TOMLFault: Equatable {
  let line: Int
  let column: Int
  let words: String
}

/// Looks for the faults at which the parser (toml++ 3.4.0) aborts instead of telling them.
///
/// They are table headers that name no key, such as `[市]` without quotes, half a time behind a date,
/// and a brace that closes a list. All other faults are for the parser to tell.
struct TOMLFaults {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  // Brackets that are open; one inside another is no header.
  private var open: [UInt8] = []

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The first such fault.
  static func first(in text: String) -> TOMLFault? {
    var faults = TOMLFaults(text)
    return faults.first()
  }

  private mutating func first() -> TOMLFault? {
    var startsLine = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "["), startsLine, open.isEmpty {
        guard headerNamesKey() else {
          return fault("a table needs a name of letters A to Z and digits, or in quotes")
        }
      } else if byte == UInt8(ascii: "#") {
        skip { $0 != UInt8(ascii: "\n") }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        skipString(byte)
      } else if endsDateBeforeHalfTime() {
        return fault("a date and half a time")
      } else if byte == UInt8(ascii: "}"), open.last == UInt8(ascii: "[") {
        return fault("a list that is never closed")
      }
      countBrackets(byte)
      startsLine = Self.startsLine(after: byte, startsLine)
      advance()
    }
    return nil
  }

  private static let spaces = Array(" \t\r".utf8)

  // A byte order mark or a wide space leaves a line empty; no key is of such bytes.
  private static func startsLine(after byte: UInt8, _ didStart: Bool) -> Bool {
    byte == UInt8(ascii: "\n") || didStart && (byte >= 0x80 || spaces.contains(byte))
  }

  private func fault(_ words: String) -> TOMLFault {
    TOMLFault(line: line, column: index - lineStart + 1, words: words)
  }

  private mutating func countBrackets(_ byte: UInt8) {
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open.append(byte) }
    if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { _ = open.popLast() }
  }

  /// Whether a date ends here, and what follows can only be a time and is none.
  private func endsDateBeforeHalfTime() -> Bool {
    guard index >= 10, index + 1 < bytes.count, isDate(bytes[(index - 10)..<index]) else {
      return false
    }
    let hour = bytes[(index + 1)...].prefix { (0x30...0x39).contains($0) }
    switch bytes[index] {
    case UInt8(ascii: "T"), UInt8(ascii: "t"): return hour.count < 2
    case UInt8(ascii: " "): return hour.count == 1
    default: return false
    }
  }

  private func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    zip(text, "dddd-dd-dd".utf8).allSatisfy { byte, form in
      form == UInt8(ascii: "-") ? byte == form : (0x30...0x39).contains(byte)
    }
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
