import Contracts
import Testing

@testable import Counting

@Suite struct ProcedureFactsTests {
  @Test(arguments: [
    ("passed", "2024-05-05", "before"), ("passed", "2024-05-06", "same_day"),
    ("passed", "2024-05-07", "after"), ("passed", "", "undated"), ("returned", "", "returned"),
    ("none", "", "none"), ("none", "2024-05-06", ""), ("none", "2024-05-07", "none"), ("", "", ""),
    ("", "2024-05-01", "unstated"), ("", "2024-05-06", "same_day"), ("", "2024-05-07", "after"),
  ])
  func aReviewIsBeforeOnTheDayAfterOrMissing(
    _ review: String, _ date: String, _ timing: String
  ) {
    let world = ProcedureWorld([["legal_review": review, "legal_review_date": date]])
    #expect(world.facts(.review) == [["", "", timing]])
  }

  @Test(arguments: [
    ("4999999", "fine", "", ""), ("5000000", "fine", "", "amount"),
    ("5000000", "fine;licence_revoked", "held", "amount;hearing;penalty"),
    ("", "suspended_operation", "waived", "penalty"), ("", "licence_suspended", "", ""),
    ("", "licence_unsplit", "", ""), ("1", "warning;barred", "", "penalty"),
  ])
  func reviewIsDueByAmountPenaltyOrHearing(
    _ fine: String, _ types: String, _ hearing: String, _ triggers: String
  ) {
    var world = ProcedureWorld([
      ["fine_fen": fine, "penalty_types": types, "hearing": hearing, "major": "no"]
    ])
    world.world.set(
      .catalogue,
      [
        [
          "item_code": "I", "item_name": "某事项", "domain": "甲",
          "review_threshold_fen": "5000000", "hearing_threshold_fen": "2000000",
        ]
      ])
    #expect(world.facts(.review) == [["no", triggers, ""]])
  }

  @Test func theThresholdOfTheDayOfTheDecisionCounts() {
    var world = ProcedureWorld([["fine_fen": "3000000"]])
    let item = ["item_code": "I", "item_name": "某事项", "domain": "甲"]
    world.world.set(
      .catalogue,
      [
        item.merging([
          "valid_to": "2024-05-05", "hearing_threshold_fen": "2000000",
        ]) { $1 },
        item.merging([
          "valid_from": "2024-05-06", "hearing_threshold_fen": "5000000",
        ]) { $1 },
      ])
    #expect(world.facts(.hearing) == [["", ""]])
    world.partitions = [[["fine_fen": "3000000", "decided_date": "2024-05-05"]]]
    #expect(world.facts(.hearing) == [["amount", ""]])
  }

  // A fine of 6,000 on two items, one of which states 5,000: whichever row the export names first.
  @Test(arguments: [("I", "J"), ("J", "I")])
  func theLowestThresholdOfTheItemsCounts(_ first: String, _ other: String) {
    var world = ProcedureWorld([["fine_fen": "600000", "item_code": first]])
    world.world.set(
      .catalogue,
      [
        ["item_code": "I", "item_name": "一", "domain": "甲"],
        [
          "item_code": "J", "item_name": "二", "domain": "甲", "review_threshold_fen": "500000",
          "hearing_threshold_fen": "500000",
        ],
      ])
    world.world.set(.authority, [["unit_code": "U", "domain": "甲"]])
    world.items = [first, other].map {
      ["unit_code": "U", "case_id": "1", "item_code": $0, "domain": "甲"]
    }
    #expect(world.facts(.hearing) == [["amount", ""]])
    #expect(world.facts(.review).map { $0?[1] } == ["amount"])
    world.items = []
    #expect(world.facts(.hearing) == [[first == "J" ? "amount" : "", ""]])
  }

  @Test func onlyPenaltiesAreReviewed() {
    let world = ProcedureWorld([["disposition": "exempted", "penalty_types": "", "fine_fen": ""]])
    #expect(world.facts(.review) == [nil])
    #expect(world.facts(.publication) == [nil])
  }

