import Contracts
import Testing

@testable import Indicators

/// Where a count of working days reaches into a year without known holidays.
@Suite struct HolidayGapTests {
  // Of the report of February 2025; the holidays of 2024 alone are known.
  private let gap: HolidayGap = {
    var observation = Observation(
      month: Month(year: 2025, month: 2), firstMonth: Month(year: 2024, month: 1), window: 12)
    observation.patterns.calendar = .ofExamples
    return HolidayGap(observation)
  }()

  @Test(arguments: [
    (10, 7, 0), (11, 7, 0), (12, 7, 8),
    // From the last day of November 20 working days end before New Year or on it, 30 behind it.
    (10, 20, 0), (11, 30, 8), (10, 40, 8), (9, 30, 0),
  ])
  func aCountIsDoubtedWhereItReachesAnUnknownYear(_ month: Int, _ days: Int, _ expected: Int) {
    #expect(gap.days(from: Month(year: 2024, month: month), counting: days) == expected)
  }

  @Test func aLongTermThatEndsBehindNewYearIsNotJudgedBroken() {
    let november = Month(year: 2024, month: 11)
    let judged = { (days: Int, term: Int) in
      gap.judgement(.broken("late"), days: days, term: term, from: november)
    }
    #expect(judged(31, 30) == .unknown)
    #expect(judged(39, 30) == .broken("late"))
    #expect(judged(8, 7) == .broken("late"))
  }
}
