import Testing

@testable import Statistics

@Suite struct GammaSamplerTests {
  @Test func layersHaveOneArea() {
    let ziggurat = NormalZiggurat()
    let (edges, heights) = (ziggurat.edges, ziggurat.heights)
    #expect(edges.count == 129 && edges.last == 0 && heights.last == 1)
    #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 > $1 })
    // R 4.2: f <- function(x) exp(-x^2 / 2); r <- 3.442619855899
    //   r * f(r) + sqrt(2 * pi) * pnorm(-r)
    let area = 9.9125630352621674e-03
    for layer in 1..<128 {
      #expect(abs(edges[layer] * (heights[layer + 1] - heights[layer]) / area - 1) < 1e-8)
    }
    #expect(abs(edges[0] * heights[1] / area - 1) < 1e-8)
  }

  @Test func normalValuesHaveTheirLaw() {
    let ziggurat = NormalZiggurat()
    var random = RandomSource(seed: 71)
    let draws = (0..<400_000).map { _ in ziggurat.value(from: &random) }
    // R 4.2: pnorm(c(-4, -3.442619855899, -2, -1, -0.1, 0, 0.5, 1.5, 3, 3.6))
    let expected = [
      (-4.0, 3.167124183312e-05), (-3.442619855899, 2.880542561958e-04),
      (-2.0, 2.275013194818e-02), (-1.0, 1.586552539315e-01), (-0.1, 4.601721627230e-01),
      (0.0, 0.5), (0.5, 6.914624612740e-01), (1.5, 9.331927987311e-01),
      (3.0, 9.986501019684e-01), (3.6, 9.998408914098e-01),
    ]
    for (value, chance) in expected {
      let share = Double(draws.count { $0 <= value }) / 400_000
      #expect(abs(share - chance) < 4 * (chance * (1 - chance) / 400_000).squareRoot())
    }
  }

  // Below a shape of 1 the boost is used; near 0 values are all or nothing.
  @Test(arguments: [0.05, 0.6, 1, 2.5, 40, 1_000])
  func gammaValuesHaveTheirLaw(_ shape: Double) {
    let sampler = GammaSampler(shape: shape)
    let law = GammaDistribution(shape: shape, rate: shape)
    var random = RandomSource(seed: 72)
    let draws = (0..<100_000).map { _ in sampler.value(from: &random) }
    for chance in [0.3, 0.5, 0.9, 0.99, 0.999] {
      let share = Double(draws.count { $0 <= law.quantile(chance) }) / 100_000
      #expect(abs(share - chance) < 4 * (chance * (1 - chance) / 100_000).squareRoot())
    }
    let mean = draws.reduce(0, +) / 100_000
    #expect(abs(mean - 1) < 4 * (1 / shape / 100_000).squareRoot())
  }

  @Test func valuesRestOnTheSeedAlone() {
    let sampler = GammaSampler(shape: 0.7)
    let drawn = (0..<2).map { _ in
      var random = RandomSource(seed: 73)
      return (0..<50).map { _ in sampler.value(from: &random) }
    }
    #expect(drawn[0] == drawn[1])
  }
}
