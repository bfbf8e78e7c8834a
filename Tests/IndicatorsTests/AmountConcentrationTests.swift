import Contracts
import Statistics
import Testing

@testable import Indicators

/// What P07 says of amounts in few cases.
@Suite struct AmountConcentrationTests {
  private func observation(_ units: [String: (past: [Int: Int], now: [Int: Int])]) -> Observation {
    var observation = PatternExample.units(units.keys.sorted())
    for (unit, amounts) in units {
      for (yuan, cases) in amounts.past {
        var outcome = PatternExample.outcome(unit, fineInYuan: yuan, cases: cases)
        outcome.month = Month(year: 2023, month: 6)
        observation.patterns.outcomes.append(outcome)
      }
      for (yuan, cases) in amounts.now {
        observation.patterns.outcomes.append(
          PatternExample.outcome(unit, fineInYuan: yuan, cases: cases))
      }
    }
    return observation
  }

  private func result(_ observation: Observation) -> IndicatorResult {
    AmountConcentration.result(of: observation, IndicatorSettings(["P07": ["draws": 499]]))
  }

  @Test func theSharesAreThoseOfTheSample() {
    let sample = AmountSample([100: 97, 1_000: 2, 5_000: 1])
    // 9700 + 2000 + 5000 = 16700
    #expect(sample.share(ofTop: 1) == 5_000.0 / 16_700)
    #expect(sample.share(ofTop: 2) == 6_000.0 / 16_700)
    #expect(sample.withoutLargest.share(ofTop: 1) == 1_000.0 / 11_700)
    #expect(sample.largestShare == 5_000.0 / 16_700)
    #expect(AmountSample([:]).share(ofTop: 1) == 0)
    #expect(AmountSample([7: 2]).withoutLargest.cases == 1)
  }

  @Test func theOrderOfTheDataDoesNotMatter() throws {
    let world = observation([
      "U00": (past: [1_000: 400, 2_000: 200], now: [1_000: 150, 2_000: 50, 300_000: 2])
    ])
    var turned = world
    turned.patterns.outcomes.reverse()
    let flag = try #require(result(world).flags.first)
    #expect(result(turned).flags.first == flag)
    #expect(flag.severity == .warning)
    // (2 × 300000) ÷ (150000 + 100000 + 600000) and half of it
    #expect(flag.reason.chinese.contains("占窗口期罚没金额的70.6%"))
    #expect(flag.reason.chinese.contains("最大一件占35.3%；去掉它，最高的2件占54.9%"))
  }

  // Log-normal amounts of spread 1.5 in both periods. In such worlds a plain resampling of the past
  // finds 11 of 100 unchanged units beyond its 99 % point and ten points above its mean.
  @Test func unchangedHeavyTailsAreSilent() {
    var source = RandomSource(seed: 7, purpose: "heavy tails")
    var units: [String: (past: [Int: Int], now: [Int: Int])] = [:]
    for code in PatternExample.codes(30) {
      let draw = { (cases: Int) in
        (0..<cases).reduce(into: [Int: Int]()) { amounts, _ in
          amounts[Int(1 + 1_000 * source.logNormal(spread: 1.5)), default: 0] += 1
        }
      }
      units[code] = (past: draw(360), now: draw(120))
    }
    let result = result(observation(units))
    #expect(result.outcomes == [.passed: 30])
    #expect(result.tables[0].rows.count == 30)
  }

  @Test func tooLittleIsNotApplicable() {
    let few = observation(["U00": (past: [1_000: 99], now: [1_000: 200])])
    #expect(result(few).outcomes == [.notApplicable: 1])
    #expect(result(PatternExample.units(["U00"])).coverage.missing == ["cases.fine"])
  }

  @Test func equalAmountsPass() {
    let flat = observation(["U00": (past: [1_000: 300], now: [1_000: 200])])
    #expect(result(flat).outcomes == [.passed: 1])
  }

  @Test func aUnitThatDeliveredLittleIsNotComputable() {
    var world = observation(["U00": (past: [1_000: 300], now: [1_000: 20])])
    world.unitMonths = (1...7).map {
      UnitMonth(
        unitCode: "U00", month: Month(year: 2024, month: $0), isSent: false, rule: .register,
        cases: 0)
    }
    #expect(result(world).outcomes == [.notComputable: 1])
  }
}
