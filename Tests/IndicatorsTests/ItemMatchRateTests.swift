import Contracts
import Testing

@testable import Indicators

/// Regression: what a shifted column put into domain and item was printed as delivered.
@Suite struct ItemMatchRateTests {
  private func rows(domain: String, item: String) -> [[Phrase]] {
    var observation = ExampleWorld.matches(cases: 40, unmatched: 0)
    observation.cells = [ExampleWorld.silentCell(state: .active)]
    observation.unmatched.add(
      ["2024-12", "U", domain, item, "王某某", "domain_unknown"], [7])
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

  @Test func aKnownDomainAndACodeArePrinted() {
    let cells = rows(domain: "D", item: "X-12").flatMap { $0 }.map(\.chinese)
    #expect(cells.contains("D"))
    #expect(cells.contains("X-12"))
  }
}
