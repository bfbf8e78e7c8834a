/// A day of the proleptic Gregorian calendar.
struct Day: Hashable, Comparable {
  /// Days since 1970-01-01.
  var number: Int

  init(number: Int) {
    self.number = number
  }

  /// The civil date as a day number: Howard Hinnant, chrono-compatible date algorithms (2013).
  init(_ year: Int, _ month: Int, _ day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

  var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let leapFree = dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096
    let yearOfEra = leapFree / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  var month: Month {
    let parts = civil
    return Month(parts.year, parts.month)
  }

  /// 1970-01-01 was a Thursday.
  var isWeekend: Bool { [2, 3].contains(number % 7) }

  /// The date as 2024-03-05.
  var text: String {
    let parts = civil
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
  }
}

/// A calendar month.
struct Month: Hashable, Comparable {
  /// Months since January of the year 0.
  var number: Int

  init(number: Int) {
    self.number = number
  }

  init(_ year: Int, _ month: Int) {
    number = year * 12 + month - 1
  }

  static func < (left: Month, right: Month) -> Bool { left.number < right.number }
  static func + (month: Month, months: Int) -> Month { Month(number: month.number + months) }
  static func - (month: Month, months: Int) -> Month { Month(number: month.number - months) }

  var year: Int { number / 12 }
  var monthOfYear: Int { number % 12 + 1 }
  var firstDay: Day { Day(year, monthOfYear, 1) }
  var lastDay: Day { (self + 1).firstDay - 1 }

  /// The last month of the quarter that holds this one.
  var quarterEnd: Month { Month(number: number - number % 3 + 2) }

  /// The month as 2024-03.
  var text: String { "\(padded(year, 4))-\(padded(monthOfYear, 2))" }

  static func months(from first: Month, through last: Month) -> [Month] {
    guard first <= last else { return [] }
    return (first.number...last.number).map { Month(number: $0) }
  }
}

/// A whole number with leading zeros up to `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
