import Contracts
import Testing

@testable import Indicators

@Suite struct FoundAfterLimitationTests {
  @Test(arguments: [
    ("1", 2, RuleJudgement.kept), ("2", 2, .kept), ("3", 2, .broken("found_late")),
    ("5", 5, .kept), ("6", 5, .broken("found_late")), ("", 2, .unknown), ("reversed", 2, .unknown),
  ])
  func judgesByWholeYears(_ years: String, _ limit: Int, _ judgement: RuleJudgement) {
    #expect(FoundAfterLimitation.judgement(years: years, limit: limit) == judgement)
  }

  @Test func aDomainMayHaveFiveYears() {
    let world = ProcedureExample.world(.limitation, [(["4"], 5)])
    let five = IndicatorSettings(byDomain: ["L02": ["D": ["years": 5]]])
    #expect(FoundAfterLimitation.result(of: world, five).flags.isEmpty)
    #expect(FoundAfterLimitation.result(of: world, IndicatorSettings()).flags.count == 1)
  }

  @Test func reversedDatesHaveAColumnOfTheirOwn() throws {
    let world = ProcedureExample.world(
      .limitation, [(["3"], 2), (["1"], 8), ([""], 4), (["reversed"], 3)])
    let result = FoundAfterLimitation.result(of: world, IndicatorSettings())
    let table = try #require(result.tables.first)
    #expect(table.columns.count == table.rows[0].count)
    #expect(table.rows[0].map(\.chinese) == ["U", "10", "2", "", "", "7", "3"])
    #expect(result.headline.chinese.contains("3件的发现日早于行为终了日"))
  }

  @Test func blankDatesAreNoZero() {
    let world = ProcedureExample.world(.limitation, [([""], 40)])
    let result = FoundAfterLimitation.result(of: world, IndicatorSettings())
    #expect(result.coverage.missing == ["cases.act_ended_date", "cases.found_date"])
    #expect(!result.coverage.isComputed && result.outcomes == [.notComputable: 1])
  }
}
