import Contracts

/// What the register of follow-ups says of one flag, under whatever identifiers it was published.
struct FollowUpRecord {
  /// The identifier that was written first.
  private(set) var flag: String
  private var first: CalendarDate?
  /// Days of each step, earliest first.
  private(set) var days: [FollowUpStep: [CalendarDate]] = [:]
  /// Rows whose step or day could not be read.
  private(set) var unknown = 0
  // Days of rows whose step could not be read; nil of one without a day.
  private var unread: [CalendarDate?] = []

  init(_ flag: String) { self.flag = flag }

  /// The furthest step; nil where none is known.
  var furthest: FollowUpStep? { FollowUpStep.allCases.last { days[$0] != nil } }

  /// Since when a question has waited: the first one after the last reply of any kind.
  ///
  /// A question on the day of a reply counts as answered; a reminder starts no new wait.
  var waitingSince: CalendarDate? {
    let replies = [FollowUpStep.answered, .rectified, .closed].compactMap { days[$0]?.last }
    let last = replies.max()
    return days[.asked]?.first { day in last.map { day > $0 } ?? true }
  }

  /// Days from the first question to the first answer on that day or later.
  var daysToAnswer: Int? {
    guard let asked = days[.asked]?.first,
      let answered = days[.answered]?.first(where: { $0 >= asked })
    else { return nil }
    return answered.dayNumber - asked.dayNumber
  }

  /// Days that a question has waited by a day.
  func waited(by end: CalendarDate) -> Int? { waitingSince.map { end.dayNumber - $0.dayNumber } }

  /// What is said of the flag; one that has waited for exactly the limit is within it.
  func outcome(by end: CalendarDate, limit: Int) -> SubjectOutcome {
    if let since = waitingSince, let waited = waited(by: end) {
      // A step that nobody can read may be the answer.
      let mayBeAnswered = unread.contains { day in day.map { $0 >= since } ?? true }
      return waited <= limit ? .notApplicable : mayBeAnswered ? .notComputable : .flagged
    }
    return days.isEmpty ? .notComputable : .passed
  }

  /// Rows that name no flag by its number.
  static func unreadable(in observation: Observation) -> Int {
    let steps = observation.legality.followups.sums
    return steps.reduce(0) { $0 + ($1.key[0].isEmpty ? $1.value[0] : 0) }
  }

  /// Every flag of the register, by identifier; rows of file review are left out.
  static func all(in observation: Observation) -> [FollowUpRecord] {
    var records: [String: FollowUpRecord] = [:]
    let steps = observation.legality.followups
    for key in steps.sortedKeys
    where !key[0].isEmpty && !FollowUpStep.ofFileReview.contains(key[2]) {
      let today = observation.renamedFlags[key[0]] ?? key[0]
      var record = records[today] ?? FollowUpRecord(key[0])
      let day = CalendarDate(key[1])
      record.name(key[0], day)
      if let step = FollowUpStep(key[2]), let day {
        record.days[step, default: []].append(day)
      } else {
        record.unknown += steps.sums[key]?.first ?? 0
        record.unread.append(day)
      }
      records[today] = record
    }
    return records.values.map(\.sorted).sorted { $0.flag < $1.flag }
  }

  private mutating func name(_ written: String, _ day: CalendarDate?) {
    guard let day, first.map({ day < $0 }) ?? true else { return }
    (flag, first) = (written, day)
  }

  // Rows under one identifier come before those under another.
  private var sorted: FollowUpRecord {
    var record = self
    record.days = days.mapValues { $0.sorted() }
    return record
  }
}
