import Testing

@testable import Archive

@Suite struct KeyedHashTests {
  // RFC 4231, test cases 1, 2, 6 and 7.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      "This is a test using a larger than block-size key and a larger than block-size data. "
        + "The key needs to be hashed before being used by the HMAC algorithm.",
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func isTheHMACOfTheStandard(_ key: [UInt8], _ text: String, _ code: String) {
    var keyed = KeyedHash(key: key)
    for byte in text.utf8 { keyed.update([byte].span) }
    #expect(hexadecimalText(of: keyed.code) == code)
    // A copy goes on from where it was made, the original is not touched.
    let copy = keyed
    keyed.update([0].span)
    #expect(hexadecimalText(of: copy.code) == code)
    #expect(hexadecimalText(of: keyed.code) != code)
  }

  @Test func aMakerMakesThePseudonymsOfItsKey() throws {
    let folder = try TemporaryFolder()
    let key = try SecretKey(readingFrom: try folder.file("key", noise(40)))
    let maker = key.maker(label: "party")
    for text in ["", "a", "91999999000001038006", String(repeating: "案", count: 100)] {
      let digits = maker.pseudonym(of: text.utf8Span.span)
      #expect(String(decoding: digits, as: UTF8.self) == key.pseudonym(text, label: "party"))
      #expect(
        digits == Array(hexadecimalText(of: maker.code(of: text.utf8Span.span)).utf8.prefix(32)))
    }
  }
}
