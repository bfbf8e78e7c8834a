import Testing

@testable import Statistics

@Suite struct BurstTestTests {
  static let counts = [
    [9, 0, 5, 1, 2, 0], [0, 2, 7, 0, 1, 0], [10, 14, 0, 0, 6, 10], [0, 0, 12, 0, 1, 1],
    [2, 2, 0, 2, 6, 0],
  ]
  static let cells = counts.enumerated().map { index, counts in
    BurstCell(name: "cell \(index)", group: index < 3 ? 0 : 1, counts: counts)
  }

  static var assessable: [BurstTest.Assessable] {
    zip(cells, SeasonProfiles.shares(of: cells)).compactMap { cell, shares in
      shares.map { BurstTest.Assessable(cell: cell, shares: $0, longest: 3) }
    }
  }

  @Test func profilesAgreeWithNumpy() throws {
    // numpy 2.4: Yc = Y * minimum(1, median(n) / n)[:, None]; city = Yc.sum(0) / Yc.sum()
    //   t = Yc[i].sum(0) - Yc[i] + 60 * city for the cells i of a group; t / t.sum(1)
    let expected = [
      [
        0.18577118347338933, 0.18147321428571428, 0.34134278711484595, 0.031512605042016806,
        0.16801032913165265, 0.09188988095238096,
      ],
      [
        0.26155163770053474, 0.15049715909090908, 0.29307319518716574, 0.03943850267379679,
        0.16772643716577537, 0.08771306818181818,
      ],
      [
        0.23233981092436973, 0.12313988095238093, 0.3903623949579832, 0.04131652661064426,
        0.16261817226890754, 0.05022321428571429,
      ],
      [
        0.19589971405228757, 0.14366319444444442, 0.3010110294117647, 0.06454248366013071,
        0.23628982843137253, 0.05859375,
      ],
      [
        0.1635781001589825, 0.11275337837837836, 0.4550377583465819, 0.03577106518282989,
        0.16233604928457868, 0.07052364864864864,
      ],
    ]
    for (shares, expected) in zip(SeasonProfiles.shares(of: Self.cells), expected) {
      #expect(agree(try #require(shares), expected))
    }
  }

  @Test func scansAgreeWithNumpy() throws {
    // numpy 2.4: largest c * log(c / mu) + (n - c) * log((n - c) / (n - mu)) over windows of 1 to
    //   3 months with c > mu = n * share; start and length of the window
    let expected = [
      (5.039193519937751, 0, 1), (4.651474505437583, 1, 2), (8.965221979340459, 5, 1),
      (9.381912643482329, 2, 1), (6.196530236605742, 3, 2),
    ]
    for (cell, (ratio, start, length)) in zip(Self.assessable, expected) {
      let scan = try #require(cell.scan)
      #expect(agree(scan.logLikelihoodRatio, ratio) && agree(cell.statistic, ratio))
      #expect(scan.start == start && scan.length == length)
    }
  }

  @Test func quickStatisticIsTheScanOfAnyCounts() throws {
    var random = RandomSource(seed: 51)
    let shares = random.dirichlet(count: 9, shape: 1)
    let null = BurstNull(total: 25, shares: shares, longest: 3)
    for _ in 0..<200 {
      let counts = random.multinomial(trials: 25, shares: random.dirichlet(count: 9, shape: 0.3))
      let scan = TemporalScan(counts: counts, shares: shares, longest: 3)
      #expect(abs(null.statistic(of: counts) - (scan?.logLikelihoodRatio ?? 0)) < 1e-9)
    }
  }

  @Test func unobservedMonthsExpectNothingAndHoldNoPeerDown() throws {
    var observed = [Bool](repeating: true, count: 4)
    observed[1] = false
    let cells = [
      BurstCell(name: "masked", group: 0, counts: [5, 9, 5, 10], observed: observed),
      BurstCell(name: "full", group: 0, counts: [5, 5, 5, 5]),
      BurstCell(name: "also masked", group: 0, counts: [5, 0, 5, 5], observed: observed),
    ]
    #expect(cells[0].total == 20)
    let shares = SeasonProfiles.shares(of: cells)
    #expect(try #require(shares[0])[1] == 0)
    #expect(agree(try #require(shares[0]).reduce(0, +), 1))
    // No peer was observed in the second month, so the city speaks for them.
    #expect(try #require(shares[1])[1] > 0.19)
    #expect(cells[2].silentMonths(from: 1) == 0)
    let silent = BurstCell(name: "silent", group: 0, counts: [4, 0, 0, 0], observed: observed)
    #expect(silent.silentMonths(from: 1) == 2)
    #expect(silent.silentMonths(from: 4) == 0)
  }

