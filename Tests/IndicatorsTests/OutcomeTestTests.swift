import Contracts
import Testing

@testable import Indicators

/// What S03 says of inspections by group of parties and by unit.
@Suite struct OutcomeTestTests {
  private func result(
    _ observation: Observation, _ settings: [String: Double] = [:]
  ) -> IndicatorResult {
    OutcomeTest.result(of: observation, IndicatorSettings(["S03": settings]))
  }

  // R: mantelhaen.test(UCBAdmissions) gives 0.9047 (0.7719, 1.0603); the crude 2x2 gives 1.8411.
  @Test func pooledAdmissionsPointTheOtherWayThanDepartments() throws {
    let result = result(OutcomeTestExamples.admissions)
    let overall = try #require(result.tables.last)
    let row = try #require(overall.rows.first).map(\.english)
    #expect(row.suffix(2) == ["1.84", "0.905 (0.772–1.06)"])
  }

  // statsmodels: StratifiedTable([[[512, 313], [89, 19]]]) has 0.34921 (0.20868, 0.58439).
  // scipy: log odds -1.05208 of variance v = 1/512 + 1/313 + 1/89 + 1/19, centre of the level that of
  // D, -0.08199: 2*t.sf(0.97009/sqrt(v + 0.04), 30/v) = 3.47798e-03, times 6 departments.
  @Test func departmentAStandsOutByItself() throws {
    let result = result(OutcomeTestExamples.admissions)
    let flag = try #require(result.flags.first)
    #expect(result.flags.count == 1 && flag.unitCode == "A")
    #expect(abs(try #require(flag.effect) - 0.34921204724126786) < 1e-9)
    #expect(abs(try #require(flag.effectLower) - 0.2086756021526065) < 1e-6)
    #expect(abs(try #require(flag.effectUpper) - 0.5843953614148671) < 1e-6)
    #expect(abs(try #require(flag.pValue) - 3.47798069268e-03) < 1e-9)
    #expect(abs(try #require(flag.qValue) - 6 * 3.47798069268e-03) < 1e-8)
  }

  // B has an information of 5.57, below 6; the six departments share no stratum.
  @Test func littleInformationIsNotAssessed() {
    let outcomes = result(OutcomeTestExamples.admissions).outcomes
    #expect(outcomes == [.flagged: 1, .passed: 4, .notApplicable: 7])
  }

  @Test func withoutInspectionsOrResultsItIsNotComputable() {
    var observation = PatternExample.units(["U"])
    #expect(result(observation).coverage.missing == ["inspections.result"])
    observation.tables = ["cases"]
    #expect(result(observation).coverage.missing == ["inspections"])
    #expect(!result(observation).coverage.isComputed)
  }

  @Test func oneUnitHasNobodyToBeComparedWith() {
    var observation = PatternExample.units(["U"])
    observation.patterns.visits = [OutcomeTestExamples.visit("U", "I", problems: 4, known: 100)]
    #expect(result(observation).outcomes == [.notApplicable: 1])
  }

