import Testing

@Suite(.enabled(if: SharedFolder.path != nil))
struct SharedReferenceTests {
  // Relative, as reference.json states; Boschloo's test maximises numerically on both sides.
  private static let tolerances = ["boschloo": 1e-3]

  @Test func theFileIsRead() {
    #expect(ReferenceVector.all.count >= 106)
    #expect(Set(ReferenceVector.all.map(\.id)).count == ReferenceVector.all.count)
  }

  @Test(arguments: ReferenceVector.all)
  func agrees(_ vector: ReferenceVector) throws {
    let computation = try #require(ReferenceComputations.all[vector.computation])
    let tolerance = Self.tolerances[vector.id] ?? 1e-10
    #expect(!vector.expected.isEmpty)
    #expect(agree(computation(vector), vector.expected, within: tolerance))
  }

  @Test func everyComputationHasItsVector() {
    let known = Set(ReferenceVector.all.map(\.computation))
    #expect(known == Set(ReferenceComputations.all.keys))
  }
}
