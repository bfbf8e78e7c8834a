import Statistics
import Testing

@Suite struct RandomSourceTests {
  @Test func sameSeedGivesTheSameNumbers() {
    var first = RandomSource(seed: 7)
    var second = RandomSource(seed: 7)
    #expect((0..<100).allSatisfy { _ in first.next() == second.next() })
  }

  @Test func purposesHaveStreamsOfTheirOwn() {
    var cases = RandomSource(seed: 7, purpose: "cases")
    var parties = RandomSource(seed: 7, purpose: "parties")
    #expect(cases.next() != parties.next())
  }

  @Test func agreesWithTheReferenceStateTransition() {
    // The published C code of splitmix64 and xoshiro256**, transcribed to Python, seed 0.
    var random = RandomSource(seed: 0)
    #expect(random.next() == 0x99ec_5f36_cb75_f2b4)
    #expect(random.next() == 0xbf6e_1f78_4956_452a)
  }

  @Test(arguments: [0.5, 3.0, 9.0])
  func gammaHasMeanOneAndTheVarianceOfItsShape(_ shape: Double) {
    var random = RandomSource(seed: 11)
    let values = (0..<20_000).map { _ in random.gamma(shape: shape) }
    let moments = moments(of: values)
    // Four standard errors of the mean; the variance is 1 ÷ shape and far wider in its error.
    #expect(abs(moments.mean - 1) < 4 * (1 / shape / 20_000).squareRoot())
    #expect(abs(moments.variance * shape - 1) < 0.15)
  }

  @Test(arguments: [0.2, 4.0, 75.0])
  func poissonHasEqualMeanAndVariance(_ mean: Double) {
    var random = RandomSource(seed: 12)
    let values = (0..<20_000).map { _ in Double(random.poisson(mean: mean)) }
    let moments = moments(of: values)
    #expect(abs(moments.mean - mean) < 4 * (mean / 20_000).squareRoot())
    #expect(abs(moments.variance / mean - 1) < 0.1)
  }

  @Test func negativeBinomialIsWiderThanPoisson() {
    var random = RandomSource(seed: 13)
    let values = (0..<20_000).map { _ in Double(random.negativeBinomial(mean: 4, shape: 2)) }
    // Variance 4 + 4² ÷ 2 = 12.
    #expect(abs(moments(of: values).variance / 12 - 1) < 0.15)
  }

  @Test func normalHasMeanZeroAndVarianceOne() {
    var random = RandomSource(seed: 14)
    let moments = moments(of: (0..<20_000).map { _ in random.normal() })
    #expect(abs(moments.mean) < 4 / 20_000.0.squareRoot())
    #expect(abs(moments.variance - 1) < 0.05)
  }

  @Test func logNormalHasTheMomentsOfItsSpread() {
    var random = RandomSource(seed: 15)
    let moments = moments(of: (0..<40_000).map { _ in random.logNormal(spread: 0.5) })
    // Mean e^(s²/2), variance (e^(s²) - 1) e^(s²) for s = 0.5.
    #expect(abs(moments.mean - 1.133_148) < 0.013)
    #expect(abs(moments.variance / 0.364_696 - 1) < 0.1)
  }

  @Test func betaHasTheMomentsOfItsShapes() {
    var random = RandomSource(seed: 16)
    let moments = moments(of: (0..<20_000).map { _ in random.beta(1.6, 2.4) })
    // Mean a ÷ (a + b); variance m (1 - m) ÷ (a + b + 1).
    #expect(abs(moments.mean - 0.4) < 4 * (0.048 / 20_000).squareRoot())
    #expect(abs(moments.variance / 0.048 - 1) < 0.05)
  }

  @Test func dirichletSumsToOneWithTheVarianceOfItsShape() {
    var random = RandomSource(seed: 17)
    let draws = (0..<20_000).map { _ in random.dirichlet(count: 5, shape: 2) }
    #expect(draws.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 })
    let moments = moments(of: draws.map { $0[3] })
    // Mean 1 ÷ 5; variance m (1 - m) ÷ (5 · 2 + 1).
    #expect(abs(moments.mean - 0.2) < 4 * (0.16 / 11 / 20_000).squareRoot())
    #expect(abs(moments.variance / (0.16 / 11) - 1) < 0.07)
  }

  @Test func binomialHasTheMomentsOfItsTrials() {
    var random = RandomSource(seed: 18)
    let values = (0..<20_000).map { _ in Double(random.binomial(trials: 12, chance: 0.3)) }
    let moments = moments(of: values)
    #expect(abs(moments.mean - 3.6) < 4 * (2.52 / 20_000).squareRoot())
    #expect(abs(moments.variance / 2.52 - 1) < 0.05)
  }

  private func moments(of values: [Double]) -> (mean: Double, variance: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / (count - 1))
  }
}
