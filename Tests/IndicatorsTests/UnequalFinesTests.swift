import Contracts
import Testing

@testable import Indicators

/// What S04 says of like cases.
@Suite struct UnequalFinesTests {
  private typealias Row = UnequalFinesExamples.Row

  private func result(
    _ observation: Observation, _ settings: [String: Double] = [:]
  ) -> IndicatorResult {
    UnequalFines.result(of: observation, IndicatorSettings(["S04": settings]))
  }

  // Values 0.5, 0.8, 1.25, 2 times the level, ten each in every unit: the ratio of geometric means
  // is 2. numpy: l = np.repeat(np.log([.5, .8, 1.25, 2]), 10); s2 = (l**2).sum()/39 = 0.271921;
  // v = s2*(1/40 + 1/440) = 0.00741603; 2**np.exp(...) interval exp(log 2 -+ 1.959964*sqrt(v)).
  @Test func theRatioHasTheIntervalOfItsStrata() throws {
    let observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1)] }
    let flag = try #require(result(observation).flags.first)
    #expect(abs(try #require(flag.effect) - 2) < 1e-9)
    #expect(abs(try #require(flag.effectLower) - 1.689381) < 1e-5)
    #expect(abs(try #require(flag.effectUpper) - 2.367731) < 1e-5)
    #expect(flag.category == "unit" && flag.observed == 40)
  }

  @Test func aGradeExplainsWhatWouldBeFlagged() {
    var observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1)] }
    #expect(result(observation).flags.count == 1)
    for index in observation.patterns.outcomes.indices {
      let isHigh = observation.patterns.outcomes[index].unitCode == "U05"
      observation.patterns.outcomes[index].grade = isHigh ? "grave" : "common"
    }
    let graded = result(observation)
    #expect(graded.flags.isEmpty && graded.outcomes == [.passed: 11, .notApplicable: 1])
  }

  @Test func fewerThanTenFinesAreNotCompared() {
    let observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1, 2)] }
    #expect(result(observation).outcomes == [.notApplicable: 12])
  }

  @Test func fixedFinesHaveNoSpreadAndNoFlags() {
    var observation = PatternExample.units(PatternExample.codes(6))
    observation.patterns.outcomes = PatternExample.codes(6).map {
      PatternExample.outcome($0, fineInYuan: 500, cases: 40)
    }
    #expect(result(observation).outcomes == [.passed: 6])
  }

  @Test func missingAndZeroFinesAreNoFines() {
    var observation = PatternExample.units(["U", "V"])
    observation.patterns.outcomes = [
      PatternExample.outcome("U", fineInYuan: 0, cases: 40), PatternExample.outcome("V", cases: 40),
    ]
    let empty = result(observation)
    #expect(!empty.coverage.isComputed && empty.coverage.missing == ["cases.fine"])
  }

  // As multiples of the base all units are alike, whatever the base.
  @Test func multiplesAreComparedAsMultiples() {
    var observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1)] }
    observation.patterns.bands = [FineBand(itemCode: "I", isMultiple: true)]
    for index in observation.patterns.outcomes.indices {
      let isHigh = observation.patterns.outcomes[index].unitCode == "U05"
      observation.patterns.outcomes[index].fineBaseFen = isHigh ? 2_000 : 1_000
    }
    #expect(result(observation).flags.isEmpty)
  }

  @Test func theSentenceTellsTheResultWithoutTheLargestCase() throws {
    let observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1)] }
    let reason = try #require(result(observation).flags.first).reason
    // exp((40*log 2 - log 4)/39) = 1.965
    #expect(reason.chinese.contains("去掉最大一案为1.96倍"))
    #expect(reason.chinese.contains("登记裁量等级的占0.0%"))
  }

  @Test func theSpreadIsThatOfTheOuterTenths() throws {
    let observation = UnequalFinesExamples.world { _ in [Row("I", 1)] }
    let table = try #require(result(observation).tables.last)
    // 2000 to 500 yuan.
    #expect(table.rows.first?.map(\.english) == ["I", "not recorded", "480", "12", "4"])
  }

  @Test func theSameWorldGivesTheSamePermutation() {
    let observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 2 : 1)] }
    #expect(result(observation).flags == result(observation).flags)
  }
}
