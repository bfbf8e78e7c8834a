import CSV
import Testing

@Suite struct RecordCellsTests {
  private func cells(
    _ record: String, _ encoding: TextEncoding, _ delimiter: Delimiter = .comma
  ) throws -> [String?] {
    // A record stands within the bytes of a block.
    let bytes = try #require(try encoding.encode("前\n" + record))
    let start = try #require(try encoding.encode("前\n")).count
    let found = RecordCells(encoding: encoding, delimiter: delimiter).ranges(in: bytes[start...])
    return try found.map { try encoding.decode(bytes[$0]) }
  }

  @Test(arguments: TextEncoding.allCases)
  func findsCellsWithoutTheirQuotes(_ encoding: TextEncoding) throws {
    // In GB18030 the second bytes of the first four lie among those of ASCII.
    let record = "乗亅乣亊,\"某,〔2024〕\n9号\",,\"\",\"甲\"\"乙\"\"\",末\r\n"
    let wanted = ["乗亅乣亊", "某,〔2024〕\n9号", "", "", "甲\"\"乙\"\"", "末"]
    let found = try cells(record, encoding)
    #expect(Array(found.prefix(6)) == wanted)
    #expect(found.dropFirst(6).allSatisfy { $0 == "" })
  }

  @Test func endsTheLastCellWithTheBytes() throws {
    #expect(try cells("a;\"b\"", .utf8, .semicolon) == ["a", "b"])
    #expect(try cells("a\tb\t", .utf16BigEndian, .tab) == ["a", "b"])
    #expect(try cells("", .utf8) == [])
  }
}
