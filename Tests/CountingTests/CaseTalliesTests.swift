import Contracts
import TestSupport
import Testing

@testable import Counting

@Suite struct CaseTalliesTests {
  private let penalty = [
    "unit_code": "U", "case_id": "1", "district_code": "D", "domain": "甲", "item_code": "I",
    "filed_date": "2024-01-31", "decided_date": "2024-03-01", "disposition": "punished",
  ]

  private func tallies(
    _ rows: [[String: String]], items: [[String: String]] = [], basis: CountingBasis = .decided
  ) -> CaseTallies {
    CaseTallies(
      ColumnTable(archived(.cases, rows)), items: ColumnTable(archived(.caseItems, items)),
      basis: basis)
  }

  private func blanks(_ rows: [[String: String]]) -> Tally {
    CaseTallies.blanks(ColumnTable(archived(.cases, rows)), basis: .decided)
  }

  private func sum(_ tallies: CaseTallies, _ measure: String, month: String? = nil) -> Int {
    let index = Tally.cases.measures.firstIndex(of: measure)
    return tallies.cases.sums.filter { month == nil || $0.key[0] == month }
      .reduce(0) { total, entry in total + (index.map { entry.value[$0] } ?? .min) }
  }

  private func changed(_ cells: [String: String]) -> CaseTallies {
    tallies([penalty.merging(cells) { $1 }])
  }

  @Test func aDecidedCaseCountsInTheMonthOfDecisionAndItsFilingInItsOwn() {
    let one = tallies([penalty])
    #expect(sum(one, "cases", month: "2024-03") == 1)
    #expect(sum(one, "cases", month: "2024-01") == 0)
    #expect(sum(one, "filed", month: "2024-01") == 1)
    #expect(sum(one, "filed", month: "2024-03") == 0)
  }

  @Test func anUndecidedCaseCountsInTheMonthOfFiling() {
    let one = changed(["decided_date": "", "disposition": "pending"])
    #expect(sum(one, "cases", month: "2024-01") == 1)
    #expect(sum(one, "undecided") == 1)
    #expect(sum(one, "punished") == 0)
  }

  @Test func basisFiledCountsADecidedCaseInTheMonthOfFiling() {
    let one = tallies([penalty], basis: .filed)
    #expect(sum(one, "cases", month: "2024-01") == 1)
    #expect(sum(one, "cases", month: "2024-03") == 0)
    let unfiled = tallies([penalty.merging(["filed_date": ""]) { $1 }], basis: .filed)
    #expect(sum(unfiled, "cases", month: "2024-03") == 1)
  }

  @Test func fineAndConfiscationAreSummedApart() {
    let one = changed(["fine_fen": "12345", "confiscated_fen": "67"])
    #expect(sum(one, "fine_fen") == 12345)
    #expect(sum(one, "confiscated_fen") == 67)
  }

  @Test func theUnsplitAmountCountsOnlyWhereNothingElseIsStated() {
    #expect(sum(changed(["amount_fen": "900"]), "fine_fen") == 900)
    #expect(sum(changed(["amount_fen": "900", "fine_fen": "500"]), "fine_fen") == 500)
    let confiscated = changed(["amount_fen": "900", "confiscated_fen": "900"])
    #expect(sum(confiscated, "fine_fen") == 0)
    #expect(sum(confiscated, "confiscated_fen") == 900)
  }

  @Test(arguments: [
    "exempted", "not_established", "not_filed", "withdrawn", "terminated",
    "transferred_criminal", "transferred_other", "corrected",
  ])
  func aCaseClosedWithoutPenaltyIsSettled(_ disposition: String) {
    let one = changed(["disposition": disposition])
    #expect(sum(one, "settled") == 1)
    #expect(sum(one, "settled_filed") == 1)
    #expect(sum(one, "filed") == 0)
    #expect(sum(one, "punished") == 0)
    #expect(sum(one, "exempt") == (disposition == "exempted" ? 1 : 0))
    #expect(sum(one, "transferred") == (disposition == "transferred_criminal" ? 1 : 0))
  }

  @Test(arguments: ["", "punished", "pending"])
  func aPunishedPendingOrUnstatedCaseIsNotSettled(_ disposition: String) {
    let one = changed(["disposition": disposition])
    #expect(sum(one, "cases") == 1)
    #expect(sum(one, "settled") == 0)
    #expect(sum(one, "filed") == 1)
  }

  @Test func anUnstatedDispositionWithAPenaltyIsPunished() {
    #expect(sum(changed(["disposition": "", "penalty_types": "warning"]), "punished") == 1)
    #expect(sum(changed(["disposition": "", "fine_fen": "1"]), "punished") == 1)
    #expect(sum(changed(["disposition": "", "confiscated_fen": "1"]), "punished") == 1)
    #expect(sum(changed(["disposition": ""]), "punished") == 0)
  }

