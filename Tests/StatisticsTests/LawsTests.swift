import Statistics
import Testing

@Suite struct LawsTests {
  // scipy 1.17: scipy.special.gammainc(a, x)
  @Test(arguments: [
    (0.2, 0.01, 0.43286756092652506), (10.2, 6.3, 0.09404597192337999),
    (102.0, 140.0, 0.9996732635769936),
  ])
  func gammaTailAgreesWithScipy(_ shape: Double, _ value: Double, _ expected: Double) {
    let law = GammaDistribution(shape: shape, rate: 1)
    #expect(agree(law.probability(atMost: value), expected))
  }

  @Test func gammaQuantilesAgreeWithScipy() {
    // scipy 1.17: gamma.ppf([0.05, 0.5, 0.95], 3.2, scale=1 / 1.7)
    let law = GammaDistribution(shape: 3.2, rate: 1.7)
    let quantiles = [0.05, 0.5, 0.95].map(law.quantile(_:))
    #expect(agree(quantiles, [0.5422605011340694, 1.690324224780922, 3.8784142982220957]))
  }

  // scipy 1.17: scipy.special.betainc(a, b, x)
  @Test(arguments: [
    (0.5, 2.0, 0.1, 0.45853026072441494), (17.5, 4.0, 0.9, 0.8576662398319173),
    (412.0, 8589.0, 0.05, 0.9699996180271073),
  ])
  func betaTailAgreesWithScipy(
    _ alpha: Double, _ beta: Double, _ value: Double, _ expected: Double
  ) {
    let law = BetaDistribution(alpha: alpha, beta: beta)
    #expect(agree(law.probability(atMost: value), expected))
  }

  @Test func betaQuantilesAgreeWithScipy() {
    // scipy 1.17: beta.ppf([0.025, 0.975], 3.5, 37.5)
    let law = BetaDistribution(alpha: 3.5, beta: 37.5)
    #expect(
      agree(
        [law.quantile(0.025), law.quantile(0.975)], [0.021576674442978006, 0.18681429723762477]))
  }

  // scipy 1.17: scipy.special.digamma(x)
  @Test(arguments: [
    (0.2, -5.289039896592189), (3.7, 1.1671535393615113), (110.0, 4.695928024251535),
  ])
  func digammaAgreesWithScipy(_ value: Double, _ expected: Double) {
    #expect(agree(SpecialFunctions.digamma(value), expected))
  }

  // scipy 1.17: scipy.special.gammaln(x)
  @Test(arguments: [
    (0.3, 1.0957979948180756), (5.5, 3.9578139676187165), (4_321.7, 31853.73045130837),
  ])
  func logGammaAgreesWithScipy(_ value: Double, _ expected: Double) {
    #expect(agree(SpecialFunctions.logGamma(value), expected))
  }

  // scipy 1.17: scipy.stats.norm.ppf(x)
  @Test(arguments: [
    (1e-09, -5.9978070150076865), (0.05, -1.6448536269514729), (0.975, 1.959963984540054),
  ])
  func normalQuantileAgreesWithScipy(_ probability: Double, _ expected: Double) {
    #expect(agree(NormalDistribution.quantile(probability), expected))
    #expect(agree(NormalDistribution.upperQuantile(probability), -expected))
  }

  // scipy 1.17: scipy.stats.norm.sf(x)
  @Test(arguments: [(1.96, 0.024997895148220435), (6.5, 4.016000583859088e-11)])
  func normalTailAgreesWithScipy(_ value: Double, _ expected: Double) {
    #expect(agree(NormalDistribution.probability(above: value), expected))
    #expect(agree(NormalDistribution.probability(atMost: -value), expected))
  }
}
