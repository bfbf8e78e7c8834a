import Contracts
import Testing

@testable import Counting

/// What an export lacks is unknown in the months that it speaks for, and in no others.
@Suite struct ColumnGapTallyTests {
  private static func delivery(
    _ source: String, _ from: String, _ to: String, rows: Int, unit: String = "U"
  ) -> [String: String] {
    [
      "source": source, "table": "cases", "as_of": to + "-28", "unit_code": unit,
      "month_from": from, "month_to": to, "rows": String(rows),
    ]
  }

  private func gaps(
    _ deliveries: [[String: String]], lacking: [String: [String]],
    units: [[String: String]] = [], at month: String = "2024-12"
  ) -> TallySums {
    var world = World()
    world.set(.deliveries, deliveries)
    if !units.isEmpty { world.set(.units, units) }
    world.input.sources = ["A", "B", "C"].map {
      SourceSummary(
        name: "", table: "cases", sha256: $0, asOf: "", counts: [], notes: [:],
        absentColumns: lacking[$0] ?? [])
    }
    return world.counted(month).observation.columnGaps.sums
  }

  @Test func aColumnIsMissingInTheMonthsOfTheExportThatLacksIt() {
    let found = gaps(
      [
        Self.delivery("A", "2024-01", "2024-03", rows: 30),
        Self.delivery("B", "2024-04", "2024-06", rows: 30),
      ], lacking: ["A": ["paid"]])
    #expect(found == [["cases", "U", "paid", "2024-01", "2024-03"]: [3]])
  }

  @Test func whatComesAfterTheReportMonthSaysNothing() {
    let found = gaps(
      [Self.delivery("A", "2024-01", "2024-06", rows: 60)], lacking: ["A": ["paid"]],
      at: "2024-02")
    #expect(found == [["cases", "U", "paid", "2024-01", "2024-02"]: [2]])
  }

  // June brings the column, and two corrections of January.
  @Test func aFewCorrectionsWithTheColumnDoNotFillTheMonthsBefore() {
    let found = gaps(
      [
        Self.delivery("A", "2024-01", "2024-05", rows: 50),
        Self.delivery("B", "2024-01", "2024-06", rows: 14),
      ], lacking: ["A": ["paid"]])
    #expect(found == [["cases", "U", "paid", "2024-01", "2024-05"]: [5]])
  }

  @Test func aWholeRegisterThatFollowsSpeaksForAllItsMonths() {
    let found = gaps(
      [
        Self.delivery("A", "2024-01", "2024-05", rows: 50),
        Self.delivery("B", "2024-01", "2024-06", rows: 60),
      ], lacking: ["A": ["paid"]])
    #expect(found.isEmpty)
  }

  @Test func otherUnitsKeepTheirColumns() {
    let found = gaps(
      [
        Self.delivery("A", "2024-01", "2024-01", rows: 5),
        Self.delivery("B", "2024-01", "2024-01", rows: 5, unit: "V"),
      ], lacking: ["A": ["paid"]])
    #expect(found == [["cases", "U", "paid", "2024-01", "2024-01"]: [1]])
  }

  // Nobody can tell which of the parts a blank cell is of.
  @Test func aSuccessorLacksWhatAnyPartLacks() {
    let found = gaps(
      [
        Self.delivery("A", "2024-01", "2024-02", rows: 5, unit: "OLD"),
        Self.delivery("B", "2024-01", "2024-03", rows: 50),
      ], lacking: ["A": ["paid"]],
      units: [
        ["unit_code": "OLD", "unit_name": "旧", "successor_code": "U"],
        ["unit_code": "U", "unit_name": "新"],
      ])
    #expect(found == [["cases", "U", "paid", "2024-01", "2024-02"]: [2]])
  }
}
