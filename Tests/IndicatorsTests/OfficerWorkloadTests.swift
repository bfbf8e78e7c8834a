import Contracts
import Testing

@testable import Indicators

/// What C09 says of officers above the line, and C10 of officers at town level.
@Suite struct OfficerWorkloadTests {
  // Python: numpy.percentile(range(1, n + 1), 99, method="inverted_cdf")
  @Test(arguments: [(199, 198), (200, 198), (201, 199), (300, 297), (1, 1)])
  func theLineIsTheNearestRank(_ values: Int, _ expected: Int) {
    #expect(OfficerWorkload.line(Array(1...values), percentile: 99) == expected)
  }

  @Test(arguments: [
    ([Int](), 0), ([3], 1), ([1, 2, 3], 3), ([1, 2, 4, 5, 6, 7], 4), ([1, 3, 5], 1),
    ([12, 13, 14], 3),
  ])
  func runsAreOfMonthsThatFollowOneAnother(_ months: [Int], _ expected: Int) {
    let start = Month(year: 2023, month: 12)
    #expect(OfficerWorkload.longestRun(months.map { start + $0 }) == expected)
  }

  private func result(_ observation: Observation) -> IndicatorResult {
    OfficerWorkload.result(of: observation, IndicatorSettings())
  }

  @Test func theNumberOfOfficersIsGivenAndNotWhich() throws {
    let flag = try #require(
      result(OfficerWorkload.world(heavy: [1, 2, 3], others: 60)).flags.first)
    #expect(flag.observed == 1 && flag.severity == .notice && flag.unitCode == "U")
    #expect(flag.reason.chinese.contains("有1名人员") && flag.reason.chinese.contains("（2件）"))
  }

  @Test(arguments: [(49, false), (50, true)])
  func sixHundredOfficerMonthsAreNeeded(_ others: Int, _ isComputed: Bool) {
    // 3 + 12 x 49 = 591; 3 + 12 x 50 = 603
    let result = result(OfficerWorkload.world(heavy: [1, 2, 3], others: others))
    #expect(result.coverage.isComputed == isComputed)
    #expect(result.outcomes[.notComputable] == (isComputed ? nil : 2))
  }

  @Test func anotherLevelHasALineOfItsOwn() {
    var observation = OfficerWorkload.world(heavy: [1, 2, 3], others: 60)
    observation.units[0] = UnitFact(
      code: "U", level: "town", kind: "", parentCode: "", districtCode: "1")
    #expect(result(observation).outcomes == [.notComputable: 1, .passed: 1])
  }

  @Test func casesWithoutOfficersAreNotComputable() {
    let bare = StaffExample.world([])
    #expect(result(bare).coverage.missing == ["cases.officers"])
    var observation = OfficerWorkload.world(heavy: [1, 2, 3], others: 60)
    observation.units.append(
      UnitFact(code: "W", level: "county", kind: "", parentCode: "", districtCode: "1"))
    #expect(result(observation).outcomes[.notApplicable] == 1)
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    amounts[0] = 9
    // Cases before the window are no activity in it.
    observation.cases.add(["2023-12", "W", "1", "D", "I", ""], amounts)
    #expect(result(observation).outcomes[.notApplicable] == 1)
    observation.cases.add(["2024-12", "W", "1", "D", "I", ""], amounts)
    #expect(result(observation).outcomes[.notComputable] == 1)
  }

  private func base(_ observation: Observation) -> IndicatorResult {
    OfficersAtBase.result(of: observation, IndicatorSettings())
  }

  private func city(_ result: IndicatorResult) -> [String] {
    Array(result.tables[0].rows[0].map(\.chinese).dropFirst())
  }

  @Test func theYearBeforeStandsBeside() {
    let result = base(
      OfficersAtBase.world(town: [2023: 20, 2024: 10], county: [2023: 20, 2024: 30]))
    #expect(
      city(result) == ["20", "40", "50.0%", "10", "40", "25.0%", "-25.0", "0", "0"])
    #expect(result.outcomes == [.notApplicable: 2])
  }

  @Test func aTownWithoutAListIsNoFall() {
    let result = base(OfficersAtBase.world(town: [2023: 20], county: [2023: 20, 2024: 30]))
    #expect(city(result) == ["20", "40", "50.0%", "", "30", "", "", "1", "0"])
    #expect(result.outcomes == [.notApplicable: 1, .notComputable: 1])
  }

  @Test func anEarlierYearIsNamedAndTheUnitsTableStandsIn() {
    let earlier = base(OfficersAtBase.world(town: [2022: 20], county: [2022: 20]))
    #expect(earlier.headline.chinese.hasPrefix("2022年人员名录"))
    let stated = StaffExample.world(
      units: [("T", "town"), ("U", "county")], [],
      staff: [["T", "20", "", ""], ["U", "30", "", ""]])
    #expect(city(base(stated)) == ["", "", "", "20", "50", "40.0%", "", "", "0"])
    #expect(base(stated).coverage == Coverage(isComputed: true, missing: ["officers"]))
    #expect(base(StaffExample.world([])).coverage.missing == ["officers", "units.officers"])
  }
}
