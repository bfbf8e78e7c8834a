import Testing

@testable import Statistics

@Suite struct MultinomialTests {
  // Few and many trials, so that both ways of drawing a count are used; 0.8 takes the mirror.
  @Test(arguments: [(5, 0.3), (40, 0.02), (60, 0.4), (900, 0.1), (5_000, 0.8)])
  func successesHaveTheMomentsOfABinomial(_ trials: Int, _ share: Double) {
    var random = RandomSource(seed: 31)
    let draws = (0..<40_000).map { _ in random.successes(among: trials, share: share) }
    #expect(draws.allSatisfy { (0...trials).contains($0) })
    let variance = Double(trials) * share * (1 - share)
    let moments = moments(of: draws)
    // Four standard errors of the mean; about six of the variance.
    #expect(abs(moments.mean - Double(trials) * share) < 4 * (variance / 40_000).squareRoot())
    #expect(abs(moments.variance / variance - 1) < 0.05)
  }

  @Test func rejectionHasTheLawOfABinomial() {
    // scipy 1.17: binom.cdf([20, 26, 29, 30, 35, 41], 100, 0.3)
    let expected = [
      (20, 0.0164628532419), (26, 0.2243992397493), (29, 0.4623397360154),
      (30, 0.5491236007688), (35, 0.8839213939809), (41, 0.9928264374006),
    ]
    var random = RandomSource(seed: 32)
    let draws = (0..<100_000).map { _ in random.successes(among: 100, share: 0.3) }
    for (count, chance) in expected {
      let share = Double(draws.count { $0 <= count }) / 100_000
      #expect(abs(share - chance) < 4 * (chance * (1 - chance) / 100_000).squareRoot())
    }
  }

  @Test func kindsHaveTheMomentsOfTheirShares() {
    var random = RandomSource(seed: 33)
    // Weights of sum 2, one kind that cannot occur.
    let draws = (0..<20_000).map { _ in
      random.multinomial(trials: 50, shares: [0.2, 0, 1.2, 0.6, 0])
    }
    #expect(draws.allSatisfy { $0.reduce(0, +) == 50 && $0[1] == 0 && $0[4] == 0 })
    for (kind, share) in [(0, 0.1), (2, 0.6), (3, 0.3)] {
      let variance = 50 * share * (1 - share)
      let moments = moments(of: draws.map { $0[kind] })
      #expect(abs(moments.mean - 50 * share) < 4 * (variance / 20_000).squareRoot())
      #expect(abs(moments.variance / variance - 1) < 0.06)
    }
    // Covariance −50 · 0.1 · 0.3.
    let products = draws.reduce(0.0) { $0 + (Double($1[0]) - 5) * (Double($1[3]) - 15) }
    #expect(abs(products / 20_000 + 1.5) < 0.2)
  }

  @Test func fewTrialsAmongManyKindsHaveTheirShares() {
    var random = RandomSource(seed: 35)
    let shares = (0..<40).map { $0 % 4 == 0 ? 0 : Double($0) }
    let sum = shares.reduce(0, +)
    var counts = [Int](repeating: 0, count: 40)
    for _ in 0..<20_000 {
      let drawn = random.multinomial(trials: 5, shares: shares)
      for kind in counts.indices { counts[kind] += drawn[kind] }
    }
    #expect(counts.reduce(0, +) == 100_000)
    for kind in counts.indices {
      let expected = 100_000 * shares[kind] / sum
      #expect(abs(Double(counts[kind]) - expected) <= 5 * expected.squareRoot())
    }
  }

  @Test func nothingIsDrawnFromNoTrial() {
    var random = RandomSource(seed: 34)
    #expect(random.multinomial(trials: 0, shares: [0.5, 0.5]) == [0, 0])
    #expect(random.multinomial(trials: 7, shares: [0, 1]) == [0, 7])
  }

  private func moments(of draws: [Int]) -> (mean: Double, variance: Double) {
    let count = Double(draws.count)
    let mean = Double(draws.reduce(0, +)) / count
    let squares = draws.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (mean, squares / (count - 1))
  }
}
