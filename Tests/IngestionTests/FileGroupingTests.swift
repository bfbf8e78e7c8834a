import Contracts
import Testing

@testable import Ingestion

@Suite struct FileGroupingTests {
  private static func grouping(_ rows: CaseRow...) -> FileGrouping {
    FileGrouping(export(rows, asOf: "2024-03-31", order: 1), layout: RowLayout(.cases))
  }

  @Test func theSameRowAgainIsADuplicate() {
    let grouping = Self.grouping(CaseRow(), CaseRow(), CaseRow(number: "2"), CaseRow())
    #expect(grouping.duplicates == 2)
    #expect(grouping.versions.map(\.rowCount) == [1, 1])
    #expect(grouping.conflicts.isEmpty)
  }

  @Test func ofAConflictTheLastRowWins() {
    let grouping = Self.grouping(CaseRow(fine: "100"), CaseRow(fine: "900"))
    #expect(grouping.versions.map(\.cells) == [CaseRow(fine: "900").cells])
    #expect(grouping.conflicts.map(\.cells) == [CaseRow(fine: "100").cells])
    #expect(grouping.duplicates == 0)
  }

  // Line 1 of an export is its header.
  @Test func bothLinesOfAConflictAreListed() {
    let grouping = Self.grouping(
      CaseRow(fine: "100"), CaseRow(number: "2"), CaseRow(fine: "200"), CaseRow(fine: "200"),
      CaseRow(fine: "300"), CaseRow(item: "B", fine: "300"))
    #expect(grouping.conflictLines == [2: 6, 4: 6])
    #expect(Self.grouping(CaseRow(), CaseRow()).conflictLines.isEmpty)
  }

  @Test func rowsThatDifferInItemOrPartyAreOneCase() {
    let grouping = Self.grouping(CaseRow(), CaseRow(item: "B"), CaseRow(party: "p2"))
    #expect(grouping.versions.count == 1)
    #expect(grouping.versions.first?.cells == CaseRow().cells)
    #expect(
      grouping.versions.first?.extraRows == [CaseRow(item: "B").cells, CaseRow(party: "p2").cells])
    #expect(grouping.conflicts.isEmpty)
  }

  @Test func theOrderOfItemsDoesNotChangeTheContent() {
    let first = Self.grouping(CaseRow(), CaseRow(item: "B"))
    let second = Self.grouping(CaseRow(item: "B"), CaseRow())
    #expect(first.versions.map(\.content) == second.versions.map(\.content))
    #expect(first.versions.map(\.content) != Self.grouping(CaseRow()).versions.map(\.content))
  }

  @Test func aConflictDropsEveryItemOfTheEarlierCase() {
    let grouping = Self.grouping(CaseRow(), CaseRow(item: "B"), CaseRow(item: "C", fine: "900"))
    #expect(grouping.conflicts.map(\.rowCount) == [2])
    #expect(grouping.versions.map(\.cells) == [CaseRow(item: "C", fine: "900").cells])
  }

  @Test func oneNumberOfTwoUnitsIsTwoCases() {
    #expect(Self.grouping(CaseRow(), CaseRow(unit: "DW2", fine: "900")).versions.count == 2)
  }

  @Test func theMonthIsThatOfTheFirstFilledDate() {
    let layout = RowLayout(.cases)
    #expect(layout.month(of: CaseRow().cells) == "2024-03")
    #expect(layout.month(of: CaseRow(date: "").cells) == "")
  }

  @Test func rowsOfOtherTablesAreNeverJoined() throws {
    let names = Table.inspections.archiveNames
    let rows = try ["A", "B"].map { item in
      var cells = [String](repeating: "", count: names.count)
      cells[try #require(names.firstIndex(of: "inspection_id"))] = "J1"
      cells[try #require(names.firstIndex(of: "item_code"))] = item
      return IncomingRow(
        cells: cells, origin: RowOrigin(source: "s", order: 1, asOf: "", line: 2, offset: 0))
    }
    let grouping = FileGrouping(rows, layout: RowLayout(.inspections))
    #expect(grouping.conflicts.count == 1)
    #expect(grouping.versions.first?.extraRows.isEmpty == true)
  }

  private static func officers(_ rows: (role: String, hours: String)...) throws -> FileGrouping {
    let names = Table.officers.archiveNames
    let role = try #require(names.firstIndex(of: "role"))
    let hours = try #require(names.firstIndex(of: "training_hours"))
    let incoming = rows.enumerated().map { line, row in
      var cells = [String](repeating: "x", count: names.count)
      (cells[role], cells[hours]) = row
      return IncomingRow(
        cells: cells,
        origin: RowOrigin(source: "s", order: 1, asOf: "", line: line + 2, offset: 0))
    }
    return FileGrouping(incoming, layout: RowLayout(.officers))
  }

  private static func words(_ grouping: FileGrouping) -> [[String]] {
    let names = Table.officers.archiveNames
    return grouping.versions.map { version in
      ["role", "training_hours"].compactMap { names.firstIndex(of: $0) }.map { version.cells[$0] }
    }
  }

  @Test func anOfficerWhoAlsoReviewsHasBothRoles() throws {
    let grouping = try Self.officers(("legal_review", "60"), ("enforcement", ""), ("", ""))
    #expect(grouping.conflicts.isEmpty)
    #expect(grouping.versions.map(\.rowCount) == [3])
    #expect(grouping.versions.map(\.extraRows) == [[]])
    #expect(Self.words(grouping) == [["enforcement;legal_review", "60"]])
  }

  @Test func theMostHoursOfAllRolesHold() throws {
    let grouping = try Self.officers(("enforcement", "60"), ("auxiliary", "0"))
    #expect(Self.words(grouping) == [["auxiliary;enforcement", "60"]])
    let other = try Self.officers(("auxiliary", "0"), ("enforcement", "60"))
    #expect(grouping.versions.map(\.content) == other.versions.map(\.content))
  }

  // What contradicts another row of the same role takes its place alone.
  @Test func aRoleStatedAgainLeavesTheOtherRole() throws {
    let grouping = try Self.officers(
      ("legal_review", "60"), ("enforcement", "60"), ("enforcement", "80"))
    #expect(grouping.conflictLines == [3: 4])
    #expect(grouping.versions.map(\.rowCount) == [2])
    #expect(Self.words(grouping) == [["enforcement;legal_review", "80"]])
  }
}
