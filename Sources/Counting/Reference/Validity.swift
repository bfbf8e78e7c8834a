import Contracts

/// A period of validity; an open end is nil.
struct Validity: Hashable, Sendable {
  let from: CalendarDate?
  let to: CalendarDate?

  /// Reads two cells of dates; empty means open.
  init(_ from: String, _ to: String) {
    self.from = CalendarDate(from)
    self.to = CalendarDate(to)
  }

  /// Whether it holds throughout a month; half a month of a power is no month of evidence.
  func covers(_ month: Month) -> Bool {
    (from.map { $0 <= month.firstDay } ?? true) && (to.map { $0 >= month.lastDay } ?? true)
  }

  /// Whether it holds on any day of a month.
  func touches(_ month: Month) -> Bool {
    (from.map { $0 <= month.lastDay } ?? true) && (to.map { $0 >= month.firstDay } ?? true)
  }

  /// Whether the period holds a day.
  func holds(_ day: CalendarDate) -> Bool {
    (from.map { $0 <= day } ?? true) && (to.map { $0 >= day } ?? true)
  }
}
