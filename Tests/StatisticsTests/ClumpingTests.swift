import Statistics
import Testing

@Suite struct ClumpingTests {
  // numpy 2.4: kappa * log1p(E * theta / kappa) / theta, kappa = 1.2, theta = 0.8
  @Test(arguments: [
    (0.3, 0.27348233519093196), (1.1, 0.8250695053789081), (2.5, 1.4712438795175893),
    (0.9, 0.7050054438686034),
  ])
  func effectiveExpectationAgreesWithNumpy(_ expected: Double, _ effective: Double) {
    let value = Clumping(kappa: 1.2).effectiveExpectation(expected, relativeRate: 0.8)
    #expect(agree(value, effective))
  }

  @Test func chanceOfAnEmptyMonthIsThatOfTheClumpedOne() {
    let effective = Clumping(kappa: 0.7).effectiveExpectation(3, relativeRate: 1.5)
    let clumped = NegativeBinomialDistribution(mean: 4.5, size: 0.7).probability(of: 0)
    #expect(agree(PoissonDistribution(mean: 1.5 * effective).probability(of: 0), clumped))
  }

  @Test(arguments: [0.25, 1.0, 4.0])
  func pairsOfADirichletLawGiveItsKappa(_ kappa: Double) {
    // Two cases share one of 24 equal months with chance (kappa + 1) / (24 kappa + 1).
    let shared = 1.0 / 24
    let coincidence = (kappa + 1) / (24 * kappa + 1) / shared
    let clumping = Clumping(coincidence: coincidence, squaredShares: shared)
    #expect(agree(clumping.kappa, kappa))
  }

  @Test func withoutAnExcessNothingGathers() {
    #expect(Clumping(coincidence: 0.9, squaredShares: 0.04).kappa == 1_000)
    #expect(Clumping(coincidence: 500, squaredShares: 0.04).kappa == 0.05)
  }

  @Test func aRateOfZeroLeavesTheExpectation() {
    #expect(Clumping(kappa: 2).effectiveExpectation(3, relativeRate: 0) == 3)
    #expect(Clumping(kappa: 2).effectiveExpectation(0, relativeRate: 1) == 0)
  }
}
