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

  // Python: half the level of others, and three fines of 5,000,000 yuan: with m the median of all
  // and d the distances from it and from the median of what each unit then has, fines are cut at 2.5 *
  // 1.4826 * median(|d|) = 1.742; exp of the differences of means: 0.9507 as they are, 0.5735 cut; of each
  // other unit exp(-43 * log(0.5735) / 443) = 1.0555, and 0.5735 / 1.0555 = 0.543.
  @Test func theSentenceTellsWhatWasJudged() throws {
    var observation = UnequalFinesExamples.world { unit in [Row("I", unit == "U05" ? 0.5 : 1)] }
    observation.patterns.outcomes.append(
      PatternExample.outcome("U05", fineInYuan: 5_000_000, cases: 3))
    let found = result(observation)
    let flag = try #require(found.flags.first)
    #expect(found.flags.count == 1)
    #expect(abs(try #require(flag.effect) - 0.9507) < 1e-4)
    #expect(flag.reason.chinese.contains("同类案件的0.951倍"))
    #expect(flag.reason.chinese.contains("为0.573倍，是同级居中值1.06的0.543倍，与同类相比偏低"))
    #expect(
      flag.reason.english.contains(
        "0.573 times, which is 0.543 times the centre of its level, 1.06: low"))
    let row = found.tables.first?.rows.first { $0[0].chinese.contains("U05") }
    #expect(row?.map(\.chinese).dropFirst(6).prefix(2) == ["0.573", "1.06"])
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
