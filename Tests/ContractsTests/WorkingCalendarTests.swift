import Contracts
import TestSupport
import Testing

@Suite struct WorkingCalendarTests {
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
