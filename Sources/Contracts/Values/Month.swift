/// A calendar month, counted from January of year 0.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  // Millions of cells hold several months each.
  private let stored: Int32

  /// Months since January of year 0.
  public var index: Int { Int(stored) }

  /// Makes the month with this index.
  public init(index: Int) {
    stored = Int32(clamping: index)
  }

  /// Makes a month of a year; `month` is 1 to 12.
  public init(year: Int, month: Int) {
    precondition((1...12).contains(month), "a month is 1 to 12")
    self.init(index: year * 12 + month - 1)
  }

  /// Reads `YYYY-MM`; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-"),
      let year = decimalNumber(bytes[0..<4]), let month = decimalNumber(bytes[5..<7]),
      (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  /// Calendar year.
  public var year: Int { index / 12 }

  /// Month of the year, 1 to 12.
  public var month: Int { index % 12 + 1 }

  /// First day of the month.
  public var firstDay: CalendarDate { CalendarDate(validYear: year, month: month, day: 1) }

  /// Last day of the month.
  public var lastDay: CalendarDate { (self + 1).firstDay.adding(days: -1) }

  /// `YYYY-MM`.
  public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))" }

  /// Chronological order.
  public static func < (left: Month, right: Month) -> Bool { left.index < right.index }

  /// The month `months` later.
  public static func + (month: Month, months: Int) -> Month { Month(index: month.index + months) }

  /// The month `months` earlier.
  public static func - (month: Month, months: Int) -> Month { Month(index: month.index - months) }
}

extension Month: Codable {
  /// Reads `YYYY-MM`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let month = Month(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a month is YYYY-MM")
    }
    self = month
  }

  /// Writes `YYYY-MM`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Returns a non-negative decimal number of at most 17 ASCII digits; nil for anything else.
public func decimalNumber(_ digits: ArraySlice<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count < 18 else { return nil }
  var value = 0
  for digit in digits {
    guard (0x30...0x39).contains(digit) else { return nil }
    value = value * 10 + Int(digit - 0x30)
  }
  return value
}

/// Returns a number with leading zeros up to `width` digits.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
