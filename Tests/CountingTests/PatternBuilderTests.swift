import Contracts
import Testing

@testable import Counting

@Suite struct PatternBuilderTests {
  private func patterns(
    _ change: (inout World) -> Void = { _ in }, cases: [[String: String]] = [],
    inspections: [[String: String]] = [], complaints: [[String: String]] = []
  ) -> PatternAggregates {
    var world = World()
    change(&world)
    let own = ["unit_code": "U", "district_code": "320102", "domain": "甲", "item_code": "I"]
    let table = ColumnTable(
      archived(
        .cases,
        cases.map { row in
          own.merging([
            "decided_date": "2024-05-06", "disposition": "punished", "penalty_types": "fine",
            "fine_fen": "1000",
          ]) { $1 }.merging(row) { $1 }
        }))
    let closed = OutcomeTallies(table, basis: .decided)
    world.input.patterns.outcomes = closed.outcomes
    world.input.patterns.parties = OutcomeTallies.parties(table, basis: .decided)
    world.input.patterns.decisionDays = closed.decisionDays
    world.input.patterns.visits = GroupTallies.visits(
      ColumnTable(archived(.inspections, inspections.map { own.merging($0) { $1 } })))
    let complained = ColumnTable(archived(.complaints, complaints.map { own.merging($0) { $1 } }))
    world.input.patterns.complaints = GroupTallies.complaints(complained)
    world.input.patterns.complainants = GroupTallies.complainants(complained)
    return ObservationBuilder.counted(world.input, month: month("2024-12"), window: 12)
      .patterns.aggregates
  }

  @Test(arguments: [
    ("320199", "local"), ("330102", "outside"), ("", ""), ("32", ""), ("外省市", ""),
    ("330100000000", "outside"),
  ])
  func aPartyIsLocalWhereTheFirstFourDigitsAgree(_ region: String, _ locality: String) {
    #expect(PartyPlaces.locality(of: region, from: "320102") == locality)
    #expect(PartyPlaces.locality(of: region, from: "") == "")
  }

  @Test func theSeatOfTheUnitDecidesBeforeThePlaceOfTheCase() {
    let found = patterns(
      { $0.set(.units, [["unit_code": "U", "level": "county", "district_code": "330102"]]) },
      cases: [["party_region": "330100"]])
    #expect(found.outcomes.map(\.party.locality) == ["local"])
  }

  // The unit U is of county 320102.
  @Test(arguments: [
    (["330102", "330102", ""], ["330102", "330102", ""]),
    (["330102", "330102", "330104"], ["", "", ""]),
    (["320100", "320100"], ["320100", "320100"]), (["320102", "320102"], ["", ""]),
    (["320104", "320104"], ["320104", "320104"]), (["320104", "330102"], ["", ""]),
  ])
  func aPlaceIsToldWithItsCodeWhereTheMonthHasNoOther(_ regions: [String], _ told: [String]) {
    let cases = regions.enumerated().map { number, region in
      ["case_id": String(number), "party_region": region, "fine_fen": String(number + 1)]
    }
    let found = patterns(
      { $0.set(.units, [["unit_code": "U", "level": "county", "district_code": "320102"]]) },
      cases: cases + [["case_id": "x", "party_region": "340102", "decided_date": "2024-06-01"]]
    ).outcomes.filter { $0.month == month("2024-05") }
    let sorted = found.sorted { ($0.fineFen ?? 0) < ($1.fineFen ?? 0) }
    #expect(sorted.map(\.solePlace) == told)
    #expect(sorted.map { $0.party.locality.isEmpty } == regions.map(\.isEmpty))
  }

