import Statistics
import Testing

@Suite struct PoissonDistributionTests {
  // scipy 1.17: scipy.stats.poisson.pmf(0, mu)
  @Test(arguments: [
    (0.7, 0.4965853037914095), (4.2, 0.014995576820477703), (35.2, 5.162192993279735e-16),
  ])
  func chanceOfNoneAgreesWithScipy(_ mean: Double, _ expected: Double) {
    #expect(agree(PoissonDistribution(mean: mean).probability(of: 0), expected))
  }

  // scipy 1.17: scipy.stats.poisson.cdf(k, mu)
  @Test(arguments: [(3, 7.5, 0.05914545983268393), (2, 41.3, 1.0364092670436573e-15)])
  func lowerTailAgreesWithScipy(_ count: Int, _ mean: Double, _ expected: Double) {
    #expect(agree(PoissonDistribution(mean: mean).probability(atMost: count), expected))
  }

  // scipy 1.17: scipy.stats.poisson.sf(k, mu)
  @Test(arguments: [(11, 4.2, 0.0013738596159008673), (9, 0.7, 4.1267014935581435e-09)])
  func upperTailAgreesWithScipy(_ count: Int, _ mean: Double, _ expected: Double) {
    #expect(agree(PoissonDistribution(mean: mean).probability(above: count), expected))
  }

  @Test func midPAgreesWithScipy() {
    // scipy 1.17: poisson.cdf(3, 9.1) - 0.5 * poisson.pmf(3, 9.1)
    #expect(agree(PoissonDistribution(mean: 9.1).lowerMidP(3), 0.012763690380425378))
  }
}
