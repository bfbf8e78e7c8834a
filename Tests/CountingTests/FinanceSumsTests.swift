import Contracts
import Testing

@testable import Counting

/// What bodies that were merged or given another code received together.
@Suite struct FinanceSumsTests {
  private typealias Row = (unit: String, year: Int, month: String, amount: String)

  // A and B became C in the middle of 2023; D was called E from 2024 on.
  private static let units = [
    ["A", "2015-01-01", "2023-06-30", "C"], ["B", "2015-01-01", "2023-06-30", "C"],
    ["C", "2023-07-01", "", ""], ["D", "2015-01-01", "2023-12-31", "E"],
    ["E", "2024-01-01", "", ""],
  ]

  private func sums(
    _ rows: [Row], of kind: String = "fine_income", units: [[String]] = Self.units
  ) -> [[String]] {
    var world = World()
    let names = ["unit_code", "active_from", "active_to", "successor_code"]
    world.set(
      .units, units.map { Dictionary(zip(names, $0), uniquingKeysWith: { first, _ in first }) })
    world.set(
      .finances,
      rows.map { row in
        [
          "unit_code": row.unit, "year": String(row.year), "month": row.month,
          "\(kind)_fen": row.amount,
        ]
      })
    let observation = ObservationBuilder.counted(world.input, month: month("2024-12"), window: 12)
    return observation.patterns.aggregates.finances.rows.dropFirst().map { $0 }
  }

  private func months(_ unit: String, _ months: ClosedRange<Int>, _ fines: String) -> [Row] {
    months.map { (unit, 2023, String($0), fines) }
  }

  // The row of A hid the months of the others: 12 million became 2.4.
  @Test func aYearAndMonthsAddUpToTheYear() {
    let rows = [("A", 2023, "", "24")] + months("B", 1...6, "4") + months("C", 7...12, "8")
    #expect(sums(rows) == [["C", "2023", "", "fine_income", "96"]])
    #expect(sums(rows.dropLast()) == [])
  }

  @Test func monthsOfWhoExistedThenAddUp() {
    let rows = months("A", 1...6, "1") + months("B", 1...6, "2") + months("C", 7...12, "3")
    #expect(sums(rows).count == 12 && sums(rows).allSatisfy { $0[4] == "3" })
    #expect(sums(rows.filter { $0 != ("B", 2023, "2", "2") }).count == 11)
  }

  // The sum was the other's alone.
  @Test func whoExistedAndStatedNothingMakesTheSumUnknown() {
    #expect(sums([("A", 2022, "", "5")]) == [])
    #expect(sums([("A", 2022, "", "5"), ("B", 2022, "", "")]) == [])
    let both: [Row] = [("A", 2022, "", "5"), ("B", 2022, "", "6")]
    #expect(sums(both) == [["C", "2022", "", "fine_income", "11"]])
    #expect(sums([("A", 2023, "", "5"), ("B", 2023, "", "6")]) == [])
    #expect(sums([("C", 2024, "", "7")]) == [["C", "2024", "", "fine_income", "7"]])
  }

  // A blank of the other hid it.
  @Test func aTargetThatOneStatesStays() {
    let target = "revenue_target"
    for other in ["", "0"] {
      let rows: [Row] = [("A", 2022, "", "5"), ("B", 2022, "", other)]
      #expect(sums(rows, of: target) == [["C", "2022", "", target, "5"]])
    }
    #expect(sums([("A", 2022, "", "0"), ("B", 2022, "", "")], of: target) == [])
    #expect(sums([("A", 2022, "", ""), ("B", 2022, "", "")], of: target) == [])
    #expect(sums([("A", 2022, "", "5"), ("B", 2022, "", "")], of: "revenue_budget") == [])
  }

  // The new code states the years of the old one once more.
  @Test func aYearBeforeItsOwnTimeIsThatOfThePredecessor() {
    let rows: [Row] = [("D", 2023, "", "5"), ("E", 2023, "", "5"), ("E", 2024, "", "6")]
    #expect(
      sums(rows) == [
        ["E", "2023", "", "fine_income", "5"], ["E", "2024", "", "fine_income", "6"],
      ])
  }

  // Without days nobody can be asked for a year in which it may not have existed.
  @Test func codesWithoutDaysAreNotAskedFor() {
    let units = [["D", "", "", "E"], ["E", "", "", ""]]
    let rows: [Row] = [("D", 2023, "", "5"), ("E", 2024, "", "6")]
    #expect(
      sums(rows, units: units) == [
        ["E", "2023", "", "fine_income", "5"], ["E", "2024", "", "fine_income", "6"],
      ])
  }
}
