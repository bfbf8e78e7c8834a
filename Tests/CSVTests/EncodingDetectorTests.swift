import CSV
import Testing

@Suite struct EncodingDetectorTests {
  /// Detects with chunks of several sizes, which must agree.
  private func detected(_ bytes: [UInt8]) -> DetectedEncoding? {
    let answers = [1, 2, 3, 7, Int.max].map { chunk in
      var detector = EncodingDetector()
      var rest = bytes[...]
      var early: DetectedEncoding?
      while !rest.isEmpty {
        detector.consume(rest.prefix(chunk))
        rest = rest.dropFirst(chunk)
        var stopped = detector
        if early == nil, detector.isDecided { early = stopped.finish() }
      }
      let answer = detector.finish()
      // What was decided early is what all bytes say.
      #expect(early == nil || early == answer)
      return answer
    }
    return answers.allSatisfy { $0 == answers[0] } ? answers[0] : nil
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF], .utf8, 3), ([0xEF, 0xBB, 0xBF, 0xFF], .utf8, 3),
      ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian, 2), ([0xFF, 0xFE], .utf16LittleEndian, 2),
      ([0xFE, 0xFF, 0x00, 0x61], .utf16BigEndian, 2),
    ] as [([UInt8], TextEncoding, Int)])
  func followsTheByteOrderMark(_ bytes: [UInt8], _ encoding: TextEncoding, _ length: Int) {
    let answer = detected(bytes)
    #expect(answer?.encoding == encoding)
    #expect(answer?.byteOrderMarkLength == length)
    #expect(answer?.reason == .byteOrderMark)
  }

  @Test(arguments: ["", "a", "a,b\r\nc,d\r\n"])
  func answersUTF8ForASCII(_ text: String) {
    #expect(detected(Array(text.utf8))?.encoding == .utf8)
    #expect(detected(Array(text.utf8))?.reason == .asciiOnly)
  }

  @Test func letsTheFirstLineAboveASCIIDecide() throws {
    let gb18030 = try #require(try TextEncoding.gb18030.encode("a,张三\n"))
    let utf8 = Array("a,张三\n".utf8)
    let ascii = Array("a,b\r\n".utf8)
    #expect(detected(ascii + utf8 + gb18030)?.encoding == .utf8)
    #expect(detected(ascii + gb18030 + utf8)?.encoding == .gb18030)
    #expect(detected(ascii + gb18030.dropLast())?.encoding == .gb18030)
    #expect(detected(ascii + utf8)?.reason == .firstNonASCIILine)
  }

  @Test func takesBytesValidInBothForUTF8() {
    // C3 A9 is one letter in UTF-8 and one character in GB18030.
    #expect(detected([0x61, 0xC3, 0xA9, 0x0A])?.encoding == .utf8)
  }

  @Test func knowsUTF8ThatIsCutWithinACharacter() {
    let whole = Array("案号".utf8)
    #expect(detected(whole.dropLast())?.encoding == .utf8)
    #expect(detected(whole.dropLast() + [0x0A])?.encoding == .gb18030)
  }

  @Test func decidesOnALineWithoutEnd() {
    var detector = EncodingDetector()
    let chunk = Array(String(repeating: "张", count: 20_000).utf8)
    for _ in 0..<40 { detector.consume(chunk[...]) }
    detector.consume([0xFF, 0x0A])
    #expect(detector.finish().encoding == .utf8)
  }
}
