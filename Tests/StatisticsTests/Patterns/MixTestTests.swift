import Testing

@testable import Statistics

@Suite struct MixTestTests {
  // numpy 2.4: Y = array(counts), g = array([0, 0, 0, 1, 1]), P = peer_mix(Y, g), where
  //   w = minimum(1, median(n[i]) / n[i])[:, None] * Y[i] for the units i of a group,
  //   t = w.sum(0) - w + 0.5 * Y[i].sum(0) / Y[i].sum() + 1e-3 / 4, P[i] = t / t.sum(1)
  static let counts = [
    [12, 5, 0, 3], [30, 18, 0, 12], [4, 9, 0, 2], [10, 2, 0, 0], [7, 7, 0, 30],
  ]
  static let units = counts.enumerated().map { index, counts in
    MixUnit(name: "unit \(index)", group: index < 3 ? 0 : 1, counts: counts)
  }
  static let shares = [
    [0.4011818051085292, 0.42727447262419593, 7.042055153375962e-06, 0.17153668021212154],
    [0.4575182463355369, 0.399106252010692, 7.042055153375961e-06, 0.14336845959861766],
    [0.5491803971052047, 0.275762846661356, 6.172687094145823e-06, 0.17505058354634517],
    [0.16162875579211847, 0.15912257806401875, 8.771622048349182e-06, 0.6792398945218145],
    [0.8120978893117121, 0.1664352566080428, 1.9998400127989763e-05, 0.02144685568011702],
  ]

  static var assessable: [MixTest.Assessable] {
    zip(units, PeerMixes.shares(of: units)).compactMap { unit, shares in
      shares.map { MixTest.Assessable(unit: unit, shares: $0) }
    }
  }

  @Test func peersMixLeavesTheUnitOutAndCapsItsPeers() throws {
    for (shares, expected) in zip(PeerMixes.shares(of: Self.units), Self.shares) {
      #expect(agree(try #require(shares), expected))
    }
  }

  @Test func distancesAndLikelihoodsAgreeWithNumpy() {
    // numpy 2.4: 0.5 * abs(Y / n[:, None] - P).sum(1)
    let distances = [
      0.19881819489147085, 0.09911329406584542, 0.324237153338644, 0.6792486661438628,
      0.6603713261380647,
    ]
    #expect(agree(Self.assessable.map(\.distance), distances))
    // scipy 1.17: a = 7.5 * P; gammaln(7.5) - gammaln(7.5 + n)
    //   + (gammaln(Y + a) - gammaln(a)).sum(1)
    let likelihoods = [
      -20.537954667059175, -64.31693349433553, -16.217521713647663, -13.670007256220536,
      -48.45799128736411,
    ]
    #expect(
      agree(Self.assessable.map { MixConcentration.logLikelihood($0, 7.5) }, likelihoods))
  }

  @Test func fittedStrengthAgreesWithScipy() {
    // scipy 1.17: three rounds of minimize_scalar over log(strength) in (0, 9), each on the units
    //   whose scaled chi-square is at most its 80 % quantile; the search ends within 1e-5.
    #expect(
      agree(MixConcentration.fitted(Self.assessable), 3.9608067081927256, within: 1e-4))
  }

  @Test func itemTailsAgreeWithScipy() {
    // scipy 1.17: betabinom.sf(9, 15, 8 * p, 8 * (1 - p)) + betabinom.pmf(9, ...) / 2
    let item = ItemDeviation(
      observed: 9, total: 15, share: Self.shares[2][1], concentration: 8)
    #expect(agree(item.upperMidP, 0.05998935817312173))
    #expect(agree(item.lowerMidP, 0.9400106418268783))
    #expect(agree(item.ratio, 2.1757825873360517))
    #expect(agree(item.twoSidedMidP, 2 * 0.05998935817312173))
  }

  // A gamma law with the moments of the draws, used where few reach a distance, gave 0.026.
  @Test func smallChancesOfOrdinaryUnitsAreNoMoreThanTheySay() {
    var random = RandomSource(seed: 20_240_701, purpose: "mix/ordinary")
    let (shares, settings) = (
      [0.7, 0.2, 0.1], SimulationSettings(seed: 1, draws: 99, repeatedDraws: 999)
    )
    let small = (0..<3_000).count { number in
      let counts = random.dirichletMultinomial(trials: 15, shares: shares, concentration: 3)
      let unit = MixUnit(name: "unit \(number)", group: 0, counts: counts)
      return MixTest.Assessable(unit: unit, shares: shares).result(3, settings).pValue <= 0.01
    }
    // Of 30 so many or more have a chance of 0.0005.
    #expect(small <= 50)
  }

  @Test func unitsWithoutCasesOrPeersAreNotAssessed() async {
    let units = [
      MixUnit(name: "alone", group: 1, counts: [3, 4]),
      MixUnit(name: "idle", group: 2, counts: [0, 0]),
      MixUnit(name: "one case", group: 2, counts: [1, 0]),
      MixUnit(name: "other", group: 2, counts: [5, 0]),
    ]
    let test = await MixTest(units: units, settings: SimulationSettings(seed: 1, draws: 19))
    #expect(test.results.map { $0 == nil } == [true, true, false, false])
    #expect(test.itemMidP(unit: 0, item: 0) == nil && test.itemMidP(unit: 2, item: 1) != nil)
    let empty = await MixTest(units: [], settings: SimulationSettings(seed: 1, draws: 19))
    #expect(empty.concentration == nil && empty.results.isEmpty)
  }

  @Test func ordinaryUnitsAreFoundAsOftenAsTheChanceSaysAndAStrangeOneIs() async throws {
    var units = world(seed: 41, units: 60)
    let settings = SimulationSettings(seed: 5, draws: 99)
    let ordinary = await MixTest(units: units, settings: settings)
    let small = ordinary.results.count { ($0?.pValue ?? 1) <= 0.05 }
    // 60 units at 0.05: 3 expected; more than 9 with chance 0.001 (R: 1 - pbinom(9, 60, 0.05)).
    #expect(small <= 9)
    let concentration = try #require(ordinary.concentration)
    #expect((15...60).contains(concentration))
    units[0] = MixUnit(name: "strange", group: 0, counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 150])
    let test = await MixTest(units: units, settings: settings)
    let strange = try #require(test.results[0])
    #expect(strange.pValue < 1e-3 && strange.distance > strange.nullBand.upperBound)
    let item = try #require(test.itemMidP(unit: 0, item: 9))
    #expect(item.ratio > 2 && item.upperMidP < 1e-3)
  }

  @Test func resultsRestOnTheNameNotOnThePlace() async {
    let units = world(seed: 42, units: 8)
    let settings = SimulationSettings(seed: 5, draws: 49)
    let test = await MixTest(units: units, settings: settings)
    let again = await MixTest(units: units, settings: settings)
    let mirrored = await MixTest(units: units.reversed(), settings: settings)
    #expect(test.results == again.results)
    #expect(test.results == mirrored.results.reversed())
  }

  private func world(seed: UInt64, units: Int) -> [MixUnit] {
    var random = RandomSource(seed: seed)
    let mixes = (0..<2).map { _ in random.dirichlet(count: 10, shape: 2) }
    return (0..<units).map { index in
      let cases = 40 + random.integer(below: 160)
      let counts = random.dirichletMultinomial(
        trials: cases, shares: mixes[index % 2], concentration: 30)
      return MixUnit(name: "unit \(index)", group: index % 2, counts: counts)
    }
  }
}
