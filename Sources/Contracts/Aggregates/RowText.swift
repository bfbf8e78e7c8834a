/// One row of a table as bytes, for tables of millions of rows: no text a cell is made.
public struct RowText: Sendable {
  /// The cells in UTF-8, one byte that belongs to no cell after each.
  public private(set) var text: [UInt8] = []
  /// Where each cell ends in `text`.
  public private(set) var ends: [Int] = []

  /// Makes a row without cells.
  public init() {}

  /// Makes a row of texts.
  public init(_ cells: [String]) {
    for cell in cells { append(cell) }
  }

  /// Copies a row.
  public init(_ row: Span<UInt8>, ends: [Int]) {
    text = row.indices.map { row[$0] }
    self.ends = ends
  }

  /// Forgets the cells and keeps their storage.
  public mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Appends a text.
  public mutating func append(_ cell: String) {
    text.append(contentsOf: cell.utf8)
    endCell()
  }

  /// Appends a text by its bytes.
  public mutating func append(utf8: Span<UInt8>) {
    text.append(utf8)
    endCell()
  }

  /// Appends the cells of another row.
  public mutating func append(_ other: RowText) {
    let start = text.count
    text.append(other.text.span)
    for end in other.ends { ends.append(start + end) }
  }

  /// Appends sixteen lowercase hexadecimal digits.
  public mutating func append(hexadecimal number: UInt64) {
    text.append(addingCapacity: 16) { digits in
      for half in [UInt32(truncatingIfNeeded: number >> 32), UInt32(truncatingIfNeeded: number)] {
        var word = Self.hexadecimal(half)
        for _ in 0..<8 {
          digits.append(UInt8(truncatingIfNeeded: word))
          word >>= 8
        }
      }
    }
    endCell()
  }

  // Eight digits, the first one in the lowest byte.
  private static func hexadecimal(_ number: UInt32) -> UInt64 {
    var digits = UInt64(number.byteSwapped)
    digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits >> 4 | digits << 8) & 0x0F0F_0F0F_0F0F_0F0F
    let areLetters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return digits + 0x3030_3030_3030_3030 + areLetters * 0x27
  }

  /// Appends a number.
  public mutating func append(_ number: Int) {
    appendDigits(number)
    endCell()
  }

  /// Appends a number in the shortest form that reads back to the same bits.
  public mutating func append(_ number: Double) {
    text.append(contentsOf: number.description.utf8)
    endCell()
  }

  /// The cells as texts.
  public var cells: [String] {
    ends.indices.map { index in
      let start = index == 0 ? 0 : ends[index - 1] + 1
      return String(decoding: text[start..<ends[index]], as: UTF8.self)
    }
  }

  mutating func appendByte(_ byte: UInt8) { text.append(byte) }

  mutating func endCell() {
    ends.append(text.count)
    text.append(0)
  }

  mutating func appendDigits(_ number: Int, width: Int = 1) {
    if number < 0 { text.append(UInt8(ascii: "-")) }
    // From the last digit to the first; no number has more than twenty.
    var digits = [20 of UInt8](repeating: UInt8(ascii: "0"))
    var (rest, first) = (number.magnitude, digits.count)
    while rest > 0 || digits.count - first < width {
      first -= 1
      digits[first] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    text.append(digits.span.extracting(first...))
  }

  mutating func append(_ month: Month?) {
    if let month { appendMonth(month) }
    endCell()
  }

  mutating func append(_ date: CalendarDate?) {
    if let date {
      appendMonth(date.month)
      text.append(UInt8(ascii: "-"))
      appendDigits(date.components.day, width: 2)
    }
    endCell()
  }

  private mutating func appendMonth(_ month: Month) {
    appendDigits(month.year, width: 4)
    text.append(UInt8(ascii: "-"))
    appendDigits(month.month, width: 2)
  }
}
