import Contracts
import Testing

@testable import Counting

@Suite struct OversightTalliesTests {
  private func inspected(_ result: String) -> [Int] {
    let table = archived(
      .inspections, [["unit_code": "U", "date": "2024-03-09", "mode": "random", "result": result]])
    let key = ["2024-03", "U", "", "", "", "", "random"]
    return OversightTallies.inspections(ColumnTable(table)).sums[key] ?? []
  }

  // Visits, problems, settled, orders, announced, referred.
  @Test(arguments: [
    ("clean", [1, 0, 0, 0, 0, 0]), ("", [1, 0, 0, 0, 0, 0]),
    ("corrected_on_site", [1, 1, 1, 0, 0, 0]), ("guided", [1, 1, 1, 0, 0, 0]),
    ("rectify", [1, 1, 0, 1, 0, 0]), ("filed", [1, 1, 0, 0, 1, 0]),
    ("referred", [1, 1, 0, 0, 0, 1]),
  ])
  func eachResultOfAnInspectionHasItsMeasure(_ result: String, _ sums: [Int]) {
    #expect(inspected(result) == sums)
  }

  // Complaints, filed, not filed, pending.
  @Test(arguments: [
    ("filed", [1, 1, 0, 0]), ("not_filed", [1, 0, 1, 0]), ("pending", [1, 0, 0, 1]),
    ("referred", [1, 0, 0, 0]), ("", [1, 0, 0, 0]),
  ])
  func eachOutcomeOfAComplaintHasItsMeasure(_ outcome: String, _ sums: [Int]) {
    let table = archived(
      .complaints, [["received_date": "2024-03-09", "kind": "report", "outcome": outcome]])
    let key = ["2024-03", "", "", "", "", "", "report"]
    #expect(OversightTallies.complaints(ColumnTable(table)).sums[key] == sums)
  }

  @Test func kindsOfComplaintsAreKeptApart() {
    let table = archived(
      .complaints,
      ["report", "complaint", "report"].map { ["received_date": "2024-03-09", "kind": $0] })
    let sums = OversightTallies.complaints(ColumnTable(table)).sums
    #expect(sums[["2024-03", "", "", "", "", "", "report"]]?.first == 2)
    #expect(sums[["2024-03", "", "", "", "", "", "complaint"]]?.first == 1)
  }
}
