import Contracts
import Statistics
import Testing

@testable import Indicators

/// What S12 says of cases that gather in months.
@Suite struct CaseBurstsTests {
  private func result(_ observation: Observation) async -> IndicatorResult {
    await CaseBursts.result(of: observation, IndicatorSettings())
  }

  /// Sixty units in three domains over 36 months with seasons, campaigns of all and clumping.
  ///
  /// The planted units have half of their cases in month 20.
  private func world(planted: Set<Int>, seed: UInt64) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(60))
    var random = RandomSource(seed: seed, purpose: "months")
    for (position, unit) in observation.units.enumerated() {
      let domain = position % 3
      var weights = (0..<36).map { month in
        (month % 12 == domain * 3 ? 4 : 1) * (month == 7 + domain ? 6 : 1)
          * random.gamma(shape: 3)
      }
      let sum = weights.reduce(0, +)
      if planted.contains(position) { weights[20] += sum }
      let cases = 20 + random.integer(below: 80)
      var cell = CaseBurstExamples.cell(
        unit.code, random.multinomial(trials: cases, shares: weights))
      cell.domain = "D\(domain)"
      observation.cells.append(cell)
    }
    observation.cells.sort(by: Cell.precedes)
    return observation
  }

  @Test(arguments: [1, 2] as [UInt64])
  func seasonsCampaignsAndClumpingAreNotFlagged(_ seed: UInt64) async {
    let result = await result(world(planted: [], seed: seed))
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.passed: 60])
  }

  @Test func plantedBurstsAreFoundAndOthersAreNot() async throws {
    let planted: Set = [4, 18, 35]
    let result = await result(world(planted: planted, seed: 3))
    let codes = Set(planted.map { PatternExample.codes(60)[$0] })
    #expect(Set(result.flags.map(\.unitCode)).isSubset(of: codes))
    #expect(result.flags.count >= 2)
    let flag = try #require(result.flags.first)
    // Month 20 from 2022-01 on is 2023-09.
    #expect((flag.from...flag.to).contains(Month(year: 2023, month: 9)))
    #expect(result.points.count == result.flags.count * 36 * 2)
  }

  // One check and what follows from it: the sample city has a unit with six of ten cases so.
  @Test func eightOfTenCasesOverThreeMonthsAreNotFlagged() async {
    var observation = CaseBurstExamples.world()
    var counts = [Int](repeating: 0, count: 18)
    counts.replaceSubrange(8...10, with: [2, 3, 3])
    for month in [1, 14] { counts[month] = 1 }
    observation.cells[5] = CaseBurstExamples.cell(observation.units[5].code, counts)
    #expect(await result(observation).flags.isEmpty)
    // Near the limit, where one seed in some ten says otherwise.
    let windows = IndicatorSettings(["S12": ["single": 0, "seed": 3]])
    let flags = await CaseBursts.result(of: observation, windows).flags
    #expect(flags.map(\.unitCode) == ["U05"])
  }

  private func burst(at month: Int, level: CellLevel = .unitDomain) -> Observation {
    CaseBurstExamples.world(level: level) { unit, weights in
      if unit == 5 { weights[month] += 40 }
    }
  }

  @Test func aBurstOfLongAgoIsNotFlagged() async {
    var settings = ["recent": 6.0]
    let old = await CaseBursts.result(of: burst(at: 2), IndicatorSettings(["S12": settings]))
    #expect(old.flags.isEmpty)
    settings["recent"] = 18
    let all = await CaseBursts.result(of: burst(at: 2), IndicatorSettings(["S12": settings]))
    #expect(all.flags.map(\.unitCode) == ["U05"])
  }

  @Test func itemsBelowAFlaggedDomainAreNotListedAgain() async {
    var observation = burst(at: 9)
    observation.cells += burst(at: 9, level: .unitItem).cells
    let result = await result(observation)
    #expect(result.flags.map(\.exampleSubject) == ["U05/D//"])
    #expect(result.outcomes == [.flagged: 1, .passed: 18])
    #expect(await self.result(burst(at: 9, level: .unitItem)).flags.map(\.itemCode) == ["I"])
  }

  @Test func monthsThatWereNotSentAreNoSilenceAndNoBurst() async {
    var observation = CaseBurstExamples.world()
    observation.cells[5].history.observed = [0...5]
    observation.cells[5].history.cases = [MonthCount(month: 3, count: 20)]
    let result = await result(observation)
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.notComputable: 1, .passed: 9])
  }

  @Test func nothingToLookAtIsNotComputableOrEmpty() async {
    var short = PatternExample.units(["U"])
    short.firstMonth = short.month - 10
    let tooShort = await result(short)
    #expect(!tooShort.coverage.isComputed && tooShort.coverage.missing == ["history"])
    let empty = await result(PatternExample.units(["U"]))
    #expect(empty.flags.isEmpty && empty.outcomes.isEmpty && empty.tables.isEmpty)
    var one = CaseBurstExamples.world(units: 1)
    one.cells[0].history.cases = [MonthCount(month: 3, count: 40)]
    #expect(await result(one).outcomes == [.notApplicable: 1])
  }

  // Nine peers with two cases a month and twenty in month 3: (9 * 20 / 9) / ((17 * 2 + 20) / 18).
  @Test func saysWhatThePeersDidInTheSameMonths() {
    var counts = [Int](repeating: 2, count: 18)
    counts[3] = 20
    var sum = MonthlySum(months: 18)
    let months = Month(year: 2023, month: 7)...Month(year: 2024, month: 12)
    let cells = (0..<10).map { _ in
      MonthlyCell(
        CaseBurstExamples.cell("U", counts), level: "county", months: months,
        first: months.lowerBound)
    }
    for cell in cells { sum.add(cell) }
    let rates = sum.rates(without: cells[0])
    #expect(rates[3] == 20 && rates[0] == 2)
  }

  @Test func theHistoryBeforeTheMonthsIsLeftOut() {
    let counts = [9, 9, 1, 0, 3]
    let first = Month(year: 2024, month: 1)
    var cell = CaseBurstExamples.cell("U", counts)
    cell.history.observed = [0...2, 4...4]
    let monthly = MonthlyCell(cell, level: "", months: (first + 2)...(first + 5), first: first)
    #expect(monthly.counts == [1, 0, 3, 0])
    #expect(monthly.observed == [true, false, true, false])
    #expect(monthly.total == 4 && monthly.observedMonths == 2)
  }
}
