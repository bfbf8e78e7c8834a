import CSV
import Testing

@Suite struct CSVWriterTests {
  private func text(_ rows: [[String]], _ writer: CSVWriter = CSVWriter()) -> String {
    var writer = writer
    for row in rows { writer.append(row) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func quotesOnlyWhatNeedsIt() {
    #expect(text([["a", "", "b c", "-5"]]) == "a,,b c,-5\n")
    #expect(text([["a,b", "a;b"]]) == "\"a,b\",a;b\n")
    #expect(text([["\""]]) == "\"\"\"\"\n")
    #expect(text([["a\rb", "a\nb"]]) == "\"a\rb\",\"a\nb\"\n")
    #expect(text([[" a", "a\t", "\u{3000}a"]]) == "\" a\",\"a\t\",\"\u{3000}a\"\n")
  }

  @Test func writesOneEmptyCellAsQuotes() {
    #expect(text([[""], ["", ""]]) == "\"\"\n,\n")
  }

  @Test func quotesTheDelimiterInUse() {
    #expect(text([["a,b", "a;b"]], CSVWriter(delimiter: .semicolon)) == "a,b;\"a;b\"\n")
  }

  @Test func startsWithTheMarkAndEndsLinesAsAsked() {
    let writer = CSVWriter(delimiter: .tab, lineEnd: .crlf, byteOrderMark: true)
    #expect(text([["甲", "b"]], writer).utf8.elementsEqual("\u{FEFF}甲\tb\r\n".utf8))
  }

  @Test func handsOutTheSameBytesInParts() {
    var writer = CSVWriter(byteOrderMark: true)
    writer.append(["a"])
    let first = writer.takeBytes()
    writer.append(["b"])
    #expect(first + writer.takeBytes() == Array("\u{FEFF}a\nb\n".utf8))
    #expect(writer.bytes.isEmpty)
  }
}
