/// Which days are working days: Monday to Friday, but for the days that a table names.
public struct WorkingCalendar: Hashable, Sendable {
  /// Named days, and whether each is a working day.
  public var named: [CalendarDate: Bool]

  /// Makes a calendar; without named days it knows no holiday.
  public init(_ named: [CalendarDate: Bool] = [:]) { self.named = named }

  /// Whether a day is a working day.
  public func isWorking(_ day: CalendarDate) -> Bool {
    // 1970-01-01 was a Thursday; Monday is 0.
    let weekday = ((day.dayNumber + 3) % 7 + 7) % 7
    return named[day] ?? (weekday < 5)
  }

  /// The last working days of a month, latest first; fewer where it has fewer.
  public func lastWorkingDays(_ count: Int, of month: Month) -> [CalendarDate] {
    let (first, last) = (month.firstDay.dayNumber, month.lastDay.dayNumber)
    let days = (first...last).reversed().map { CalendarDate(dayNumber: $0) }
    return Array(days.filter { isWorking($0) }.prefix(count))
  }

  /// Working days of a month.
  public func workingDays(of month: Month) -> Int { lastWorkingDays(31, of: month).count }

  /// Columns of the table of named days.
  public static let columns = ["date", "working"]

  /// Named days as rows, ascending.
  public var rows: [[String]] {
    named.keys.sorted().map { [$0.description, named[$0] == true ? "yes" : "no"] }
  }

  /// Reads rows; nil when one is none.
  public init?(rows: [[String]]) {
    named = [:]
    for row in rows {
      guard row.count == 2, let day = CalendarDate(row[0]), ["yes", "no"].contains(row[1])
      else { return nil }
      named[day] = row[1] == "yes"
    }
  }
}
