import Statistics
import Testing

@Suite struct NegativeBinomialDistributionTests {
  // scipy 1.17: scipy.stats.nbinom.pmf(0, a, a / (a + mu))
  @Test(arguments: [
    (1.5, 12.0, 0.03703703703703703), (0.3, 4.0, 0.44987912288722043),
    (2.0, 100.0, 0.00038446751249519417), (2.3, 61.7, 0.00047616786469638887),
  ])
  func chanceOfNoneAgreesWithScipy(_ size: Double, _ mean: Double, _ expected: Double) {
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    #expect(agree(law.probability(of: 0), expected))
  }

  // scipy 1.17: scipy.stats.nbinom.cdf(k, a, a / (a + mu))
  @Test(arguments: [
    (2, 2.5, 20.0, 0.027485647513082342), (0, 0.8, 9.5, 0.12947985662483652),
    (5, 3.0, 33.3, 0.023023208195064628),
  ])
  func lowerTailAgreesWithScipy(
    _ count: Int, _ size: Double, _ mean: Double, _ expected: Double
  ) {
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    #expect(agree(law.probability(atMost: count), expected))
  }

  // scipy 1.17: scipy.stats.nbinom.sf(k, a, a / (a + mu))
  @Test(arguments: [
    (30, 3.0, 10.0, 0.010149179334899986), (9, 0.5, 1.2, 0.009119623347518735),
  ])
  func upperTailAgreesWithScipy(
    _ count: Int, _ size: Double, _ mean: Double, _ expected: Double
  ) {
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    #expect(agree(law.probability(above: count), expected))
  }

  @Test func logarithmOfALargeCountAgreesWithMpmath() {
    // mpmath 1.4, 50 digits: log of nbinom.pmf(4321, 2.7, 2.7 / (2.7 + 3900))
    let law = NegativeBinomialDistribution(mean: 3_900, size: 2.7)
    #expect(agree(law.logProbability(of: 4_321), -8.83926913947332))
  }

  @Test func approachesPoissonAsSizeGrows() {
    let poisson = PoissonDistribution(mean: 7.5).probability(atMost: 3)
    let wide = NegativeBinomialDistribution(mean: 7.5, size: 1e3).probability(atMost: 3)
    let close = NegativeBinomialDistribution(mean: 7.5, size: 1e6).probability(atMost: 3)
    #expect(abs(close - poisson) < 1e-5)
    #expect(abs(wide - poisson) > abs(close - poisson))
  }
}
