import TestSupport
import Testing

@testable import Ingestion

@Suite struct IdentityIndexTests {
  private static func hash(_ identity: String) -> UInt64 {
    IdentityFilter.hash(Array(identity.utf8).span)
  }

  private static func index(_ identities: [String]) -> IdentityIndex {
    var index = IdentityIndex()
    for identity in identities { index.insert(hash(identity)) }
    return index
  }

  @Test func anIdentityIsFoundInWhateverMonthItLies() {
    var random = SeededGenerator(seed: 11)
    let known = (0..<20_000).map { "unit\($0 % 30)\u{1F}case \($0)" }
    let months = (0..<40).map { month in Self.index(Array(known[month * 500..<month * 500 + 500])) }
    for _ in 0..<200 {
      let sought = Int.random(in: known.indices, using: &random)
      var filter = IdentityFilter()
      for number in 0..<1_000 { filter.insert(Self.hash("new \(number)")) }
      filter.insert(Self.hash(known[sought]))
      let search = IdentitySearch(filter)
      let found = months.indices.filter { search.mayFindAny(in: months[$0]) }
      #expect(found == [sought / 500])
    }
  }

  @Test func nothingIsFoundForNoIdentity() {
    let search = IdentitySearch(IdentityFilter())
    #expect(!search.mayFindAny(in: Self.index(["a", "b"])))
    var filter = IdentityFilter()
    filter.insert(Self.hash("a"))
    #expect(!IdentitySearch(filter).mayFindAny(in: IdentityIndex()))
  }

  @Test func anIndexIsReadBackFromItsBytes() throws {
    var index = Self.index(["a", "b"])
    index.formUnion(Self.index(["c"]))
    let read = try #require(IdentityIndex(index.bytes))
    #expect(read.bytes == index.bytes && index.bytes.count == 24)
    #expect(IdentityIndex(Array(index.bytes.dropLast())) == nil)
  }

  @Test func theHashDependsOnTheBytesAlone() {
    let bytes = Array("__unit\u{1F}案件〔2024〕1号__".utf8)
    let inner = bytes[2..<bytes.count - 2]
    #expect(IdentityFilter.hash(inner.span) == IdentityFilter.hash(Array(inner).span))
    // Indexes of earlier runs lie on the disk: another function needs another version.
    #expect(IdentityIndex.version == 1)
    #expect(Self.hash("unit\u{1F}case 1") == Self.hash("unit\u{1F}case 1"))
    #expect(Set((0..<10_000).map { Self.hash("unit\u{1F}case \($0)") }).count == 10_000)
  }
}
