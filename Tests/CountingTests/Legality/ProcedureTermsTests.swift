import Contracts
import Testing

@testable import Counting

@Suite struct ProcedureTermsTests {
  // 2024-02-29 lies between: the days are those of the calendar.
  // State, procedure and days.
  private func terms(_ world: ProcedureWorld) -> [[String]?] {
    world.facts(.terms).map { $0.map { Array($0.prefix(3)) } }
  }

  // 6 May 2024 was the Monday after; of an open case the last day of the year, a Tuesday.
  @Test(arguments: [("2024-05-06", "2"), ("2024-05-07", "0"), ("2024-05-05", "1"), ("", "0")])
  func theDaysOfRestBeforeADecisionAreTold(_ decided: String, _ days: String) {
    let world = ProcedureWorld([
      ["decided_date": decided, "disposition": decided.isEmpty ? "pending" : "punished"]
    ])
    #expect(world.facts(.terms).map { $0?.last } == [days])
  }

  @Test(arguments: [
    ("2024-02-01", "2024-05-01", "", "90"), ("2024-02-01", "2024-05-02", "", "91"),
    ("2023-02-01", "2024-02-01", "", "365"), ("2024-02-01", "2024-05-16", "15", "90"),
    ("2024-05-06", "2024-05-06", "", "0"), ("2024-05-06", "2024-05-01", "", "-5"),
    ("2024-05-06", "2024-05-16", "15", ""), ("2024-05-06", "2024-05-01", "15", "-5"),
  ])
  func daysRunFromFilingLessThoseLeftOut(
    _ filed: String, _ decided: String, _ excluded: String, _ days: String
  ) {
    let world = ProcedureWorld([
      ["filed_date": filed, "decided_date": decided, "excluded_days": excluded]
    ])
    #expect(terms(world) == [["decided", "ordinary", days]])
  }

  @Test(arguments: [
    ("exempted", "decided"), ("not_established", "decided"), ("transferred_criminal", "decided"),
    ("corrected", "decided"), ("withdrawn", "ended"), ("terminated", "ended"),
    ("transferred_other", "ended"), ("not_filed", "ended"),
  ])
  func onlyWhatTheLawCallsADecisionIsOne(_ disposition: String, _ state: String) {
    let world = ProcedureWorld([["disposition": disposition]])
    #expect(terms(world) == [[state, "ordinary", "66"]])
  }

  @Test func withoutAFilingDateNoDaysAreKnown() {
    let world = ProcedureWorld([["filed_date": ""]])
    #expect(terms(world) == [["decided", "ordinary", ""]])
  }

  @Test func aCaseIsOpenUntilTheMonthInWhichItIsDecided() {
    let world = ProcedureWorld([["filed_date": "2024-03-01", "decided_date": "2024-05-06"]])
    #expect(world.facts(.terms, at: "2024-04") == [["pending", "ordinary", "60", "0"]])
    #expect(world.facts(.terms, at: "2024-05") == [["decided", "ordinary", "66", "2"]])
    #expect(world.facts(.terms, at: "2024-02").isEmpty)
  }

