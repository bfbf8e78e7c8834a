import Contracts
import Statistics
import Testing

@testable import Indicators

@Suite struct CasesOverTermTests {
  private struct Cases {
    var unit = "U"
    var domain = "D"
    var month = 12
    let facts: [String]
    let number: Int
  }

  private func observation(_ cases: [Cases]) -> Observation {
    var observation = ExampleWorld.empty()
    for one in cases {
      observation.legality.add(
        ProcedureCount(
          month: Month(year: 2024, month: one.month), unitCode: one.unit, domain: one.domain,
          facts: one.facts + [String](repeating: "", count: 4 - one.facts.count),
          cases: one.number), to: .terms)
    }
    return observation
  }

  @Test(arguments: [("91", "1", 0), ("92", "2", 0), ("92", "1", 1), ("91", "", 1), ("1", "3", 0)])
  func aTermThatEndsOnADayOfRestGoesOn(_ days: String, _ rest: String, _ broken: Int) {
    let found = result([Cases(facts: ["decided", "ordinary", days, rest], number: 1)])
    #expect(found.flags.count == broken && found.outcomes[.notComputable] == nil)
  }

  private func result(
    _ cases: [Cases], _ settings: IndicatorSettings = IndicatorSettings()
  ) -> IndicatorResult {
    CasesOverTerm.result(of: observation(cases), settings)
  }

