import Statistics
import Testing

@Suite struct ShareIntervalTests {
  // statsmodels 0.15: proportion_confint(k, n, 0.05, "beta")
  @Test(arguments: [
    (0, 17, 0.0, 0.1950643229690932), (3, 40, 0.01574217985104153, 0.20386474873289898),
    (29, 60, 0.35231293000212643, 0.6160539826684032),
  ])
  func exactIntervalAgreesWithStatsmodels(
    _ successes: Int, _ trials: Int, _ lower: Double, _ upper: Double
  ) {
    let interval = ClopperPearsonInterval(
      successes: successes, trials: trials, confidence: 0.95)
    #expect(agree([interval.lower, interval.upper], [lower, upper]))
  }

  // statsmodels 0.15: proportion_confint(k, n, 0.05, "jeffreys")
  @Test(arguments: [
    (0, 17, 2.8462377723109463e-05, 0.13547843789168854),
    (3, 40, 0.021576674442978006, 0.1868142972376248),
    (29, 60, 0.36017060437942744, 0.608061420744225),
  ])
  func jeffreysIntervalAgreesWithStatsmodels(
    _ successes: Int, _ trials: Int, _ lower: Double, _ upper: Double
  ) {
    let interval = JeffreysInterval(successes: successes, trials: trials, confidence: 0.95)
    #expect(agree([interval.lower, interval.upper], [lower, upper]))
  }

  @Test func endsMirrorWhenSuccessAndFailureSwap() {
    let few = ClopperPearsonInterval(successes: 0, trials: 17, confidence: 0.95)
    let many = ClopperPearsonInterval(successes: 17, trials: 17, confidence: 0.95)
    #expect(many.upper == 1)
    #expect(agree(many.lower, 1 - few.upper))
  }
}
