import Testing

@testable import Statistics

@Suite struct AliasTableTests {
  // Even and uneven weights, some without any, of any sum.
  @Test(arguments: [
    [1.0], [0, 3], [0.2, 0, 1.2, 0.6, 0], [5, 5, 5, 5], [1e-9, 1, 1e3, 0.5],
  ])
  func kindsAreDrawnByTheirWeights(_ weights: [Double]) {
    let table = AliasTable(weights: weights)
    var random = RandomSource(seed: 81)
    var counts = [Int](repeating: 0, count: weights.count)
    for _ in 0..<200_000 { counts[table.position(from: &random)] += 1 }
    let sum = weights.reduce(0, +)
    for (count, weight) in zip(counts, weights) {
      let (share, chance) = (Double(count) / 200_000, weight / sum)
      #expect(abs(share - chance) <= 4 * (chance * (1 - chance) / 200_000).squareRoot())
    }
  }

  @Test func manyKindsKeepTheirChances() {
    var random = RandomSource(seed: 82)
    let weights = (0..<3_000).map { $0 % 7 == 0 ? 0 : random.gamma(shape: 0.2) }
    let table = AliasTable(weights: weights)
    var counts = [Double](repeating: 0, count: weights.count)
    for _ in 0..<600_000 { counts[table.position(from: &random)] += 1 }
    #expect(zip(counts, weights).allSatisfy { $0 == 0 || $1 > 0 })
    let expected = weights.map { $0 / weights.reduce(0, +) * 600_000 }
    let telling = zip(counts, expected).filter { $1 >= 5 }
    let sum = telling.reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    // Pearson's sum: mean as many as the kinds, variance twice that; four standard errors.
    let kinds = Double(telling.count)
    #expect(kinds > 500 && abs(sum - kinds) < 4 * (2 * kinds).squareRoot())
  }
}
