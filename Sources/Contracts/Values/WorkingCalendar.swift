/// Which days are working days: Monday to Friday, but for the days that a table names.
public struct WorkingCalendar: Hashable, Sendable {
  /// Named days, and whether each is a working day.
  public var named: [CalendarDate: Bool]

  /// Makes a calendar; without named days it knows no holiday.
  public init(_ named: [CalendarDate: Bool] = [:]) { self.named = named }

  /// Reads the holidays table.
  public init(_ holidays: ArchivedTable) {
    named = [:]
    for row in holidays.rows {
      guard let day = CalendarDate(holidays.cell(row, "date")) else { continue }
      named[day] = holidays.cell(row, "working") == "yes"
    }
  }

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

  /// Working days after one day up to another, the later included; negative in reverse order.
  public func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
    guard start <= end else { return -workingDays(after: end, through: start) }
    guard start < end else { return 0 }
    // Whole weeks hold five working days; named days are corrected one by one.
    let first = start.dayNumber + 1
    let weeks = (end.dayNumber - start.dayNumber) / 7
    let rest = (first + 7 * weeks)..<(end.dayNumber + 1)
    let plain = WorkingCalendar()
    let ordinary = 5 * weeks + rest.count { plain.isWorking(CalendarDate(dayNumber: $0)) }
    return named.reduce(into: ordinary) { days, entry in
      guard entry.key > start, entry.key <= end else { return }
      days += (entry.value ? 1 : 0) - (plain.isWorking(entry.key) ? 1 : 0)
    }
  }

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
