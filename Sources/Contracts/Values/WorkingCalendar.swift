/// Which days are working days: Monday to Friday, but for the days that a table names.
public struct WorkingCalendar: Hashable, Sendable {
  /// Named days, and whether each is a working day.
  public var named: [CalendarDate: Bool] {
    didSet { exceptions = Exceptions(named) }
  }
  private var exceptions: Exceptions

  /// Makes a calendar; without named days it knows no holiday.
  public init(_ named: [CalendarDate: Bool] = [:]) {
    self.named = named
    exceptions = Exceptions(named)
  }

  /// Reads the holidays table.
  public init(_ holidays: ArchivedTable) {
    var named: [CalendarDate: Bool] = [:]
    for row in holidays.rows {
      guard let day = CalendarDate(holidays.cell(row, "date")) else { continue }
      named[day] = holidays.cell(row, "working") == "yes"
    }
    self.init(named)
  }

  /// Whether a day is a working day.
  public func isWorking(_ day: CalendarDate) -> Bool { named[day] ?? Self.isOrdinary(day) }

  // Monday to Friday.
  fileprivate static func isOrdinary(_ day: CalendarDate) -> Bool {
    // 1970-01-01 was a Thursday; Monday is 0.
    ((day.dayNumber + 3) % 7 + 7) % 7 < 5
  }

  /// The last working days of a month, latest first; fewer where it has fewer.
  public func lastWorkingDays(_ count: Int, of month: Month) -> [CalendarDate] {
    let (first, last) = (month.firstDay.dayNumber, month.lastDay.dayNumber)
    let days = (first...last).reversed().map { CalendarDate(dayNumber: $0) }
    return Array(days.filter { isWorking($0) }.prefix(count))
  }

  /// Working days of a month.
  public func workingDays(of month: Month) -> Int { lastWorkingDays(31, of: month).count }

  /// Days by which a term in days may have gone on by a day, since its last day was one of rest.
  ///
  /// A term that ends on a day of rest ends with the next working day (Civil Code 203). Of a working day these are the days of
  /// rest right before it; of a day of rest those since the last working day, itself left out.
  public func daysOfRest(until day: CalendarDate) -> Int {
    var last = CalendarDate(dayNumber: day.dayNumber - 1)
    var days = 0
    // No run of holidays is longer.
    while days < 31, !isWorking(last) {
      days += 1
      last = CalendarDate(dayNumber: last.dayNumber - 1)
    }
    return days
  }

  /// Working days after one day up to another, the later included.
  ///
  /// In reverse order negative, and at least one day, though no working day may lie between.
  public func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
    guard start <= end else { return min(-1, -workingDays(after: end, through: start)) }
    guard start < end else { return 0 }
    // Whole weeks hold five working days.
    let first = start.dayNumber + 1
    let weeks = (end.dayNumber - start.dayNumber) / 7
    let rest = (first + 7 * weeks)..<(end.dayNumber + 1)
    let ordinary = 5 * weeks + rest.count { Self.isOrdinary(CalendarDate(dayNumber: $0)) }
    return ordinary + exceptions.added(through: end) - exceptions.added(through: start)
  }

  /// Columns of the table of named days.
  public static let columns = ["date", "working"]

  /// Named days as rows, ascending.
  public var rows: [[String]] {
    named.keys.sorted().map { [$0.description, named[$0] == true ? "yes" : "no"] }
  }

  /// Reads rows; nil when one is none.
  public init?(rows: [[String]]) {
    var named: [CalendarDate: Bool] = [:]
    for row in rows {
      guard row.count == 2, let day = CalendarDate(row[0]), ["yes", "no"].contains(row[1])
      else { return nil }
      named[day] = row[1] == "yes"
    }
    self.init(named)
  }
}

/// Named days that are not what their weekday says, and the working days that they add.
private struct Exceptions: Hashable, Sendable {
  private var days: [CalendarDate] = []
  // Of the first so many days; fewer than none where more are taken away.
  private var added = [0]

  init(_ named: [CalendarDate: Bool]) {
    var sum = 0
    for day in named.keys.sorted() {
      let isWorking = named[day] == true
      guard isWorking != WorkingCalendar.isOrdinary(day) else { continue }
      sum += isWorking ? 1 : -1
      days.append(day)
      added.append(sum)
    }
  }

  /// Working days that are added up to a day, it included.
  func added(through day: CalendarDate) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return added[low]
  }
}
