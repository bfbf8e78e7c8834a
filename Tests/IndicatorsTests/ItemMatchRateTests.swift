import Contracts
import Testing

@testable import Indicators

/// Regression: what a shifted column put into domain and item was printed as delivered.
@Suite struct ItemMatchRateTests {
  private func rows(domain: String, item: String) -> [[Phrase]] {
    var observation = ExampleWorld.matches(cases: 40, unmatched: 0)
    observation.cells = [ExampleWorld.silentCell(state: .active)]
    observation.unmatched.add(
      ["2024-12", "U", domain, item, "王某某", "domain_unknown"], [7, 7])
    let result = ItemMatchRate.result(of: observation, IndicatorSettings())
    return result.tables.flatMap(\.rows)
  }

  @Test(arguments: ["王某某", "999999199001010016", "某路1号", "00000000000 王"])
  func textThatNoCatalogueKnowsIsNotPrinted(_ text: String) {
    let cells = rows(domain: text, item: text).flatMap { $0 }
    #expect(cells.contains { $0.chinese == "7" })
    for cell in cells {
      #expect(!cell.chinese.contains(text) && !cell.english.contains(text))
      #expect(!cell.chinese.contains("王某某") && !cell.english.contains("王某某"))
    }
  }

  @Test(arguments: [(29, false), (30, true)])
  func aCityOfFewCasesGetsNoRate(_ cases: Int, _ isRated: Bool) {
    let observation = ExampleWorld.matches(cases: cases, unmatched: 1)
    let result = ItemMatchRate.result(of: observation, IndicatorSettings())
    #expect(result.headline.chinese.contains("\(cases)件案件中1件"))
    #expect(result.headline.chinese.contains("%") == isRated)
    #expect(result.headline.english.contains("%") == isRated)
  }

  @Test func aKnownDomainAndACodeArePrinted() {
    let cells = rows(domain: "D", item: "X-12").flatMap { $0 }.map(\.chinese)
    #expect(cells.contains("D"))
    #expect(cells.contains("X-12"))
  }

  // 38 of 40 are just the 95 % that pass, and 30 cases just enough for a rate.
  @Test(
    arguments: [
      (29, 20, SubjectOutcome.notApplicable), (30, 1, .passed), (30, 2, .flagged),
      (40, 2, .passed), (40, 3, .flagged),
    ] as [(Int, Int, SubjectOutcome)])
  func ratesHaveAFloorAndADenominator(_ cases: Int, _ unmatched: Int, _ outcome: SubjectOutcome) {
    let world = ExampleWorld.matches(cases: cases, unmatched: unmatched)
    #expect(ItemMatchRate.result(of: world, IndicatorSettings()).outcomes == [outcome: 1])
  }

  @Test func theFirstMonthOfTheWindowCountsAndTheOneBeforeDoesNot() throws {
    var world = ExampleWorld.matches(cases: 10, unmatched: 0)
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    for (month, number) in [(world.windowStart, 30), (world.windowStart - 1, 500)] {
      amounts[0] = number
      world.cases.add([month.description, "U", "", "D", "I", ""], amounts)
      world.unmatched.add(
        [month.description, "U", "D", "X", "", "item_unknown"],
        [Int](repeating: number == 30 ? 7 : 400, count: 2))
    }
    let result = ItemMatchRate.result(of: world, IndicatorSettings())
    #expect(result.flags.map(\.observed) == [33] && result.flags.map(\.effect) == [0.825])
    #expect(result.tables[0].rows.map { $0[4].chinese } == ["7"])
  }
}
