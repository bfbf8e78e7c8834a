import Contracts
import Testing

@testable import Indicators

/// Outcomes of Z09, Z11, Z13 and Q03 that are no flag.
@Suite struct OutcomeTests {
  @Test func withoutItsTableAnIndicatorIsNotComputable() async {
    let empty = ExampleWorld.empty()
    for (indicator, missing) in [
      (ReferralsUnanswered.self as any Indicator.Type, ["referrals"]),
      (ExplainedZeros.self, ["explanations"]), (LateRevisions.self, ["second_delivery"]),
      (EmpoweredItemsUsed.self, ["authority", "units"]),
      (BetweenLevels.self, ["authority", "units"]), (ComplaintsWithoutCase.self, ["complaints"]),
      (DormantItems.self, ["catalogue"]), (FindingsWithoutAction.self, ["inspections"]),
      (ItemMatchRate.self, ["catalogue"]), (ShareOfFineIncome.self, ["finances"]),
      (ResultsPublished.self, ["inspections"]), (VisitedAgainSoon.self, ["inspections"]),
    ] {
      let result = await indicator.result(of: empty, IndicatorSettings())
      #expect(!result.coverage.isComputed, "\(indicator.page.code)")
      #expect(result.coverage.missing == missing, "\(indicator.page.code)")
      #expect(result.flags.isEmpty && !result.headline.chinese.isEmpty)
    }
  }

