import Contracts
import Testing

@Suite struct CalendarTests {
  // Python 3.11: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days
  @Test(arguments: [
    (1970, 1, 1, 0), (2000, 2, 29, 11_016), (2024, 2, 29, 19_782), (1900, 3, 1, -25_508),
    (2024, 12, 31, 20_088),
  ])
  func dayNumbersAgreeWithPython(_ year: Int, _ month: Int, _ day: Int, _ number: Int) {
    #expect(CalendarDate(year: year, month: month, day: day)?.dayNumber == number)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for number in stride(from: -25_567, to: 120_000, by: 1) {
      let date = CalendarDate(dayNumber: number)
      let parts = date.components
      #expect(CalendarDate(year: parts.year, month: parts.month, day: parts.day) == date)
    }
  }

  @Test(arguments: ["2023-02-29", "2024-13-01", "2024-00-10", "2024-02-30", "2024-2-3", ""])
  func refusesDaysThatDoNotExist(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func monthsAddAcrossYears() throws {
    let month = try #require(Month("2023-11"))
    #expect((month + 3).description == "2024-02")
    #expect((month - 11).description == "2022-12")
    #expect(month.lastDay.description == "2023-11-30")
  }
}
