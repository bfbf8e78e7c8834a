import Statistics
import Testing

@Suite struct GammaMixtureFitTests {
  // Poisson counts whose ratios come from gamma(2, scale 1.5) with chance 0.3, else gamma(8, 0.1).
  static let counts = [
    7, 6, 10, 12, 37, 6, 25, 12, 2, 3, 3, 9, 6, 10, 8, 2, 4, 2, 3, 4, 18, 31, 16, 40, 0, 3, 20, 3,
    7, 9, 4, 26, 0, 4, 14, 7, 6, 6, 49, 5, 7, 5, 6, 8, 24, 11, 3, 15, 43, 6, 26, 20, 1, 2, 2, 7, 3,
    10, 1, 16,
  ]
  static let expectations = [
    4.24, 14.0, 15.14, 3.87, 9.55, 5.89, 24.49, 2.52, 1.96, 3.78, 10.0, 2.11, 13.79, 9.52, 10.03,
    2.32, 3.75, 3.82, 5.3, 2.1, 21.82, 10.9, 14.63, 11.45, 5.58, 1.64, 8.02, 3.91, 4.44, 4.97,
    4.86, 9.95, 4.0, 9.37, 6.65, 8.72, 11.33, 6.95, 12.55, 9.81, 8.37, 4.64, 3.35, 19.7, 15.05,
    11.39, 2.74, 2.88, 18.89, 6.63, 8.64, 19.11, 1.65, 13.24, 10.01, 5.78, 12.82, 8.03, 5.92,
    17.41,
  ]
  static let table = zip(counts, expectations).map { WeightedCount(count: $0, expected: $1) }

  @Test func likelihoodAgreesWithScipy() {
    // scipy 1.17: minimize(nll, x0, method="Nelder-Mead", fatol=1e-13) over nbinom.logpmf,
    // best of three starts: 192.0756431192302; shapes 38.354, 5.0769, rates 12.406, 6.2121
    let fit = GammaMixtureFit(Self.table, cells: .all)
    #expect(fit.isConverged)
    #expect(abs(fit.logLikelihood + 192.0756431192302) < 1e-8)
    let shapes = [fit.prior.first.shape, fit.prior.second.shape].sorted()
    #expect(agree(shapes, [5.07694501, 38.35422773], within: 1e-4))
  }

  @Test func aFitThatNoOtherStartConfirmsSaysSo() {
    let start = Array(GammaMixtureFit.defaultStarts.suffix(1))
    #expect(GammaMixtureFit(Self.table, cells: .all, starts: start).agreeingStarts == 1)
    #expect(GammaMixtureFit(Self.table, cells: .all).agreeingStarts == 4)
  }

  @Test func theSameTableGivesTheSameBits() {
    let first = GammaMixtureFit(Self.table, cells: .all)
    #expect(first == GammaMixtureFit(Self.table, cells: .all))
  }

  @Test func aWeightStandsForRepeatedCells() {
    let search = NelderMead(mostIterations: 400)
    let start = [GammaMixtureTests.prior]
    let table = Array(Self.table.prefix(12))
    let twice = table.map { WeightedCount(count: $0.count, expected: $0.expected, weight: 2) }
    let repeated = GammaMixtureFit(
      table + table, cells: .all, starts: start, search: search)
    let weighted = GammaMixtureFit(twice, cells: .all, starts: start, search: search)
    #expect(agree(weighted.logLikelihood, repeated.logLikelihood, within: 1e-9))
  }

  @Test func aSearchCutShortSaysSo() {
    let search = NelderMead(mostIterations: 5)
    let fit = GammaMixtureFit(Self.table, cells: .all, search: search)
    #expect(!fit.isConverged)
    #expect(fit.agreeingStarts == 1)
    #expect(fit.iterations == 25)
  }

  @Test func squashingKeepsWeightsAndExpectations() {
    let cells = (1...230).map { WeightedCount(count: $0 % 2 + 1, expected: Double($0)) }
    let squashed = WeightedCount.squashed(cells, count: 1, binSize: 10, kept: 15)
    let ones = squashed.filter { $0.count == 1 }
    #expect(squashed.count == 115 + 10 + 15)
    #expect(ones.reduce(0) { $0 + $1.weight } == 115)
    let sum = ones.reduce(0) { $0 + $1.weight * $1.expected }
    #expect(abs(sum - (1...115).reduce(0) { $0 + Double(2 * $1) }) < 1e-9)
  }
}
