import Contracts
import Statistics
import Testing

@testable import Indicators

/// What P01 says of amounts that grew.
@Suite struct FineGrowthTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    FineGrowth.result(of: observation, IndicatorSettings())
  }

  private func period(_ cases: [(item: String, yuan: Int, cases: Int)]) -> AmountPeriod {
    var period = AmountPeriod()
    for entry in cases {
      var outcome = PatternExample.outcome("U", fineInYuan: entry.yuan, cases: entry.cases)
      outcome.itemCode = entry.item
      period.add(outcome)
    }
    return period
  }

  @Test func theSplitIsAnIdentity() throws {
    let periods = AmountPeriods(
      before: period([("a", 100, 10), ("b", 1_000, 2), ("gone", 50, 4)]),
      after: period([("a", 150, 8), ("b", 900, 6), ("new", 400, 5)]))
    let split = try #require(periods.split)
    // Before 3,200 yuan of 16 cases; now 8,600 of 19; now at old means 8 * 100 + 6 * 1000 + 5 * 400.
    #expect(abs(split.number - 19.0 / 16) < 1e-12)
    #expect(abs(split.price - 8_600.0 / 8_800) < 1e-12)
    #expect(abs(split.mix - (8_800.0 / 19) / (3_200.0 / 16)) < 1e-12)
    let product = split.number * split.price * split.mix
    #expect(abs(product - (periods.ratio ?? 0)) < 1e-12)
  }

  // What was rejected a year ago and read today is no growth.
  @Test func aBaseOfWhichATenthCouldNotBeReadIsNoBase() throws {
    let flagged = try #require(
      FineGrowth.examples.map(\.observation).first { !result($0).flags.isEmpty })
    let unit = try #require(result(flagged).flags.first).unitCode
    let base = flagged.monthsBeforeWindow
    let cases = flagged.patterns.outcomes
      .filter { $0.unitCode == unit && base.contains($0.month) }.reduce(0) { $0 + $1.cases }
    let outcome = { (records: Int, month: Month) -> [Bool] in
      var world = flagged
      world.unreadCases.add([month.description, unit, "", "", "", ""], [records])
      let result = self.result(world)
      return [
        result.flags.contains { $0.unitCode == unit }, result.outcomes[.notComputable] ?? 0 > 0,
      ]
    }
    let tenth = (cases + 9) / 10
    #expect(outcome(tenth, base.upperBound) == [false, true])
    #expect(outcome(tenth - 1, base.upperBound) == [true, false])
    #expect(outcome(tenth, base.upperBound + 1) == [true, false])
  }

  @Test(arguments: 0..<20) func theSplitIsAnIdentityInAnyWorld(_ seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed), purpose: "growth split")
    let items = ["a", "b", "c", "d", "e"]
    let draw = {
      (0..<30).map { _ in
        (
          item: random.element(of: items), yuan: random.integer(in: 1...10_000),
          cases: random.integer(in: 1...3)
        )
      }
    }
    let periods = AmountPeriods(
      before: period(draw()), after: period(draw().filter { $0.item != "a" }))
    let split = try #require(periods.split)
    let ratio = try #require(periods.ratio)
    #expect(abs(split.number * split.price * split.mix / ratio - 1) < 1e-12)
  }

  @Test func amountsThatWereQuashedAreToldApart() throws {
    var observation = FineGrowthExamples.world { unit, isAfter in
      (cases: unit == 0 && isAfter ? 6 : 2, factor: 1)
    }
    let all = try #require(result(observation).flags.first?.reason.chinese)
    let first = try #require(
      observation.patterns.outcomes.firstIndex { $0.month > ExampleWorld.month - 12 })
    observation.patterns.outcomes[first].isQuashed = true
    let reason = try #require(result(observation).flags.first?.reason.chinese)
    let yuan = Numerals.grouped((observation.patterns.outcomes[first].fineFen ?? 0) / 100)
    #expect(reason.contains("已撤销或确认无效的决定不计（前期0元、窗口期\(yuan)元）"))
    #expect(!all.contains("已撤销"))
  }

  // P08 rounds the same amounts.
  @Test func amountsAreRoundedToWholeYuan() throws {
    var observation = FineGrowthExamples.world { unit, isAfter in
      (cases: unit == 0 && isAfter ? 6 : 2, factor: 1)
    }
    let before = { result(observation).tables[0].rows[0][1].english }
    let (now, units) = (before(), observation.patterns.outcomes.map(\.unitCode))
    let first = try #require(units.firstIndex(of: "U00"))
    let outcome = observation.patterns.outcomes[first]
    let fine = try #require(outcome.fineFen)
    (observation.patterns.outcomes[first].fineFen, observation.patterns.outcomes[first].cases) = (
      fine * outcome.cases + 60, 1
    )
    let yuan = try #require(Int(now.filter { $0 != "," }))
    #expect(before() == Numerals.grouped(yuan + 1))
  }

  @Test func aPeriodCountsWhatStands() {
    var (before, after) = (period([("a", 100, 10)]), period([("a", 100, 20)]))
    var outcome = PatternExample.outcome("U", fineInYuan: 100, cases: 10)
    outcome.isQuashed = true
    before.add(outcome)
    let periods = AmountPeriods(before: before, after: after)
    #expect(periods.ratio == 2 && periods.ratioAsDecided == 1)
    #expect(before.cases == 10 && before.quashedFen == 100_000)
    outcome.isQuashed = false
    after.add(outcome)
    #expect(AmountPeriods(before: before, after: after).ratioAsDecided == 1.5)
  }

  @Test func theVarianceLeavesOutTheLargestCase() throws {
    let amounts = period([
      ("a", 100, 1), ("a", 200, 1), ("a", 90_000, 1), ("b", 300, 1), ("a", 400, 1),
    ])
    // a = np.array([100, 200, 300, 400]); (1 + a.var(ddof=1) / a.mean() ** 2) / 4
    #expect(abs(try #require(amounts.logVarianceWithoutLargest) - 0.31666666666666665) < 1e-12)
    #expect(period([("a", 100, 2)]).logVarianceWithoutLargest == nil)
  }

  @Test func noAmountBeforeHasNoGrowth() {
    let periods = AmountPeriods(before: period([]), after: period([("a", 100, 50)]))
    #expect(periods.ratio == nil)
    #expect(periods.ratioWithoutLargest == nil)
    #expect(periods.split == nil)
  }

  @Test func theRatioOfFinesIsThatOfGeometricMeans() throws {
    let flag = try #require(
      result(FineGrowth.examples[1].observation).flags.first { $0.category == "price" })
    // Fines of one item, each 1.8 times that of the year before up to the 1 % cut at either end.
    #expect(abs((flag.effect ?? 0) - 1.8) < 0.15)
    #expect((flag.qValue ?? 1) < 0.01)
  }

  @Test func theTableSaysWhyASmallRiseIsNotFlagged() {
    let outcome = { (factor: Double) -> String? in
      let seen = FineGrowthExamples.world { unit, isAfter in
        (cases: 20, factor: unit == 0 && isAfter ? factor : 1)
      }
      return self.result(seen).tables[1].rows.first?.last?.english
    }
    #expect(outcome(1.8) == "flagged")
    #expect(outcome(1.15) == "not flagged: the ratio, or that to the centre, is below 1.2")
    #expect(outcome(1) == "not flagged")
  }

  @Test func oneMonthThatDidNotComeIsNotComputable() {
    var seen = FineGrowth.examples[0].observation
    seen.unitMonths = (0..<24).map { number in
      UnitMonth(
        unitCode: "U00", month: seen.month - 23 + number, isSent: number != 3, rule: .register,
        cases: 0)
    }
    let result = result(seen)
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.notComputable: 1, .passed: 11])
  }

  @Test func saysWhatIsMissing() {
    #expect(result(PatternExample.units(["U"])).coverage.missing == ["cases.fine_fen"])
    var seen = FineGrowth.examples[0].observation
    seen.firstMonth = Month(year: 2023, month: 2)
    #expect(result(seen).coverage.missing == ["history"])
  }

  @Test func partiesFromElsewhereAddToAHigherPrice() throws {
    let price = { (outsideAfter: Int) -> Double in
      var seen = FineGrowthExamples.world { unit, isAfter in
        (cases: 4, factor: unit == 0 && isAfter ? 1.25 : 1)
      }
      var place = 0
      for index in seen.patterns.outcomes.indices {
        let outcome = seen.patterns.outcomes[index]
        place += 7
        let isAfter = outcome.month.year == 2024
        let limit = outcome.unitCode == "U00" && isAfter ? outsideAfter : 3
        seen.patterns.outcomes[index].party.locality = place % 10 < limit ? "outside" : "local"
      }
      let changes = PriceChangesProbe.changes(seen)
      return changes.first { $0.finding.unitCode == "U00" }?.finding.pValue ?? 1
    }
    #expect(price(7) < price(3) / 2)
  }

  // Amounts with a logarithmic spread of 1.5 and no change: a rule of 50 % growth flags a third.
  @Test func heavyTailsAreNoGrowth() {
    var (flags, naive) = (0, 0)
    for seed in 0..<10 {
      let seen = heavyTails(seed)
      let result = result(seen)
      flags += result.flags.count
      naive += result.tables[0].rows.count { $0[8].english == "yes" }
    }
    #expect(flags <= 2)
    #expect(naive > 100)
  }

  private func heavyTails(_ seed: Int) -> Observation {
    var random = RandomSource(seed: UInt64(seed), purpose: "growth null world")
    let codes = PatternExample.codes(60)
    var seen = PatternExample.units(codes)
    for unit in codes {
      for number in 0..<24 {
        for _ in 0..<(1 + random.poisson(mean: 3)) {
          let yuan = max(1, Int(8_000 * random.logNormal(spread: 1.5)))
          var outcome = PatternExample.outcome(unit, fineInYuan: yuan)
          outcome.month = seen.month - 23 + number
          seen.patterns.outcomes.append(outcome)
        }
      }
    }
    return seen
  }

  @Test func monthsOutsideOfBothPeriodsDoNotCount() throws {
    let seen = FineGrowth.examples[0].observation
    let own = result(seen)
    for (month, isCounted) in [
      (seen.monthsBeforeWindow.lowerBound - 1, false), (seen.monthsBeforeWindow.lowerBound, true),
      (seen.month, true), (seen.month + 1, false),
    ] {
      var changed = seen
      var outcome = PatternExample.outcome("U00", fineInYuan: 90_000, cases: 20)
      outcome.month = month
      changed.patterns.outcomes.append(outcome)
      #expect((result(changed).tables != own.tables) == isCounted, "\(month)")
    }
  }

  @Test func aHigherPriceIsFlaggedUpToTheLevelOfFalseFlags() throws {
    let seen = FineGrowth.examples[1].observation
    let level = try #require(result(seen).flags.first { $0.category == "price" }?.qValue)
    for (level, categories) in [(level, ["price"]), (level.nextDown, [])] {
      let flags = FineGrowth.result(of: seen, IndicatorSettings(["P01": ["q": level]])).flags
      #expect(flags.map(\.category).filter { $0 == "price" } == categories)
    }
  }
}

/// Changes of fines of an observation, without what P01 asks of them.
private enum PriceChangesProbe {
  static func changes(_ observation: Observation) -> [PriceChange] {
    var prices = PriceChanges()
    for outcome in observation.patterns.outcomes {
      prices.add(outcome, isAfter: observation.windowMonths.contains(outcome.month))
    }
    return prices.compared(Peers(observation), fewestCases: 10, fewestUnits: 5)
  }
}
