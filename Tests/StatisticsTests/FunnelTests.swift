import Statistics
import Testing

@Suite struct FunnelTests {
  // scipy 1.17: r = binom.ppf(t, n, p0); (r - (binom.cdf(r, n, p0) - t) / binom.pmf(r, n, p0)) / n
  @Test(arguments: [
    (0.3, 50, 0.025, 0.1661393803119346, 0.42013588671688035),
    (0.12, 400, 0.001, 0.07130355768377186, 0.17161239809596143),
  ])
  func exactLimitsAgreeWithScipy(
    _ target: Double, _ trials: Int, _ tail: Double, _ lower: Double, _ upper: Double
  ) {
    let limits = ShareFunnel(target: target, tail: tail).exactLimits(trials: trials)
    #expect(agree([limits.lowerBound, limits.upperBound], [lower, upper]))
  }

  // scipy 1.17: p0 +- norm.ppf(1 - al) * sqrt(p0 * (1 - p0) / n * (1 + (n - 1) * 0.02))
  @Test(arguments: [
    (0.3, 50, 0.025, 0.12126675867961118, 0.4787332413203888),
    (0.12, 400, 0.001, -0.03046353474887417, 0.2704635347488742),
  ])
  func normalLimitsAgreeWithScipy(
    _ target: Double, _ trials: Int, _ tail: Double, _ lower: Double, _ upper: Double
  ) {
    let funnel = ShareFunnel(target: target, tail: tail)
    let limits = funnel.normalLimits(trials: trials, correlation: 0.02)
    #expect(agree([limits.lowerBound, limits.upperBound], [lower, upper]))
  }

  // scipy 1.17: betabinom.ppf([al, 1 - al], n, p0 * 49, (1 - p0) * 49) / n
  @Test(arguments: [(0.3, 50, 0.025, 0.14, 0.48), (0.12, 400, 0.001, 0.0175, 0.3125)])
  func betaBinomialLimitsAgreeWithScipy(
    _ target: Double, _ trials: Int, _ tail: Double, _ lower: Double, _ upper: Double
  ) {
    let funnel = ShareFunnel(target: target, tail: tail)
    let limits = funnel.betaBinomialLimits(trials: trials, correlation: 0.02)
    #expect(agree([limits.lowerBound, limits.upperBound], [lower, upper]))
  }

  // scipy 1.17: chi2.ppf(0.001, 2 * E) / 2 / E, chi2.ppf(0.999, 2 * (E + 1)) / 2 / E
  @Test(arguments: [
    (4.2, 0.11558927621999927, 3.6026871132492344),
    (523.7, 0.8703859074985362, 1.1425330123277704),
  ])
  func poissonLimitsAgreeWithScipy(_ expected: Double, _ lower: Double, _ upper: Double) {
    let limits = RatioFunnel(tail: 0.001).poissonLimits(expected: expected)
    #expect(agree([limits.lowerBound, limits.upperBound], [lower, upper]))
  }

  static let observed = [12, 30, 5, 44, 8, 21, 17, 60, 3, 26]
  static let expected: [Double] = [15, 22, 9, 40, 10, 14, 25, 38, 6, 28]

  // numpy 2.4: z clipped to quantile(z, [0.1, 0.9]); mean(z ** 2);
  // (n * phi - (n - 1)) / (sum(w) - sum(w ** 2) / sum(w)); upper limits of the first unit
  @Test(arguments: [
    (
      RatioScale.logarithm, 1.8052439628984982, 0.050272442002465285, 1.0567469865930177,
      1.0720460712080868
    ),
    (
      .squareRoot, 1.7094707352790404, 0.011238426396600939, 1.5162176697762773,
      1.5216105160150877
    ),
  ])
  func winsorisedDispersionAgreesWithNumpy(
    _ scale: RatioScale, _ dispersion: Double, _ variance: Double, _ additive: Double,
    _ multiplicative: Double
  ) {
    let points = zip(Self.observed, Self.expected).map {
      scale.point(observed: $0, expected: $1)
    }
    let spread = FunnelOverdispersion(
      points: points, target: scale.target, outliers: .winsorised(0.1))
    #expect(agree(spread.dispersion, dispersion))
    #expect(agree(spread.betweenVariance, variance))
    let error = points[0].standardError
    let added = spread.additiveLimits(standardError: error, tail: 0.001)
    let widened = spread.multiplicativeLimits(standardError: error, tail: 0.001)
    #expect(agree([added.upperBound, widened.upperBound], [additive, multiplicative]))
    #expect(abs(added.lowerBound + added.upperBound - 2 * scale.target) < 1e-12)
  }

  // numpy 2.4: the same over units of rank / 11 from 0.1 to below 0.9, and from 0.2 to below 0.8
  @Test(arguments: [
    (0.1, 1.5215075936749647, 0.043225580261959336),
    (0.2, 1.1268324873274331, 0.018671607588478488),
  ])
  func trimmedDispersionAgreesWithNumpy(
    _ share: Double, _ dispersion: Double, _ variance: Double
  ) {
    let points = zip(Self.observed, Self.expected).map {
      RatioScale.logarithm.point(observed: $0, expected: $1)
    }
    let spread = FunnelOverdispersion(points: points, target: 0, outliers: .trimmed(share))
    #expect(agree([spread.dispersion, spread.betweenVariance], [dispersion, variance]))
  }

  @Test func unitsAtTheTargetHaveNoVarianceBetweenThem() {
    let points = (1...20).map { _ in FunnelPoint(estimate: 1, standardError: 0.1) }
    let spread = FunnelOverdispersion(points: points, target: 1, outliers: .trimmed(0.1))
    #expect(spread.dispersion == 0)
    #expect(spread.betweenVariance == 0)
    let limits = spread.multiplicativeLimits(standardError: 0.1, tail: 0.025)
    #expect(agree(limits.upperBound, 1.1959963984540054))  // R: 1 + 0.1 * qnorm(0.975)
  }

  @Test func scalesReturnToTheRatio() {
    for scale in [RatioScale.logarithm, .squareRoot] {
      let point = scale.point(observed: 7, expected: 4)
      #expect(agree(scale.ratio(point.estimate), 1.75, within: 1e-14))
      #expect(scale.ratio(scale.target) == 1)
    }
    #expect(RatioScale.squareRoot.ratio(-0.2) == 0)
  }

  @Test func pearsonDispersionAgreesWithNumpy() {
    // numpy 2.4: sum((O - E) ** 2 / E) / 8
    let dispersion = PearsonDispersion.value(
      observed: Self.observed, expected: Self.expected, parameters: 2)
    #expect(agree(dispersion, 3.3158209918736232))
  }

  // numpy 2.4: numpy.quantile([3, 1, 4, 1, 5, 9, 2, 6], [0.1, 0.25, 0.5, 0.9])
  @Test(arguments: [(0.1, 1.0), (0.25, 1.75), (0.5, 3.5), (0.9, 6.9)])
  func sampleQuantileAgreesWithNumpy(_ probability: Double, _ expected: Double) {
    #expect(
      agree(SampleQuantile.value(of: [3, 1, 4, 1, 5, 9, 2, 6], at: probability), expected))
  }
}
