import Statistics
import Testing

/// Student's law against scipy.
@Suite struct StudentDistributionTests {
  // scipy 1.17.1: stats.t.sf(x, df)
  @Test(arguments: [
    (2.5, 7.03, 0.02042620640502993), (-1.0, 3.0, 0.8044988905221148),
    (8.0, 40.0, 3.952542055052269e-10),
  ]) func agreesWithPython(_ value: Double, _ freedom: Double, _ expected: Double) {
    let chance = StudentDistribution.probability(above: value, freedom: freedom)
    #expect(abs(chance / expected - 1) < 1e-10)
  }

  @Test func approachesTheNormalLaw() {
    let chance = StudentDistribution.probability(above: 2, freedom: 1e9)
    #expect(abs(chance - NormalDistribution.probability(above: 2)) < 1e-8)
  }
}