  @Test func everyExampleOfBetweenLevelsHasItsOutcome() {
    let outcomes = BetweenLevels.examples.map { example in
      BetweenLevels.result(of: example.observation, IndicatorSettings()).outcomes
    }
    #expect(
      outcomes == [
        [.flagged: 1], [.passed: 1], [.passed: 1], [.notComputable: 1], [.notComputable: 1],
        [.notApplicable: 1],
      ])
  }

  @Test func everyExampleOfEmpoweredItemsHasItsOutcome() {
    let outcomes = EmpoweredItemsUsed.examples.map { example in
      EmpoweredItemsUsed.result(of: example.observation, IndicatorSettings()).outcomes
    }
    #expect(
      outcomes == [
        [.flagged: 1], [.passed: 1], [.passed: 1], [.notApplicable: 1], [.notApplicable: 1],
        [.notComputable: 1],
      ])
  }

  @Test(arguments: [(10, "激活率0.0%"), (9, "有案件或处置的0个；"), (0, "有案件或处置的0个；")])
  func aShareOfFewEmpoweredItemsIsNotTold(_ items: Int, _ text: String) {
    var world = EmpoweredItemsUsed.examples[0].observation
    let towns = world.cells.indices.filter { world.cells[$0].powerKind == "empowered" }
    for town in towns.dropFirst(items) { world.cells[town].state = .notSent }
    let headline = EmpoweredItemsUsed.result(of: world, IndicatorSettings()).headline
    #expect(headline.chinese.contains(text))
    #expect(headline.english.contains("were used: 0.0%;") == (items == 10))
    #expect(headline.english.contains("were used;") == (items != 10))
  }

  @Test func oldExplanationsAreListedAndNoneIsFlagged() {
    let fresh = ExplainedZeros.result(of: ExplainedZeros.exampleWorld, IndicatorSettings())
    let old = ExplainedZeros.result(of: ExplainedZeros.oldWorld, IndicatorSettings())
    #expect(fresh.tables[1].rows.isEmpty && fresh.flags.isEmpty)
    #expect(old.tables[1].rows.map { $0[4].chinese } == ["14"])
    #expect(fresh.tables[0].rows.map { $0[3].chinese } == ["20.0%"])
  }

  private func referrals(_ waiting: Int, days: Int) -> IndicatorResult {
    var observation = ExampleWorld.empty()
    observation.tables.insert("referrals")
    observation.referrals.add(["U", "", "D", "2024-10", String(days), "no"], [waiting])
    return ReferralsUnanswered.result(of: observation, IndicatorSettings())
  }

  @Test func fiveUnansweredAreAWarningAndFewerHaveNoPercentage() throws {
    let many = try #require(referrals(5, days: 40).flags.first)
    let few = try #require(referrals(4, days: 40).flags.first)
    #expect(many.severity == .warning && many.reason.english.contains("100.0%"))
    #expect(few.severity == .notice && !few.reason.english.contains("%"))
    #expect(few.category == "unregistered")
    #expect(referrals(5, days: 29).outcomes == [.notApplicable: 1])
  }

  // The sentence counts every referral, so that the period begins with the first of them.
  @Test func theFlagSpeaksOfAllMonthsThatItCounts() throws {
    var observation = ExampleWorld.empty()
    observation.tables.insert("referrals")
    observation.referrals.add(["U", "V", "D", "2022-03", "3", "yes"], [4])
    observation.referrals.add(["U", "V", "D", "2024-10", "40", "no"], [5])
    observation.referrals.add(["U", "W", "D", "2022-01", "3", "yes"], [1])
    let result = ReferralsUnanswered.result(of: observation, IndicatorSettings())
    let flag = try #require(result.flags.first)
    #expect(flag.from == Month(year: 2022, month: 3) && flag.to == observation.month)
    #expect(flag.reason.english.hasPrefix("Of 9 referrals"))
  }

  // As zero_cells.csv has them: what is active is not without cases, and the place of one holder is.
  @Test func verdictsAreThoseOfTheCellsWithoutCases() throws {
    var observation = ExampleWorld.assessed(.gradeA)
    var place = ExampleWorld.silentCell(.districtDomain, months: 31)
    (place.districtCode, place.holders) = ("01", 1)
    var active = ExampleWorld.silentCell(state: .active, months: 1)
    active.unitCode = "V"
    var withdrawn = ExampleWorld.silentCell(state: .notEmpowered, months: 0)
    withdrawn.unitCode = "W"
    var handled = ExampleWorld.silentCell(state: .handled, months: 0)
    handled.unitCode = "X"
    observation.cells += [active, place, withdrawn, handled]
    var silent = observation.silence?.silent ?? []
    for (position, verdict) in [(1, SilenceVerdict.notTested), (2, .judgedAtUnit)] {
      var assessment = silent[0]
      (assessment.cell, assessment.verdict) = (position, verdict)
      silent.append(assessment)
    }
    observation.silence?.silent = silent
    let result = ZeroDespiteExposure.result(of: observation, IndicatorSettings())
    let rows = result.tables[0].rows.map { $0.map(\.english) }.filter {
      Set($0.dropFirst()) != ["0"]
    }
    #expect(
      rows == [
        ["Grade A", "1", "0"], ["One unit holds the power: see its cell", "0", "1"],
        ["The state itself answers", "1", "0"],
      ])
    #expect(result.outcomes == [.flagged: 1])
    #expect(
      ZeroCaseDomains.result(of: observation, IndicatorSettings()).outcomes == [.flagged: 1])
  }

  // Unit `U` in a case month of 2024, changed by the export that completed another month.
  private func revised(
    _ month: String = "2024-03", cases: Int = 20, changed: Int = 1, by export: String = "2024-07"
  ) -> [SubjectOutcome: Int] {
    var observation = ExampleWorld.empty()
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    amounts[0] = cases
    observation.cases.add([month, "U", "", "D", "I", ""], amounts)
    observation.revisions.add(["U", month, export], [changed, 0, 0, 0])
    observation.sources = ["2024-05-31", "2024-07-31"].map { date in
      SourceSummary(
        name: "", table: "cases", sha256: date, asOf: date, counts: [], notes: [:])
    }
    return LateRevisions.result(of: observation, IndicatorSettings()).outcomes
  }

  @Test func oneOfTwentyCasesOfAMonthFourMonthsOldIsALateRevision() {
    #expect(revised() == [.flagged: 1])
    #expect(revised(cases: 21) == [.passed: 1])
    #expect(revised(cases: 19) == [.notApplicable: 1])
    #expect(revised(changed: 0) == [.passed: 1])
    #expect(revised(by: "2024-06") == [.passed: 1])
  }

  @Test func onlyExportsOfTheWindowRevise() {
    #expect(revised("2023-03", by: "2024-01") == [.flagged: 1])
    #expect(revised("2023-03", by: "2023-12") == [.passed: 1])
    #expect(revised(by: "2024-12") == [.flagged: 1])
    #expect(revised(by: "2025-01") == [.passed: 1])
  }

  @Test func aTownWithOneItemInUsePasses() {
    var world = EmpoweredItemsUsed.examples[0].observation
    let town = world.cells.firstIndex { $0.powerKind == "empowered" && $0.state == .zeroOpen }
    if let town { world.cells[town].state = .active }
    #expect(EmpoweredItemsUsed.result(of: world, IndicatorSettings()).outcomes == [.passed: 1])
  }

  // A domain of U and its two items, all without a case, explained on these dates; the report is of 2024-12.
  @Test(arguments: [
    ("2023-01-15", ["2023-01-15", "2023-01-15"], ["D"]),
    // Derived of its items: the oldest of their dates.
    ("2023-01-15", ["2023-01-15", "2024-06-15"], ["I0"]),
    ("2023-01-15", ["2023-01-15", "2023-03-15"], ["I0", "I1"]),
    // Given for the domain, and for its items later.
    ("2023-01-15", ["2024-06-15", "2024-06-15"], ["D"]), ("2024-06-15", ["2024-06-15"], []),
  ])
  func anOldExplanationIsListedOnceWhereItWasGiven(
    _ domain: String, _ items: [String], _ listed: [String]
  ) {
    let dates = [domain] + items
    let cells = dates.indices.map { index in
      var cell = ExampleWorld.silentCell(state: .zeroExplained)
      if index > 0 { (cell.level, cell.itemCode) = (.unitItem, "I\(index - 1)") }
      cell.explained = CalendarDate(dates[index])
      return cell
    }
    var observation = ExampleWorld.with(cells)
    observation.tables.insert("explanations")
    let table = ExplainedZeros.result(of: observation, IndicatorSettings()).tables[1]
    #expect(
      table.rows.map { $0[2].english == "whole domain" ? "D" : $0[2].english } == listed)
  }
}
