import Contracts
import Testing

@testable import Counting

/// Of which cases a question of legality is asked at all.
@Suite struct ProcedureQuestionTests {
  @Test(arguments: [
    ("not_established", "", "no", false), ("withdrawn", "", "no", true),
    ("punished", "judicial_referral", "no", false), ("punished", "", "no", true),
    ("not_established", "", "yes", true), ("pending", "", "no", true),
  ])
  func whereNoCrimeIsLeftNothingIsToBeTransferred(
    _ disposition: String, _ source: String, _ transferred: String, _ isAsked: Bool
  ) {
    let world = ProcedureWorld([
      [
        "disposition": disposition, "source": source, "transfer_due": "yes",
        "transferred": transferred, "decided_date": disposition == "pending" ? "" : "2024-05-06",
        "penalty_types": "", "fine_fen": "",
      ]
    ])
    #expect(world.facts(.transfer).map { $0 != nil } == [isAsked])
  }

  @Test(arguments: [
    ("2024-12-10", "", "not_filed"), ("2025-01-10", "", "pending"), ("", "2025-01-10", "pending"),
    ("", "2024-12-10", "not_filed"),
  ])
  func whatIsNotFiledLaterIsOpenStill(_ decided: String, _ closed: String, _ state: String) {
    let world = ProcedureWorld([
      [
        "source": "judicial_referral", "disposition": "not_filed", "decided_date": decided,
        "closed_date": closed, "penalty_types": "", "fine_fen": "",
      ]
    ])
    #expect(world.facts(.judicialReferral) == [[state, "yes"]])
  }

  // Thresholds of 10,000 yuan for either.
  @Test(arguments: [
    ("600000", "600000", "", ""), ("1000000", "0", "", "amount"), ("0", "1000000", "", "amount"),
    ("", "", "1200000", ""), ("", "", "2000000", "amount"),
  ])
  func aFineAndAConfiscationEachAskForAHearing(
    _ fine: String, _ confiscated: String, _ sum: String, _ triggers: String
  ) {
    var world = ProcedureWorld([
      [
        "fine_fen": fine, "confiscated_fen": confiscated, "amount_fen": sum,
        "penalty_types": "fine;confiscation",
      ]
    ])
    world.world.set(
      .catalogue,
      [
        [
          "item_code": "I", "item_name": "某事项", "domain": "甲",
          "hearing_threshold_fen": "1000000",
        ]
      ])
    #expect(world.facts(.hearing).map { $0?.first } == [triggers])
  }

  @Test func noAmountReachesAThresholdOfNothing() {
    var world = ProcedureWorld([
      ["fine_fen": "", "penalty_types": "warning"], ["case_id": "2", "fine_fen": "100"],
    ])
    world.world.set(
      .catalogue,
      [
        [
          "item_code": "I", "item_name": "某事项", "domain": "甲", "hearing_threshold_fen": "0",
          "review_threshold_fen": "0",
        ]
      ])
    #expect(world.facts(.hearing).map { $0?.first } == ["", "amount"])
    #expect(world.facts(.review).map { $0?[1] } == ["", "amount"])
  }

  @Test(arguments: [("revoked", "", ""), ("revoked", "2024-05-08", "yes"), ("upheld", "", "yes")])
  func whatWasQuashedMayHaveBeenTakenDown(_ result: String, _ published: String, _ due: String) {
    let world = ProcedureWorld([
      ["publish_due": "yes", "court_result": result, "published_date": published]
    ])
    #expect(world.facts(.publication).map { $0?.first } == [due])
  }

  @Test func anItemThatTheListPlacesWithNobodyIsNotAsked() {
    var world = ProcedureWorld([["item_code": "J"], ["case_id": "2", "item_code": "K"]])
    world.world.set(
      .catalogue,
      ["I", "J", "K"].map { ["item_code": $0, "item_name": $0 + "事项", "domain": "甲"] })
    world.world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_from": "2020-01-01"],
        ["unit_code": "V", "item_code": "K", "valid_from": "2020-01-01"],
      ])
    #expect(world.facts(.authority) == [[""], ["no"]])
  }
}
