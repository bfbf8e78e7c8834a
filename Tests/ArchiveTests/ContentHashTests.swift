import Testing

@testable import Archive

@Suite struct ContentHashTests {
  // FIPS 180-2, appendix B.1.
  let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func agreesWithTheStandard() {
    #expect(ContentHash(of: Array("abc".utf8)).hexadecimal == abc)
  }

  @Test func doesNotDependOnThePieces() {
    var hasher = ContentHasher()
    for byte in Array("abc".utf8) { hasher.update([byte]) }
    hasher.update([])
    #expect(hasher.hash == ContentHash(hexadecimal: abc))
  }

  @Test(arguments: ["", "BA", "zz"])
  func refusesOtherText(_ end: String) {
    #expect(ContentHash(hexadecimal: String(abc.dropLast(2)) + end) == nil)
  }
}
