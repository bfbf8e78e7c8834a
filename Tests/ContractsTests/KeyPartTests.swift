import Contracts
import TestSupport
import Testing

@Suite struct KeyPartTests {
  private static let empty = Tally(
    "made", keys: ["unit", "month", "kind", "constant"], measures: ["rows", "sum"])
  private static let words = [
    "", "甲", "乙", "é", "e\u{301}", "2024-01-05", "2024-02-29", "long text of many bytes",
  ]

  private static func random(_ source: inout SeededGenerator) -> (
    table: ColumnTable, rows: [[String]]
  ) {
    let rows = (0..<Int.random(in: 0..<60, using: &source)).map { _ in
      (0..<3).map { _ in words.randomElement(using: &source) ?? "" }
    }
    let table = ArchivedTable(names: ["unit", "date", "kind"], rows: rows)
    return (ColumnTable(table), rows)
  }

  @Test func rowsInPartsAreRowsOneByOne() {
    var source = SeededGenerator(seed: 41)
    for _ in 0..<200 {
      let (table, rows) = Self.random(&source)
      var (byParts, byRows) = (Self.empty, Self.empty)
      let pair = KeyPart([table["date"], table["kind"]], width: 2) { texts in
        texts[0].isEmpty ? nil : [String(texts[0].prefix(7)), texts[1] + "!"]
      }
      byParts.add(
        [KeyPart(table["unit"]), pair, KeyPart(constant: "c")],
        amounts: rows.indices.flatMap { [1, $0] }
      ) { $0 % 5 != 4 }
      for (index, row) in rows.enumerated() where !row[1].isEmpty && index % 5 != 4 {
        byRows.add([row[0], String(row[1].prefix(7)), row[2] + "!", "c"], [1, index])
      }
      #expect(byParts == byRows)
      #expect(byParts.rows == byRows.rows)
    }
  }

  @Test func mergingIsAddingTheRowsOfBoth() {
    var source = SeededGenerator(seed: 43)
    for _ in 0..<200 {
      var (merged, together) = (Self.empty, Self.empty)
      for _ in 0..<3 {
        var part = Self.empty
        for (index, row) in Self.random(&source).rows.enumerated() {
          part.add(row + [""], [1, index])
          together.add(row + [""], [1, index])
        }
        merged.merge(part)
      }
      #expect(merged == together)
      #expect(merged.rows == together.rows)
    }
  }

  @Test func columnsHoldTheCellsOfTheRows() {
    var source = SeededGenerator(seed: 47)
    for _ in 0..<200 {
      let (table, rows) = Self.random(&source)
      for (index, row) in rows.enumerated() {
        // Equal for the eye is not enough: the bytes must be those of the cell.
        let cells = ["unit", "date", "kind"].map { Array(table.cell(index, $0).utf8) }
        #expect(cells == row.map { Array($0.utf8) })
      }
      #expect(table.count == rows.count)
      #expect(table["none"].codes.count == rows.count)
      #expect(rows.isEmpty || table["none"].usedTexts == [""])
    }
  }

  @Test func aSumBeyond64BitsIsTold() {
    let table = ColumnTable(ArchivedTable(names: ["unit"], rows: [["U"], ["U"]]))
    var tally = Tally("sums", keys: ["unit"], measures: ["sum"])
    tally.add([KeyPart(table["unit"])], amounts: [Int.max, 0])
    #expect(!tally.isOverflown)
    tally.add([KeyPart(table["unit"])], amounts: [1, 0])
    #expect(tally.isOverflown)
  }
}
