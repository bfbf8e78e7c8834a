import Contracts
import TestSupport
import Testing

@Suite struct RowRoundTripTests {
  private static func cell(_ random: inout SeededGenerator) -> Cell {
    var cell = Cell(
      level: CellLevel.allCases.randomElement(using: &random) ?? .cityItem, domain: "领域",
      state: CellState.allCases.randomElement(using: &random) ?? .active)
    cell.unitCode = ["", "DW1"].randomElement(using: &random) ?? ""
    cell.districtCode = ["", "970102"].randomElement(using: &random) ?? ""
    cell.itemCode = ["", "A,1"].randomElement(using: &random) ?? ""
    func count() -> Int { Int.random(in: 0...99, using: &random) }
    (cell.monthsEmpowered, cell.monthsSent, cell.monthsSilent) = (count(), count(), count())
    (cell.cases, cell.settled, cell.casesEver) = (count(), count(), count())
    (cell.complaints, cell.findings, cell.openFindings) = (count(), count(), count())
    cell.silentFrom = Bool.random(using: &random) ? Month(year: 2023, month: 11) : nil
    cell.lastActive = Bool.random(using: &random) ? Month(year: 2023, month: 10) : nil
    cell.regulatedParties = Bool.random(using: &random) ? count() : nil
    cell.explained = Bool.random(using: &random) ? CalendarDate("2024-02-29") : nil
    cell.isLeftCensored = Bool.random(using: &random)
    cell.isPowerInferred = Bool.random(using: &random)
    return cell
  }

  @Test func everyCellReadsBackFromItsRow() {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<500 {
      let cell = Self.cell(&random)
      #expect(cell.row.count == Cell.columns.count)
      #expect(Cell(row: cell.row) == cell)
    }
  }

  @Test(arguments: [(0, "unit"), (5, "zero"), (6, ""), (12, "x"), (17, "1.5")])
  func aRowThatIsNoCellIsRefused(_ column: Int, _ text: String) {
    var row = Cell(level: .unitItem, domain: "领域", state: .zeroOpen).row
    #expect(Cell(row: row) != nil)
    row[column] = text
    #expect(Cell(row: row) == nil)
    #expect(Cell(row: Array(row.dropLast())) == nil)
  }

  @Test(arguments: DeliveryRule.allCases, [true, false])
  func everyUnitMonthReadsBackFromItsRow(_ rule: DeliveryRule, _ isSent: Bool) {
    let unitMonth = UnitMonth(
      unitCode: "DW1", month: Month(year: 2024, month: 2), isSent: isSent, rule: rule, cases: 7)
    #expect(unitMonth.row.count == UnitMonth.columns.count)
    #expect(UnitMonth(row: unitMonth.row) == unitMonth)
  }

  @Test(arguments: [
    ["DW1", "2024-13", "true", "span", "7"], ["DW1", "2024-02", "true", "guess", "7"],
    ["DW1", "2024-02", "true", "span", ""], ["DW1", "2024-02", "true", "span"],
  ])
  func aRowThatIsNoUnitMonthIsRefused(_ row: [String]) {
    #expect(UnitMonth(row: row) == nil)
  }
}
