import Statistics
import Testing

@Suite struct ZeroTruncatedNegativeBinomialTests {
  static let counts = [1, 1, 2, 5, 1, 3, 9, 1, 4, 2, 17, 1, 6, 2, 1, 1, 3, 8, 2, 1]
  static let means = [
    1.2, 0.8, 2.5, 3.1, 1.7, 2.2, 4.0, 0.6, 5.1, 1.9, 6.0, 2.8, 3.3, 1.1, 0.9, 2.0, 2.4, 5.5, 3.6,
    1.5,
  ]

  static func cells(_ added: (Int) -> Double) -> [ZeroTruncatedNegativeBinomial.Cell] {
    counts.indices.map {
      .init(count: counts[$0], mean: means[$0], addedInverseSize: added($0))
    }
  }

  // scipy 1.17: nbinom.logpmf(y, a, a / (a + mu)) - log1p(-nbinom.pmf(0, a, a / (a + mu)))
  @Test(arguments: [
    (1, 2.0, 1.5, -1.0958071793388926), (4, 3.5, 1.5, -2.1526109614409004),
    (12, 7.0, 0.8, -3.599610211558012),
  ])
  func logarithmAgreesWithScipy(
    _ count: Int, _ mean: Double, _ size: Double, _ expected: Double
  ) {
    let value = ZeroTruncatedNegativeBinomial.logProbability(
      of: count, mean: mean, size: size)
    #expect(agree(value, expected))
  }

  @Test func fitAgreesWithScipy() {
    // scipy 1.17: minimize_scalar(-loglik(exp(t)), bounds=(log(0.1), log(20)), xatol=1e-12);
    // the likelihood is flat to 1e-8 around its top, hence the tolerance of the size
    let fit = ZeroTruncatedNegativeBinomial.fit(Self.cells { _ in 0 })
    #expect(agree(fit.size, 3.6277615082494172, within: 1e-6))
    #expect(agree(fit.logLikelihood, -33.94120476757323))
    #expect(fit.isConverged && !fit.isAtBound)
  }

  @Test func fitWithUncertainMeansAgreesWithScipy() {
    // scipy 1.17: the same with 1 / (1 / a + 0.15) for every second cell
    let fit = ZeroTruncatedNegativeBinomial.fit(Self.cells { $0 % 2 == 0 ? 0 : 0.15 })
    #expect(agree(fit.size, 3.4726227619161243, within: 1e-6))
    #expect(agree(fit.logLikelihood, -34.243190178800035))
  }

  @Test func evenCountsEndAtTheBound() {
    let cells = (1...40).map { _ in ZeroTruncatedNegativeBinomial.Cell(count: 5, mean: 5) }
    let fit = ZeroTruncatedNegativeBinomial.fit(cells, within: 0.1...20)
    #expect(fit.isAtBound)
    #expect(abs(fit.size - 20) < 1e-3)
  }

  @Test(arguments: [1, 24, 25, 400])
  func quickLogarithmAgreesWithTheDistribution(_ count: Int) {
    let law = NegativeBinomialDistribution(mean: 31, size: 2.7)
    let full = law.logProbability(of: count)
    let truncated = ZeroTruncatedNegativeBinomial.logProbability(
      of: count, mean: 31, size: 2.7)
    let expected = NegativeBinomialDistribution(mean: 31, size: 2.7).probability(above: 0)
    #expect(agree(full - truncated, ln(expected), within: 1e-9))
  }

  @Test func aTinyMeanLeavesOnlyOnes() {
    let value = ZeroTruncatedNegativeBinomial.logProbability(of: 1, mean: 1e-13, size: 2)
    #expect(abs(value) < 1e-12)
  }

  private func ln(_ value: Double) -> Double {
    // R: log1p(-value) by its series is exact enough for a value within 0.02 of 1
    let rest = 1 - value
    return -(rest + rest * rest / 2 + rest * rest * rest / 3 + rest * rest * rest * rest / 4)
  }
}
