import Contracts
import Testing

@testable import Indicators

/// English sentences of rules that cases keep or break; Chinese ones are recorded with the cases.
@Suite struct RuleSentenceTests {
  @Test func aShareIsASentence() {
    let many = MeasuredRate(12, of: 2_068, fewest: 30)
    #expect(
      many.english("ordinary decisions", .were("past the term"))
        == "12 of 2,068 ordinary decisions (0.6%, 95% interval 0.3%–1.0%) were past the term")
    let one = MeasuredRate(1, of: 5, fewest: 30)
    #expect(one.english("cases", .have("no review")) == "1 of 5 cases has no review")
    #expect(one.english("visits of its own") == "1 of 5 visits of its own")
  }

  private func result(_ broken: Int, unknown: Int) -> IndicatorResult {
    let checks = RuleCheck.all(of: [
      (unitCode: "U", number: 7, judgement: RuleJudgement.kept),
      (unitCode: "U", number: broken, judgement: .broken("late")),
      (unitCode: "U", number: unknown, judgement: .unknown),
    ])
    let wording = RuleWording(
      applicable: Phrase("应公示的决定", "decisions due"), broken: Phrase("超期", "late or missing"),
      columns: [],
      kinds: [("late", Phrase("逾期", "Late")), ("none", Phrase("未见", "missing"))])
    return RuleReport(
      page: PublicationInTime.page, wording: wording, observation: ExampleWorld.empty(),
      settings: IndicatorSettings()
    ).result(checks)
  }

  @Test func headlineAndReasonAreSentences() throws {
    let result = result(3, unknown: 1)
    #expect(
      result.headline.english
        == "3 of 10 decisions due are late or missing, in 1 unit; 1 more lacks data.")
    #expect(
      try #require(result.flags.first).reason.english
        == "3 of 10 decisions due are late or missing (late: 3); 1 more lacks data. The files should"
        + " be checked.")
    #expect(
      result.tables[0].columns.map(\.english)[1...4] == [
        "Decisions due", "Late or missing", "Late", "Missing",
      ])
  }

  @Test func nobodyIsNamedWhereNothingIsBroken() {
    #expect(result(0, unknown: 0).headline.english == "0 of 7 decisions due are late or missing.")
  }

  @Test func theHighestRiskComesFirst() {
    let names = ["中", "低", "特殊", "高", "较高"]
    #expect(names.sorted(by: RiskClassOrder.precedes) == ["高", "较高", "中", "低", "特殊"])
  }

  @Test func smallChancesAreToldInWords() {
    #expect(Figures.inWords(0.00001) == "below 0.0001")
    #expect(Figures.inWords(0.0021) == "0.0021")
    #expect(SmallNumbers.growing(3, "party", many: "parties") == "fewer than 10 parties")
    #expect(SmallNumbers.growing(12, "visit") == "12 visits")
  }
}