  @Test func cellsWithoutCasesOrPeersAreNotAssessed() async {
    let cells = [
      BurstCell(name: "alone", group: 1, counts: [3, 4]),
      BurstCell(name: "idle", group: 2, counts: [0, 0]),
      BurstCell(name: "one case", group: 2, counts: [1, 0]),
      BurstCell(name: "other", group: 2, counts: [5, 1]),
    ]
    let settings = SimulationSettings(seed: 1, draws: 19)
    let test = await BurstTest(cells: cells, settings: settings)
    #expect(test.results.map { $0 == nil } == [true, true, false, false])
    let single = await BurstTest(cells: [cells[0]], settings: settings)
    #expect(single.clumping == nil && single.results == [nil])
    #expect(await BurstTest(cells: [], settings: settings).results.isEmpty)
    let blank = [
      BurstCell(name: "a", group: 0, counts: []), BurstCell(name: "b", group: 0, counts: []),
    ]
    #expect(await BurstTest(cells: blank, settings: settings).results == [nil, nil])
  }

  @Test func ordinaryCellsAreFoundAsOftenAsTheChanceSaysAndABurstIs() async throws {
    let settings = SimulationSettings(seed: 5, draws: 99, repeatedDraws: 400)
    var cells = world(seed: 43, cells: 80, months: 18)
    let ordinary = await BurstTest(cells: cells, settings: settings)
    let small = ordinary.results.count { ($0?.pValue ?? 1) <= 0.05 }
    // 80 cells at 0.05: 4 expected; more than 11 with chance 0.0006 (R: 1 - pbinom(11, 80, 0.05)).
    #expect(small <= 11)
    let kappa = try #require(ordinary.clumping).kappa
    #expect((1.5...6).contains(kappa))
    var counts = [Int](repeating: 1, count: 18)
    counts.replaceSubrange(6..<10, with: [40, 0, 0, 0])
    cells[0] = BurstCell(name: "burst", group: 0, counts: counts)
    let found = try #require(await BurstTest(cells: cells, settings: settings).results[0])
    #expect(found.pValue < 0.01 && found.silentMonthsAfter == 3)
    #expect(found.window?.start == 6 && found.window?.length == 1)
    #expect(found.window?.observed == 40 && found.cases == 54)
  }

  @Test func aCampaignOfTheWholeCityIsNoBurst() async {
    // Half of all cases are expected in the month of the campaign.
    let cells = world(seed: 44, cells: 40, months: 18, campaign: 4)
    let settings = SimulationSettings(seed: 5, draws: 99, repeatedDraws: 400)
    let test = await BurstTest(cells: cells, settings: settings)
    // 40 cells at 0.05: more than 7 with chance 0.001 (R: 1 - pbinom(7, 40, 0.05)).
    #expect(test.results.count { ($0?.pValue ?? 1) <= 0.05 } <= 7)
  }

  @Test func cellsOfFewCasesAreLookedAtMonthByMonth() async throws {
    var cells = world(seed: 46, cells: 20, months: 18)
    cells[0] = BurstCell(
      name: "few", group: 0, counts: [2, 3, 2] + [Int](repeating: 0, count: 15))
    let settings = SimulationSettings(seed: 5, draws: 99, repeatedDraws: 400)
    let together = await BurstTest(cells: cells, singleBelow: 7, settings: settings)
    let single = await BurstTest(cells: cells, singleBelow: 8, settings: settings)
    let (wide, narrow) = (try #require(together.results[0]), try #require(single.results[0]))
    #expect(wide.window?.length == 3 && narrow.window?.length == 1)
    #expect(wide.pValue < narrow.pValue)
    #expect(single.results.dropFirst().contains { ($0?.window?.length ?? 1) > 1 })
  }

  @Test func resultsRestOnTheNameNotOnThePlace() async {
    let cells = world(seed: 45, cells: 8, months: 12)
    let settings = SimulationSettings(seed: 5, draws: 49, repeatedDraws: 99)
    let test = await BurstTest(cells: cells, settings: settings)
    let again = await BurstTest(cells: cells, settings: settings)
    let mirrored = await BurstTest(cells: cells.reversed(), settings: settings)
    #expect(test.results == again.results)
    #expect(test.results == mirrored.results.reversed())
  }

  private func world(seed: UInt64, cells: Int, months: Int, campaign: Int? = nil) -> [BurstCell] {
    var random = RandomSource(seed: seed)
    let seasons = (0..<2).map { _ in
      var season = random.dirichlet(count: months, shape: 8)
      if let campaign { season[campaign] += 1 }
      return season
    }
    return (0..<cells).map { index in
      let weights = seasons[index % 2].map { $0 * random.gamma(shape: 3) }
      let counts = random.multinomial(trials: 25 + random.integer(below: 40), shares: weights)
      return BurstCell(name: "cell \(index)", group: index % 2, counts: counts)
    }
  }
}
