import Contracts
import Statistics
import Testing

@testable import Indicators

/// What P03 says of decisions with money.
@Suite struct MoneyHeavyMixTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    MoneyHeavyMix.result(of: observation, IndicatorSettings())
  }

  // The first example: 54 of 60 with money at one unit, 28 to 32 at eleven others.
  @Test func agreesWithPython() throws {
    let flag = try #require(result(MoneyHeavyMix.examples[0].observation).flags.first)
    // k = [54] + [28 + i % 5 for i in range(1, 12)]; E = [60 * (sum(k) - x) / 660 for x in k];
    // correlation by scipy.optimize.brentq on the quartiles of the scores: 0;
    // stats.binom.sf(54, 60, p) + stats.binom.pmf(54, 60, p) / 2; stats.false_discovery_control
    #expect(abs((flag.effect ?? 0) - 1.8054711246200608) < 1e-12)
    #expect(abs((flag.pValue ?? 1) / 2.3225120503513777e-11 - 1) < 1e-9)
    #expect(abs((flag.qValue ?? 1) / 2.787014460421653e-10 - 1) < 1e-9)
  }

  @Test func dismissedCasesCountNowhere() {
    var seen = MoneyHeavyMix.examples[1].observation
    var dismissed = PatternExample.outcome("U00", cases: 500)
    dismissed.sanction = .dismissed
    seen.patterns.outcomes.append(dismissed)
    #expect(result(seen).tables == result(MoneyHeavyMix.examples[1].observation).tables)
  }

  @Test func aHeavierPenaltyCountsAsMoneyOnlyWithAnAmount() {
    var seen = MoneyHeavyMix.examples[1].observation
    for index in seen.patterns.outcomes.indices
    where seen.patterns.outcomes[index].unitCode == "U00" {
      seen.patterns.outcomes[index].sanction = .heavy
    }
    // 26 of the 60 have a fine; the others are a heavier penalty without one.
    let row = result(seen).tables[0].rows[0].map(\.english)
    #expect(row[1] == "60")
    #expect(row[2] == "26")
  }

  @Test func whereEveryCaseEndsInMoneyThereIsNothingToCompare() {
    var seen = PatternExample.units(PatternExample.codes(6))
    seen.patterns.outcomes = PatternExample.codes(6).map {
      PatternExample.outcome($0, fineInYuan: 100, cases: 50)
    }
    #expect(result(seen).outcomes == [.notApplicable: 6])
  }

  // Of a unit alone with its item nothing is comparable, however few cases are asked for.
  @Test func whereNoCaseNeedBeComparableNothingIsStillNoShare() {
    var seen = MoneyHeavyMix.examples[0].observation
    seen.units += PatternExample.units(["U99"]).units
    var alone = PatternExample.outcome("U99", fineInYuan: 100, cases: 40)
    alone.itemCode = "alone"
    seen.patterns.outcomes.append(alone)
    let any = MoneyHeavyMix.result(of: seen, IndicatorSettings(["P03": ["cases": 1]]))
    #expect(any.flags.map(\.unitCode) == result(seen).flags.map(\.unitCode))
  }

  @Test func aUnitThatDeliveredLessThanHalfIsNotComputable() {
    var seen = MoneyHeavyMix.examples[0].observation
    seen.unitMonths = (1...12).map { number in
      UnitMonth(
        unitCode: "U00", month: Month(year: 2024, month: number), isSent: number > 7,
        rule: .register, cases: 0)
    }
    let result = result(seen)
    #expect(result.outcomes == [.notComputable: 1, .passed: 11])
  }

  @Test func saysWhatIsMissing() {
    #expect(result(PatternExample.units(["U"])).coverage.missing == ["cases"])
    var seen = PatternExample.units(["U"])
    seen.patterns.outcomes = [PatternExample.outcome("U", fineInYuan: 100)]
    seen.patterns.outcomes[0].itemCode = ""
    #expect(result(seen).coverage.missing == ["cases.item_code"])
  }

  // Units whose own shares spread around 0.6 with a correlation of 0.04; nobody is unlike the others.
  @Test func ordinarySpreadFlagsHardlyAnyone() {
    var flags = 0
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(seed), purpose: "money-heavy null world")
      let codes = PatternExample.codes(60)
      var seen = PatternExample.units(codes)
      for unit in codes {
        let share = random.beta(0.6 * 24, 0.4 * 24)
        let cases = 40 + random.integer(below: 200)
        let money = random.binomial(trials: cases, chance: share)
        var light = PatternExample.outcome(unit, cases: cases - money)
        light.sanction = .warning
        let heavy = PatternExample.outcome(unit, fineInYuan: 500, cases: money)
        seen.patterns.outcomes += [light, heavy].filter { $0.cases > 0 }
      }
      flags += result(seen).flags.count
    }
    // At 10 % of worlds with a false flag, two are expected, often with more than one flag each.
    #expect(flags <= 4)
  }
}