  @Test(
    arguments: [
      ("decided", "ordinary", 0, 90, RuleJudgement.kept),
      ("decided", "ordinary", 90, 90, .kept),
      ("decided", "ordinary", 91, 90, .broken("decided_over")),
      ("decided", "", 91, 90, .broken("decided_over")), ("decided", "ordinary", 91, 120, .kept),
      ("decided", "ordinary", nil, 90, .unknown), ("decided", "ordinary", -1, 90, .unknown),
      ("decided", "summary", 300, 90, .notApplicable),
      ("ended", "ordinary", 300, 90, .notApplicable),
      ("pending", "ordinary", 90, 90, .kept), ("pending", "", 91, 90, .broken("pending_over")),
      ("pending", "summary", 91, 90, .notApplicable), ("pending", "ordinary", nil, 90, .unknown),
    ] as [(String, String, Int?, Int, RuleJudgement)])
  func judgesByDaysAndProcedure(
    _ state: String, _ procedure: String, _ days: Int?, _ term: Int, _ judgement: RuleJudgement
  ) {
    #expect(
      CasesOverTerm.judgement(state: state, procedure: procedure, days: days, term: term)
        == judgement)
  }

  @Test func openCasesStandApartFromTheShare() throws {
    let result = result([
      Cases(facts: ["decided", "ordinary", "95"], number: 3),
      Cases(facts: ["decided", "ordinary", "20"], number: 37),
      Cases(facts: ["decided", "ordinary", ""], number: 2),
      Cases(facts: ["pending", "ordinary", "200"], number: 4),
      Cases(facts: ["pending", "ordinary", "10"], number: 6),
    ])
    let flag = try #require(result.flags.first)
    #expect(flag.observed == 7 && flag.effect == 0.075 && flag.severity == .warning)
    let row = try #require(result.tables.first?.rows.first).map(\.chinese)
    // Python: statsmodels proportion_confint(3, 40, 0.05, "wilson") = 0.0258, 0.1986
    #expect(row == ["U", "40", "3", "7.5%", "2.6%–19.9%", "2", "10", "4", "0"])
    #expect(Set(result.marks.map(\.finding)) == ["decided_over", "pending_over"])
  }

  @Test func aDomainMayHaveATermOfItsOwn() {
    let settings = IndicatorSettings(byDomain: ["L01": ["D": ["days": 120]]])
    let cases = [
      Cases(facts: ["decided", "ordinary", "120"], number: 1),
      Cases(unit: "V", domain: "E", facts: ["decided", "ordinary", "120"], number: 1),
    ]
    let judged = result(cases, settings)
    #expect(judged.flags.map(\.unitCode) == ["V"])
    #expect(
      judged.headline.english.hasPrefix(
        "1 of 2 ordinary decisions was past the term of 90 days (D 120);"))
    #expect(judged.headline.chinese.contains("超过办案期限（90天，D 120天）："))
    #expect(
      result(cases).flags[0].reason.english.hasPrefix(
        "1 of 1 ordinary decisions was past the term of 90 days."))
  }

  @Test func openCasesWithinTheTermHaveNotKeptItYet() {
    let result = result([
      Cases(facts: ["pending", "ordinary", "10"], number: 3),
      Cases(unit: "V", facts: ["decided", "ordinary", "10"], number: 3),
      Cases(unit: "W", facts: ["decided", "ordinary", ""], number: 3),
    ])
    #expect(result.outcomes == [.notApplicable: 1, .passed: 1, .notComputable: 1])
  }

  @Test func aUnitThatDidNotDeliverMayHaveDecidedItsOpenCases() {
    var observation = observation([
      Cases(facts: ["pending", "ordinary", "200"], number: 3),
      Cases(facts: ["decided", "ordinary", "10"], number: 3),
    ])
    observation.unitMonths = [
      UnitMonth(
        unitCode: "U", month: observation.month, isSent: false, rule: .register, cases: 0)
    ]
    let result = CasesOverTerm.result(of: observation, IndicatorSettings())
    #expect(result.flags.isEmpty && result.outcomes == [.passed: 1])
    #expect(result.tables.first?.rows.first?.last?.chinese == "3")
  }

  // Of four open cases past the term two may be decided: two are left, below the three of a grade.
  @Test(arguments: [(0, Severity.warning), (1, .warning), (2, .notice), (9, .notice)])
  func rejectedRecordsMayDecideOpenCases(_ records: Int, _ severity: Severity) throws {
    var observation = observation([Cases(facts: ["pending", "ordinary", "200"], number: 4)])
    let month = observation.month
    for (month, unit) in [(month, "U"), (month, "V"), (month + 1, "U")] where records > 0 {
      observation.unreadCases.add([month.description, unit, "", "", "", ""], [records])
    }
    let flag = try #require(
      CasesOverTerm.result(of: observation, IndicatorSettings()).flags.first)
    #expect(flag.observed == 4 && flag.severity == severity)
    #expect(flag.reason.chinese.contains("另有案件记录\(records)条被退回") == (records > 0))
    #expect(flag.reason.english.contains("may be among them") == (records > 0))
  }

  // They are no decisions of what is decided.
  @Test func rejectedRecordsExplainNoLateDecision() throws {
    var observation = observation([Cases(facts: ["decided", "ordinary", "200"], number: 4)])
    observation.unreadCases.add([observation.month.description, "U", "", "", "", ""], [9])
    let flag = try #require(
      CasesOverTerm.result(of: observation, IndicatorSettings()).flags.first)
    #expect(flag.severity == .warning && !flag.reason.chinese.contains("退回"))
  }

  @Test func withoutDaysNothingIsComputed() {
    let unknown = result([Cases(facts: ["decided", "ordinary", ""], number: 40)])
    #expect(!unknown.coverage.isComputed && unknown.coverage.missing == ["cases.filed_date"])
    #expect(unknown.outcomes == [.notComputable: 1] && unknown.tables.isEmpty)
    let none = result([Cases(facts: ["decided", "summary", "0"], number: 40)])
    #expect(!none.coverage.isComputed && none.coverage.missing.isEmpty)
    let undeclared = result([Cases(facts: ["decided", "", "10"], number: 40)])
    #expect(undeclared.coverage.isComputed && undeclared.coverage.missing == ["cases.procedure"])
  }

  // The window runs from 2024-01-01 to 2024-12-31, 365 days later in a leap year.
  @Test(
    arguments: [
      (365, nil, 0), (366, nil, 1), (1_000, nil, 635), (15, 1, 0), (16, 1, 1), (100, 1, 85),
      (0, 1, 0), (200, 6, 34), (400, 12, 50),
    ] as [(Int, Int?, Int)])
  func agesAtTheStartOfTheWindow(_ days: Int, _ month: Int?, _ age: Int) {
    let window = WindowDays(ExampleWorld.empty())
    #expect(window.ageAtStart(days, month.map { Month(year: 2024, month: $0) }) == age)
  }

  private let mixed = [
    Cases(month: 6, facts: ["decided", "ordinary", "30"], number: 20),
    Cases(month: 6, facts: ["decided", "ordinary", "91"], number: 6),
    Cases(month: 6, facts: ["decided", "ordinary", "200"], number: 5),
    Cases(month: 6, facts: ["ended", "ordinary", "60"], number: 4),
    Cases(facts: ["pending", "ordinary", "50"], number: 8),
    Cases(facts: ["pending", "ordinary", "120"], number: 3),
    Cases(facts: ["pending", "ordinary", "400"], number: 4),
    Cases(month: 1, facts: ["decided", "ordinary", "120"], number: 3),
    Cases(facts: ["decided", "summary", "0"], number: 500),
    Cases(facts: ["decided", "ordinary", "-3"], number: 5),
  ]

  // lifelines 0.30.3: KaplanMeierFitter().fit(exit + 1, ended, entry=entry), predict(91), predict(181)
  // entry, exit, ended, cases: (0,30,1,20) (0,91,1,6) (34,200,1,5) (0,60,1,4) (0,50,0,8) (0,120,0,3)
  // (35,400,0,4) (105,120,1,3)
  @Test func timesToConclusionAgreeWithLifelines() throws {
    let city = ConclusionTimes(observation(mixed)).city
    #expect(city.concluded == 38 && city.open == 15)
    let curve = try #require(city.curve(fewest: 30))
    #expect(abs(try #require(curve.share(after: 90)) - 0.41906873614190665) < 1e-10)
    #expect(abs(try #require(curve.share(after: 180)) - 0.22350332594235028) < 1e-10)
    let interval = try #require(curve.interval(after: 90, confidence: 0.95))
    #expect(abs(interval.lowerBound - 0.26918088319206257) < 1e-10)
    #expect(abs(interval.upperBound - 0.5619337340807509) < 1e-10)
    #expect(curve.median == 60)
  }

  // One filing a day, whose case takes 10, 60, 120 or 300 days in turn: half stay open after 90
  // days and a quarter after 180. Only what was decided in the window or is open is in the data.
  @Test func slowCasesAreNotOverRepresented() throws {
    var observation = ExampleWorld.empty()
    let first = observation.windowStart.firstDay.dayNumber
    let last = observation.month.lastDay.dayNumber
    var spells: [KaplanMeierCurve.Spell] = []
    for filed in (first - 1_000)...last {
      let decided = filed + [10, 60, 120, 300][(filed - first + 1_000) % 4]
      guard decided >= first else { continue }
      let isOpen = decided > last
      let days = min(decided, last) - filed
      let month = CalendarDate(dayNumber: isOpen ? filed : decided).month
      spells.append(KaplanMeierCurve.Spell(exit: days, hasEnded: !isOpen))
      observation.legality.add(
        ProcedureCount(
          month: month, unitCode: "U",
          facts: [isOpen ? "pending" : "decided", "ordinary", String(days), ""], cases: 1),
        to: .terms)
    }
    let curve = try #require(ConclusionTimes(observation).city.curve)
    #expect(abs(try #require(curve.share(after: 90)) - 0.5) < 0.02)
    #expect(abs(try #require(curve.share(after: 180)) - 0.25) < 0.02)
    let naive = try #require(KaplanMeierCurve(spells))
    #expect(try #require(naive.share(after: 90)) > 0.55)
  }

  @Test func eachLevelHasItsRowAndFewCasesHaveNoCurve() throws {
    var observation = observation(
      mixed + [Cases(unit: "V", facts: ["decided", "", "5"], number: 2)])
    observation.units = [("U", "county"), ("V", "town")].map { code, level in
      UnitFact(code: code, level: level, kind: "", parentCode: "", districtCode: "")
    }
    let result = CasesOverTerm.result(of: observation, IndicatorSettings())
    let rows = try #require(result.tables.last).rows.map { $0.map(\.chinese) }
    #expect(rows.map { $0[0] } == ["全市", "县区级", "镇街级"])
    #expect(rows[2] == ["镇街级", "2", "0", "", "", "", "", ""])
    #expect(result.headline.chinese.contains("立案满90天仍未结的估计占"))
  }
}
