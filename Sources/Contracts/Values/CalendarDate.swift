/// A day of the proleptic Gregorian calendar, without time or zone.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let stored: Int32

  /// Days since 1970-01-01.
  public var dayNumber: Int { Int(stored) }

  /// Makes the day `dayNumber` days after 1970-01-01.
  public init(dayNumber: Int) {
    stored = Int32(clamping: dayNumber)
  }

  /// Makes a day that exists; nil for 30 February and the like.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, year: year)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  /// Reads `YYYY-MM-DD`; anything else is nil.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = decimalNumber(bytes[0..<4]), let month = decimalNumber(bytes[5..<7]),
      let day = decimalNumber(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  // Days from civil: Howard Hinnant, chrono-compatible low-level date algorithms (2013).
  init(validYear: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? validYear - 1 : validYear
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(dayNumber: era * 146_097 + dayOfEra - 719_468)
  }

  /// The month that holds the day.
  public var month: Month {
    let parts = components
    return Month(year: parts.year, month: parts.month)
  }

  /// Year, month 1 to 12 and day of the month 1 to 31.
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let parts = components
    return "\(padded(parts.year, to: 4))-\(padded(parts.month, to: 2))-\(padded(parts.day, to: 2))"
  }

  /// The day `days` later; negative for earlier.
  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// The same day of a later year; the last day of the month where it has no such day.
  public func adding(years: Int) -> CalendarDate {
    let parts = components
    let last = CalendarDate.days(inMonth: parts.month, year: parts.year + years)
    return CalendarDate(
      validYear: parts.year + years, month: parts.month, day: min(parts.day, last))
  }

  /// Chronological order.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  /// Days of a month, 28 to 31.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
