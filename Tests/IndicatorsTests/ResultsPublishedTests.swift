import Contracts
import Testing

@testable import Indicators

/// What D07 says of the publication of results.
@Suite struct ResultsPublishedTests {
  private static let cases: [(String, Int?, ResultsPublished.Judgement)] = [
    ("0", 40, .inTime), ("20", 40, .inTime), ("21", 40, .late), ("5", 5, .inTime),
    ("waiting", 0, .notDue), ("waiting", 20, .notDue), ("waiting", 21, .notPublished),
    ("waiting", 99, .notPublished), ("-1", 40, .unknown), ("", 40, .unknown),
    ("waiting", nil, .unknown),
  ]

  @Test(arguments: cases)
  func theTwentiethWorkingDayIsInTime(
    published: String, waited: Int?, judgement: ResultsPublished.Judgement
  ) {
    #expect(
      ResultsPublished.judgement(published: published, waited: waited, term: 20) == judgement)
  }

  private func random(
    _ published: String, unit: String = "U", domain: String = "D", waited: Int = 40,
    visits: Int
  ) -> VisitExample.Visits {
    .init(
      unit: unit, domain: domain, mode: "random", published: published, waited: waited,
      visits: visits)
  }

  private func result(
    _ visits: [VisitExample.Visits], _ settings: IndicatorSettings = IndicatorSettings()
  ) -> IndicatorResult {
    ResultsPublished.result(of: VisitExample.world(visits), settings)
  }

  @Test func countsWhatBecameOfEachResult() throws {
    let result = result([
      random("20", visits: 30), random("25", visits: 6), random("waiting", waited: 60, visits: 4),
      random("waiting", waited: 9, visits: 11), random("-2", visits: 2),
      .init(mode: "special", published: "90", visits: 70),
    ])
    // R: prop.test(10, 40, correct = FALSE)$conf.int
    #expect(
      result.tables[0].rows.map { $0.map(\.chinese) } == [
        ["U", "40", "30", "6", "4", "25.0%", "14.2%–40.2%", "11", "2"]
      ])
    #expect(result.flags.map(\.observed) == [10])
    #expect(result.flags.map(\.severity) == [.warning])
  }

  @Test func publishingNothingAtAllIsTold() throws {
    let result = result([
      random("3", unit: "V", visits: 40), random("waiting", waited: 60, visits: 2),
      random("waiting", waited: 5, visits: 2),
    ])
    let flag = try #require(result.flags.first)
    #expect(flag.severity == .warning && flag.reason.chinese.contains("没有任何公示日期"))
    #expect(result.outcomes == [.flagged: 1, .passed: 1])
    let one = self.result([random("3", visits: 40), random("30", visits: 1)])
    #expect(one.flags.map(\.severity) == [.notice])
  }

  @Test func datesOfOtherInspectionsShowThatTheColumnIsKept() {
    let special = VisitExample.Visits(
      unit: "V", month: ExampleWorld.month - 20, mode: "special", published: "8", visits: 1)
    #expect(result([special, random("waiting", visits: 40)]).flags.count == 1)
    let without = result([random("waiting", visits: 40)])
    #expect(without.coverage.missing == ["inspections.result_published_date"])
    #expect(without.flags.isEmpty && without.outcomes == [.notComputable: 1])
  }

  @Test func aDomainMayHaveItsOwnTerm() {
    let settings = IndicatorSettings(byDomain: ["D07": ["E": ["days": 7]]])
    let visits = [random("8", domain: "E", visits: 1), random("8", visits: 1)]
    #expect(result(visits, settings).flags.map(\.observed) == [1])
  }

  @Test func withoutHolidaysTheCoverageSaysSo() {
    var observation = VisitExample.world([random("3", visits: 40)])
    observation.patterns.calendar = WorkingCalendar()
    let result = ResultsPublished.result(of: observation, IndicatorSettings())
    #expect(result.coverage == Coverage(isComputed: true, missing: ["holidays"]))
  }

  @Test func withoutRandomInspectionsNothingIsJudged() {
    let routine = result([.init(published: "90", visits: 40)])
    #expect(routine.coverage == Coverage(isComputed: false, missing: []))
    let blank = result([.init(mode: "", published: "90", visits: 40)])
    #expect(blank.coverage == Coverage(isComputed: false, missing: ["inspections.mode"]))
  }
}
