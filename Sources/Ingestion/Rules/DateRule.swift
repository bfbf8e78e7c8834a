public import Contracts

/// Reads a day from the forms found in exports; never guesses and never rolls over.
public struct DateRule: Sendable {
  /// The order of the parts in a date that does not start with the year.
  public enum Order: String, Sendable, Codable {
    /// Year, month, day; other orders are refused as ambiguous.
    case yearMonthDay = "ymd"
    /// Day, month, year.
    case dayMonthYear = "dmy"
    /// Month, day, year.
    case monthDayYear = "mdy"
  }

  let order: Order
  let serialEpoch: SerialEpoch?
  let lastDay: CalendarDate?

  /// The system behind a spreadsheet's day numbers.
  public enum SerialEpoch: String, Sendable, Codable {
    /// Day 1 is 1900-01-01, with the 29 February 1900 that never was.
    case year1900 = "1900"
    /// Day 0 is 1904-01-01.
    case year1904 = "1904"
  }

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - order: Order of the parts where the year is not first.
  ///   - serialEpoch: Nil refuses day numbers.
  ///   - lastDay: The export's as-of date; later days are refused, nil checks nothing.
  public init(
    order: Order = .yearMonthDay, serialEpoch: SerialEpoch? = nil, lastDay: CalendarDate? = nil
  ) {
    self.order = order
    self.serialEpoch = serialEpoch
    self.lastDay = lastDay
  }

  /// Returns the day, nil for an empty cell, or throws the rule that the text breaks.
  public func day(_ text: String, mayBeFuture: Bool = false) throws(DateFault) -> CalendarDate? {
    let folded = Folding.compatible(text)
    guard !folded.isEmpty else { return nil }
    let bytes = Array(folded.utf8)
    if bytes.allSatisfy({ $0 == UInt8(ascii: "#") }) { throw .excelHashes }
    let (datePart, zoneShift) = try splitTime(bytes)
    let day = try shifted(civil(datePart), by: zoneShift)
    guard (1900...2199).contains(day.components.year) else { throw .range }
    if !mayBeFuture, let lastDay, day > lastDay { throw .future }
    return day
  }

  private func shifted(_ day: CalendarDate, by days: Int) -> CalendarDate {
    days == 0 ? day : day.adding(days: days)
  }

  // A time of day is dropped; a time with a zone is first put on the clock of China (+08:00).
  private func splitTime(_ bytes: [UInt8]) throws(DateFault) -> (ArraySlice<UInt8>, Int) {
    guard
      let cut = bytes.firstIndex(where: { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") })
    else { return (bytes[...], 0) }
    guard let clock = ClockTime(bytes[(cut + 1)...]) else { throw .format }
    return (bytes[..<cut], clock.dayShift)
  }

  private func civil(_ bytes: ArraySlice<UInt8>) throws(DateFault) -> CalendarDate {
    if bytes.allSatisfy({ (0x30...0x39).contains($0) }) { return try digitsOnly(bytes) }
    let parts = try numbers(bytes)
    if parts[0].digits == 4 {
      return try checked(year: parts[0].value, month: parts[1].value, day: parts[2].value)
    }
    if parts[2].digits == 4 {
      switch order {
      case .yearMonthDay: throw .ambiguous
      case .dayMonthYear:
        return try checked(year: parts[2].value, month: parts[1].value, day: parts[0].value)
      case .monthDayYear:
        return try checked(year: parts[2].value, month: parts[0].value, day: parts[1].value)
      }
    }
    throw parts[0].digits <= 2 ? .shortYear : .invalid
  }

  private func digitsOnly(_ bytes: ArraySlice<UInt8>) throws(DateFault) -> CalendarDate {
    guard let value = decimalNumber(bytes) else { throw .format }
    if bytes.count == 8 {
      return try checked(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }
    guard bytes.count <= 5 else { throw .format }
    guard let serialEpoch else { throw value == 60 ? .invalid : .serial }
    switch serialEpoch {
    case .year1904: return CalendarDate(dayNumber: value - 24_107)
    case .year1900:
      // Lotus 1-2-3's leap year error: day 60 does not exist, later numbers are one too high.
      guard value != 60, value > 0 else { throw .invalid }
      return CalendarDate(dayNumber: value - (value > 60 ? 25_569 : 25_568))
    }
  }

  private func checked(year: Int, month: Int, day: Int) throws(DateFault) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else { throw .invalid }
    return date
  }

  private typealias Part = (value: Int, digits: Int)

  // Three numbers with one kind of separator (- / .) or the Chinese 年月日.
  private func numbers(_ bytes: ArraySlice<UInt8>) throws(DateFault) -> [Part] {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .format }
    if text.hasSuffix("日") || text.hasSuffix("号") {
      let fields = text.dropLast().split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == "年" || $0 == "月" })
      guard let year = text.firstIndex(of: "年"), let month = text.firstIndex(of: "月"),
        year < month
      else { throw .format }
      return try parts(fields)
    }
    for separator in ["-", "/", "."] as [Character] where text.contains(separator) {
      return try parts(text.split(separator: separator, omittingEmptySubsequences: false))
    }
    throw .format
  }

  private func parts(_ fields: [Substring]) throws(DateFault) -> [Part] {
    guard fields.count == 3 else { throw .format }
    var result: [Part] = []
    for field in fields {
      let digits = Array(field.utf8)
      guard (1...4).contains(digits.count), let value = decimalNumber(digits[...]) else {
        throw .format
      }
      result.append((value, digits.count))
    }
    return result
  }
}

/// What is wrong with the text of a date.
public enum DateFault: String, Error, Sendable {
  /// Not a date in any documented form.
  case format = "DATE-FORMAT"
  /// A day that does not exist.
  case invalid = "DATE-INVALID"
  /// A spreadsheet's day number where the profile allows none.
  case serial = "DATE-SERIAL"
  /// Day and month cannot be told apart.
  case ambiguous = "DATE-AMBIGUOUS"
  /// A year of two digits.
  case shortYear = "DATE-YEAR2"
  /// A year outside 1900 to 2199.
  case range = "DATE-RANGE"
  /// A day after the export's as-of date.
  case future = "DATE-FUTURE"
  /// A column that was too narrow when the spreadsheet was saved.
  case excelHashes = "DATE-EXCEL-HASHES"
}
