import Contracts
import Testing

@testable import Indicators

/// What S13 says of groups of parties.
@Suite struct PartyGroupDisparityTests {
  private typealias Row = PartyGroupDisparityExamples.Row

  private func result(_ observation: Observation) -> IndicatorResult {
    PartyGroupDisparity.result(of: observation, IndicatorSettings())
  }

  // statsmodels: StratifiedTable([[[80, 20], [50, 50]]]): 4.0 (2.13571, 7.49165).
  // scipy: v = 1/80 + 1/20 + 1/50 + 1/50 = 0.1025;
  // 2*t.sf(log(4)/sqrt(v + 0.04), 30/v) = 2.85609108e-04, times 12 units.
  @Test func theFlagCarriesTheOddsRatioWithItsInterval() throws {
    let observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04" ? [Row("I", 80, 20, 50, 50)] : [Row("I", 50, 50, 50, 50)]
    }
    let flag = try #require(result(observation).flags.first)
    #expect(abs(try #require(flag.effect) - 4) < 1e-9)
    #expect(abs(try #require(flag.effectLower) - 2.13571) < 1e-4)
    #expect(abs(try #require(flag.effectUpper) - 7.49165) < 1e-4)
    #expect(abs(try #require(flag.pValue) - 2.85609107729e-04) < 1e-9)
    #expect(abs(try #require(flag.qValue) - 12 * 2.85609107729e-04) < 1e-8)
    #expect(flag.reason.chinese.contains("请核实") && flag.severity == .warning)
  }

  // By hand: within both items 800*20/(180*200) = 0.444; added up 820*820/(380*380) = 4.66.
  @Test func theSentenceNamesSimpsonWhereTheTotalPointsTheOtherWay() throws {
    let observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04"
        ? [Row("I", 800, 200, 180, 20), Row("J", 20, 180, 200, 800)]
        : [Row("I", 90, 10, 90, 10), Row("J", 10, 90, 10, 90)]
    }
    let flag = try #require(result(observation).flags.first)
    #expect(abs(try #require(flag.effect) - 4.0 / 9) < 1e-9)
    #expect(flag.reason.chinese.contains("不分层时比值比为4.66，方向相反（辛普森现象）"))
    #expect(flag.reason.chinese.contains("偏低"))
  }

  // Of eleven units one has three cases without a fine: nothing is told of it, and nothing judged.
  @Test func aComparisonOfWhichNothingIsToldIsCountedAndNotListed() throws {
    let observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04" ? [Row("I", 17, 3, 18, 2)] : [Row("I", 50, 50, 50, 50)]
    }
    let table = try #require(result(observation).tables.first)
    #expect(!table.rows.contains { $0[0].chinese.contains("U04") })
    let last = try #require(table.rows.last)
    #expect(last.count == table.columns.count)
    #expect(
      last[0].chinese == "其余" && last[1].chinese == "1个比较" && last[1].english == "1 comparison")
    #expect(last[2..<10].allSatisfy { $0.chinese == "—" } && last[11].chinese == "各数均不列，不作判断")
  }

  // The table is printed all the same, and says how many there are.
  @Test func whereNothingIsToldOfAnyComparisonTheirNumberIs() throws {
    let observation = PartyGroupDisparityExamples.world { _ in [Row("I", 17, 3, 18, 2)] }
    let table = try #require(result(observation).tables.first)
    #expect(table.rows.map { $0[1].chinese } == ["12个比较"])
  }

  @Test func dismissedCasesSayNothingOfSeverity() {
    var observation = PartyGroupDisparityExamples.world { unit in
      [Row("I", 50, 50, 50, 50), Row("I", 0, unit == "U04" ? 150 : 0, 0, 0)]
    }
    #expect(result(observation).flags.map(\.unitCode) == ["U04"])
    for index in observation.patterns.outcomes.indices {
      let outcome = observation.patterns.outcomes[index]
      if outcome.cases == 150 { observation.patterns.outcomes[index].sanction = .dismissed }
    }
    #expect(result(observation).flags.isEmpty)
  }

  @Test func revocationsAreAsSevereAsFines() {
    var observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04" ? [Row("I", 80, 20, 50, 50)] : [Row("I", 50, 50, 50, 50)]
    }
    let ofFines = result(observation).flags
    for index in observation.patterns.outcomes.indices
    where observation.patterns.outcomes[index].sanction == .money {
      observation.patterns.outcomes[index].sanction = .heavy
    }
    #expect(ofFines.map(\.effect).count == 1)
    #expect(result(observation).flags.map(\.effect) == ofFines.map(\.effect))
  }

  // The unit with most cases is the most precise one, yet not the centre.
  @Test func oneLargeUnitIsNotTheNorm() {
    let observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04" ? [Row("I", 500, 2_000, 500, 500)] : [Row("I", 50, 50, 50, 50)]
    }
    #expect(result(observation).flags.map(\.unitCode) == ["U04"])
  }

  @Test func fourUnitsAreTooFewPeersForACentre() {
    var observation = PartyGroupDisparityExamples.world { unit in
      unit == "U03" ? [Row("I", 80, 20, 50, 50)] : [Row("I", 50, 50, 50, 50)]
    }
    observation.patterns.outcomes.removeAll { $0.unitCode > "U03" }
    let result = result(observation)
    #expect(result.flags.isEmpty && result.outcomes == [.notApplicable: 4])
  }

  @Test func withoutCasesOrGroupsItIsNotComputable() {
    #expect(!result(PatternExample.units(["U"])).coverage.isComputed)
    var observation = PatternExample.units(["U"])
    observation.patterns.outcomes = [PatternExample.outcome("U", fineInYuan: 500, cases: 50)]
    let missing = result(observation).coverage.missing
    #expect(missing == ["cases.party_ownership", "cases.party_region", "cases.party_type"])
  }

  @Test func positionsAreWithinTheBand() {
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (100_000, 300_000)
    let outcome = PatternExample.outcome("U", fineInYuan: 1_500)
    #expect(BandContrast.position(of: outcome, [band]) == 0.25)
    #expect(BandContrast.position(of: PatternExample.outcome("U"), [band]) == nil)
    let above = PatternExample.outcome("U", fineInYuan: 9_000)
    #expect(BandContrast.position(of: above, [band]) == 1)
    band.most = 100_000
    #expect(BandContrast.position(of: outcome, [band]) == nil)
    (band.most, band.isMultiple) = (500_000, true)
    var multiple = PatternExample.outcome("U", fineInYuan: 30_000)
    #expect(BandContrast.position(of: multiple, [band]) == nil)
    multiple.fineBaseFen = 1_000_000
    // Three times the base: 300 fen for each yuan of it, of 1,000 to 5,000.
    #expect(BandContrast.position(of: multiple, [band]) == 0)
    (band.least, band.most) = (100, 500)
    #expect(BandContrast.position(of: multiple, [band]) == 0.5)
  }
}
