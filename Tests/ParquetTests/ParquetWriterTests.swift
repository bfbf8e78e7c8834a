import Contracts
import TestSupport
import Testing

@testable import Parquet

@Suite struct ParquetWriterTests {
  private static let columns = [
    ParquetColumn("name", .text), ParquetColumn("day", .date), ParquetColumn("fine_fen", .integer),
  ]

  private static func failure(_ rows: [[String]]) -> ParquetError? {
    do throws(ParquetError) {
      _ = try parquetBytes(columns, rows)
      return nil
    } catch {
      return error
    }
  }

  @Test func equalRowsAreEqualBytes() throws {
    var maker = CellMaker(seed: 11)
    let rows = maker.rows(Table.cases.parquetColumns, count: 3_000)
    let once = try parquetBytes(Table.cases.parquetColumns, rows, groupRows: 1_000)
    var writer = try ParquetWriter(Table.cases.parquetColumns, level: 3, groupRows: 1_000)
    var parts: [UInt8] = []
    for row in rows {
      // As the archive has them: bytes of cells with something between.
      var (bytes, ends): ([UInt8], [Int]) = ([], [])
      for cell in row {
        if !ends.isEmpty { bytes.append(0x2C) }
        bytes += Array(cell.utf8)
        ends.append(bytes.count)
      }
      try writer.append(bytes, ends: ends)
      parts += writer.takeBytes()
    }
    try writer.finish()
    parts += writer.takeBytes()
    #expect(parts == once)
    #expect(writer.rows == 3_000)
  }

  @Test func everyLevelHoldsTheSameRows() throws {
    var maker = CellMaker(seed: 12)
    let rows = maker.rows(Self.columns, count: 2_000)
    for level: Int32 in [1, 9, 19] {
      #expect(
        try utf8(ParquetTests.rows(of: parquetBytes(Self.columns, rows, level: level)))
          == utf8(rows))
    }
  }

  @Test func cellsThatDoNotFitAreNamed() {
    let good = ["a", "2024-01-31", "5"]
    #expect(
      Self.failure([good, ["a", "2024-02-30", "5"]])
        == .unfitCell(column: "day", row: 2, rule: .date))
    #expect(
      Self.failure([good, good, ["a", "", "5.0"]])
        == .unfitCell(column: "fine_fen", row: 3, rule: .integer))
    let many = [[String]](repeating: good, count: 5_000)
    #expect(
      Self.failure(many + [["a", "x", "5"]])
        == .unfitCell(column: "day", row: 5_001, rule: .date))
  }

  @Test func errorsNameNoValue() {
    let error = ParquetError.unfitCell(column: "day", row: 2, rule: .date)
    #expect("\(error)" == "row 2, column day: expected a day as YYYY-MM-DD")
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    var writer = try ParquetWriter([ParquetColumn("a", .text)])
    try writer.append([0xC3, 0x28], ends: [2])
    do throws(ParquetError) {
      try writer.finish()
      Issue.record("not refused")
    } catch {
      #expect(error == .unfitCell(column: "a", row: 1, rule: .text))
    }
  }

  @Test func groupsEndAtTheLimitOfBytes() throws {
    let text = String(repeating: "x", count: 1 << 20)
    let rows = (0..<70).map { ["\($0)" + text] }
    let reader = try ParquetReader(parquetBytes([ParquetColumn("a", .text)], rows))
    #expect(reader.groupCount == 3)
    #expect((0..<3).map { reader.rows(inGroup: $0) } == [32, 32, 6])
  }

  @Test func rowsBeyondTheLimitAreRefused() throws {
    var writer = try ParquetWriter([ParquetColumn("a", .text)])
    do throws(ParquetError) {
      try writer.append([UInt8](repeating: 0x61, count: 17 << 20), ends: [17 << 20])
      Issue.record("not refused")
    } catch {
      #expect(error == .rowTooLong(row: 1, limit: 16 << 20))
    }
  }
}
