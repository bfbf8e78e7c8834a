import Contracts
import Testing

@testable import Counting

@Suite struct LegalityBuilderTests {
  @Test func rowsThatAnotherRowReplacedSayNothingOfTheStaffOfToday() {
    let found = legality { world in
      world.set(
        .units,
        [
          // Renamed under its own code, and the first row left open.
          ["unit_code": "U", "active_from": "2020-01-01", "head_experience": "no"],
          ["unit_code": "U", "active_from": "2023-01-01", "head_experience": "yes"],
          // Succeeded, and its last day not stated.
          [
            "unit_code": "V", "active_from": "2020-01-01", "successor_code": "W",
            "head_experience": "no",
          ],
          ["unit_code": "W", "active_from": "2023-01-01", "legal_reviewers": "2"],
        ])
    }
    #expect(found.unitStaff.sums == [["U", "", "", "yes"]: [1], ["W", "", "2", ""]: [1]])
  }

  private func capped(_ world: inout World) {
    world.set(
      .register, [["party": "p", "district_code": "D", "domain": "甲", "risk_class": "低"]])
    world.set(.caps, [["domain": "甲", "risk_class": "低", "visits_per_year": "2"]])
  }

  @Test func visitsAfterTheCapBelongToTheUnitThatMadeThem() {
    let found = legality(
      [
        visit(["date": "2024-01-10"]), visit(["date": "2024-02-10"]),
        visit(["date": "2024-03-10", "unit_code": "V"]), visit(["date": "2024-04-10"]),
        visit(["date": "2023-12-31"]),
      ], capped)
    #expect(found.visitFrequency.sums == [["D", "甲", "低", "2", "4"]: [1]])
    #expect(
      found.visitsOverCap.sums == [
        ["V", "甲", "低", "2"]: [1, 1, 0, 0], ["U", "甲", "低", "2"]: [1, 1, 1, 0],
      ])
  }

  @Test func visitsWithoutAModeAreCountedApart() {
    let found = legality(
      ["2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10"].map {
        visit(["date": $0, "mode": $0 < "2024-04" ? "" : "routine"])
      } + [visit(["date": "2024-04-12", "unit_code": "V", "mode": ""])], capped)
    #expect(
      found.visitsOverCap.sums == [
        ["U", "甲", "低", "2"]: [2, 1, 0, 1], ["V", "甲", "低", "2"]: [1, 1, 0, 1],
      ])
    #expect(found.repeatedVisits.sums == [["2024-04", "V", "U", "甲", "2"]: [1, 1]])
  }

  @Test(arguments: [
    ("clean", "", [1, 1, 0]), ("", "", [1, 0, 0]), ("", "A", [1, 1, 1]), ("clean", "A", [1, 1, 0]),
  ])
  func aBlankResultThatNamesACaseFoundAProblem(
    _ result: String, _ number: String, _ sums: [Int]
  ) {
    let rows = [visit(["date": "2024-03-11", "result": result, "case_id": number])]
    #expect(legality(rows).visitConduct.sums.map(\.value) == [sums])
  }

  @Test func complaintLedVisitsAreNotCountedAndAJointOneIsOne() {
    let found = legality(
      [
        visit(["date": "2024-01-10", "mode": "complaint"]), visit(["date": "2024-02-10"]),
        visit(["date": "2024-03-10", "mode": "joint"]),
        visit(["date": "2024-03-10", "mode": "joint", "unit_code": "V"]),
      ], capped)
    #expect(found.visitFrequency.sums == [["D", "甲", "低", "2", "2"]: [1]])
    #expect(found.visitsOverCap.sums.isEmpty)
  }

  @Test(arguments: [("", "", "3"), ("生态", "", "0"), ("生态", "X", "0")])
  func aVisitOfADomainThatTheCatalogueLacksIsNoneOfTheDomainOfTheRegister(
    _ domain: String, _ item: String, _ counted: String
  ) {
    let visits = ["2024-01-10", "2024-02-10", "2024-03-10"].map {
      visit(["date": $0, "domain": domain, "item_code": item])
    }
    let found = legality(visits, capped)
    #expect(found.visitFrequency.sums == [["D", "甲", "低", "2", counted]: [1]])
    #expect(found.visitsOverCap.sums.isEmpty == (counted == "0"))
  }

  @Test func withoutACapNothingIsOverIt() {
    let found = legality([visit(["date": "2024-01-10"])]) { world in
      capped(&world)
      world.set(.caps, [])
    }
    #expect(found.visitFrequency.sums == [["D", "甲", "低", "", "1"]: [1]])
    #expect(found.visitsOverCap.sums.isEmpty)
  }

  @Test(arguments: [
    ("2024-03-11", "30"), ("2024-03-12", "31"), ("2024-02-10", "0"), ("2024-04-11", nil),
  ])
  func aVisitFollowsThatOfAnotherUnit(_ later: String, _ days: String?) {
    let found = legality([
      visit(["date": "2024-02-10"]), visit(["date": later, "unit_code": "V"]),
    ]).repeatedVisits
    #expect(
      found.sums
        == (days.map { [[String(later.prefix(7)), "V", "U", "甲", $0]: [1, 0]] } ?? [:]))
  }

  @Test func jointVisitsAndThoseOfOneUnitDoNotRepeat() {
    let found = legality([
      visit(["date": "2024-02-10"]), visit(["date": "2024-02-12"]),
      visit(["date": "2024-02-13", "unit_code": "V", "mode": "joint"]),
      visit(["date": "2024-02-14", "unit_code": "V", "mode": "complaint"]),
      visit(["date": "2024-02-15", "unit_code": "V", "party": ""]),
    ]).repeatedVisits
    #expect(found.sums.isEmpty)
  }

  @Test func aResultPublishedAfterTheReportMonthIsWaiting() {
    let found = legality([
      visit(["date": "2024-12-20", "mode": "random", "result_published_date": "2024-12-27"]),
      visit(["date": "2024-12-20", "mode": "random", "result_published_date": "2025-01-03"]),
    ]).visitConduct
    #expect(
      found.sums == [
        ["2024-12", "U", "D", "甲", "random", "", "5", "7"]: [1, 1, 0],
        ["2024-12", "U", "D", "甲", "random", "", "waiting", "7"]: [1, 1, 0],
      ])
  }

  @Test func aDecisionCountsOnceInItsYearWhateverBecameOfIt() {
    var world = World()
    world.input.conduct.decisionKinds = ConductTallies.decisionKinds(
      ColumnTable(
        archived(
          .cases,
          [
            ProcedureWorld.row([
              "penalty_types": "warning", "confiscated_fen": "500", "review_result": "revoked",
            ]), ProcedureWorld.row(["disposition": "exempted"]),
            ProcedureWorld.row(["decided_date": ""]),
          ])))
    #expect(
      world.counted().observation.legality.annualDecisions.sums == [
        ["U", "2024", "confiscation;fine;warning"]: [1, 100_500]
      ])
  }

  // V became U; what both stated is one class, and one of the amounts is blank.
  @Test(arguments: ["", "9000"])
  func amountsOfMergedUnitsAreASumWhereEachStatesOne(_ amount: String) {
    let total = { (unit: String, amount: String) in
      [
        "unit_code": unit, "year": "2023", "class": "罚款", "cases": "3", "amount_fen": amount,
      ]
    }
    let found = legality { world in
      world.set(
        .units,
        [
          ["unit_code": "U", "level": "county", "district_code": "D"],
          [
            "unit_code": "V", "level": "county", "district_code": "D", "active_to": "2023-12-31",
            "successor_code": "U",
          ],
        ])
      world.set(.annualTotals, [total("U", "1000"), total("V", amount)])
    }.annualTotals
    #expect(
      found.sums == [["U", "2023", "罚款"]: amount.isEmpty ? [6, 0, 0] : [6, 10_000, 2]])
  }

  @Test func certificatesAreReadAtTheEndOfTheMonthAndOfEarlierYears() {
    let officer = { (year: String, until: String) in
      [
        "officer": "a", "unit_code": "U", "year": year, "role": "enforcement",
        "certificate_valid_to": until, "training_hours": "60",
      ]
    }
    let found = legality { world in
      world.set(
        .officers,
        [officer("2024", "2024-12-31"), officer("2023", "2023-12-30"), officer("2025", "")])
    }.officerFacts
    #expect(
      found.sums == [
        ["U", "2024", "enforcement", "valid", "60", ""]: [1],
        ["U", "2023", "enforcement", "expired", "60", ""]: [1],
      ])
  }

  // Whoever was on the list of a merged unit in its last year is on that of its heir as well.
  @Test func theListOfAUnitThatEndedInTheYearIsNotAddedToItsHeirs() {
    let found = legality { world in
      world.set(
        .units,
        [
          [
            "unit_code": "U", "unit_name": "U", "level": "county", "district_code": "D",
            "active_from": "2023-07-01",
          ],
          [
            "unit_code": "A", "unit_name": "A", "level": "county", "district_code": "D",
            "active_to": "2023-06-30", "successor_code": "U",
          ],
        ])
      world.set(
        .officers,
        ["A", "U"].flatMap { unit in
          ["2022", "2023"].map { year in
            ["officer": "a", "unit_code": unit, "year": year, "role": "enforcement"]
          }
        })
    }.officerFacts
    #expect(found.sums[["U", "2023", "enforcement", "", "", ""]] == [1])
    #expect(found.sums[["U", "2022", "enforcement", "", "", ""]] == [1])
  }

  @Test func visitsFromAfarDisturbNobody() {
    let found = legality(
      (1...4).map { visit(["date": "2024-0\($0)-10", "offsite": "yes"]) }
        + [visit(["date": "2024-01-12", "unit_code": "V"])], capped)
    #expect(found.visitFrequency.sums == [["D", "甲", "低", "2", "1"]: [1]])
    #expect(found.repeatedVisits.sums.isEmpty)
  }

  // One visit to a shop looks at five items: the shop was visited once.
  @Test func severalInspectionsOfADayAreOneVisit() {
    let items = (1...5).map {
      visit(["date": "2024-03-11", "unit_code": "V", "item_code": "I\($0)"])
    }
    let found = legality([visit(["date": "2024-03-01"])] + items).repeatedVisits
    #expect(found.sums == [["2024-03", "V", "U", "甲", "10"]: [1, 0]])
  }

  @Test func aUnitsVisitsAreDaysOfPartiesAndThoseThatNameNobody() {
    let items = (1...5).map { visit(["date": "2024-03-11", "item_code": "I\($0)"]) }
    let found = legality(
      items + [
        visit(["date": "2024-03-12", "party": ""]), visit(["date": "2024-03-12", "party": ""]),
        visit(["date": "2024-03-13", "mode": "joint"]),
        visit(["date": "2024-03-14", "mode": "complaint", "party": ""]),
        visit(["date": "2024-03-15", "offsite": "yes", "party": ""]),
        visit(["date": "2023-12-31"]), visit(["date": "2023-12-31", "party": ""]),
        visit(["date": "2024-04-01", "unit_code": "V", "party": "q"]),
      ]
    ).partyVisits
    #expect(found.sums == [["2024-03", "U"]: [3], ["2024-04", "V"]: [1]])
  }

  // The class of a visit is that of its day, and what came before a listing is under no cap.
  @Test func theCapOfTheDayCounts() {
    let entry = { (risk: String, since: String, until: String) in
      [
        "party": "p", "district_code": "D", "domain": "甲", "risk_class": risk, "since": since,
        "until": until,
      ]
    }
    let found = legality([
      visit(["date": "2024-01-10"]), visit(["date": "2024-02-10"]), visit(["date": "2024-03-10"]),
    ]) { world in
      world.set(
        .register, [entry("高", "2020-01-01", "2024-11-30"), entry("低", "2024-12-01", "")])
      world.set(
        .caps,
        [
          ["risk_class": "高", "visits_per_year": "4"],
          ["risk_class": "低", "visits_per_year": "1"],
        ])
    }
    #expect(found.visitsOverCap.sums.isEmpty)
    #expect(
      found.visitFrequency.sums == [
        ["D", "甲", "高", "4", "3"]: [1], ["D", "甲", "低", "1", "0"]: [1],
      ])
  }

  @Test func aRenewedOrRepeatedRowOfTheRegisterRenewsNoCap() {
    let visits = (1...6).map { visit(["date": "2024-0\($0)-10"]) }
    let periods = [
      [("2020-01-01", "2024-03-31"), ("2024-04-01", "")],
      [("2020-01-01", "2024-05-31"), ("2024-02-01", "")],
    ]
    for period in periods {
      let found = legality(visits) { world in
        capped(&world)
        world.set(
          .register,
          period.map {
            [
              "party": "p", "district_code": "D", "domain": "甲", "risk_class": "低",
              "since": $0.0, "until": $0.1,
            ]
          })
      }
      #expect(found.visitsOverCap.sums == [["U", "甲", "低", "2"]: [4, 1, 4, 0]])
    }
  }

  @Test func aVisitOfUnknownDomainCountsOnlyWhereThePartyHasOne() {
    let twice = { (world: inout World) in
      capped(&world)
      world.set(
        .register,
        ["甲", "乙"].map {
          ["party": "p", "district_code": "D", "domain": $0, "risk_class": "低"]
        })
    }
    let visits = (1...4).map { visit(["date": "2024-0\($0)-10", "domain": "", "item_code": ""]) }
    #expect(legality(visits, twice).visitsOverCap.sums.isEmpty)
    #expect(!legality(visits, capped).visitsOverCap.sums.isEmpty)
  }

  // A unit that was there before the merger may not yet list those who came to it.
  @Test func officersOfAMergedUnitAreNotLostWhereTheHeirWasThereBefore() {
    let found = legality { world in
      world.set(
        .units,
        [
          ["unit_code": "U", "unit_name": "U", "level": "town", "district_code": "D"],
          [
            "unit_code": "A", "unit_name": "A", "level": "town", "district_code": "D",
            "active_to": "2024-06-30", "successor_code": "U",
          ],
        ])
      world.set(
        .officers,
        [("A", "a"), ("A", "b"), ("U", "b")].map { unit, officer in
          ["officer": officer, "unit_code": unit, "year": "2024", "role": "enforcement"]
        })
    }.officerFacts
    #expect(found.sums == [["U", "2024", "enforcement", "", "", ""]: [2]])
  }

  @Test func textThatMayNameAPersonStaysBehind() {
    let found = legality { world in
      world.set(
        .accountability,
        [
          ["date": "2024-05-06", "unit_code": "U", "ground": "张三", "outcome": "告诫"],
          ["date": "2024-05-06", "unit_code": "孙七", "ground": "迟延"],
        ])
      world.set(
        .followups,
        [
          [
            "flag_id": "Z03-1818ebdfe351", "date": "2024-05-06", "step": "询问", "note": "张三",
          ], ["flag_id": "张三", "date": "2024-05-06", "step": "找张三"],
          ["flag_id": "999999199001011234", "date": "2024-05-06", "step": "询问"],
        ])
    }
    #expect(
      found.conductRecords.sums == [
        ["accountability", "2024-05", "U", "stated"]: [1],
        ["accountability", "2024-05", "", ""]: [1],
      ])
    #expect(
      found.followups.sums == [
        ["Z03-1818ebdfe351", "2024-05-06", "询问"]: [1], ["", "2024-05-06", ""]: [1],
        ["", "2024-05-06", "询问"]: [1],
      ])
  }
}
