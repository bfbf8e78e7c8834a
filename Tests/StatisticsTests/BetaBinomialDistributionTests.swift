import Statistics
import Testing

@Suite struct BetaBinomialDistributionTests {
  // scipy 1.17: scipy.stats.betabinom.cdf(k, n, a, b)
  @Test(arguments: [
    (3, 40, 6.0, 14.0, 0.024708784079338627), (0, 25, 2.4, 5.6, 0.02109014234508432),
    (17, 60, 19.7, 29.55, 0.12293716169747167),
  ])
  func lowerTailAgreesWithScipy(
    _ count: Int, _ trials: Int, _ alpha: Double, _ beta: Double, _ expected: Double
  ) {
    let law = BetaBinomialDistribution(trials: trials, alpha: alpha, beta: beta)
    #expect(agree(law.probability(atMost: count), expected))
  }

  @Test func upperTailAgreesWithMpmath() {
    // mpmath 1.4, 50 digits: sum of the beta-binomial probabilities from 30 to 40
    let law = BetaBinomialDistribution(trials: 40, alpha: 6, beta: 14)
    #expect(agree(law.probability(above: 29), 0.000508252423858362))
  }

  @Test func midPWithACorrelationAgreesWithScipy() {
    // scipy 1.17: betabinom.sf(22, 45, 0.3 * 19, 0.7 * 19) + 0.5 * betabinom.pmf(22, 45, ...)
    let law = BetaBinomialDistribution(trials: 45, share: 0.3, correlation: 0.05)
    #expect(agree(law.upperMidP(22), 0.07304631351825196))
  }

  @Test(arguments: [0.001, 0.2, 0.5, 0.9, 0.999])
  func quantileIsTheFirstCountThatReaches(_ probability: Double) {
    let law = BetaBinomialDistribution(trials: 400, share: 0.12, correlation: 0.02)
    let count = law.quantile(probability)
    #expect(law.probability(atMost: count) >= probability)
    #expect(law.probability(atMost: count - 1) < probability)
  }

  @Test func tailsOfManyTrialsDoNotUnderflow() {
    let law = BetaBinomialDistribution(trials: 20_000, alpha: 400, beta: 400)
    #expect(law.probability(atMost: 19_000) == 1)
    #expect(law.probability(above: 1_000) == 1)
    #expect(abs(law.lowerMidP(10_000) - 0.5) < 1e-9)
  }
}
