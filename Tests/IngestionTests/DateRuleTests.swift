import Contracts
import Testing

@testable import Ingestion

@Suite struct DateRuleTests {
  @Test(arguments: [
    "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "2024年03月05号", "20240305",
    "２０２４－０３－０５", "2024-03-05 00:00:00", "2024-03-05 23:59", "2024-03-05T08:00:00.125+08:00",
    " 2024-03-05 ", "\u{3000}2024-03-05\u{A0}", "2024-03-0５",
  ])
  func readsOneDayInEveryDocumentedForm(_ text: String) {
    #expect(dateOutcome(DateRule(), text) == "2024-03-05")
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-29"), ("1986-05-04", "1986-05-04"), ("1900-01-01", "1900-01-01"),
    ("2199-12-31", "2199-12-31"),
  ])
  func readsRareDays(_ text: String, _ day: String) {
    #expect(dateOutcome(DateRule(), text) == day)
  }

  @Test(arguments: [
    ("二〇二四年三月五日", "DATE-FORMAT"), ("2024-02-30", "DATE-INVALID"),
    ("2023-02-29", "DATE-INVALID"), ("2024-13-01", "DATE-INVALID"),
    ("2024-00-10", "DATE-INVALID"), ("20240230", "DATE-INVALID"), ("45356", "DATE-SERIAL"),
    ("43894", "DATE-SERIAL"), ("60", "DATE-INVALID"), ("05/03/2024", "DATE-AMBIGUOUS"),
    ("24-3-5", "DATE-YEAR2"), ("113-03-05", "DATE-INVALID"), ("1899-12-31", "DATE-RANGE"),
    ("2200-01-01", "DATE-RANGE"), ("########", "DATE-EXCEL-HASHES"), ("2024-03", "DATE-FORMAT"),
    ("Mar 5 2024", "DATE-FORMAT"), ("2024-03-05x", "DATE-FORMAT"),
    ("٢٠٢٤-٠٣-٠٥", "DATE-FORMAT"), ("-2024-03-05", "DATE-FORMAT"),
    ("2024-03-05 25:00", "DATE-FORMAT"), ("2024--05", "DATE-FORMAT"), ("T", "DATE-FORMAT"),
    ("2024月3年5日", "DATE-FORMAT"), ("2024-03/05", "DATE-FORMAT"), ("123456", "DATE-FORMAT"),
    ("99999999999999999999", "DATE-FORMAT"),
  ])
  func refusesWithTheRuleThatIsBroken(_ text: String, _ code: String) {
    #expect(dateOutcome(DateRule(), text) == code)
  }

  @Test(arguments: ["", " ", "\u{3000}", "\u{200B}"])
  func takesAnEmptyCellForNoDate(_ text: String) {
    #expect(dateOutcome(DateRule(), text) == nil)
  }

  @Test(arguments: [
    ("2024-03-05T16:30:00Z", "2024-03-06"), ("2024-03-05T15:59:59Z", "2024-03-05"),
    ("2024-03-05T01:00:00+14:00", "2024-03-04"), ("2024-12-31T20:00:00-05:00", "2025-01-01"),
    ("2024-03-05T23:30:00+0800", "2024-03-05"), ("2024-03-05T16:30:00X", "DATE-FORMAT"),
  ])
  func putsATimeWithAZoneOnTheClockOfChina(_ text: String, _ day: String) {
    #expect(dateOutcome(DateRule(), text) == day)
  }

  // Excel: =DATE(2024,3,5) is 45356 with the 1900 date system, 43894 with the 1904 date system.
  @Test(arguments: [
    (DateRule.SerialEpoch.year1900, "45356", "2024-03-05"), (.year1900, "1", "1900-01-01"),
    (.year1900, "59", "1900-02-28"), (.year1900, "60", "DATE-INVALID"),
    (.year1900, "61", "1900-03-01"), (.year1900, "0", "DATE-INVALID"),
    (.year1904, "43894", "2024-03-05"), (.year1904, "0", "1904-01-01"),
    (.year1904, "60", "1904-03-01"), (.year1900, "2024-03-05", "2024-03-05"),
  ])
  func readsDayNumbersOnlyByTheStatedEpoch(
    _ epoch: DateRule.SerialEpoch, _ text: String, _ day: String
  ) {
    #expect(dateOutcome(DateRule(serialEpoch: epoch), text) == day)
  }

  @Test(arguments: [
    (DateRule.Order.dayMonthYear, "05/03/2024", "2024-03-05"),
    (.monthDayYear, "05/03/2024", "2024-05-03"), (.monthDayYear, "13/03/2024", "DATE-INVALID"),
    (.dayMonthYear, "2024-03-05", "2024-03-05"), (.dayMonthYear, "5.3.24", "DATE-YEAR2"),
  ])
  func readsOtherOrdersOnlyByTheProfile(_ order: DateRule.Order, _ text: String, _ day: String) {
    #expect(dateOutcome(DateRule(order: order), text) == day)
  }

  @Test func refusesDaysAfterTheExportsDate() {
    let rule = DateRule(lastDay: CalendarDate("2024-04-30"))
    #expect(dateOutcome(rule, "2024-04-30") == "2024-04-30")
    #expect(dateOutcome(rule, "2024-05-01") == "DATE-FUTURE")
    #expect(dateOutcome(rule, "2034-03-05") == "DATE-FUTURE")
    #expect(dateOutcome(rule, "2034-03-05", mayBeFuture: true) == "2034-03-05")
    #expect(dateOutcome(rule, "2024-04-30T18:00:00Z") == "DATE-FUTURE")
    #expect(dateOutcome(DateRule(), "2034-03-05") == "2034-03-05")
  }

  @Test func readsEveryDayOfAHundredYearsInFourForms() throws {
    let first = try #require(CalendarDate("1970-01-01"))
    for offset in stride(from: 0, to: 36_525, by: 1) {
      let date = first.adding(days: offset)
      let parts = date.components
      let compact = "\(parts.year * 10_000 + parts.month * 100 + parts.day)"
      for text in [
        date.description, compact, "\(parts.year)/\(parts.month)/\(parts.day)",
        "\(parts.year)年\(parts.month)月\(parts.day)日",
      ] where dateOutcome(DateRule(), text) != date.description {
        Issue.record("\(text) is not read as \(date)")
      }
    }
  }
}
