import Contracts

/// Turns the text of cells into numbers and back without loss.
enum CellText {
  private static let firstDay = CalendarDate(year: 0, month: 1, day: 1)?.dayNumber ?? 0
  private static let lastDay = CalendarDate(year: 9999, month: 12, day: 31)?.dayNumber ?? 0

  /// The day of `YYYY-MM-DD` in days since 1970-01-01; nil for anything else.
  static func day(_ cell: Span<UInt8>) -> Int64? {
    guard cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
      let year = digits(cell.extracting(0..<4)), let month = digits(cell.extracting(5..<7)),
      let day = digits(cell.extracting(8..<10))
    else { return nil }
    return CalendarDate(year: Int(year), month: Int(month), day: Int(day))
      .map { Int64($0.dayNumber) }
  }

  /// The number of a cell that is written as `append(integer:)` does; nil for anything else.
  static func integer(_ cell: Span<UInt8>) -> Int64? {
    let isNegative = cell.count > 0 && cell[0] == UInt8(ascii: "-")
    let magnitude = cell.extracting((isNegative ? 1 : 0)..<cell.count)
    guard let value = digits(magnitude) else { return nil }
    guard magnitude[0] != UInt8(ascii: "0") || cell.count == 1 else { return nil }
    if !isNegative { return Int64(exactly: value) }
    return value == Int64.min.magnitude ? .min : Int64(exactly: value).map { -$0 }
  }

  private static func digits(_ cell: Span<UInt8>) -> UInt64? {
    guard (1...19).contains(cell.count) else { return nil }
    var value: UInt64 = 0
    for index in cell.indices {
      guard (0x30...0x39).contains(cell[index]) else { return nil }
      value = value * 10 + UInt64(cell[index] - 0x30)
    }
    return value
  }

  /// Appends the text of a day; false where its year is not from 0 to 9999.
  static func append(day: Int64, to text: inout [UInt8]) -> Bool {
    guard (Int64(firstDay)...Int64(lastDay)).contains(day) else { return false }
    text.append(contentsOf: CalendarDate(dayNumber: Int(day)).description.utf8)
    return true
  }

  /// Appends a number in decimal digits, with a minus sign below zero.
  static func append(integer: Int64, to text: inout [UInt8]) {
    if integer < 0 { text.append(UInt8(ascii: "-")) }
    let start = text.count
    var rest = integer.magnitude
    repeat {
      text.append(UInt8(rest % 10) + 0x30)
      rest /= 10
    } while rest > 0
    text[start...].reverse()
  }
}
