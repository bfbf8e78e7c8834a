import Statistics
import Testing

@Suite struct CountDistributionTests {
  static let laws: [any CountDistribution] = [
    PoissonDistribution(mean: 6.3), NegativeBinomialDistribution(mean: 9.5, size: 0.8),
    BetaBinomialDistribution(trials: 24, alpha: 0.6, beta: 0.7),
    BetaBinomialDistribution(trials: 24, alpha: 6, beta: 14),
    HypergeometricDistribution(marked: 17, unmarked: 39, draws: 20),
  ]

  @Test(arguments: laws.indices)
  func tailsAreSumsOfProbabilities(_ index: Int) {
    let law = Self.laws[index]
    var sum = 0.0
    for count in -1...24 {
      sum += law.probability(of: count)
      #expect(abs(law.probability(atMost: count) - sum) < 1e-12)
      #expect(abs(law.probability(above: count) - (1 - sum)) < 1e-12)
      let atLeast = 1 - sum + law.probability(of: count)
      #expect(abs(law.probability(atLeast: count) - atLeast) < 1e-12)
    }
  }

  @Test(arguments: laws.indices)
  func midPTailsShareTheObservedCount(_ index: Int) {
    let law = Self.laws[index]
    for count in 0...20 {
      #expect(abs(law.lowerMidP(count) + law.upperMidP(count) - 1) < 1e-12)
      #expect(law.twoSidedMidP(count) <= 1)
    }
  }
}
