import Contracts
import TestSupport
import Testing

@testable import Parquet

@Suite struct RoundTripTests {
  @Test(arguments: archivedTables)
  func rowsOfEveryTableAreReadBack(_ table: Table) throws {
    let columns = table.parquetColumns
    #expect(columns.map(\.name) == table.archiveNames)
    var maker = CellMaker(seed: 2024, pieces: CellMaker.pieces + ["\0"])
    for (count, groupRows) in [(0, 10), (1, 10), (10, 10), (11, 10), (300, 64), (40, 1_000)] {
      let rows = maker.rows(columns, count: count)
      let bytes = try parquetBytes(columns, rows, groupRows: groupRows)
      let reader = try ParquetReader(bytes)
      #expect(reader.columns == columns)
      #expect(reader.rows == count)
      #expect(reader.groupCount == (count + groupRows - 1) / groupRows)
      #expect(utf8(try ParquetTests.rows(of: bytes)) == utf8(rows))
      #expect(utf8(try rowsByCode(of: bytes, distinct: false)) == utf8(rows))
      #expect(utf8(try rowsByCode(of: bytes, distinct: true)) == utf8(rows))
    }
  }

  @Test func columnsAreTyped() {
    let kinds = Dictionary(
      uniqueKeysWithValues: Table.cases.parquetColumns.map { ($0.name, $0.kind) })
    #expect(kinds["decided_date"] == .date)
    #expect(kinds["fine_fen"] == .integer)
    #expect(kinds["excluded_days"] == .integer)
    #expect(kinds["unit_code"] == .text)
    #expect(kinds["district_code"] == .text)
    #expect(kinds["major"] == .text)
  }

  // Keys are distinct, so their column outgrows the dictionary; the other one does not.
  @Test func aColumnThatOutgrowsItsDictionaryIsReadBack() throws {
    let columns = [
      ParquetColumn("key", .text), ParquetColumn("word", .text), ParquetColumn("late", .text),
      ParquetColumn("number", .integer),
    ]
    let rows = (0..<70_000).map { row in
      [
        "key-\(row)-\(row % 7)", "word \(row % 300)",
        row < 10_000 ? "same" : "\(row)-and-some-more-bytes", "\((row * 7_919) % 200_000)",
      ]
    }
    let bytes = try parquetBytes(columns, rows)
    let reader = try ParquetReader(bytes)
    #expect(reader.groupCount == 1)
    #expect(try rowsByCode(of: bytes, distinct: false) == rows)
    #expect(try rowsByCode(of: bytes, distinct: true) == rows)
    let isDistinct = try (0..<4).map { try reader.cells(ofColumn: $0, inGroup: 0).isDistinct }
    #expect(isDistinct == [false, true, false, false])
  }

  @Test func codesAreDistinctAndZeroIsEmpty() throws {
    let columns = [ParquetColumn("a", .text), ParquetColumn("b", .integer)]
    let rows = [["x", "3"], ["", "4"], ["y", ""], ["x", "3"], ["z", "5"]]
    let reader = try ParquetReader(parquetBytes(columns, rows))
    let texts = try reader.cells(ofColumn: 0, inGroup: 0).distinct()
    #expect(texts.valueCount == 4)
    #expect(texts.codes == [1, 0, 2, 1, 3])
    #expect(texts.text(of: 0) == "")
    #expect(texts.number(of: 1) == nil)
    let numbers = try reader.cells(ofColumn: 1, inGroup: 0).distinct()
    #expect(numbers.codes.map { numbers.number(of: $0) } == [3, 4, nil, 3, 5])
  }

  @Test func valuesMadeToCollideAreReadBack() throws {
    // Equal length and tail, so that a weak hash would put them all in one place.
    let rows = (0..<5_000).map { ["\($0)" + String(repeating: "0", count: 40)] + [""] }
    let columns = [ParquetColumn("a", .text), ParquetColumn("b", .text)]
    let bytes = try parquetBytes(columns, rows + rows)
    #expect(try ParquetTests.rows(of: bytes) == rows + rows)
  }

  @Test func oneColumnIsReadWithoutTheOthers() throws {
    let columns = (0..<5).map { ParquetColumn("column\($0)", .text) }
    var maker = CellMaker(seed: 3)
    let rows = maker.rows(columns, count: 500)
    var bytes = try parquetBytes(columns, rows)
    // Pages start behind the magic number: this is one of the first column.
    bytes[40] ^= 1
    let reader = try ParquetReader(bytes)
    #expect(throws: ParquetError.self) { try reader.cells(ofColumn: 0, inGroup: 0) }
    for column in 1..<5 {
      let cells = try reader.cells(ofColumn: column, inGroup: 0)
      #expect(utf8([cells.codes.map { cells.text(of: $0) }]) == utf8([rows.map { $0[column] }]))
    }
  }

  @Test func theBodyStopsTheRows() throws {
    let bytes = try parquetBytes([ParquetColumn("a", .text)], [["1"], ["2"], ["3"]])
    var count = 0
    let isComplete = try ParquetReader(bytes).forEachRow { _, _ in
      count += 1
      return count < 2
    }
    #expect(!isComplete && count == 2)
  }
}
