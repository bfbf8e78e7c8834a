import Testing

@testable import Parquet

@Suite struct ValueRangeTests {
  private static func range(_ texts: [String]) throws -> [String]? {
    let bytes = try parquetBytes([ParquetColumn("a", .text)], texts.map { [$0] })
    let range = try metadata(of: bytes).groups[0].chunks[0].statistics.range
    return range.map { [$0.minimum, $0.maximum].map { String(decoding: $0, as: UTF8.self) } }
  }

  private static func metadata(of bytes: [UInt8]) throws -> FileMetadata {
    let length = Int(bytes.span.halfWord(at: bytes.count - 8))
    let start = bytes.count - 8 - length
    return try FileMetadata(Array(bytes[start..<start + length]), at: start)
  }

  @Test func textIsInOrderOfUnsignedBytes() throws {
    #expect(try Self.range(["z", "é", "Z"]) == ["Z", "é"])
    // By code units U+FFFD would come after the pair of 𠮷.
    #expect(try Self.range(["\u{FFFD}", "𠮷", "张"]) == ["张", "𠮷"])
    #expect(try Self.range(["ab", "a", "abc"]) == ["a", "abc"])
    #expect(try Self.range(["2024-000010", "2024-000009"]) == ["2024-000009", "2024-000010"])
    #expect(try Self.range(["case-2024-1", "case-2024-10", "case-2024-"])?.last == "case-2024-10")
  }

  @Test func emptyCellsAreCountedAndNotCompared() throws {
    let bytes = try parquetBytes([ParquetColumn("a", .text)], [[""], ["b"], [""]])
    let statistics = try Self.metadata(of: bytes).groups[0].chunks[0].statistics
    #expect(statistics.emptyCells == 2)
    #expect(statistics.range?.minimum == Array("b".utf8))
    #expect(try Self.range(["", ""]) == nil)
  }

  @Test func longTextHasNoRange() throws {
    #expect(try Self.range([String(repeating: "x", count: 257), "a"]) == nil)
    #expect(try Self.range([String(repeating: "x", count: 256), "a"]) != nil)
  }

  @Test func numbersAreInOrderOfSize() throws {
    let columns = [ParquetColumn("a", .integer), ParquetColumn("b", .date)]
    let rows = [["10", "1970-01-02"], ["9", "1969-12-31"], ["-1", "2024-01-01"]]
    let chunks = try Self.metadata(of: parquetBytes(columns, rows)).groups[0].chunks
    #expect(chunks[0].statistics.range?.minimum == [UInt8](repeating: 0xFF, count: 8))
    #expect(chunks[0].statistics.range?.maximum == [10, 0, 0, 0, 0, 0, 0, 0])
    #expect(chunks[1].statistics.range?.minimum == [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(chunks[1].statistics.range?.maximum == [11, 77, 0, 0])
  }
}
