import Contracts
import Testing

@testable import Counting

/// What a register of deliveries says of inspections.
@Suite struct UnsentInspectionsTests {
  private func unsent(_ rows: [(unit: String, month: String, table: String, received: String)])
    -> [[String]]
  {
    let units = UnitBook(
      archived(
        .units,
        [
          [
            "unit_code": "A", "unit_name": "甲局", "successor_code": "U",
            "active_to": "2024-03-31",
          ],
          ["unit_code": "U", "unit_name": "某局", "active_from": "2020-01-01"],
        ]),
      districts: DistrictBook(archived(.districts, [])), observed: .unitNames)
    let feeds = archived(
      .feeds,
      rows.map {
        ["unit_code": $0.unit, "month": $0.month, "table": $0.table, "received": $0.received]
      })
    return UnsentInspections.counted(feeds, units: units, upTo: month("2024-06")).sortedKeys
  }

  @Test(arguments: [
    ("inspections", [["U", "2024-05"]]),
    ("行政检查;投诉举报", [["U", "2024-05"]]),
    ("全部", [["U", "2024-05"]]),
    ("", [["U", "2024-05"]]),
    ("cases", []), ("月报", []),
  ])
  func aMonthThatDidNotComeIsKept(_ table: String, _ keys: [[String]]) {
    #expect(unsent([("U", "2024-05", table, "no")]) == keys)
    #expect(unsent([("U", "2024-05", table, "yes")]).isEmpty)
  }

  @Test func whatCameAfterAllDidCome() {
    #expect(
      unsent([("U", "2024-05", "检查", "no"), ("某局", "2024-05", "inspections", "yes")]).isEmpty)
  }

  @Test func eachBodyOfAUnitMustHaveDelivered() {
    let rows = [("U", "2024-02", "检查", "yes"), ("A", "2024-02", "检查", "no")]
    #expect(unsent(rows) == [["U", "2024-02"]])
    // It is gone, and a register that goes on listing it says nothing.
    #expect(unsent([("U", "2024-05", "检查", "yes"), ("A", "2024-05", "检查", "no")]).isEmpty)
  }

  @Test func laterMonthsAreNotKnownYet() {
    #expect(unsent([("U", "2024-07", "检查", "no")]).isEmpty)
  }
}
