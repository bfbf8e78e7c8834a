import CSV
import Testing

@Suite struct BrokenRecordTests {
  @Test func readsOnAfterTextBehindAQuote() throws {
    let reading = try Reading("h,i\n\"a\"b,c\nd,e\n")
    #expect(
      reading.outcomes == [.cells(["h", "i"]), .rejected(.quote), .cells(["d", "e"])])
  }

  @Test func readsOnAfterAStrayQuote() throws {
    let reading = try Reading("a\"b,c\r\nd,e\r\n")
    #expect(reading.outcomes == [.rejected(.quote), .cells(["d", "e"])])
  }

  @Test func knowsNoBackslashEscape() throws {
    let reading = try Reading("\"a\\\"b\",c\nd,e\n")
    #expect(reading.outcomes == [.rejected(.quote), .cells(["d", "e"])])
  }

  @Test func rejectsUpToTheEndOfTheLineWithTheFault() throws {
    let reading = try Reading("\"a\nb\"c\nd,e\n")
    #expect(reading.outcomes == [.rejected(.quote), .cells(["d", "e"])])
    #expect(reading.records.map(\.position.byteLength) == [7, 4])
    #expect(reading.records.map(\.position.line) == [1, 3])
  }

  @Test(arguments: ["a,b\nx,\"c\nd\n", "a,b\nx,\"c\nd", "a,b\nx,\"", "a,b\nx,\"c\"\"\n"])
  func refusesAnOpenQuoteWhereItsRecordStarts(_ text: String) throws {
    let reading = try Reading(text)
    #expect(reading.rows == [["a", "b"]])
    #expect(reading.error == .unterminatedQuote(FilePlace(line: 2, byteOffset: 4)))
  }

  @Test(arguments: TextEncoding.allCases)
  func rejectsAZeroByteAndReadsOn(_ encoding: TextEncoding) throws {
    let bytes = try #require(try encoding.encode("张\u{0}三,1\n李,2\n"))
    #expect(try Reading(bytes, encoding).outcomes == [.rejected(.nulByte), .cells(["李", "2"])])
  }

  @Test(arguments: [512, 4_096, 70_000, 2_000_000])
  func refusesATailOfZeroBytes(_ count: Int) throws {
    let bytes = Array("a,b\nc,".utf8) + [UInt8](repeating: 0, count: count)
    for chunk in [997, Int.max] {
      let reading = try Reading(bytes, chunk: chunk)
      #expect(reading.error == .nulTail(FilePlace(line: 2, byteOffset: 4)))
    }
  }

  @Test func rejectsAFewZeroBytesAtTheEnd() throws {
    let reading = try Reading(Array("a\n".utf8) + [UInt8](repeating: 0, count: 511))
    #expect(reading.outcomes == [.cells(["a"]), .rejected(.nulByte)])
    #expect(reading.error == nil)
  }
}
