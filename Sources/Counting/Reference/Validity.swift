import Contracts

/// A period of validity; an open end is nil.
struct Validity: Hashable, Sendable {
  let from: CalendarDate?
  let to: CalendarDate?

  /// Reads two cells of dates; empty means open.
  init(_ from: String, _ to: String) {
    self.init(from: CalendarDate(from), to: CalendarDate(to))
  }

  init(from: CalendarDate?, to: CalendarDate?) {
    self.from = from
    self.to = to
  }

  /// Without an end on either side.
  static let always = Validity("", "")

  /// The same up to the day before another one; nil where it begins on that day or later.
  func ending(before day: CalendarDate) -> Validity? {
    let last = CalendarDate(dayNumber: day.dayNumber - 1)
    if let from, from > last { return nil }
    return Validity(from: from, to: last)
  }

  /// The days that both hold; nil where there is none.
  func intersection(_ other: Validity) -> Validity? {
    let from = [from, other.from].compactMap { $0 }.max()
    let to = [to, other.to].compactMap { $0 }.min()
    if let from, let to, from > to { return nil }
    return Validity(from: from, to: to)
  }

  /// Periods that overlap or follow each other on the next day as one: a list that is renewed in the
  /// middle of a month leaves no day open.
  static func joined(_ periods: [Validity]) -> [Validity] {
    guard periods.count > 1 else { return periods }
    let start = { (period: Validity) in period.from?.dayNumber ?? .min }
    var joined: [Validity] = []
    for period in periods.sorted(by: { start($0) < start($1) }) {
      // One that ends before it begins holds no day.
      if let from = period.from, let to = period.to, from > to { continue }
      guard let last = joined.last, let end = last.to else {
        if joined.isEmpty { joined.append(period) }
        continue
      }
      if start(period) > end.dayNumber + 1 {
        joined.append(period)
      } else if period.to.map({ $0 > end }) ?? true {
        joined[joined.count - 1] = Validity(from: last.from, to: period.to)
      }
    }
    return joined
  }

  /// First day of the earliest period; nil where one of them is open to the past, or there is none.
  static func start(_ periods: [Validity]) -> CalendarDate? {
    let starts = periods.compactMap(\.from)
    return starts.count == periods.count ? starts.min() : nil
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