  @Test func pseudonymsLeaveAsMultiplicities() {
    let cases = ["a", "a", "a", "b", ""].enumerated().map { number, party in
      ["case_id": String(number), "party": party]
    }
    let found = patterns(cases: cases).multiplicities
    #expect(
      found.rows.dropFirst() == [
        ["U", "甲", "", "1", "1"], ["U", "甲", "", "3", "1"], ["U", "甲", "", "unknown", "1"],
        ["U", "甲", "I", "1", "1"], ["U", "甲", "I", "3", "1"], ["U", "甲", "I", "unknown", "1"],
      ])
  }

  @Test func underAnItemAQuashedPenaltyIsNone() {
    let cases = [("a", ""), ("a", "revoked"), ("a", "changed"), ("b", "void"), ("", "void")]
    let found = patterns(
      cases: cases.enumerated().map { number, one in
        ["case_id": String(number), "party": one.0, "review_result": one.1]
      }
    ).multiplicities
    #expect(
      found.rows.dropFirst() == [
        ["U", "甲", "", "1", "1"], ["U", "甲", "", "3", "1"], ["U", "甲", "", "unknown", "1"],
        ["U", "甲", "I", "2", "1"],
      ])
  }

  @Test func multiplicitiesAreThoseOfTheWindow() {
    let found = patterns(cases: [
      ["party": "a", "decided_date": "2023-12-31"], ["party": "a", "decided_date": "2024-01-01"],
    ])
    #expect(found.multiplicities.sums[["U", "甲", "", "1"]] == [1])
    #expect(found.multiplicities.sums[["U", "甲", "", "2"]] == nil)
  }

  @Test func fourYearsAreKept() {
    let found = patterns(cases: [
      ["case_id": "1", "decided_date": "2020-12-31"],
      ["case_id": "2", "decided_date": "2021-01-01"],
      ["case_id": "3", "decided_date": "2025-01-01"],
    ])
    #expect(found.outcomes.map(\.month.description) == ["2021-01"])
  }

  @Test func aBlankResultIsNoCleanOne() {
    let found = patterns(inspections: [
      ["date": "2024-05-06", "result": ""], ["date": "2024-05-06", "result": "clean"],
      ["date": "2024-05-06", "result": "rectify"], ["date": "2024-05-06", "result": "filed"],
    ])
    #expect(found.visits.map { [$0.visits, $0.known, $0.problems, $0.filed] } == [[4, 3, 2, 1]])
  }

  @Test func aProblemThatNamesItsCaseWasFiled() {
    let rows = [
      ("rectify", "A1"), ("referred", "A2"), ("referred", ""), ("clean", "A3"), ("", "A4"),
    ]
    let found = patterns(
      inspections: rows.map { ["date": "2024-05-06", "result": $0.0, "case_id": $0.1] })
    #expect(
      found.visits.map { [$0.visits, $0.known, $0.problems, $0.filed, $0.referred] }
        == [[5, 4, 3, 2, 1]])
  }

  @Test func aDecidedComplaintCountsUnlessItWasNotAccepted() {
    let rows = [
      ("yes", "filed"), ("yes", "not_filed"), ("yes", "pending"), ("no", "filed"), ("", ""),
      ("", "filed"), ("", "not_filed"), ("", "pending"),
    ]
    let found = patterns(
      complaints: rows.map { accepted, outcome in
        ["received_date": "2024-05-06", "accepted": accepted, "outcome": outcome]
      })
    #expect(
      found.complaints.map { [$0.complaints, $0.accepted, $0.decided, $0.filed] } == [[8, 5, 4, 2]])
  }

  // J is in no catalogue, and another item than I all the same. Of each complainant, item and group of parties one counts: a filed one, else the first.
  @Test func complaintsOfOneComplainantAboutTheSameAreToldApart() {
    let rows = [
      ["received_date": "2024-02-06", "outcome": "not_filed", "complainant": "a"],
      ["received_date": "2024-03-06", "outcome": "filed", "complainant": "a"],
      ["received_date": "2024-03-07", "outcome": "filed", "complainant": "a"],
      ["received_date": "2024-03-08", "outcome": "pending", "complainant": "a"],
      ["received_date": "2024-04-06", "outcome": "not_filed", "complainant": "b"],
      ["received_date": "2024-05-06", "outcome": "not_filed", "complainant": "b"],
      [
        "received_date": "2024-05-06", "outcome": "not_filed", "complainant": "b", "item_code": "J",
      ],
      ["received_date": "2024-06-06", "outcome": "not_filed"],
      ["received_date": "2024-06-06", "outcome": "not_filed"],
      // Not of the window, which these do not begin.
      ["received_date": "2023-06-06", "outcome": "not_filed", "complainant": "b"],
      ["received_date": "2023-07-06", "outcome": "not_filed", "complainant": "b"],
    ]
    let found = patterns(complaints: rows.map { $0.merging(["accepted": "yes"]) { $1 } })
    let again = found.complaints.map {
      [$0.month.description, $0.itemCode]
        + [$0.decided, $0.filed, $0.decidedAgain, $0.filedAgain]
        .map(String.init)
    }
    #expect(
      again == [
        ["2023-06", "I", "1", "0", "0", "0"], ["2023-07", "I", "1", "0", "0", "0"],
        ["2024-02", "I", "1", "0", "1", "0"], ["2024-03", "I", "2", "2", "1", "1"],
        ["2024-04", "I", "1", "0", "0", "0"], ["2024-05", "", "1", "0", "0", "0"],
        ["2024-05", "I", "1", "0", "1", "0"], ["2024-06", "I", "2", "0", "0", "0"],
      ])
  }

  @Test func theRegisterTellsRiskAndTheMonthsSinceTheLastVisit() {
    let found = patterns(
      { world in
        world.set(
          .register,
          [
            [
              "party": "a", "district_code": "D", "domain": "甲", "risk_class": "高",
              "since": "2020-01-01",
            ],
            [
              "party": "b", "district_code": "D", "domain": "甲", "risk_class": "高",
              "since": "2024-11-01",
            ],
            ["party": "c", "district_code": "D", "domain": "乙", "risk_class": "低"],
            ["party": "d", "risk_class": "低", "until": "2024-11-30"],
          ])
      },
      inspections: [
        ["date": "2024-02-06", "result": "clean", "party": "a"],
        ["date": "2024-03-06", "result": "clean", "party": "c"],
      ])
    #expect(
      found.registered.rows.dropFirst() == [
        ["D", "乙", "低", "", "", "1"], ["D", "甲", "高", "1", "", "1"],
        ["D", "甲", "高", "59", "10", "1"],
      ])
    #expect(found.visits.map(\.riskClass) == ["高", ""])
  }

  // Where the class, the place or a day between differs it is a listing of its own.
  @Test(arguments: [
    ("2023-01-01", "高", "D", [["D", "甲", "高", "59", "", "1"]]),
    ("2022-12-01", "高", "D", [["D", "甲", "高", "59", "", "1"]]),
    ("2023-01-02", "高", "D", [["D", "甲", "高", "23", "", "1"]]),
    ("2023-01-01", "低", "D", [["D", "甲", "低", "23", "", "1"]]),
    ("2023-01-01", "高", "E", [["E", "甲", "高", "23", "", "1"]]),
  ])
  func aRowOfTheRegisterThatIsRenewedListsNobodyAnew(
    _ since: String, _ risk: String, _ district: String, _ rows: [[String]]
  ) {
    let found = patterns({ world in
      let row = { (cells: [String: String]) in
        ["party": "a", "domain": "甲"].merging(cells) { $1 }
      }
      world.set(
        .register,
        [
          row([
            "district_code": "D", "risk_class": "高", "since": "2020-01-01", "until": "2022-12-31",
          ]),
          row(["district_code": district, "risk_class": risk, "since": since]),
        ])
    })
    #expect(Array(found.registered.rows.dropFirst()) == rows)
  }

  @Test func aPartyIsListedOnceInTheMonthOfTheRenewalAndSinceAKnownDay() {
    let found = patterns({ world in
      let row = { (since: String, until: String) in
        [
          "party": "a", "district_code": "D", "domain": "甲", "risk_class": "高", "since": since,
          "until": until,
        ]
      }
      world.set(
        .register, [row("", "2023-12-31"), row("2024-01-01", "2024-12-14"), row("2024-12-15", "")])
    })
    #expect(found.registered.rows.dropFirst() == [["D", "甲", "高", "11", "", "1"]])
  }

  @Test func blankFinancesHaveNoRow() {
    let found = patterns({ world in
      world.set(
        .finances,
        [["unit_code": "U", "year": "2024", "fine_income_fen": "5", "tax_income_fen": ""]])
    })
    #expect(found.finances.rows.dropFirst() == [["U", "2024", "", "fine_income", "5"]])
  }
}
