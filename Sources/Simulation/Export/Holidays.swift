/// An invented list of days off: weekends, fixed holidays, and made-up working weekends.
enum Holidays {
  /// Month and day of holidays that fall on the same date every year.
  private static let fixed = [
    (1, 1), (4, 5), (5, 1), (5, 2), (5, 3), (10, 1), (10, 2), (10, 3), (10, 4), (10, 5),
  ]
  /// Month and day before which the nearest Sunday is worked instead.
  private static let exchanged = [(4, 29), (9, 28)]

  static func table(years: ClosedRange<Int>) -> TextTable {
    let rows = years.flatMap { year in
      let days = Day(year, 1, 1).number...Day(year, 12, 31).number
      return days.map(Day.init(number:)).filter { $0.isWeekend || isHoliday($0) }
        .map { [$0.text, isWorking($0) ? "yes" : "no"] }
    }
    return TextTable(name: "holidays.csv", header: ["date", "working"], rows: rows)
  }

  /// The working days of a month in order.
  static func workingDays(of month: Month) -> [Day] {
    (month.firstDay.number...month.lastDay.number).map(Day.init(number:)).filter(isWorking)
  }

  /// The last working days of a month in order, at most `count`.
  static func lastWorkingDays(_ count: Int, of month: Month) -> [Day] {
    Array(workingDays(of: month).suffix(count))
  }

  /// Working days after one day up to another; none where the other is not later.
  static func workingDays(after first: Day, through last: Day) -> Int {
    guard first < last else { return 0 }
    return (first.number + 1...last.number).count { isWorking(Day(number: $0)) }
  }

  /// The day on which the number of working days after `first` reaches `count`.
  static func day(_ count: Int, after first: Day) -> Day {
    var (day, missing) = (first, count)
    while missing > 0 {
      day = day + 1
      if isWorking(day) { missing -= 1 }
    }
    return day
  }

  private static func isWorking(_ day: Day) -> Bool {
    let worked = exchanged.map { sunday(before: Day(day.civil.year, $0.0, $0.1)) }
    return worked.contains(day) || !(day.isWeekend || isHoliday(day))
  }

  private static func isHoliday(_ day: Day) -> Bool {
    fixed.contains { $0 == (day.civil.month, day.civil.day) }
  }

  private static func sunday(before day: Day) -> Day {
    // Day 3 was a Sunday.
    day - ((day.number - 3) % 7)
  }
}
