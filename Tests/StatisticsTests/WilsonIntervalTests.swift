import Statistics
import Testing

@Suite struct WilsonIntervalTests {
  // statsmodels 0.14: proportion_confint(k, n, 0.05, "wilson")
  @Test(arguments: [
    (0, 17, 0.0, 0.18431813500885186), (3, 40, 0.025836025774588184, 0.1986423352431055),
    (29, 60, 0.36175049539732784, 0.6069218996740751),
    (412, 9000, 0.04165018054022807, 0.05029295979679906),
  ])
  func agreesWithStatsmodels(_ successes: Int, _ trials: Int, _ lower: Double, _ upper: Double) {
    let interval = WilsonInterval(successes: successes, trials: trials, confidence: 0.95)
    #expect(abs(interval.lower - lower) < 1e-10)
    #expect(abs(interval.upper - upper) < 1e-10)
  }

  @Test func narrowsAsTrialsGrow() {
    let few = WilsonInterval(successes: 5, trials: 10, confidence: 0.95)
    let many = WilsonInterval(successes: 500, trials: 1_000, confidence: 0.95)
    #expect(many.upper - many.lower < few.upper - few.lower)
  }
}
