import CSV
import TestSupport
import Testing

@Suite struct RowStreamTests {
  /// The rows of bytes that come in chunks of a size.
  private func rows(_ bytes: [UInt8], chunk: Int) throws -> [[String]] {
    var stream = RowStream()
    var rows: [[String]] = []
    for start in stride(from: 0, through: bytes.count, by: chunk) {
      let part = Array(bytes[start..<min(start + chunk, bytes.count)])
      _ = try stream.feed(part) { row, ends in
        rows.append(
          ends.indices.map { index in
            let start = index == 0 ? 0 : ends[index - 1] + 1
            return String(decoding: (start..<ends[index]).map { row[$0] }, as: UTF8.self)
          })
        return true
      }
    }
    _ = try stream.feed([]) { _, _ in false }
    return rows
  }

  @Test(arguments: [1, 2, 7, 64, 4_096])
  func readsWhatTheOtherReaderReads(_ chunk: Int) throws {
    var random = SeededGenerator(seed: 5)
    let texts = ["", "a", "甲乙", "a,b", "\"", "x\ny", " a", "-5", "\r"]
    var writer = CSVWriter()
    for _ in 0..<200 {
      writer.append((0..<4).map { _ in texts.randomElement(using: &random) ?? "" })
    }
    let bytes = writer.bytes
    #expect(try rows(bytes, chunk: chunk) == CSVText.rows(of: bytes))
  }

  @Test func writesBytesAsItWritesTexts() {
    let texts = [
      "", "a", "甲乙", "a,b", "\"", "x\ny", " a", "a\t", "\u{3000}a", "\u{FEFF}", "\r",
      "sixteen bytes, and more", "甲乙丙丁戊己庚辛",
    ]
    let pairs = texts.flatMap { first in texts.map { [first, $0, "a"] } }
    var (byText, byBytes) = (CSVWriter(), CSVWriter())
    for row in [texts] + texts.map({ [$0] }) + pairs {
      byText.append(row)
      let bytes = row.map { Array($0.utf8) }
      let ends = bytes.indices.map { index in bytes[...index].reduce(index) { $0 + $1.count } }
      byBytes.append(bytes.flatMap { $0 + [0] }, ends: ends)
    }
    #expect(byText.bytes == byBytes.bytes)
  }

  @Test func handsOutALastRecordWithoutALineEnd() throws {
    var stream = RowStream()
    var count = 0
    for part in [Array("a,b\n\nc,d".utf8), []] {
      #expect(
        try stream.feed(part) { _, ends in
          count += ends.count
          return true
        })
    }
    #expect(count == 4)
    #expect(stream.record == 3)
  }

  @Test func refusesAQuoteThatNeverCloses() {
    var stream = RowStream()
    #expect(throws: CSVError.self) {
      _ = try stream.feed(Array("a,\"b\n".utf8)) { _, _ in true }
      _ = try stream.feed([]) { _, _ in true }
    }
    stream = RowStream()
    #expect(throws: CSVError.self) {
      _ = try stream.feed([0x22] + [UInt8](repeating: 0x0A, count: 1 << 21)) { _, _ in true }
    }
  }
}
