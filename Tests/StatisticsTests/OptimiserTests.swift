import Statistics
import Testing

@Suite struct OptimiserTests {
  @Test func brentFindsTheMinimumOfAQuartic() {
    // (x - 2)^4 + x is lowest at 2 - (1 / 4)^(1 / 3)
    let found = BrentMinimum.of(
      { ($0 - 2) * ($0 - 2) * ($0 - 2) * ($0 - 2) + $0 }, within: 0...5)
    #expect(found.isConverged)
    #expect(abs(found.point - 1.3700394750525633) < 1e-7)
  }

  @Test func brentEndsAtTheBoundOfARisingFunction() {
    let found = BrentMinimum.of({ $0 }, within: 1...4)
    #expect(found.isConverged && found.point - 1 < 1e-6)
  }

  @Test func aGridFindsTheLowerOfTwoMinima() {
    // (x^2 - 1)^2 - x / 4 has minima near -0.93 and 1.03, the second one lower
    let found = BrentMinimum.ofGrid(
      { ($0 * $0 - 1) * ($0 * $0 - 1) - $0 / 4 }, within: -3...2, steps: 10)
    #expect(abs(found.point - 1.03) < 0.01)
    #expect(found.iterations > 11)
  }

  @Test func rootIsExactToTheLastDigits() throws {
    let root = try #require(BrentRoot.of({ $0 * $0 * $0 - 2 }, within: 0...2))
    #expect(abs(root - 1.2599210498948732) < 1e-15)  // R: 2^(1/3)
  }

  @Test func rootFarBelowOneKeepsItsDigits() throws {
    let root = try #require(BrentRoot.of({ $0.squareRoot() - 1e-6 }, within: 0...1))
    #expect(agree(root, 1e-12, within: 1e-12))
  }

  @Test func withoutAChangeOfSignThereIsNoRoot() {
    #expect(BrentRoot.of({ $0 * $0 + 1 }, within: -1...1) == nil)
    #expect(BrentRoot.of({ $0 }, within: 0...1) == 0)
    #expect(BrentRoot.of({ $0 - 1 }, within: 0...1) == 1)
  }

  @Test func simplexFindsTheEndOfRosenbrocksValley() {
    // Rosenbrock (1960): 100 (y - x^2)^2 + (1 - x)^2 is 0 at (1, 1)
    let found = NelderMead().minimum(from: [-1.2, 1]) { point in
      let across = point[1] - point[0] * point[0]
      return 100 * across * across + (1 - point[0]) * (1 - point[0])
    }
    #expect(found.isConverged)
    #expect(abs(found.point[0] - 1) < 1e-6 && abs(found.point[1] - 1) < 1e-6)
    #expect(found.iterations > 50)
  }

  @Test func simplexStaysWhereTheFunctionIsFinite() {
    let found = NelderMead().minimum(from: [0.5]) { $0[0] <= 0 ? .infinity : $0[0] }
    #expect(found.point[0] > 0 && found.point[0] < 1e-6)
  }
}
