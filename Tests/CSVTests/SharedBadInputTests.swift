import CSV
import Testing

/// The collection of broken exports, where a copy of it is at hand.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBadInputTests {
  struct Case: Sendable {
    let name: String
    let encoding: TextEncoding
    var delimiter = Delimiter.comma
    /// Records with cells, the header included.
    let sound: Int
    var rules: [RecordRule] = []
    var code: String?
  }

  private static let cases = [
    Case(name: "A01-utf8-bom", encoding: .utf8, sound: 3),
    Case(name: "A03-gb18030", encoding: .gb18030, sound: 3),
    Case(name: "A04-gb18030-4byte", encoding: .gb18030, sound: 4),
    Case(name: "A05-gb18030-truncated", encoding: .gb18030, sound: 2, code: "ENC-TRUNCATED"),
    Case(
      name: "A06-gb18030-bad-middle", encoding: .gb18030, sound: 2, rules: [.invalidEncoding]),
    Case(name: "A07-gb18030-bad-4byte", encoding: .gb18030, sound: 2, rules: [.invalidEncoding]),
    Case(name: "A08-cp936-euro-0x80", encoding: .gb18030, sound: 1, rules: [.invalidEncoding]),
    Case(name: "A09-mixed-encodings", encoding: .utf8, sound: 2, code: "ENC-MIXED"),
    Case(name: "A10-utf16le-tab", encoding: .utf16LittleEndian, delimiter: .tab, sound: 3),
    Case(name: "A11-utf16be", encoding: .utf16BigEndian, sound: 3),
    Case(
      name: "A12-utf8-invalid", encoding: .utf8, sound: 3,
      rules: [.invalidEncoding, .invalidEncoding, .invalidEncoding]),
    Case(name: "A13-bom-in-the-middle", encoding: .utf8, sound: 3),
    Case(name: "A16-ascii", encoding: .utf8, sound: 2),
    Case(name: "A18-bom-quoted-header", encoding: .utf8, sound: 2),
    Case(name: "A19-gb18030-trail-5c-7c", encoding: .gb18030, sound: 4),
    Case(name: "B01-crlf", encoding: .utf8, sound: 3),
    Case(name: "B02-lone-cr", encoding: .utf8, sound: 3),
    Case(name: "B03-mixed-eol", encoding: .utf8, sound: 4),
    Case(name: "B04-quoted-newline", encoding: .utf8, sound: 3),
    Case(name: "B05-quoted-crlf-comma", encoding: .utf8, sound: 2),
    Case(name: "B06-stray-quote", encoding: .utf8, sound: 2, rules: [.quote]),
    Case(name: "B07-text-after-quote", encoding: .utf8, sound: 2, rules: [.quote]),
    Case(name: "B08-unterminated-quote", encoding: .utf8, sound: 1, code: "CSV-UNTERMINATED"),
    Case(name: "B15-bom-only", encoding: .utf8, sound: 0),
    Case(name: "B16-no-final-newline", encoding: .utf8, sound: 3),
    Case(name: "B18-semicolon", encoding: .utf8, delimiter: .semicolon, sound: 3),
    Case(name: "B19-tab", encoding: .utf8, delimiter: .tab, sound: 3),
    Case(name: "B28-nul-in-field", encoding: .utf8, sound: 2, rules: [.nulByte]),
    Case(name: "B29-nul-tail", encoding: .utf8, sound: 3, code: "NUL-TAIL"),
    Case(name: "B30-ctrl-z", encoding: .utf8, sound: 3),
    Case(name: "B31-long-field", encoding: .utf8, sound: 2, rules: [.fieldTooLong]),
    Case(name: "B32-many-columns", encoding: .utf8, sound: 0, code: "COLUMN-LIMIT"),
    Case(name: "B39-odd-separators", encoding: .utf8, sound: 4),
    Case(name: "B40-backslash-escape", encoding: .utf8, sound: 2, rules: [.quote]),
  ]

  @Test(arguments: cases)
  func comesOutAsCatalogued(_ expected: Case) throws {
    let bytes = try SharedFolder.content("bad-inputs/\(expected.name).csv")
    var detector = EncodingDetector()
    detector.consume(bytes[...])
    let detected = detector.finish()
    #expect(detected.encoding == expected.encoding)
    for chunk in [1, 61, Int.max] {
      let reading = try Reading(
        bytes, detected.encoding, expected.delimiter, skipping: detected.byteOrderMarkLength,
        chunk: chunk)
      #expect(reading.rows.count == expected.sound)
      #expect(reading.rules == expected.rules)
      #expect(reading.error?.code == expected.code)
      #expect(reading.droppedControlZ == (expected.name == "B30-ctrl-z"))
    }
  }
}