  // Some systems call a case pending until its fine is paid.
  @Test func aCaseThatIsPendingBesideADayOfItsDecisionIsDecided() {
    let decided = changed(["disposition": "pending", "fine_fen": "1"])
    #expect(sum(decided, "undecided") == 0)
    #expect(sum(decided, "punished") == 1)
    #expect(sum(decided, "settled") == 0)
    let unfined = changed(["disposition": "pending"])
    #expect(sum(unfined, "undecided") == 0)
    #expect(sum(unfined, "punished") == 0)
    let closed = ["disposition": "pending", "decided_date": "", "closed_date": "2024-03-01"]
    #expect(sum(changed(closed), "undecided") == 0)
  }

  @Test func severalItemsCountTheCaseOnceAndEachItem() {
    let items = ["I", "J", "K"].map {
      ["unit_code": "U", "case_id": "1", "item_code": $0, "domain": "甲"]
    }
    let case1 = penalty.merging(["fine_fen": "500", "major": "yes"]) { $1 }
    let several = tallies([case1], items: items)
    #expect(sum(several, "cases") == 1)
    #expect(sum(several, "item_cases") == 3)
    #expect(sum(several, "filed") == 3)
    #expect(sum(several, "fine_fen") == 500)
    #expect(sum(several, "major") == 1)
    #expect(Set(several.cases.sums.keys.map { $0[4] }) == ["I", "J", "K"])
  }

  @Test func itemsOfAnotherUnitsCaseOfTheSameNumberAreNotTaken() {
    let foreign = [["unit_code": "V", "case_id": "1", "item_code": "J", "domain": "甲"]]
    #expect(sum(tallies([penalty], items: foreign), "item_cases") == 1)
  }

  @Test func severalPartiesOfOneItemCountTheItemOnce() {
    let items = ["a", "b"].map {
      ["unit_code": "U", "case_id": "1", "item_code": "I", "domain": "甲", "party": $0]
    }
    #expect(sum(tallies([penalty], items: items), "item_cases") == 1)
  }

  @Test func blankCellsAreCountedAgainstRows() {
    let both = blanks([
      penalty, penalty.merging(["case_id": "2", "district_code": ""]) { $1 },
    ])
    #expect(both.sums[["2024-03", "U", "district_code"]] == [2, 1])
    #expect(both.sums[["2024-03", "U", "item_code"]] == [2, 0])
  }

  @Test func aPenaltyOnTheSpotIsNotAskedForItsFiling() {
    let rows = ["summary", "summary", "ordinary"].enumerated().map { number, procedure in
      penalty.merging([
        "case_id": "\(number)", "procedure": procedure,
        "filed_date": number == 0 ? "2024-03-01" : "",
      ]) { $1 }
    }
    let found = blanks(rows)
    #expect(found.sums[["2024-03", "U", "filed_date"]] == [1, 1])
    #expect(found.sums[["2024-03", "U", "district_code"]]?.first == 3)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func twoPartsOfAPartitionMergeToTheWhole(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<200).map { randomCase($0, &random) }
    let items = rows.filter { _ in Bool.random(using: &random) }.flatMap { row in
      ["J", "K"].map {
        [
          "unit_code": row["unit_code"] ?? "", "case_id": row["case_id"] ?? "", "item_code": $0,
        ]
      }
    }
    let cut = Int.random(in: 1..<200, using: &random)
    let whole = tallies(rows, items: items)
    let first = tallies(Array(rows[..<cut]), items: items)
    let second = tallies(Array(rows[cut...]), items: items)
    var cases = second.cases
    cases.merge(first.cases)
    #expect(cases.rows == whole.cases.rows)
    var blanks = self.blanks(Array(rows[cut...]))
    blanks.merge(self.blanks(Array(rows[..<cut])))
    #expect(blanks.rows == self.blanks(rows).rows)
    #expect(sum(whole, "cases") == 200)
  }

  private func randomCase(
    _ number: Int, _ random: inout SeededGenerator
  ) -> [String: String] {
    let day = { (random: inout SeededGenerator) in
      "2024-0\(Int.random(in: 1...9, using: &random))-15"
    }
    let disposition = ["", "punished", "exempted", "pending"].randomElement(using: &random)
    return [
      "unit_code": "U\(Int.random(in: 1...3, using: &random))", "case_id": String(number),
      "domain": "甲", "item_code": "I\(Int.random(in: 1...4, using: &random))",
      "filed_date": day(&random), "decided_date": Bool.random(using: &random) ? day(&random) : "",
      "disposition": disposition ?? "",
      "fine_fen": String(Int.random(in: 0...1_000_000, using: &random)),
    ]
  }
}

/// A seeded source of numbers: splitmix64, Steele, Lea and Flood (2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