  @Test func aCaseOfLongAgoIsOpenUntilSomethingEndsIt() {
    let open = ["decided_date": "", "disposition": "pending", "filed_date": "2021-06-01"]
    #expect(
      terms(ProcedureWorld([open])) == [["pending", "ordinary", "1309"]])
    let closed = open.merging(["disposition": "terminated", "closed_date": "2024-02-01"]) { $1 }
    #expect(terms(ProcedureWorld([closed])) == [["ended", "ordinary", "975"]])
    #expect(ProcedureWorld([closed]).index().map { $0[0] } == ["2024-02"])
    let before = closed.merging(["closed_date": "2023-12-31"]) { $1 }
    #expect(ProcedureWorld([before]).facts(.terms).isEmpty)
  }

  // While a case is open, days left out may still lie ahead.
  @Test func moreDaysLeftOutThanPassedLeaveNone() {
    let world = ProcedureWorld([
      [
        "filed_date": "2024-12-28", "decided_date": "", "disposition": "pending",
        "excluded_days": "19",
      ]
    ])
    #expect(terms(world) == [["pending", "ordinary", "0"]])
  }

  // A penalty whose day is not stated is no case that ended otherwise, and has not kept the term.
  @Test func aPenaltyWithoutItsDayIsDecidedOnAnUnknownOne() {
    let world = ProcedureWorld([["decided_date": "", "closed_date": "2024-12-20"]])
    #expect(terms(world) == [["decided", "ordinary", ""]])
  }

  // An export without days of decisions is no city of open cases.
  @Test func aPenaltyWithoutAnyDayIsNotOpen() {
    let undated = ["decided_date": "", "filed_date": "2024-03-01"]
    #expect(terms(ProcedureWorld([undated])) == [["decided", "ordinary", ""]])
    let unstated = undated.merging(["disposition": ""]) { $1 }
    #expect(terms(ProcedureWorld([unstated])) == [["decided", "ordinary", ""]])
    #expect(ProcedureWorld([undated]).facts(.terms, at: "2024-02").isEmpty)
  }

  @Test func decisionsBeforeTheWindowAreNotAsked() {
    #expect(ProcedureWorld([["decided_date": "2023-12-31"]]).facts(.terms).isEmpty)
    #expect(ProcedureWorld([["decided_date": "2024-01-01"]]).facts(.terms).count == 1)
  }

  @Test(arguments: [
    ("2022-05-06", "2024-05-06", "2"), ("2022-05-06", "2024-05-07", "3"),
    ("2024-05-06", "2024-05-06", "1"), ("2023-05-07", "2024-05-06", "1"),
    // Born on a leap day: the second anniversary is the last day of February.
    ("2020-02-29", "2022-02-28", "2"), ("2020-02-29", "2022-03-01", "3"),
    ("2020-02-29", "2024-02-29", "4"), ("2023-12-31", "2024-01-01", "1"),
    ("2019-05-06", "2024-05-06", "5"), ("2019-05-05", "2024-05-06", "6"),
    ("2024-05-07", "2024-05-06", "reversed"), ("", "2024-05-06", ""), ("2022-05-06", "", ""),
  ])
  func limitationCountsAnniversaries(_ ended: String, _ found: String, _ years: String) {
    let world = ProcedureWorld([["act_ended_date": ended, "found_date": found]])
    #expect(world.facts(.limitation) == [[years]])
  }

  // 2024-10-01 to 2024-10-07 are holidays, 2024-09-29 and 2024-10-12 working days in their place.
  @Test(arguments: [
    ("2024-09-30", "2024-10-17", "9"), ("2024-09-30", "2024-10-15", "7"),
    ("2024-09-30", "2024-10-01", "0"), ("2024-09-30", "2024-09-30", "0"),
    ("2024-09-30", "2024-09-27", "-2"), ("2024-09-28", "2024-09-29", "1"),
    ("2024-12-30", "", "1"), ("2024-12-20", "2025-01-06", "7"),
  ])
  func publicationCountsWorkingDays(_ decided: String, _ published: String, _ days: String) {
    var world = ProcedureWorld([["decided_date": decided, "published_date": published]])
    let moved = ["2024-09-29": "yes", "2024-10-12": "yes"]
    let holidays = Dictionary(
      uniqueKeysWithValues: (1...7).map { ("2024-10-0\($0)", "no") })
    world.world.set(
      .holidays, holidays.merging(moved) { $1 }.map { ["date": $0.key, "working": $0.value] })
    let state = published.isEmpty || published > "2024-12-31" ? "waiting" : "published"
    #expect(world.facts(.publication) == [["", state, days, state == "waiting" ? days : ""]])
  }

  // From 28 October three working days to the end of the month, and 46 to the end of the year.
  @Test(arguments: [("", ["waiting", "46", "3"]), ("2024-11-05", ["published", "6", "later"])])
  func whatWasExportedBeforeSaysNothingOfWhatCameAfter(_ published: String, _ facts: [String]) {
    var world = ProcedureWorld([
      ["decided_date": "2024-10-28", "published_date": published]
    ])
    world.world.set(
      .deliveries,
      [
        [
          "table": "cases", "unit_code": "U", "as_of": "2024-10-31", "month_from": "2024-10",
          "month_to": "2024-10",
        ]
      ])
    #expect(world.facts(.publication) == [[""] + facts])
  }
}
