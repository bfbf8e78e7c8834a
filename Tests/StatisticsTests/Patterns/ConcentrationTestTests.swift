import Testing

@testable import Statistics

@Suite struct ConcentrationTestTests {
  // Cases by party and regulated parties.
  static let even = [
    unit([9, 4, 4, 2, 1, 1, 1], of: 20), unit([6, 3, 2, 2, 1, 1, 1, 1], of: 30),
    unit([14, 2, 1, 1], of: 10),
  ]
  static let heavy = [
    unit([31, 6, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1], of: 25),
    unit([22, 7, 5, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1], of: 22),
  ]

  static func unit(_ cases: [Int], of parties: Int, name: String = "unit") -> ConcentrationUnit {
    ConcentrationUnit(
      name: name, group: 0, tallies: cases.map { PartyTally(cases: $0, parties: 1) },
      regulatedParties: parties)
  }

  @Test func likelihoodsAgreeWithScipy() {
    // scipy 1.17, summed over all parties with mu = n / parties:
    //   nbinom.logpmf(c, 0.6, 0.6 / (0.6 + mu))
    #expect(agree(PartySizes.gamma(shape: 0.6).logLikelihood(of: Self.even), -74.07920187883988))
    //   logaddexp.reduce(poisson.logpmf(c, mu * exp(1.3 * x - 1.3 ** 2 / 2)) + log(w / w.sum()))
    //   with x, w = polynomial.hermite_e.hermegauss(40)
    #expect(
      agree(PartySizes.logNormal(spread: 1.3).logLikelihood(of: Self.even), -73.00676805323668))
  }

  @Test func likelierLawAgreesWithScipy() throws {
    // scipy 1.17: minimize_scalar(bounds=(-4, 4)) over log(shape), (0.05, 3) over spread, both
    //   method="bounded", which ends within 1e-5; the law of the smaller minimum
    guard case .gamma(let shape) = try #require(PartySizes.fitted(to: Self.even)) else {
      Issue.record("the gamma law is likelier")
      return
    }
    #expect(agree(shape, 0.2538893775237366, within: 1e-4))
    guard case .logNormal(let spread) = try #require(PartySizes.fitted(to: Self.heavy)) else {
      Issue.record("the lognormal law is likelier")
      return
    }
    #expect(agree(spread, 1.2600847843388467, within: 1e-4))
  }

  @Test func talliesAreJoinedAndSummed() {
    let unit = ConcentrationUnit(
      name: "unit", group: 0,
      tallies: [
        PartyTally(cases: 3, parties: 1), PartyTally(cases: 1, parties: 4),
        PartyTally(cases: 0, parties: 9), PartyTally(cases: 3, parties: 1),
      ], regulatedParties: 2)
    #expect(unit.tallies == [PartyTally(cases: 1, parties: 4), PartyTally(cases: 3, parties: 2)])
    #expect(unit.cases == 10 && unit.parties == 6 && unit.potentialParties == 6)
    #expect(unit.topCases == 3 && unit.squares == 22)
  }

  @Test func urnHasTheLawOfGammaSizes() {
    // Variance n m (1 - m) (n + A) / (1 + A), m = 1 / 8, A = 8 · 0.5.
    var random = RandomSource(seed: 61)
    let draws = (0..<20_000).map { _ in
      random.symmetricDirichletMultinomial(trials: 20, kinds: 8, shape: 0.5)
    }
    #expect(draws.allSatisfy { $0.reduce(0, +) == 20 })
    let mean = draws.reduce(0.0) { $0 + Double($1[3]) } / 20_000
    let variance = draws.reduce(0.0) { $0 + (Double($1[3]) - 2.5) * (Double($1[3]) - 2.5) } / 20_000
    let expected = 20.0 / 8 * (7.0 / 8) * 24 / 5
    #expect(abs(mean - 2.5) < 4 * (expected / 20_000).squareRoot())
    #expect(abs(variance / expected - 1) < 0.08)
  }

  @Test func smallestUnitsAndDomainsDoNotFail() async throws {
    let alone = ConcentrationUnit(
      name: "alone", group: 9, tallies: [PartyTally(cases: 4, parties: 1)], regulatedParties: 5)
    let units = [
      alone, Self.unit([5], of: 1, name: "one party"), Self.unit([], of: 8, name: "idle"),
      Self.unit([1], of: 0, name: "one case"),
    ]
    let test = await ConcentrationTest(
      units: units, hasPartySizes: false, settings: SimulationSettings(seed: 1, draws: 19))
    #expect(test.note == .partySizesUnknown)
    #expect(test.results.map { $0 == nil } == [true, false, true, false])
    let single = try #require(test.results[1])
    #expect(single.pValue == 0.5 && single.topShare == 1 && single.index == 1)
    let empty = await ConcentrationTest(
      units: [], hasPartySizes: true, settings: SimulationSettings(seed: 1))
    #expect(empty.results.isEmpty && empty.note == nil)
  }

  @Test(arguments: [PartySizes.gamma(shape: 0.6), .logNormal(spread: 1.2)])
  func ordinaryUnitsAreFoundAsOftenAsTheChanceSaysAndOneIsPickedOn(_ sizes: PartySizes) async throws
  {
    var random = RandomSource(seed: 62)
    var units = (0..<60).map { index in
      let counts = sizes.counts(
        cases: 40 + random.integer(below: 40), parties: 40 + random.integer(below: 40),
        from: &random)
      return Self.unit(counts, of: counts.count, name: "unit \(index)")
    }
    let settings = SimulationSettings(seed: 5, draws: 99, repeatedDraws: 400)
    let ordinary = await ConcentrationTest(units: units, hasPartySizes: true, settings: settings)
    // 60 units at 0.05: 3 expected; more than 9 with chance 0.001 (R: 1 - pbinom(9, 60, 0.05)).
    #expect(ordinary.results.count { ($0?.pValue ?? 1) <= 0.05 } <= 9)
    units[7] = Self.unit(
      [60] + [Int](repeating: 1, count: 20), of: 60, name: "picks on one")
    let test = await ConcentrationTest(units: units, hasPartySizes: true, settings: settings)
    let found = try #require(test.results[7])
    #expect(found.pValue < 0.01 && found.topCases == 60 && found.parties == 21)
    #expect(found.topShare > found.topShareBand.upperBound)
    #expect(found.index > found.indexBand.upperBound)
  }

  @Test func resultsRestOnTheNameNotOnThePlace() async {
    let units = Self.even.enumerated().map { index, unit in
      ConcentrationUnit(
        name: "unit \(index)", group: 0, tallies: unit.tallies,
        regulatedParties: unit.potentialParties)
    }
    let settings = SimulationSettings(seed: 5, draws: 49, repeatedDraws: 99)
    let test = await ConcentrationTest(units: units, hasPartySizes: true, settings: settings)
    let mirrored = await ConcentrationTest(
      units: units.reversed(), hasPartySizes: true, settings: settings)
    #expect(test.results == mirrored.results.reversed())
  }
}
