import Testing

@testable import Statistics

@Suite struct BurstDrawsTests {
  private static let shares = [0.2, 0, 0.3, 0.1, 0.25, 0.15]

  @Test func limitsTellWhatTheStatisticTells() {
    var random = RandomSource(seed: 61)
    let null = BurstNull(total: 25, shares: random.dirichlet(count: 9, shape: 1), longest: 3)
    for limit in [-1, 0, 0.4, 2, 5.5, 9, 1_000] {
      let limits = null.limits(reaching: limit)
      for _ in 0..<200 {
        let counts = random.multinomial(
          trials: 25, shares: random.dirichlet(count: 9, shape: 0.3))
        let sums = counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
        #expect(limits.areReached(by: sums) == (null.statistic(of: counts) >= limit))
      }
    }
  }

  // Few cases search for their month, many are drawn by month; the third month is never observed.
  @Test(arguments: [7, 600])
  func casesHaveTheMomentsOfGammaFactors(_ total: Int) {
    let null = BurstNull(total: total, shares: Self.shares, longest: 1)
    var draws = BurstDraws(null, GammaSampler(shape: 2))
    var (fast, plain) = (RandomSource(seed: 62), RandomSource(seed: 63))
    var sums = [Double](repeating: 0, count: 6)
    var (squares, others, otherSquares) = (sums, sums, sums)
    let rounds = 40_000
    for _ in 0..<rounds {
      draws.draw(from: &fast)
      #expect(draws.sums[0] == 0 && draws.sums[6] == total && draws.sums[1] == draws.sums[2])
      let weights = Self.shares.map { $0 * plain.gamma(shape: 2) }
      let counts = plain.multinomial(trials: total, shares: weights)
      for month in 0..<6 {
        let own = Double(draws.sums[month + 1] - draws.sums[month])
        sums[month] += own
        squares[month] += own * own
        others[month] += Double(counts[month])
        otherSquares[month] += Double(counts[month] * counts[month])
      }
    }
    let all = Double(rounds)
    for month in [0, 2, 3, 4, 5] {
      let variance = squares[month] / all - (sums[month] / all) * (sums[month] / all)
      let other = otherSquares[month] / all - (others[month] / all) * (others[month] / all)
      // Four standard errors of a difference of means; about five of the variances.
      let error = ((variance + other) / all).squareRoot()
      #expect(abs(sums[month] - others[month]) / all < 4 * error)
      #expect(abs(variance / other - 1) < 0.06)
    }
  }

  @Test(arguments: [(10, 0.4), (30, 2), (30, 60), (400, 3)])
  func limitsAreReachedAsOftenAsByPlainFactors(_ total: Int, _ shape: Double) {
    var plain = RandomSource(seed: 64)
    let shares = plain.dirichlet(count: 18, shape: 4)
    let null = BurstNull(total: total, shares: shares, longest: 3)
    let statistics = (0..<20_000).map { _ in
      null.statistic(
        of: plain.multinomial(
          trials: total, shares: shares.map { $0 * plain.gamma(shape: shape) }))
    }
    for chance in [0.3, 0.05, 0.005] {
      let limit = SampleQuantile.value(of: statistics, at: 1 - chance) - 1e-9
      let expected = Double(statistics.count { $0 >= limit }) / 20_000
      var draws = BurstDraws(null, GammaSampler(shape: shape))
      var random = RandomSource(seed: 65)
      let reached = draws.count(
        of: 20_000, reaching: null.limits(reaching: limit), from: &random)
      // Four standard errors of a difference of shares.
      let error = (2 * expected * (1 - expected) / 20_000).squareRoot()
      #expect(abs(Double(reached) / 20_000 - expected) < 4 * error)
    }
  }
}
