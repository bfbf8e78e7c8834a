import Contracts
import Testing

@testable import Counting

@Suite struct OutcomeTalliesTests {
  private let penalty = [
    "unit_code": "U", "case_id": "1", "district_code": "D", "domain": "甲", "item_code": "I",
    "filed_date": "2024-01-31", "decided_date": "2024-03-08", "disposition": "punished",
    "party": "p", "penalty_types": "fine", "fine_fen": "50000",
  ]

  private func tallies(
    _ cells: [String: String], basis: CountingBasis = .decided
  ) -> OutcomeTallies {
    OutcomeTallies(ColumnTable(archived(.cases, [penalty.merging(cells) { $1 }])), basis: basis)
  }

  private func parties(_ cells: [String: String]) -> Tally {
    OutcomeTallies.parties(
      ColumnTable(archived(.cases, [penalty.merging(cells) { $1 }])), basis: .decided)
  }

  private func cell(_ tally: Tally, _ name: String) -> String? {
    tally.rows.dropFirst().first.flatMap { row in
      tally.columns.firstIndex(of: name).map { row[$0] }
    }
  }

  @Test(arguments: [
    ("punished", "fine", "money"), ("punished", "warning", "warning"),
    ("punished", "criticism;warning", "warning"), ("punished", "fine;warning", "money"),
    ("punished", "fine;suspended_operation", "heavy"), ("punished", "detention", "heavy"),
    ("", "fine", "money"), ("pending", "fine", "money"), ("exempted", "", "none"),
    ("corrected", "", "none"),
    ("not_established", "", "dismissed"), ("withdrawn", "", "dismissed"),
    ("transferred_criminal", "", "dismissed"),
  ])
  func theHeaviestPartDecidesTheSanction(
    _ disposition: String, _ types: String, _ sanction: String
  ) {
    let fine = types.contains("fine") ? "50000" : ""
    let one = tallies(["disposition": disposition, "penalty_types": types, "fine_fen": fine])
    #expect(cell(one.outcomes, "sanction") == sanction)
  }

  @Test func aPendingCaseHasNoOutcome() {
    let pending = ["disposition": "pending", "decided_date": "", "fine_fen": ""]
    let one = tallies(pending)
    #expect(one.outcomes.sums.isEmpty && parties(pending).sums.isEmpty)
    #expect(one.decisionDays.sums.isEmpty)
  }

  @Test func aCaseThatIsClosedWithoutAnyPenaltyStatedSaysNothing() {
    let one = tallies(["disposition": "", "penalty_types": "", "fine_fen": ""])
    #expect(one.outcomes.sums.isEmpty)
  }

  @Test func aFineOfNothingIsNoFine() {
    let one = tallies(["fine_fen": "0", "penalty_types": "warning"])
    #expect(cell(one.outcomes, "fine_fen") == "")
    #expect(cell(one.outcomes, "sanction") == "warning")
  }

  @Test func theUnsplitAmountStandsForTheFine() {
    let one = tallies(["fine_fen": "", "amount_fen": "700"])
    #expect(cell(one.outcomes, "fine_fen") == "700")
    let split = tallies(["fine_fen": "500", "confiscated_fen": "200", "amount_fen": "700"])
    #expect(cell(split.outcomes, "fine_fen") == "500")
    #expect(cell(split.outcomes, "confiscated_fen") == "200")
  }

  @Test func aBlankPaymentIsUnknownAndAZeroIsKnown() {
    #expect(cell(tallies([:]).outcomes, "paid_cases") == "0")
    #expect(cell(tallies(["paid_fen": "0"]).outcomes, "paid_cases") == "1")
  }

  // A change leaves the amount as it is stated; what is unlawful alone was not revoked.
  @Test(arguments: [
    ("revoked", "", "yes"), ("void", "", "yes"), ("upheld", "revoked", "yes"),
    ("revoked", "upheld", "yes"), ("", "void", "yes"), ("changed", "", ""), ("unlawful", "", ""),
    ("upheld", "pending", ""), ("", "", ""),
  ])
  func whatIsRevokedOrVoidIsQuashed(_ review: String, _ court: String, _ mark: String) {
    let cells = ["review_result": review, "court_result": court]
    #expect(cell(tallies(cells).outcomes, "quashed") == mark)
    #expect(cell(parties(cells), "penalties") == "1")
    #expect(cell(parties(cells), "quashed") == (mark.isEmpty ? "0" : "1"))
  }

  @Test func anExemptionIsNoPenaltyOfTheParty() {
    #expect(parties(["disposition": "exempted", "fine_fen": ""]).sums.isEmpty)
    #expect(parties([:]).sums.count == 1)
  }

  @Test func theDayOfTheDecisionIsKeptWhateverTheBasis() {
    let one = tallies([:], basis: .filed)
    #expect(cell(one.outcomes, "month") == "2024-01")
    #expect(cell(one.decisionDays, "month") == "2024-03")
    #expect(cell(one.decisionDays, "day") == "08")
  }

  @Test func talliesOfPartsAddUpToTheTallyOfTheWhole() {
    let rows = (0..<40).map { number in
      penalty.merging([
        "case_id": String(number), "fine_fen": String(1_000 * (number % 7)),
        "party": "p\(number % 5)", "decided_date": "2024-03-1\(number % 10)",
      ]) { $1 }
    }
    let whole = ColumnTable(archived(.cases, rows))
    let first = ColumnTable(archived(.cases, Array(rows[..<17])))
    let second = ColumnTable(archived(.cases, Array(rows[17...])))
    let tallies: [(ColumnTable) -> Tally] = [
      { OutcomeTallies($0, basis: .decided).outcomes },
      { OutcomeTallies($0, basis: .decided).decisionDays },
      { OutcomeTallies.parties($0, basis: .decided) },
    ]
    for tally in tallies {
      var sum = tally(first)
      sum.merge(tally(second))
      #expect(sum == tally(whole))
    }
  }
}
