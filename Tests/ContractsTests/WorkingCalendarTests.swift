import Contracts
import TestSupport
import Testing

@Suite struct WorkingCalendarTests {
  // 2024-10-01 to 07 were holidays, and Saturday 12 October a working day in their place.
  @Test(arguments: [
    ("2024-09-20", 0), ("2024-09-23", 2), ("2024-09-22", 1), ("2024-09-21", 0), ("2024-10-08", 7),
    ("2024-10-07", 6), ("2024-10-14", 1), ("2024-10-13", 0),
  ])
  func aTermGoesOnOverDaysOfRest(_ text: String, _ days: Int) throws {
    let holidays = (1...7).compactMap { CalendarDate("2024-10-0\($0)") }.map { ($0, false) }
    let moved = try #require(CalendarDate("2024-10-12"))
    let calendar = WorkingCalendar(Dictionary(uniqueKeysWithValues: holidays + [(moved, true)]))
    #expect(calendar.daysOfRest(until: try #require(CalendarDate(text))) == days)
  }

  @Test func workingDaysBetweenDaysAreThoseThatAreCountedOneByOne() throws {
    var random = SeededGenerator(seed: 1)
    let start = try #require(CalendarDate("2023-12-20"))
    let named = Dictionary(
      uniqueKeysWithValues: (0..<60).shuffled(using: &random).prefix(25).map {
        (start.adding(days: $0), Bool.random(using: &random))
      })
    let calendar = WorkingCalendar(named)
    for _ in 0..<300 {
      let first = start.adding(days: Int.random(in: -20...80, using: &random))
      let length = Int.random(in: 0...60, using: &random)
      let counted = (0..<length).count { calendar.isWorking(first.adding(days: $0 + 1)) }
      let last = first.adding(days: length)
      #expect(calendar.workingDays(after: first, through: last) == counted)
      let reversed = length == 0 ? 0 : min(-1, -counted)
      #expect(calendar.workingDays(after: last, through: first) == reversed)
    }
  }

  // Published on Saturday what was found on Sunday: that is before, not on the day.
  @Test func aDayBeforeIsBeforeThoughNoWorkingDayLiesBetween() throws {
    let saturday = try #require(CalendarDate("2024-06-01"))
    #expect(
      WorkingCalendar([:]).workingDays(after: saturday.adding(days: 1), through: saturday) == -1)
  }
}
