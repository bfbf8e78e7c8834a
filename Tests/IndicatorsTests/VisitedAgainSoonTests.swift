import Contracts
import Testing

@testable import Indicators

/// What D02 says of visits soon after another unit's.
@Suite struct VisitedAgainSoonTests {
  private func world(
    _ repeats: [(other: String, days: Int, visits: Int)],
    visits: [VisitExample.Visits] = [.init(visits: 60), .init(unit: "V", visits: 40)]
  ) -> Observation {
    var observation = VisitExample.world(visits)
    for (other, days, number) in repeats {
      observation.legality.repeatedVisits.add(
        ["2024-10", "U", other, "D", String(days)], [number, 0])
    }
    return observation
  }

  private func result(
    _ observation: Observation, _ settings: IndicatorSettings = IndicatorSettings()
  ) -> IndicatorResult {
    VisitedAgainSoon.result(of: observation, settings)
  }

  @Test(arguments: [(0, 1), (29, 1), (30, 1), (31, 0), (60, 0)])
  func dayThirtyCountsAndThirtyOneDoesNot(days: Int, pairs: Int) {
    let tally = world([("V", days, 7)]).legality.repeatedVisits
    #expect(VisitedAgainSoon.repeats(tally, days: 30).count == pairs)
  }

  @Test(arguments: [(4, 0), (5, 1)])
  func aPairNeedsFive(visits: Int, flags: Int) {
    #expect(result(world([("V", 30, visits)])).flags.count == flags)
  }

  @Test func jointAndComplaintLedVisitsAreInNoDenominator() {
    let visits: [VisitExample.Visits] = [
      .init(visits: 60), .init(mode: "joint", visits: 500), .init(mode: "complaint", visits: 500),
      .init(mode: "", visits: 20), .init(month: ExampleWorld.month - 12, visits: 900),
      .init(unit: "V", visits: 40),
    ]
    let result = result(world([("V", 2, 10), ("V", 30, 6), ("V", 31, 90)], visits: visits))
    // R: prop.test(16, 80, correct = FALSE)$conf.int
    #expect(
      result.tables[0].rows.map { $0.map(\.chinese) } == [
        ["U", "V", "16", "2", "80", "20.0%", "12.7%–30.0%"]
      ])
    #expect(result.outcomes == [.flagged: 1, .passed: 1])
    #expect(result.flags.first?.reason.chinese.contains("V检查后30日内，U又检查同一对象16次") == true)
  }

  @Test func moreRepeatsThanVisitsGiveNoShare() {
    let row = result(world([("V", 2, 99)])).tables[0].rows[0].map(\.chinese)
    #expect(row[2...] == ["99", "2", "60", "", ""])
  }

  @Test func withoutPartiesNothingIsComputed() {
    let result = result(world([]))
    #expect(result.coverage == Coverage(isComputed: false, missing: ["inspections.party_id"]))
    #expect(result.outcomes == [.notComputable: 2])
    var known = world([])
    known.legality.visitFrequency.add(["1", "D", "高", "", "2"], [5])
    #expect(self.result(known).outcomes == [.passed: 2])
  }

  @Test func oneUnitAloneIsNotApplicable() {
    var observation = world([], visits: [.init(visits: 60)])
    observation.legality.visitFrequency.add(["1", "D", "高", "", "2"], [5])
    #expect(result(observation).outcomes == [.notApplicable: 1])
  }

  @Test func settingsMoveTheTerm() {
    let settings = IndicatorSettings(["D02": ["days": 45]])
    #expect(result(world([("V", 45, 5)]), settings).flags.count == 1)
  }
}
