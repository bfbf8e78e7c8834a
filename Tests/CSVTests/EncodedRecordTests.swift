import CSV
import Testing

/// The encoding cases of real exports, re-created with fictional rows.
@Suite struct EncodedRecordTests {
  private let header: [UInt8] = [0xB0, 0xB8, 0xBA, 0xC5, 0x2C, 0x61, 0x0D, 0x0A]

  private func gb18030(_ text: String) throws -> [UInt8] {
    try #require(try TextEncoding.gb18030.encode(text))
  }

  @Test(arguments: [
    [0x81, 0x20], [0x84, 0x31, 0xA4, 0x41], [0x80], [0xFF], [0xC0] as [UInt8],
  ])
  func rejectsOneBadGB18030RecordAlone(_ bad: [UInt8]) throws {
    let good = try gb18030("张三,1\r\n")
    let bytes = header + good + (try gb18030("李")) + bad + Array(",2\r\n".utf8) + good
    let reading = try Reading(bytes, .gb18030)
    #expect(
      reading.outcomes == [
        .cells(["案号", "a"]), .cells(["张三", "1"]), .rejected(.invalidEncoding),
        .cells(["张三", "1"]),
      ])
    #expect(reading.error == nil)
  }

  @Test(arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80] as [UInt8]])
  func rejectsOneBadUTF8RecordAlone(_ bad: [UInt8]) throws {
    // The odd number of bytes before the comma keeps the record from being GB18030 by chance.
    let bytes = Array("案号,a\n监管局,".utf8) + bad + Array(",2\n张三,3\n".utf8)
    let reading = try Reading(bytes)
    #expect(
      reading.outcomes == [
        .cells(["案号", "a"]), .rejected(.invalidEncoding), .cells(["张三", "3"]),
      ])
  }

  @Test func joinsNoCharacterFromTwoCells() throws {
    let utf8 = Array("案,a\n局,".utf8) + [0xE5, 0xBC, 0x2C, 0xA0, 0x80, 0x0A]
    #expect(try Reading(utf8).rules == [.invalidEncoding])
    #expect(try Reading(header + [0x81, 0x2C, 0x40, 0x0A], .gb18030).rules == [.invalidEncoding])
  }

  @Test func refusesAUTF8FileThatTurnsToGB18030() throws {
    let first = Array("案号,a\n张三,1\n".utf8)
    let bytes = first + Array("x,".utf8) + (try gb18030("李四\n"))
    let place = FilePlace(line: 3, byteOffset: first.count + 2)
    #expect(try Reading(bytes).error == .mixedEncodings(place))
  }

  @Test func refusesAGB18030FileThatTurnsToUTF8() throws {
    let bytes = header + Array("x,张\n".utf8)
    #expect(
      try Reading(bytes, .gb18030).error
        == .mixedEncodings(FilePlace(line: 2, byteOffset: header.count + 4)))
  }

  @Test func refusesAFileCutWithinACharacter() throws {
    let place = FilePlace(line: 2, byteOffset: header.count + 2)
    for tail in [[0xC9], [0x81, 0x30], [0x81, 0x30, 0x81] as [UInt8]] {
      let reading = try Reading(header + [0x31, 0x2C] + tail, .gb18030)
      #expect(reading.error == .truncatedCharacter(place))
    }
    for tail in [[0xE5], [0xE5, 0xBC], [0xF0, 0xA0, 0xAE] as [UInt8]] {
      let reading = try Reading(Array("案,a\n1,".utf8) + tail)
      #expect(reading.error == .truncatedCharacter(FilePlace(line: 2, byteOffset: 8)))
    }
  }

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
  func refusesUTF16CutWithinACharacter(_ encoding: TextEncoding) throws {
    let bytes = try #require(try encoding.encode("a\n𠮷"))
    let place = FilePlace(line: 2, byteOffset: 4)
    for cut in 1...3 {
      #expect(try Reading(bytes.dropLast(cut), encoding).error == .truncatedCharacter(place))
    }
  }

  @Test func rejectsALoneSurrogateOfUTF16Alone() throws {
    let bytes: [UInt8] = [0x61, 0, 0x00, 0xD8, 0x0A, 0, 0x00, 0xDC, 0x0A, 0, 0x62, 0]
    let reading = try Reading(bytes, .utf16LittleEndian)
    #expect(
      reading.outcomes == [
        .rejected(.invalidEncoding), .rejected(.invalidEncoding), .cells(["b"]),
      ])
  }

  @Test func splitsUTF16AtWholeUnitsOnly() throws {
    // U+0A0D, U+2C0A and U+0D2C hold the bytes of CR, LF and comma.
    let text = "\u{A0D}\u{2C0A},\u{D2C}\t\r\nx,\"y\r\nz\"\r\n"
    for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
      let bytes = [0xFF, 0xFE] + (try #require(try encoding.encode(text)))
      let reading = try Reading(bytes, encoding, skipping: 2)
      #expect(reading.rows == [["\u{A0D}\u{2C0A}", "\u{D2C}\t"], ["x", "y\r\nz"]])
      #expect(reading.records.map(\.position.byteOffset) == [2, 16])
      #expect(reading.records.map(\.position.line) == [1, 2])
    }
  }

  @Test func takesTrailBytesForNoPunctuation() throws {
    // The trail bytes of these three are the backslash and the vertical bar.
    let bytes = header + [0x81, 0x5C, 0x2C, 0x81, 0x7C, 0x0D, 0x0A]
    let row = try #require(try Reading(bytes, .gb18030).rows.last)
    #expect(try row.map { try gb18030($0) } == [[0x81, 0x5C], [0x81, 0x7C]])
  }

  @Test func keepsReplacementCharactersOfTheSource() throws {
    #expect(try Reading("张\u{FFFD},1\n").rows == [["张\u{FFFD}", "1"]])
  }
}
