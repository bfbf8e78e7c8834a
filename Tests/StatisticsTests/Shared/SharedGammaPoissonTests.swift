import Statistics
import Testing

/// The published scores of openEBGM on the reports of food supplements of 2012.
@Suite(.enabled(if: SharedFolder.path != nil))
struct SharedGammaPoissonTests {
  struct Pair {
    let name: String
    let cell: WeightedCount
  }

  /// Counts of reports by pair, with expectations from the reports of either side.
  private static func pairs() throws -> [Pair] {
    var both: [String: Set<String>] = [:]
    var products: [String: Set<String>] = [:]
    var events: [String: Set<String>] = [:]
    var sides: [String: (product: String, event: String)] = [:]
    var reports: Set<String> = []
    for row in try SharedFolder.rows("data/stats-openebgm-caers/caers.csv") {
      let report = try #require(row["id"])
      let product = try #require(row["var1"])
      let event = try #require(row["var2"])
      let name = "\(product) / \(event)"
      both[name, default: []].insert(report)
      products[product, default: []].insert(report)
      events[event, default: []].insert(report)
      sides[name] = (product, event)
      reports.insert(report)
    }
    return try both.keys.sorted().map { name in
      let side = try #require(sides[name])
      let product = try #require(products[side.product]).count
      let event = try #require(events[side.event]).count
      let expected = Double(product) * Double(event) / Double(reports.count)
      return Pair(
        name: name, cell: WeightedCount(count: both[name]?.count ?? 0, expected: expected))
    }
  }

  @Test func scoresAgreeWithThePublishedOnes() throws {
    let pairs = try Self.pairs()
    #expect(pairs.count == 17_189)
    let fit = GammaMixtureFit(
      WeightedCount.squashed(pairs.map(\.cell), count: 1), cells: .withCase)
    #expect(fit.isConverged && fit.agreeingStarts >= 2)

    let posteriors = pairs.map {
      fit.prior.posterior(count: $0.cell.count, expected: $0.cell.expected)
    }
    // Published rounded to 0.01; vignette 5 of openEBGM 0.9.1.
    let scores = posteriors.map(\.geometricMean)
    let mean = scores.reduce(0, +) / Double(scores.count)
    #expect(abs((scores.min() ?? 0) - 0.20) < 1e-2)
    #expect(abs(SampleQuantile.value(of: scores, at: 0.5) - 2.39) < 1e-2)
    #expect(abs(mean - 2.356) < 1e-2)
    #expect(abs((scores.max() ?? 0) - 23.26) < 1e-2)

    // openEBGM counts scores above 2 after rounding to two places.
    let lower = posteriors.map { $0.quantile(0.05) }
    #expect(lower.count { $0 >= 2.005 } == 131)
    let upper = posteriors.map { $0.quantile(0.95) }
    #expect(abs(SampleQuantile.value(of: upper, at: 0.5) - 14.735) < 2e-2)

    let largest = try #require(scores.indices.max { scores[$0] < scores[$1] })
    #expect(pairs[largest].name == "REUMOFAN PLUS / WEIGHT INCREASED")
    #expect(pairs[largest].cell.count == 16)
    #expect(abs(pairs[largest].cell.expected - 0.406) < 1e-3)
    #expect(abs(lower[largest] - 15.68) < 1e-2)
    #expect(abs(upper[largest] - 33.48) < 1e-2)
  }

  @Test func aMaximumThatOneStartFindsAloneIsNotTaken() throws {
    // The likelihood of these reports has a second, slightly higher maximum, which the default
    // start of the R package PhViD leads to; openEBGM's rule and its published figures leave it.
    let lone = GammaMixture(
      first: GammaDistribution(shape: 0.2, rate: 0.06),
      second: GammaDistribution(shape: 1.4, rate: 1.8), weight: 0.1)
    let cells = WeightedCount.squashed(try Self.pairs().map(\.cell), count: 1)
    let alone = GammaMixtureFit(cells, cells: .withCase, starts: [lone])
    let starts = [lone] + GammaMixtureFit.defaultStarts.prefix(2)
    let fit = GammaMixtureFit(cells, cells: .withCase, starts: starts)
    #expect(alone.logLikelihood > fit.logLikelihood + 0.2)
    #expect(fit.agreeingStarts == 2)
    #expect(abs(fit.logLikelihood + 4162.496332582057) < 1e-6)  // scipy 1.17, Nelder-Mead
  }
}
