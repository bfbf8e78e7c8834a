// What the cells of a row may hold, read from its bytes without making a text.
extension Span where Element == UInt8 {
  /// The text in a range; nil where it is not UTF-8.
  func text(in range: Range<Int>) -> String? {
    guard let text = try? UTF8Span(validating: extracting(range)) else { return nil }
    return String(copying: text)
  }

  /// A decimal number with or without a minus; nil for anything else.
  func number(in range: Range<Int>) -> Int? {
    guard let first = range.first else { return nil }
    let isNegative = self[first] == UInt8(ascii: "-")
    let digits = isNegative ? range.dropFirst() : range
    guard !digits.isEmpty else { return nil }
    var value = 0
    for index in digits {
      guard let digit = digit(at: index) else { return nil }
      let (tenfold, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isSumTooLarge) = tenfold.subtractingReportingOverflow(digit)
      guard !isTooLarge, !isSumTooLarge else { return nil }
      value = sum
    }
    // The digits were subtracted, since the smallest number has no positive twin.
    guard !isNegative else { return value }
    return value == .min ? nil : -value
  }

  /// A number that fits in 32 bits; nil for anything else.
  func smallNumber(in range: Range<Int>) -> Int32? {
    number(in: range).flatMap { Int32(exactly: $0) }
  }

  private static var yes: [UInt8] { [0x74, 0x72, 0x75, 0x65] }
  private static var no: [UInt8] { [0x66, 0x61, 0x6C, 0x73, 0x65] }

  /// `true` or `false`; nil for anything else.
  func assertion(in range: Range<Int>) -> Bool? {
    if holds(Self.yes, in: range) { return true }
    return holds(Self.no, in: range) ? false : nil
  }

  /// `YYYY-MM`; nil for anything else.
  func month(in range: Range<Int>) -> Month? {
    let start = range.lowerBound
    guard range.count == 7, self[start + 4] == UInt8(ascii: "-"),
      let year = digits(in: start..<start + 4), let month = digits(in: start + 5..<start + 7),
      (1...12).contains(month)
    else { return nil }
    return Month(year: year, month: month)
  }

  /// `YYYY-MM-DD` of a day that exists; nil for anything else.
  func date(in range: Range<Int>) -> CalendarDate? {
    let start = range.lowerBound
    guard range.count == 10, self[start + 7] == UInt8(ascii: "-"),
      let month = month(in: start..<start + 7), let day = digits(in: start + 8..<start + 10)
    else { return nil }
    return CalendarDate(year: month.year, month: month.month, day: day)
  }

  /// Whether a range holds exactly these bytes.
  func holds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
    guard range.count == bytes.count else { return false }
    for offset in bytes.indices where bytes[offset] != self[range.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Ends of the parts of a range between separators; an empty range has no part.
  func parts(of range: Range<Int>, at separator: UInt8) -> [Range<Int>] {
    guard !range.isEmpty else { return [] }
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where self[index] == separator {
      parts.append(start..<index)
      start = index + 1
    }
    parts.append(start..<range.upperBound)
    return parts
  }

  private func digits(in range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      guard let digit = digit(at: index) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private func digit(at index: Int) -> Int? {
    let byte = self[index]
    return (0x30...0x39).contains(byte) ? Int(byte - 0x30) : nil
  }
}

/// Texts of a table, each kept once.
///
/// A text of at most 15 bytes lies in the string itself; longer ones are shared.
struct TextPool {
  private var last: [(bytes: [UInt8], text: String)]
  private var long: Set<String> = []

  /// Makes an empty pool for a number of columns, each of which remembers its last text.
  init(columns: Int) {
    last = Array(repeating: ([], ""), count: columns)
  }

  /// The text in a range, shared with the rows before; nil where it is not UTF-8.
  mutating func text(_ column: Int, _ row: Span<UInt8>, _ range: Range<Int>) -> String? {
    if row.holds(last[column].bytes, in: range) { return last[column].text }
    guard var text = row.text(in: range) else { return nil }
    if text.utf8.count > 15 {
      let (isNew, known) = long.insert(text)
      // Texts may be equal and yet differ in bytes.
      if !isNew, known.utf8.elementsEqual(text.utf8) { text = known }
    }
    last[column].bytes.removeAll(keepingCapacity: true)
    for index in range { last[column].bytes.append(row[index]) }
    last[column].text = text
    return text
  }
}
