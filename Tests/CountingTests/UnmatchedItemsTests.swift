import Contracts
import Testing

@testable import Counting

/// Items of a case that match none of the catalogue, in whatever order they stand.
@Suite struct UnmatchedItemsTests {
  @Test(arguments: [(["X9", "I"], 1), (["I", "X9"], 0)])
  func aFurtherItemThatNothingKnowsIsCounted(_ codes: [String], _ cases: Int) {
    var world = World()
    let row = [
      "unit_code": "U", "case_id": "A", "district_code": "D", "domain": "甲",
      "decided_date": "2024-05-05",
    ]
    let rows = codes.map { row.merging(["item_code": $0]) { $1 } }
    let further = rows[1].filter { Table.caseItems.archiveNames.contains($0.key) }
    world.input.cases.merge(
      CaseTallies(
        ColumnTable(archived(.cases, [rows[0]])),
        items: ColumnTable(archived(.caseItems, [further])), basis: .decided
      ).cases)
    let unmatched = world.counted().observation.unmatched
    #expect(unmatched.sums.map { $0.value } == [[cases, 1]])
  }
}
