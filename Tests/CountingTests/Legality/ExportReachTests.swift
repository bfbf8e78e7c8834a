import Contracts
import Testing

@testable import Counting

/// What a blank says, and up to when it says it.
@Suite struct ExportReachTests {
  // Exports of each month, made on its last day; with `again` one of November comes in December as well.
  private func monthly(_ table: Table, again: Bool = false) -> [[String: String]] {
    ["2024-10-31", "2024-11-30", "2024-12-31"].map { day in
      [
        "table": table.name, "unit_code": "U", "as_of": day,
        "month_from": again && day == "2024-12-31" ? "2024-11" : String(day.prefix(7)),
        "month_to": String(day.prefix(7)),
      ]
    }
  }

  // 28 October to 31 October are three working days, to the end of the year 46.
  @Test(arguments: [("", "3"), ("2024-11-05", "46"), ("2024-10-30", "3")])
  func aBlankIsKnownUpToTheLastExportOfItsMonth(_ published: String, _ waited: String) {
    let visits = [
      visit(["date": "2024-10-28"])
    ]
    let dated = (1...5).map {
      visit([
        "date": "2024-10-29", "result_published_date": published, "mode": "random",
        "party": "q\($0)",
      ])
    }
    let found = legality(published.isEmpty ? visits : visits + dated) { world in
      world.set(.deliveries, monthly(.inspections))
    }
    let waiting = found.visitConduct.sums.keys.filter { $0[6] == "waiting" }
    #expect(waiting.map { $0[7] } == [waited])
  }

  @Test func aComplaintIsAnsweredOnTheDayOfItsOutcome() {
    let rows = [
      ["received_date": "2024-12-02", "outcome": "filed", "outcome_date": "2024-12-09"],
      ["received_date": "2024-12-02", "outcome": "pending"],
      ["received_date": "2024-12-02", "outcome": "not_filed", "outcome_date": "2025-01-02"],
      ["received_date": "2024-12-02", "outcome": "referred"],
      ["received_date": "2024-12-02", "outcome": "pending", "outcome_date": "2024-12-04"],
    ]
    let key = { (state: String, days: String) in
      ["2024-12", "U", "D", "甲", "report", state, days]
    }
    #expect(
      answers(rows).sums == [
        key("answered", "5"): [1], key("waiting", "21"): [2], key("answered", ""): [1],
        key("answered", "2"): [1],
      ])
  }

  private func answers(
    _ rows: [[String: String]], _ change: (inout World) -> Void = { _ in }
  ) -> Tally {
    var world = World()
    change(&world)
    world.input.conduct.complaintDays = ConductTallies.complaintDays(
      ColumnTable(
        archived(
          .complaints,
          rows.map { row in
            row.merging([
              "unit_code": "U", "district_code": "D", "domain": "甲", "kind": "report",
            ]) { first, _ in first }
          })))
    return world.counted().observation.legality.complaintAnswers
  }

  @Test(arguments: [
    ("complaint", "yes", "pending", "answered"), ("complaint", "no", "", "answered"),
    ("", "yes", "", "answered"), ("complaint", "", "", "waiting"), ("report", "yes", "", "waiting"),
  ])
  func whoSaysWhetherAComplaintIsAcceptedHasAnsweredIt(
    _ kind: String, _ accepted: String, _ outcome: String, _ state: String
  ) {
    let row = [
      "received_date": "2024-12-02", "kind": kind, "accepted": accepted, "outcome": outcome,
    ]
    #expect(answers([row]).sums.keys.map { $0[5] } == [state])
  }

  @Test(arguments: [(false, "3"), (true, "46")])
  func aComplaintWaitsUpToTheLastExportThatMayTellOfIt(_ isFilledIn: Bool, _ days: String) {
    var rows = [["received_date": "2024-10-28"]]
    if isFilledIn {
      let late = ["received_date": "2024-10-08", "outcome": "filed", "outcome_date": "2024-11-05"]
      rows += [[String: String]](repeating: late, count: 5)
    }
    let found = answers(rows) { $0.set(.deliveries, monthly(.complaints)) }
    #expect(found.sums.keys.filter { $0[5] == "waiting" }.map { $0[6] } == [days])
  }

  @Test func aRowThatComesLateBringsNoneOfTheOthers() {
    let found = answers([["received_date": "2024-11-28"]]) {
      $0.set(.deliveries, monthly(.complaints, again: true))
    }
    // The Friday after, and not to the end of the year.
    #expect(found.sums.keys.map { $0[6] } == ["1"])
  }
}
