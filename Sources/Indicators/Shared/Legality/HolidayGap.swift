import Contracts

/// How far a count of working days may be wrong because no table names the holidays of its year.
///
/// Then what is beyond a term by a few days is not judged, lest a holiday be taken for delay.
struct HolidayGap {
  /// Working days that the longest holidays of a term of some weeks may take.
  static let most = 8

  private let known: Set<Int>
  private let last: Month
  private let window: ClosedRange<Month>

  init(_ observation: Observation) {
    known = Set(observation.patterns.calendar.named.keys.map { $0.month.year })
    last = observation.month
    window = observation.windowMonths
  }

  /// Working days by which a count from a day of a month may be too large.
  ///
  /// - Parameters:
  ///   - month: Month of the day.
  ///   - days: How many working days are counted.
  /// - Returns: None where the holidays of every year are known into which the count reaches.
  func days(from month: Month, counting days: Int) -> Int {
    // Twenty working days take a month at most; the day itself may be the last of its own.
    let end = min(month + (1 + max(days, 0) / 20), last)
    let years = month.year...max(month.year, end.year)
    return years.allSatisfy(known.contains) ? 0 : HolidayGap.most
  }

  /// What coverage lacks; nothing where the holidays of the window are known.
  var missing: [String] {
    let years = [window.lowerBound.year, window.upperBound.year]
    return years.allSatisfy(known.contains) ? [] : ["holidays"]
  }

  /// The judgement of a term, unknown where holidays may account for what is beyond it.
  func judgement(
    _ judgement: RuleJudgement, days: Int?, term: Int, from month: Month
  ) -> RuleJudgement {
    guard case .broken = judgement, let days, days <= term + self.days(from: month, counting: days)
    else {
      return judgement
    }
    return .unknown
  }
}

extension WorkingCalendar {
  /// A calendar of examples, which knows the holidays of 2024: a single one.
  static let ofExamples = WorkingCalendar([Month(year: 2024, month: 1).firstDay: false])
}
