import Statistics
import Testing

@Suite struct PoissonRateTests {
  @Test func agreesWithRForNoEvent() {
    // R 4.2.2: qchisq(0.95, 2) / 2 / 12
    let bound = PoissonRate.upperBound(events: 0, exposure: 12, confidence: 0.95)
    #expect(abs(bound - 0.24964435612949912) < 1e-12)
  }

  @Test func agreesWithRForThreeEvents() {
    // R 4.2.2: poisson.test(3, 36, alternative = "less")$conf.int[2] = qchisq(0.95, 8) / 2 / 36
    let bound = PoissonRate.upperBound(events: 3, exposure: 36, confidence: 0.95)
    #expect(abs(bound - 0.21537934799813127) < 1e-12)
  }

  @Test(arguments: [0, 1, 5, 50])
  func fallsAsMonthsGrow(_ events: Int) {
    let short = PoissonRate.upperBound(events: events, exposure: 12, confidence: 0.95)
    let long = PoissonRate.upperBound(events: events, exposure: 36, confidence: 0.95)
    #expect(abs(short - 3 * long) < 1e-12 * short)
  }

  // scipy 1.17: [chi2.ppf(a / 2, 2 * k) / 2, chi2.ppf(1 - a / 2, 2 * k + 2) / 2], a = 1 - level
  @Test(arguments: [
    (0, 0.95, 0.0, 3.6888794541139354), (7, 0.95, 2.814363051519867, 14.422675361702376),
    (42, 0.9, 31.938130721517084, 54.3239464867538),
  ])
  func exactIntervalAgreesWithScipy(
    _ events: Int, _ level: Double, _ lower: Double, _ upper: Double
  ) {
    let interval = PoissonRate.interval(events: events, exposure: 1, confidence: level)
    #expect(agree([interval.lowerBound, interval.upperBound], [lower, upper]))
  }
}