  @Test func anAttributeThatIsNowhereRecordedIsNamed() {
    let missing = result(OutcomeTestExamples.admissions).coverage.missing
    #expect(
      missing == [
        "inspections.party_ownership", "inspections.party_region", "register.risk_class",
      ])
  }

  // What cannot be stratified by is neither claimed nor made a warning of.
  @Test(arguments: [(true, Severity.warning), (false, .notice)])
  func withoutRiskClassesRiskMayBeAllTheDifference(
    _ isClassed: Bool, _ severity: Severity
  ) throws {
    var observation = OutcomeTestExamples.admissions
    if isClassed {
      for index in observation.patterns.visits.indices {
        observation.patterns.visits[index].riskClass = "高"
      }
    }
    let result = result(observation)
    let flag = try #require(result.flags.first)
    #expect(flag.unitCode == "A" && flag.severity == severity)
    #expect(flag.reason.chinese.contains("×风险等级×") == isClassed)
    #expect(flag.reason.chinese.contains("没有登记风险等级") == !isClassed)
    #expect(flag.reason.english.contains("check the register first") == !isClassed)
    #expect(result.coverage.missing.contains("register.risk_class") == !isClassed)
  }

  @Test func unitsOfAnotherLevelAreNoPeers() {
    var observation = PatternExample.units(["U"])
    observation.units += PatternExample.units(["V"], level: "town").units
    observation.patterns.visits = [
      OutcomeTestExamples.visit("U", "I", problems: 4, known: 100),
      OutcomeTestExamples.visit("V", "I", problems: 80, known: 100),
    ]
    #expect(result(observation).outcomes == [.notApplicable: 2])
  }

  @Test func aUnitThatTheUnitsTableDoesNotListIsNoPeer() throws {
    let units = PatternExample.codes(6)
    var observation = PatternExample.units(units)
    observation.patterns.visits = units.map { unit in
      OutcomeTestExamples.visit(unit, "I", problems: unit == "U03" ? 4 : 40, known: 100)
    }
    let before = result(observation)
    observation.patterns.visits.append(
      OutcomeTestExamples.visit("UNKNOWN", "I", problems: 900, known: 1_000))
    let after = result(observation)
    #expect(before.flags.map(\.unitCode) == ["U03"] && after.flags == before.flags)
    #expect(before.outcomes == [.flagged: 1, .passed: 5])
    #expect(after.outcomes == [.flagged: 1, .passed: 5, .notApplicable: 1])
    #expect(after.tables.first?.rows.count == 6)
  }

  // U00 inspects only I, where a tenth is found, and five others also J, where it is nine tenths:
  // (10 * 500) / (90 * 500) added up, and 1 within I, exp(1.96 * sqrt(1/10 + 1/90 + 1/50 + 1/450)).
  @Test func withoutStrataAUnitIsComparedWithAllThatOthersInspect() throws {
    let units = PatternExample.codes(6)
    var observation = PatternExample.units(units)
    observation.patterns.visits =
      units.map { OutcomeTestExamples.visit($0, "I", problems: 10, known: 100) }
      + units.dropFirst().map { OutcomeTestExamples.visit($0, "J", problems: 90, known: 100) }
    let row = try #require(result(observation).tables.first?.rows.first).map(\.english)
    #expect(row[4...7] == ["500", "10.0%", "1 (0.489–2.05)", "0.111"])
  }

  @Test func aFlagSaysThatDistrictsAreAmongItsStrata() throws {
    let units = PatternExample.codes(6)
    var observation = PatternExample.units(units)
    observation.patterns.visits = units.map { unit in
      var visit = OutcomeTestExamples.visit(
        unit, "I", problems: unit == "U03" ? 4 : 40, known: 100)
      visit.districtCode = "1"
      return visit
    }
    let within = result(observation)
    let flag = try #require(within.flags.first)
    #expect(flag.reason.english.contains("within district × domain × item"))
    #expect(within.tables.first?.rows.first?[1].english.hasSuffix(" (by district)") == true)
    for index in observation.patterns.visits.indices {
      observation.patterns.visits[index].districtCode = ""
    }
    let without = try #require(result(observation).flags.first)
    #expect(without.reason.english.contains("within domain × item"))
  }

  // Each district has its own rate, and in each two units inspect: within districts all is alike.
  @Test func districtsInWhichUnitsOverlapAreStrata() {
    let units = PatternExample.codes(6)
    var observation = PatternExample.units(units)
    for (place, unit) in units.enumerated() {
      for (district, problems) in [("1", 10), ("2", 60)] {
        var visit = OutcomeTestExamples.visit(unit, "I", problems: problems, known: 100)
        let factor = (place == 0) == (district == "2") ? 4 : 1
        visit.districtCode = district
        (visit.known, visit.visits) = (100 * factor, 100 * factor)
        visit.problems = problems * factor
        observation.patterns.visits.append(visit)
      }
    }
    #expect(result(observation).flags.isEmpty)
    for index in observation.patterns.visits.indices {
      observation.patterns.visits[index].districtCode = ""
    }
    #expect(result(observation).flags.map(\.unitCode) == ["U00"])
  }

  @Test func aUnitThatDidNotDeliverIsNotComputable() {
    var observation = OutcomeTestExamples.admissions
    observation.unitMonths = (1...7).map { month in
      UnitMonth(
        unitCode: "A", month: Month(year: 2024, month: month), isSent: false, rule: .register,
        cases: 0)
    }
    let result = result(observation)
    #expect(result.flags.isEmpty && result.outcomes[.notComputable] == 2)
  }
}