  @Test func aCaseThatWentToCriminalJusticeWasTransferred() {
    let world = ProcedureWorld([
      ["disposition": "transferred_criminal", "transfer_due": "yes", "fine_fen": ""],
      ["case_id": "2", "transfer_due": "yes", "transferred": "no"], ["case_id": "3"],
    ])
    #expect(
      world.facts(.transfer) == [
        ["yes", "yes", "0"], ["yes", "no", "100000"], ["", "", "100000"],
      ])
  }

  @Test(arguments: [
    ("a", ["1", "1", "0", "0", "0", "0"]), ("a;b", ["2", "1", "1", "0", "0", "0"]),
    ("a;c;c", ["2", "1", "0", "0", "1", "0"]), ("d;e", ["2", "0", "0", "1", "0", "0"]),
    ("c;f;g", ["3", "0", "0", "0", "1", "2"]), ("", ["", "", "", "", "", ""]),
  ])
  func officersStandAsOfTheDayOfTheDecision(_ officers: String, _ expected: [String]) {
    var world = ProcedureWorld([["officers": officers]])
    world.world.set(
      .officers,
      [
        officer("a", "enforcement", "2024-05-06"), officer("b", "enforcement", "2024-05-05"),
        officer("c", "auxiliary", ""), officer("d", "enforcement", ""),
        officer("a", "enforcement", "2023-05-06", year: 2023), officer("f", "", ""),
        officer("g", "", ""), officer("g", "auxiliary", "", unit: "V"),
      ])
    #expect(world.facts(.officers) == [["ordinary"] + expected])
  }

  @Test(arguments: [
    ("not_filed", false, false), ("transferred_other", false, false), ("withdrawn", false, true),
    ("exempted", true, true), ("transferred_criminal", true, true), ("punished", true, true),
  ])
  func whoDecidesNothingNeedsNoTwoOfficersAndWhoHandsOnNoPower(
    _ disposition: String, _ needsOfficers: Bool, _ needsPower: Bool
  ) {
    let world = ProcedureWorld([
      [
        "officers": "a", "disposition": disposition, "penalty_types": "", "fine_fen": "",
      ]
    ])
    #expect(
      world.facts(.officers) == [needsOfficers ? ["ordinary", "1", "", "", "", "", ""] : nil])
    #expect(world.facts(.authority).map { $0 != nil } == [needsPower])
  }

  private func officer(
    _ code: String, _ role: String, _ until: String, year: Int = 2024, unit: String = "U"
  ) -> [String: String] {
    [
      "officer": code, "unit_code": unit, "year": String(year), "role": role,
      "certificate_valid_to": until,
    ]
  }

  @Test func withoutAListOfOfficersTheirNumberIsKnown() {
    let world = ProcedureWorld([["officers": "a;b"]])
    #expect(world.facts(.officers) == [["ordinary", "2", "", "", "", "", ""]])
  }

  // A list that is not yet delivered for the year makes nobody a stranger.
  @Test func aUnitMissingFromTheListOfTheYearIsReadInItsLastOne() {
    var world = ProcedureWorld([["officers": "a;x"]])
    var other = officer("z", "enforcement", "2024-12-31")
    other["unit_code"] = "V"
    world.world.set(.officers, [officer("a", "enforcement", "2025-01-01", year: 2023), other])
    #expect(world.facts(.officers) == [["ordinary", "2", "1", "0", "1", "0", "0"]])
  }

  @Test func aUnitThatNoListHoldsHasNoStrangers() {
    var world = ProcedureWorld([["officers": "a;x"]])
    var (other, later) = (
      officer("z", "enforcement", "2024-12-31"), officer("a", "", "", year: 2025)
    )
    (other["unit_code"], later["unit_code"]) = ("V", "U")
    world.world.set(.officers, [other, later])
    #expect(world.facts(.officers) == [["ordinary", "2", "", "", "", "", ""]])
  }

  // The month that cases are counted by must not make a later decision an earlier one.
  @Test func offendersAreDatedByTheDecision() {
    let tally = ConductTallies.offenders(
      ColumnTable(
        archived(
          .cases,
          [
            ProcedureWorld.row([
              "filed_date": "2023-12-22", "decided_date": "2024-03-15", "party": "p",
            ]), ProcedureWorld.row(["party": ""]), ProcedureWorld.row(["disposition": "exempted"]),
          ])))
    #expect(tally.sums == [["2024-03", "U", "D", "甲", "I", "", "p"]: [1]])
  }

  @Test func aFirstOffenceIsContradictedByAnEarlierDecisionOnTheSameItem() {
    let exempted = [
      "case_id": "2", "disposition": "exempted", "exempt_ground": "first_offence",
      "penalty_types": "", "fine_fen": "", "party": "p", "decided_date": "2024-05-06",
    ]
    let facts = { (earlier: [String: String]) in
      ProcedureWorld([earlier.merging(["party": "p"]) { $1 }, exempted]).facts(.firstOffence)[1]
    }
    #expect(facts(["decided_date": "2024-05-05"]) == ["yes"])
    // On the same day nobody knows which came first.
    #expect(facts(["decided_date": "2024-05-06"]) == ["no"])
    #expect(facts(["decided_date": "2024-05-05", "item_code": "other"]) == ["no"])
    // Who was let off for a first one has had it.
    #expect(facts(["decided_date": "2024-05-05", "disposition": "exempted"]) == ["yes"])
    #expect(facts(["decided_date": "2024-05-05", "disposition": "not_established"]) == ["no"])
    // A penalty that a court took back is none.
    #expect(facts(["decided_date": "2024-05-05", "court_result": "revoked"]) == ["no"])
    let unknown = exempted.merging(["party": ""]) { $1 }
    #expect(ProcedureWorld([unknown]).facts(.firstOffence) == [[""]])
  }

  @Test func aDayThatFillsTheColumnIsNoEndOfAnAct() {
    for (ended, years) in [("1900-01-01", ""), ("1949-12-31", ""), ("1950-01-01", "75")] {
      let world = ProcedureWorld([["act_ended_date": ended, "found_date": "2024-05-01"]])
      #expect(world.facts(.limitation) == [[years]])
    }
  }

  @Test func onlyPenaltiesCanComeTooLate() {
    let late = ["act_ended_date": "2020-01-01", "found_date": "2024-05-01"]
    #expect(ProcedureWorld([late]).facts(.limitation) == [["5"]])
    for ending in ["exempted", "withdrawn", "not_filed"] {
      let world = ProcedureWorld([late.merging(["disposition": ending]) { $1 }])
      #expect(world.facts(.limitation) == [nil])
    }
  }

  @Test func oneSumOfFineAndConfiscationIsNoFineOfSummaryProcedure() {
    let cells = ["procedure": "summary", "fine_fen": "", "amount_fen": "500000"]
    let facts = { (own: [String: String]) in
      ProcedureWorld([cells.merging(own) { $1 }]).facts(.summary)
    }
    #expect(facts([:]) == [["", "500000"]])
    #expect(facts(["penalty_types": "confiscation"]) == [nil])
    #expect(facts(["penalty_types": "confiscation;fine"]) == [nil])
    #expect(facts(["penalty_types": "confiscation;fine", "fine_fen": "9"]) == [["", "9"]])
  }

  @Test func aPenaltyBeforeTheWindowContradictsToo() {
    let exempted = [
      "disposition": "exempted", "exempt_ground": "first_offence", "penalty_types": "",
      "fine_fen": "", "party": "p",
    ]
    var world = ProcedureWorld([exempted])
    world.world.input.conduct.offenders.add(["2022-03", "U", "D", "甲", "I", "", "p"], [1])
    #expect(world.facts(.firstOffence) == [["yes"]])
  }

  @Test(arguments: [
    ("2024-05-06", "", "yes"), ("2024-05-07", "", "no"), ("2024-05-06", "2024-05-06", "yes"),
    ("2020-01-01", "2024-05-05", "no"),
  ])
  func authorityIsThatOfTheDay(_ from: String, _ to: String, _ held: String) {
    var world = ProcedureWorld([[:]])
    world.world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_from": from, "valid_to": to],
        ["unit_code": "V", "item_code": "I", "valid_from": "2020-01-01"],
      ])
    #expect(world.facts(.authority) == [[held]])
  }

  @Test func aListThatDoesNotNameAUnitSaysNothingOfIt() {
    var world = ProcedureWorld([[:]])
    world.world.set(.authority, [["unit_code": "V", "item_code": "I"]])
    #expect(world.facts(.authority) == [[""]])
  }

  @Test func aListOfWhoCameBeforeSaysNothingOfTheSuccessor() {
    var world = ProcedureWorld([[:]])
    world.world.set(
      .units,
      [
        ["unit_code": "O", "unit_name": "O", "active_to": "2023-06-30", "successor_code": "U"],
        ["unit_code": "U", "unit_name": "U", "active_from": "2023-07-01"],
      ])
    world.world.set(
      .authority, [["unit_code": "O", "item_code": "I", "valid_to": "2023-06-30"]])
    #expect(world.facts(.authority) == [[""]])
    world.world.set(
      .authority,
      [
        ["unit_code": "O", "item_code": "I", "valid_to": "2023-06-30"],
        ["unit_code": "U", "item_code": "J"],
      ])
    #expect(world.facts(.authority) == [["no"]])
  }

  @Test(arguments: [("2024-05-07", ""), ("2024-05-06", "yes")])
  func aListIssuedAnewSaysNothingOfTheDaysBeforeIt(_ from: String, _ held: String) {
    let grants = ["I", "J"].map { ["unit_code": "U", "item_code": $0, "valid_from": from] }
    var world = ProcedureWorld([[:]])
    world.world.set(.authority, grants)
    #expect(world.facts(.authority) == [[held]])
    world.world.set(.authority, [["unit_code": "U", "item_code": "I"]])
    world.world.set(
      .catalogue,
      [["item_code": "I", "item_name": "某事项", "domain": "甲", "valid_from": from]])
    #expect(world.facts(.authority) == [[held]])
  }

  @Test func anItemThatIsNotInForceIsOutsideTheAuthority() {
    var world = ProcedureWorld([[:]])
    world.world.set(
      .catalogue,
      [["item_code": "I", "item_name": "某事项", "domain": "甲", "valid_to": "2024-05-05"]])
    #expect(world.facts(.authority) == [["no"]])
  }

  @Test func aCaseIsOutsideByAnyOfItsItemsAndCountsOnce() {
    var world = ProcedureWorld([[:], ["case_id": "2"], ["case_id": "3", "item_code": "J"]])
    world.world.set(
      .authority,
      [("U", "I"), ("V", "J"), ("V", "K")].map { ["unit_code": $0, "item_code": $1] })
    world.world.set(
      .catalogue,
      ["I", "J", "K"].map { ["item_code": $0, "item_name": "事项" + $0, "domain": "甲"] })
    let further = { (number: String, item: String) in
      ["unit_code": "U", "case_id": number, "item_code": item, "domain": "甲"]
    }
    world.items = [
      further("1", "J"), further("1", "K"), further("2", "I"), further("3", "I"),
      further("9", "J"),
    ]
    #expect(world.facts(.authority) == [nil, ["yes"], ["no"], ["no"]])
    #expect(world.facts(.limitation).map { $0 == nil } == [false, false, false, true])
    let counted = world.counted().legality.procedures[.authority]
    let keys = counted?.sortedKeys ?? []
    #expect(keys.map { [$0[4], $0[5]] } == [["I", "yes"], ["J", "no"]])
    #expect(keys.map { counted?.sums[$0] ?? [] } == [[1], [2]])
  }

  @Test func withoutAnyListNobodyKnowsWhoHoldsAPower() {
    var world = ProcedureWorld([[:], ["case_id": "2", "item_code": "unknown"]])
    #expect(world.facts(.authority) == [["yes"], [""]])
    world.world.set(.authority, [])
    #expect(world.facts(.authority) == [[""], [""]])
  }

  @Test func majorCasesStandWithTheLowestLevelThatMayEnforceTheItem() {
    var world = ProcedureWorld([["major": "yes"], ["case_id": "2", "major": "no"]])
    world.world.set(
      .catalogue,
      [["item_code": "I", "item_name": "某事项", "domain": "甲", "levels": "city;county;town"]])
    #expect(world.facts(.escalation) == [["county", "town"], nil])
  }

  @Test func whatCameBackFromCriminalJusticeIsFollowed() {
    let back = ["source": "judicial_referral"]
    let world = ProcedureWorld([
      back, back.merging(["case_id": "2", "disposition": "not_filed"]) { $1 },
      back.merging(["case_id": "3", "decided_date": "", "disposition": "pending"]) { $1 },
      ["case_id": "4"],
    ])
    #expect(
      world.facts(.judicialReferral) == [
        ["decided", "yes"], ["not_filed", "yes"], ["pending", "yes"], nil,
      ])
  }
}
