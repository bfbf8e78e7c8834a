import Contracts
import Testing

@testable import Indicators

/// What C01 and C05 say for each officer.
@Suite struct OfficerRateTests {
  private typealias Officers = StaffExample.Officers

  private func cases(
    missing: Set<Int> = [], _ officers: [Officers], staff: [[String]] = []
  ) -> IndicatorResult {
    CasesPerOfficer.result(
      of: CasesPerOfficer.world(cases: 60, missing: missing, officers, staff: staff),
      IndicatorSettings())
  }

  // Source, certified, run out, not stated, months, cases, officer-months, rate, interval, gap.
  private func row(_ result: IndicatorResult) -> [String] {
    Array(result.tables[1].rows[0].map(\.chinese).dropFirst(2))
  }

  @Test func theRateIsForAnOfficerAndYear() {
    // Python: chi2.ppf([0.025, 0.975], [120, 122]) / 2 / 5
    // 9.157264190001452 15.446378681328664
    let result = cases([Officers(number: 5)])
    #expect(
      row(result) == ["2024年人员名录", "5", "0", "0", "12", "60", "60", "12.0", "9.2–15.4", "", "0"])
    let interval = OfficerRate.interval(60, officerMonths: 60)
    #expect(abs(interval.lowerBound - 9.157264190001452) < 1e-9)
    #expect(abs(interval.upperBound - 15.446378681328664) < 1e-9)
    #expect(result.outcomes == [.notApplicable: 1] && result.flags.isEmpty)
  }

  @Test func monthsNotDeliveredCountOnNeitherSide() {
    #expect(
      row(cases(missing: [1, 2, 3, 4, 5, 6], [Officers(number: 5)]))[4...7] == [
        "6", "60", "30", "24.0",
      ])
    // The cases are of December.
    #expect(row(cases(missing: [12], [Officers(number: 5)]))[4...7] == ["11", "0", "55", "0.0"])
    let none = cases(missing: Set(1...12), [Officers(number: 5)])
    #expect(none.outcomes == [.notComputable: 1] && !none.coverage.isComputed)
  }

  @Test func undecidedCasesAreLeftOut() {
    var observation = CasesPerOfficer.world(cases: 60, [Officers(number: 5)])
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    (amounts[0], amounts[3]) = (10, 4)
    observation.cases.add(["2024-11", "U", "1", "D", "I", ""], amounts)
    observation.cases.add(["2023-12", "U", "1", "D", "I", ""], amounts)
    #expect(row(CasesPerOfficer.result(of: observation, IndicatorSettings()))[5] == "66")
  }

  @Test func blankCertificatesAreShownApart() {
    let some = cases([Officers(number: 5), Officers(certificate: "", number: 2)])
    #expect(row(some)[1...3] == ["5", "0", "2"])
    #expect(some.headline.chinese.contains("另有2人证件有效期空白"))
    let all = cases([Officers(certificate: "", number: 5)])
    #expect(all.coverage.missing == ["officers.certificate_valid_to"])
    #expect(all.outcomes == [.notComputable: 1])
  }

  @Test func theUnitsTableIsNamedWhereItStandsIn() {
    let result = cases([], staff: [["U", "12", "", ""]])
    #expect(row(result)[0...1] == ["单位表", "12"])
    #expect(row(result)[7] == "5.0")
    #expect(result.headline.chinese.contains("1个单位的人数取自单位表"))
    #expect(cases([]).coverage.missing == ["officers", "units.officers"])
  }

  @Test(arguments: [(2, ""), (3, "20.0")])
  func fewOfficersGetNoRate(_ officers: Int, _ rate: String) {
    #expect(row(cases([Officers(number: officers)]))[7] == rate)
  }

  @Test func visitsOfTheWindowAreDivided() {
    let world = InspectionsPerOfficer.world(visits: [("2024-01", 50), ("2023-12", 70)])
    let result = InspectionsPerOfficer.result(of: world, IndicatorSettings())
    #expect(row(result)[4...7] == ["12", "50", "60", "10.0"])
    let old = InspectionsPerOfficer.world(visits: [("2023-12", 70)])
    #expect(
      row(InspectionsPerOfficer.result(of: old, IndicatorSettings()))[5...7] == ["0", "60", "0.0"])
    let none = InspectionsPerOfficer.world(visits: [])
    #expect(
      InspectionsPerOfficer.result(of: none, IndicatorSettings()).coverage.missing == [
        "inspections"
      ])
  }

  // Unit `V` lived for the first three months of the window, `W` ended before it.
  private func ended(_ world: Observation) -> Observation {
    var world = world
    world.unitMonths += (1...3).map {
      UnitMonth(
        unitCode: "V", month: Month(year: 2024, month: $0), isSent: true, rule: .register,
        cases: 1)
    }
    for unit in ["V", "W"] {
      world.units.append(
        UnitFact(
          code: unit, level: "county", kind: "", parentCode: "", districtCode: "1",
          isStanding: false))
      world.legality.officerFacts.add([unit, "2023", "enforcement", "valid", "60", "no"], [20])
    }
    return world
  }

  @Test func monthsCountWhileTheUnitExisted() {
    let cases = CasesPerOfficer.result(
      of: ended(CasesPerOfficer.world(cases: 60, [Officers(number: 5)])), IndicatorSettings())
    #expect(cases.tables[1].rows.map { $0[6].chinese } == ["12", "3"])
    #expect(cases.outcomes == [.notApplicable: 2])
    var world = ended(InspectionsPerOfficer.world(visits: [("2024-01", 50)]))
    world.legality.visitConduct.add(
      ["2024-02", "V", "1", "D", "routine", "no", "", ""], [9, 9, 0])
    let visits = InspectionsPerOfficer.result(of: world, IndicatorSettings())
    #expect(visits.tables[1].rows.map { $0[6].chinese } == ["12", "3"])
  }

  // Visits may be older than the first case; a unit of the first month was there before.
  @Test func monthsBeforeTheFirstOneCountForUnitsThatWereThere() {
    var world = InspectionsPerOfficer.world(visits: [("2024-01", 50)])
    world.firstMonth = Month(year: 2024, month: 6)
    world.units.append(
      UnitFact(code: "V", level: "county", kind: "", parentCode: "", districtCode: "1"))
    world.legality.officerFacts.add(["V", "2024", "enforcement", "valid", "60", "no"], [20])
    for (unit, first) in [("U", 6), ("V", 10)] {
      world.unitMonths += (first...12).map {
        UnitMonth(
          unitCode: unit, month: Month(year: 2024, month: $0), isSent: true, rule: .register,
          cases: 1)
      }
    }
    let result = InspectionsPerOfficer.result(of: world, IndicatorSettings())
    #expect(result.tables[1].rows.map { $0[6].chinese } == ["12", "3"])
  }

  @Test func aUnitWithoutAnyVisitOnRecordIsNoZero() {
    var world = InspectionsPerOfficer.world(visits: [("2024-01", 50)])
    world.units.append(
      UnitFact(code: "V", level: "town", kind: "", parentCode: "", districtCode: "1"))
    let result = InspectionsPerOfficer.result(of: world, IndicatorSettings())
    #expect(result.outcomes == [.notApplicable: 1, .notComputable: 1])
    #expect(result.tables[1].rows[1][7].chinese.isEmpty)
  }
}
