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
    cell.casesUnobserved = count()
    cell.partyMonths = Bool.random(using: &random) ? count() : nil
    (cell.complaints, cell.findings, cell.openFindings) = (count(), count(), count())
    (cell.complaintsFiled, cell.complaintsRefused) = (count(), count())
    cell.complaintsRepeated = count()
    (cell.complaintsWithCase, cell.findingsWithCase) = (count(), count())
    (cell.complaintsPending, cell.inspections) = (count(), count())
    cell.silentFrom = Bool.random(using: &random) ? Month(year: 2023, month: 11) : nil
    cell.lastActive = Bool.random(using: &random) ? Month(year: 2023, month: 10) : nil
    cell.lastFiled = Bool.random(using: &random) ? Month(year: 2023, month: 9) : nil
    cell.regulatedParties = Bool.random(using: &random) ? count() : nil
    cell.lacksParties = Bool.random(using: &random)
    cell.explained = Bool.random(using: &random) ? CalendarDate("2024-02-29") : nil
    cell.isLeftCensored = Bool.random(using: &random)
    cell.isPowerInferred = Bool.random(using: &random)
    cell.exposureGroup =
      ["", "餐饮", "a group with a name of many bytes, \"quoted\""]
      .randomElement(using: &random) ?? ""
    cell.powerKind = ["", "statutory", "entrusted"].randomElement(using: &random) ?? ""
    cell.heldFrom = Bool.random(using: &random) ? Month(year: 2022, month: 1) : nil
    (cell.holders, cell.unread) = (count(), count())
    cell.history = history(&random)
    return cell
  }

  private static func history(_ random: inout SeededGenerator) -> CellHistory {
    func counts() -> [MonthCount] {
      let months = Set(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          Int32.random(in: 0...120, using: &random)
        })
      return months.sorted().map {
        MonthCount(month: $0, count: Int32.random(in: 1...Int32.max, using: &random))
      }
    }
    var ranges: [ClosedRange<Int32>] = []
    var next: Int32 = 0
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let start = next + Int32.random(in: 0...3, using: &random)
      let end = start + Int32.random(in: 0...12, using: &random)
      ranges.append(start...end)
      next = end + 2
    }
    return CellHistory(
      observed: ranges, cases: counts(), settled: counts(), findings: counts(),
      complaints: counts(), partiesBefore: counts())
  }

  @Test func everyCellReadsBackFromItsRow() {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<500 {
      let cell = Self.cell(&random)
      #expect(cell.row.count == Cell.columns.count)
      #expect(Cell(row: cell.row) == cell)
    }
  }

  @Test func oneReaderTellsCellsApart() {
    var random = SeededGenerator(seed: 32)
    var reader = CellReader()
    for _ in 0..<500 {
      let cell = Self.cell(&random)
      let row = RowText(cell.row)
      let read = reader.cell(row.text.span, ends: row.ends)
      #expect(read == cell)
    }
  }

  @Test func historyIsWrittenAsItIsRead() {
    var cell = Cell(level: .unitItem, domain: "领域", state: .active)
    cell.history = CellHistory(
      observed: [0...35, 38...59], cases: [MonthCount(month: 4, count: 1)],
      settled: [MonthCount(month: 5, count: 3)],
      findings: [MonthCount(month: 4, count: 1), MonthCount(month: 7, count: 2)],
      partiesBefore: [MonthCount(month: 0, count: 9), MonthCount(month: 12, count: 2)])
    #expect(
      cell.row.suffix(9) == [
        "0-35 38-59", "4:1", "5:3", "4:1 7:2", "", "", "0:9 12:2", "0", "0",
      ])
  }

  @Test(arguments: [
    (0, "unit"), (5, "zero"), (6, ""), (12, "x"), (13, "x"), (25, "x"), (23, "1.5"), (17, "x"),
    (20, "x"), (21, "1.5"),
    (36, "4"),
    (12, "99999999999999999999"),
    (9, "2024-13"), (10, "24-01"), (11, "yes"), (24, "-"), (26, "x"), (27, "2024-02-30"), (28, ""),
    (31, "2024"), (32, ""), (33, "x"), (34, "5"), (34, "5-3"), (34, "0-3 2-5"), (35, "4"),
    (35, "4:0"), (35, "7:1 4:1"), (37, "4:1 "), (38, "4:99999999999"),
    (39, "2024"),
  ])
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
