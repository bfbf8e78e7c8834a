import CSV
import Testing

@Suite struct CSVTextTests {
  @Test func readsWholeTablesWithoutBlankLines() throws {
    let bytes = Array("\u{FEFF}a,b\n\n\"c\nd\",e\n".utf8)
    #expect(try CSVText.rows(of: bytes) == [["a", "b"], ["c\nd", "e"]])
    #expect(try CSVText.rows(of: []).isEmpty)
  }

  @Test func refusesTheFirstBrokenRecord() {
    let place = FilePlace(line: 2, byteOffset: 2)
    #expect(throws: CSVError.rejectedRecord(.quote, place)) {
      try CSVText.rows(of: Array("a\nb\"c\nd\n".utf8))
    }
    #expect(throws: CSVError.unterminatedQuote(place)) {
      try CSVText.rows(of: Array("a\n\"b\n".utf8))
    }
  }

  @Test func namesRuleAndPlaceInWords() {
    let error = CSVError.rejectedRecord(.quote, FilePlace(line: 2, byteOffset: 5))
    #expect(error.code == "CSV-QUOTE")
    #expect(error.description == "CSV-QUOTE: line 2, byte 5: the record breaks the rule")
    let missing = CSVError.encodingUnavailable(.gb18030)
    #expect(missing.place == nil)
    #expect(missing.description == "ENC-UNAVAILABLE: this system cannot convert GB18030")
  }
}
