import CSV
import Testing

@Suite struct TextEncodingTests {
  @Test(arguments: TextEncoding.allCases)
  func bringsEveryTextBack(_ encoding: TextEncoding) throws {
    let text = "aé€张䶮𠮷\u{10FFFF}\u{E000}\r\n"
    let bytes = try #require(try encoding.encode(text))
    #expect(try encoding.decode(bytes[...]) == text)
    #expect(try encoding.decode([]) == "")
  }

  @Test(
    arguments: [
      ("张", [0xD5, 0xC5]), ("䶮", [0xFE, 0x9F]), ("𠮷", [0x95, 0x34, 0xB2, 0x35]),
      ("é", [0xA8, 0xA6]), ("€", [0xA2, 0xE3]), ("ß", [0x81, 0x30, 0x89, 0x38]),
    ] as [(String, [UInt8])])
  func agreesWithTheGB18030Standard(_ text: String, _ bytes: [UInt8]) throws {
    #expect(try TextEncoding.gb18030.encode(text) == bytes)
    #expect(try TextEncoding.gb18030.decode(bytes[...]) == text)
  }

  @Test(
    arguments: [
      (.utf8, [0xC0, 0xAF]), (.utf8, [0xED, 0xA0, 0x80]), (.utf8, [0xF5, 0x80, 0x80, 0x80]),
      (.utf8, [0xE5, 0xBC]), (.gb18030, [0x80]), (.gb18030, [0x81]), (.gb18030, [0x81, 0x20]),
      (.gb18030, [0xFF]), (.utf16LittleEndian, [0x61]), (.utf16LittleEndian, [0x00, 0xDC]),
      (.utf16BigEndian, [0xD8, 0x00]),
    ] as [(TextEncoding, [UInt8])])
  func decodesNothingFromInvalidBytes(_ encoding: TextEncoding, _ bytes: [UInt8]) throws {
    #expect(try encoding.decode(bytes[...]) == nil)
  }

  @Test(
    arguments: [
      ("gbk", .gb18030), ("GB2312", .gb18030), ("gb-18030", .gb18030), ("UTF8", .utf8),
      ("utf_8", .utf8), ("utf-16", .utf16LittleEndian), ("UTF-16BE", .utf16BigEndian),
      ("big5", nil), ("", nil),
    ] as [(String, TextEncoding?)])
  func knowsUsualNames(_ name: String, _ encoding: TextEncoding?) {
    #expect(TextEncoding(name: name) == encoding)
  }

  @Test(arguments: TextEncoding.allCases)
  func knowsItsOwnName(_ encoding: TextEncoding) {
    #expect(TextEncoding(name: encoding.rawValue) == encoding)
  }
}
