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
}
