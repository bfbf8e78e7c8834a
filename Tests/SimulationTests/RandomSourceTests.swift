import Testing

@testable import Simulation

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

  private func moments(of values: [Double]) -> (mean: Double, variance: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, squares / (count - 1))
  }
}
