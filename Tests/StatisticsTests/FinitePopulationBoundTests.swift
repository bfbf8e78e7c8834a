import Statistics
import Testing

@Suite struct FinitePopulationBoundTests {
  // scipy 1.17: min(M for M in range(k, N - (n - k) + 1) if hypergeom.sf(k - 1, N, M, n) > 0.05)
  @Test(arguments: [
    (200, 5, 5, 111), (200, 5, 4, 70), (200, 5, 0, 0), (5, 5, 4, 4), (1_000, 60, 57, 879),
    (30, 5, 5, 18), (6, 5, 5, 5), (200, 0, 0, 0),
  ])
  func agreesWithScipy(_ population: Int, _ drawn: Int, _ qualified: Int, _ expected: Int) {
    let draw = FinitePopulationBound.Draw(
      population: population, drawn: drawn, qualified: qualified)
    #expect(FinitePopulationBound.fewestQualified(draw, confidence: 0.95) == expected)
  }

  // The same at 0.95 ** (1 / 3) for (200, 5, 5), (30, 5, 4), (6, 5, 5): 90 + 9 + 5
  @Test func boundsOfSeveralPopulationsHoldAtOnce() {
    let draws = [(200, 5, 5), (30, 5, 4), (6, 5, 5), (80, 0, 0)].map { draw in
      FinitePopulationBound.Draw(population: draw.0, drawn: draw.1, qualified: draw.2)
    }
    #expect(FinitePopulationBound.fewestQualified(inAll: draws, confidence: 0.95) == 104)
    #expect(FinitePopulationBound.fewestQualified(inAll: [], confidence: 0.95) == 0)
  }

  // Every population of 40 with a draw of 7: the chance that the bound is too high.
  @Test func coversAtLeastAsOftenAsAsked() {
    for marked in 0...40 {
      let law = HypergeometricDistribution(marked: marked, unmarked: 40 - marked, draws: 7)
      let tooHigh = law.support.reduce(0.0) { chance, count in
        let draw = FinitePopulationBound.Draw(population: 40, drawn: 7, qualified: count)
        let bound = FinitePopulationBound.fewestQualified(draw, confidence: 0.95)
        return bound > marked ? chance + law.probability(of: count) : chance
      }
      #expect(tooHigh <= 0.05 + 1e-12, "\(marked)")
    }
  }
}
