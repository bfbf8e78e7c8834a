import Testing

@testable import Statistics

@Suite struct MixDrawsTests {
  struct Expected {
    let total: Int
    let strength: Double
    /// Chances of a distance of at least 0.15, 0.3 and 0.5.
    let chances: [Double]
  }

  // scipy 1.17: p = [0.55, 0.3, 0.1, 0.05]; over all counts c of four items that sum to n:
  //   sum(dirichlet_multinomial.pmf(c, s * p, n) where 0.5 * abs(c / n - p).sum() >= q - 1e-9)
  static let expected = [
    Expected(total: 3, strength: 1.5, chances: [1, 0.8196785714, 0.2824071429]),
    Expected(total: 3, strength: 20, chances: [1, 0.6571428571, 0.15]),
    Expected(total: 20, strength: 1.5, chances: [0.9686654744, 0.7175826368, 0.2221174712]),
    Expected(total: 20, strength: 20, chances: [0.6966015461, 0.1399197196, 0.0026976087]),
    // From 24 cases on items draw their cases.
    Expected(total: 40, strength: 1.5, chances: [0.9541164222, 0.6857691624, 0.2042032733]),
    Expected(total: 40, strength: 20, chances: [0.5370379719, 0.0574090711, 0.0002963279]),
  ]

  @Test(arguments: expected)
  func distancesAreReachedAsOftenAsTheLawSays(_ expected: Expected) {
    var draws = MixDraws(total: expected.total, shares: [0.55, 0.3, 0.1, 0.05])
    var random = RandomSource(seed: 91)
    let distances = (0..<100_000).map { _ in draws.distance(expected.strength, from: &random) }
    for (limit, chance) in zip([0.15, 0.3, 0.5], expected.chances) {
      let share = Double(distances.count { $0 >= limit - 1e-9 }) / 100_000
      #expect(abs(share - chance) <= 4 * (chance * (1 - chance) / 100_000).squareRoot())
    }
  }

  // Many items, few cases: against items that each draw their weight and their cases.
  @Test func casesThatPickItemsAreLikeItemsThatDrawCases() {
    var (fast, plain) = (RandomSource(seed: 92), RandomSource(seed: 93))
    let shares = plain.dirichlet(count: 300, shape: 0.3)
    var draws = MixDraws(total: 25, shares: shares)
    let picked = (0..<20_000).map { _ in draws.distance(12, from: &fast) }
    let drawn = (0..<20_000).map { _ in
      let counts = plain.dirichletMultinomial(trials: 25, shares: shares, concentration: 12)
      return TotalVariation.distance(counts.map { Double($0) / 25 }, shares)
    }
    for place in [0.01, 0.1, 0.5, 0.9, 0.99] {
      let limit = SampleQuantile.value(of: drawn, at: place)
      let (one, other) = (
        Double(picked.count { $0 >= limit }) / 20_000, Double(drawn.count { $0 >= limit }) / 20_000
      )
      let error = (2 * other * (1 - other) / 20_000).squareRoot()
      #expect(abs(one - other) < 4 * error)
    }
  }
}
