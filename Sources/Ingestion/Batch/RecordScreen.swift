/// Tells by a few bytes that a record is surely a row, as nearly all are.
///
/// Text that composition leaves alone starts equal texts alike: where the first characters of a
/// cell and of a heading are such and differ, the texts differ.
struct RecordScreen: Sendable {
  private let headings: [[UInt8]]
  private let totals: [[UInt8]]
  // For each heading the ASCII characters with which it or a total may start, as bits.
  private let starts: [SIMD2<UInt64>]

  init(header: [String]) {
    headings = header.map { Array(RecordText.trimmed($0).utf8) }
    let totals = RecordText.totals.map { Array($0.utf8) }
    self.totals = totals
    starts = headings.map { heading in
      ([heading] + totals).reduce(SIMD2()) { $0 | Self.start(of: $1.span) }
    }
  }

  // The first character where it is inert and ASCII, none where it is inert, all elsewhere.
  private static func start(of text: Span<UInt8>) -> SIMD2<UInt64> {
    guard text.count > 0 else { return SIMD2() }
    guard text.inertLength(0, text.count) > 0 else { return SIMD2(repeating: .max) }
    return bit(text[0])
  }

  @inline(__always)
  private static func bit(_ byte: UInt8) -> SIMD2<UInt64> {
    let bit = 1 as UInt64 &<< UInt64(byte & 63)
    return byte < 64 ? SIMD2(bit, 0) : byte < 128 ? SIMD2(0, bit) : SIMD2()
  }

  /// Whether a record has the header's width and is surely neither blank, header nor totals.
  ///
  /// `cells` holds the start and end of each cell; text to be decoded extends ASCII.
  func isSurelyRow(
    _ text: Span<UInt8>, _ cells: Span<UInt32>, _ decode: TextDecoder?
  ) -> Bool {
    guard cells.count == headings.count * 2 else { return false }
    for index in headings.indices {
      let (start, end) = (Int(cells[index * 2]), Int(cells[index * 2 + 1]))
      // An empty heading, and an empty cell before the first filled one, tell nothing.
      guard start < end else { continue }
      // An inert character that nothing else starts with: as in most numbers of cases.
      let first = text[start]
      let known = starts[index] & Self.bit(first)
      if (0x21...0x7E).contains(first), known.x | known.y == 0 { return true }
      guard let decode, text.holdsHighByte(start, end) else {
        return isSurelyRow(text, start, end, index)
      }
      let cell = decode.text(of: text.extracting(start..<end))
      return isSurelyRow(cell.span, 0, cell.count, index)
    }
    return false
  }

  private func isSurelyRow(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ index: Int) -> Bool {
    let heading = headings[index]
    guard differs(text, start, end, heading.span) else { return false }
    for total in totals {
      guard differs(text, start, end, total.span) else { return false }
    }
    return true
  }

  private func differs(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ other: Span<UInt8>
  ) -> Bool {
    var (offset, place) = (start, 0)
    while true {
      let length = text.inertLength(offset, end)
      let otherLength = other.inertLength(place, other.count)
      // Where one text ends, a character of the other makes the difference.
      if length == 0 || otherLength == 0 {
        return (offset == end && otherLength > 0) || (place == other.count && length > 0)
      }
      guard length == otherLength,
        text.word(at: offset, length: length) == other.word(at: place, length: length)
      else { return true }
      offset += length
      place += length
    }
  }
}

extension Span where Element == UInt8 {
  /// Length of the character at `offset` if it is never composed, decomposed nor white space.
  ///
  /// Visible ASCII, U+4000 to U+9FFF, U+FF00 to U+FF3F and 〔〕 in UTF-8; otherwise, and at the
  /// end, 0.
  func inertLength(_ offset: Int, _ end: Int) -> Int {
    guard offset < end else { return 0 }
    switch self[offset] {
    case 0x21...0x7E: return 1
    case 0xE4...0xE9: return 3
    case 0xE3 where word(at: offset, length: 3) | 0x01_00_00 == 0x95_80_E3: return 3
    case 0xEF where self[offset + 1] == 0xBC: return 3
    default: return 0
    }
  }

  /// Whether a cell holds a byte beyond ASCII.
  func holdsHighByte(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where self[index] >= 0x80 { return true }
    return false
  }
}
