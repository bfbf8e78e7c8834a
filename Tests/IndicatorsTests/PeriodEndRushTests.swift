import Contracts
import Testing

@testable import Indicators

/// What P05 says of decisions at the end of periods.
@Suite struct PeriodEndRushTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    PeriodEndRush.result(of: observation, IndicatorSettings())
  }

  private func observation(_ days: (Int, Int) -> [(String, Int)]) -> Observation {
    let codes = PatternExample.codes(8)
    var observation = PatternExample.units(codes)
    for (index, unit) in codes.enumerated() {
      for month in 1...12 {
        for (day, count) in days(index, month) where count > 0 {
          observation.patterns.decisionDays.add(
            [Month(year: 2024, month: month).description, unit, "", "D", "", "", day], [count])
        }
      }
    }
    return observation
  }

  @Test func theExcessIsOverTheOtherUnits() throws {
    let flags = result(PeriodEndRush.examples[0].observation).flags
    let flag = try #require(flags.first { $0.category == "month" })
    // 6 of 10 a month; the eleven others have 27 of 110 in odd months and 28 in even ones.
    #expect(abs((flag.effect ?? 0) - (0.6 - 27.5 / 110)) < 1e-12)
    #expect(flag.observed == 72)
  }

  // June 2024 ends on a Sunday: its last five working days begin on Monday the 24th.
  @Test func theLastFiveWorkingDaysIncludeTheRestDaysAmongThem() {
    let seen = observation { unit, month in
      month == 6 ? [("23", 10), ("24", 10), ("30", unit == 0 ? 30 : 10)] : [("02", 5)]
    }
    let row = result(seen).tables[0].rows.first { $0[1].english.contains("quarters") }
    // 40 of 65 decisions of March, June, September and December.
    #expect(row?[2].english == "65")
    #expect(row?[3].english == "40")
  }

  @Test func aHolidayMovesTheFirstOfTheLastDays() {
    var seen = observation { _, month in month == 6 ? [("21", 40), ("03", 40)] : [] }
    #expect(result(seen).outcomes[.passed] == nil)
    let friday = CalendarDate(year: 2024, month: 6, day: 28)
    seen.patterns.calendar = WorkingCalendar(friday.map { [$0: false] } ?? [:])
    // The 28th rests, so Friday the 21st is the fifth-last working day.
    #expect(result(seen).tables[0].rows.first?[3].english == "40")
  }

  @Test func onlyDecemberEndsTheYear() {
    let seen = observation { unit, month in
      [("01", 10), ("31", month == 6 || unit > 0 ? 0 : 10)]
    }
    #expect(!result(seen).flags.contains { $0.category == "year" && $0.unitCode != "U00" })
  }

  // Two or three decisions a month of one unit: 29 or 30 in all.
  @Test(arguments: [(5, false), (6, true)])
  func aCityOfFewDecisionsGetsNoShare(_ thirds: Int, _ isRated: Bool) {
    let seen = observation { unit, month in
      unit == 0 ? [("02", month <= thirds ? 3 : 2)] : []
    }
    #expect(result(seen).headline.chinese.contains("%") == isRated)
    #expect(result(seen).headline.english.contains("%") == isRated)
  }

  @Test func withoutDatesItIsNotComputable() {
    let result = result(PatternExample.units(["U"]))
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["cases.decided_date"])
  }
}
