import CSV
import TestSupport
import Testing

/// What is text in UTF-8, looked at many bytes at a time.
@Suite struct UTF8RecordTests {
  private static let characters: [Character] = [
    "a", "0", " ", "é", "ß", "߿", "ࠀ", "བ", "ᠮ", "中", "市", "，", "힣", "\u{FFFD}", "𠮷", "🏛",
    "\u{10FFFF}",
  ]
  private static let bytes: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
  ]

  @Test func takesARecordForTextWhereItsBytesAreText() throws {
    var random = SeededGenerator(seed: 20_261)
    for round in 0..<1_000 {
      let record = Self.record(&random)
      let isText = String(validating: record, as: UTF8.self) != nil && !record.contains(0)
      var isRead = false
      var reader = try BlockReader(encoding: .utf8, delimiter: .comma) {
        defer { isRead = true }
        return isRead ? nil : record
      }
      // A record that may be GB18030 refuses the file.
      let block = try? reader.nextBlock()
      let isTaken = block?.entries.map(\.kind) == [.cells(first: 0, count: 1)]
      #expect(isTaken == isText, "round \(round)")
    }
  }

  // A cell of one to three hundred bytes, half of them with a byte changed, added or left out.
  private static func record(_ random: inout SeededGenerator) -> [UInt8] {
    let isCommon = Bool.random(using: &random)
    let choices = isCommon ? Array(characters[8...11]) : characters
    var record = (0..<Int.random(in: 1...100, using: &random)).flatMap { _ in
      Array(String(choices.randomElement(using: &random) ?? "a").utf8)
    }
    guard Bool.random(using: &random) else { return [0x61] + record }
    let place = record.indices.randomElement(using: &random) ?? 0
    let byte = bytes.randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<3, using: &random) {
    case 0: record[place] = byte
    case 1: record.insert(byte, at: place)
    default: record.remove(at: place)
    }
    return [0x61] + record
  }
}
