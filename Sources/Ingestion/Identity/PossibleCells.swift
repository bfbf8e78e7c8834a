/// Texts that may be cells of records whose quotes and delimiter nobody can rely on.
///
/// Each is read on its own, so that a stray quote hides none of those behind it.
enum PossibleCells {
  private static let quote = UInt8(ascii: "\"")
  private static let delimiters = Array(",;\t".utf8)
  // What is folded may be shorter than what was typed.
  private static let longest = 4 * CodeRule.longest

  /// Whether one of them is sought: what stands between two marks of any kind, between two delimiters of
  /// one kind whatever the quotes, or between two quotes whatever the delimiters and line ends.
  static func contain(_ bytes: [UInt8], where isSought: (String) -> Bool) -> Bool {
    var start = 0
    var starts = delimiters.map { _ in 0 }
    for place in 0...bytes.count {
      // The end of the text ends a line.
      let mark = place < bytes.count ? bytes[place] : UInt8(ascii: "\n")
      guard isMark(mark) else { continue }
      if test(bytes[start..<place], isSought) { return true }
      for kind in delimiters.indices where mark == delimiters[kind] || isLineEnd(mark) {
        // Without a mark between it is the same text again.
        if starts[kind] < start, test(bytes[starts[kind]..<place], isSought) { return true }
        starts[kind] = place + 1
      }
      if mark == quote, place == 0 || bytes[place - 1] != quote,
        let end = end(ofQuotedAt: place, bytes), test(bytes[place..<end], isSought)
      {
        return true
      }
      start = place + 1
    }
    return false
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte < 0x3C && (byte == quote || isLineEnd(byte) || delimiters.contains(byte))
  }

  // Behind the quote that ends what begins with one; two quotes are one of the text.
  private static func end(ofQuotedAt start: Int, _ bytes: [UInt8]) -> Int? {
    var place = start + 1
    while place < min(bytes.count, start + longest) {
      if bytes[place] == quote {
        guard place + 1 < bytes.count, bytes[place + 1] == quote else { return place + 1 }
        place += 1
      }
      place += 1
    }
    return nil
  }

  private static func test(_ cell: ArraySlice<UInt8>, _ isSought: (String) -> Bool) -> Bool {
    guard !cell.isEmpty, cell.count <= longest else { return false }
    guard cell.count > 1, cell.first == quote, cell.last == quote else {
      return isSought(String(decoding: cell, as: UTF8.self))
    }
    var text: [UInt8] = []
    var isSecond = false
    for byte in cell.dropFirst().dropLast() {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { text.append(byte) }
    }
    return isSought(String(decoding: text, as: UTF8.self))
  }
}
