import Contracts
import Statistics
import Testing

@testable import Indicators

/// Which cells a case without a known item may be of.
@Suite struct UnmatchedCasesTests {
  private static let month = Month(year: 2024, month: 6)

  private func unmatched(
    domain: String = "D", reason: String = "item_unknown", unit: String = "T"
  ) -> UnmatchedCases {
    var observation = ExampleWorld.empty()
    observation.units = [
      UnitFact(
        code: "T", level: "town", kind: "town", parentCode: "", districtCode: "970102101",
        countyCode: "970102")
    ]
    observation.unmatched.add([Self.month.description, unit, domain, "X", "", reason], [4, 4])
    return UnmatchedCases(observation)
  }

  private func cell(_ level: CellLevel, domain: String = "D") -> Cell {
    var cell = Cell(level: level, domain: domain, state: .zeroOpen)
    if level == .unitItem || level == .unitDomain {
      cell.unitCode = "T"
    } else {
      cell.districtCode = "970102"
    }
    if level == .unitItem || level == .districtItem { cell.itemCode = "I" }
    return cell
  }

  @Test func aCaseOfTheDomainMayBeOfEachOfItsItemsAndIsOfTheDomain() {
    let unmatched = unmatched()
    #expect(unmatched.count(in: cell(.unitItem), from: Self.month) == 4)
    #expect(unmatched.count(in: cell(.unitDomain), from: Self.month) == 0)
    #expect(unmatched.count(in: cell(.unitItem, domain: "E"), from: Self.month) == 0)
  }

  @Test func aCaseOfAnUnknownDomainMayBeOfAny() {
    let unmatched = unmatched(domain: "D of old", reason: "domain_unknown")
    for level in [CellLevel.unitItem, .unitDomain, .districtItem, .districtDomain, .cityItem] {
      #expect(unmatched.count(in: cell(level), from: Self.month) == 4, "\(level)")
    }
  }

  // Cells of places are those of counties, units those of towns as well.
  @Test func casesOfATownMayBeOfTheCellOfItsCounty() {
    #expect(unmatched().count(in: cell(.districtItem), from: Self.month) == 4)
    #expect(unmatched(unit: "V").count(in: cell(.districtItem), from: Self.month) == 0)
  }

  @Test func whatWasBeforeTheSilenceIsNotOfIt() {
    #expect(unmatched().count(in: cell(.unitItem), from: Self.month + 1) == 0)
  }

  @Test func aFewCasesExplainASmallSilenceAndNoLargeOne() {
    let (unmatched, cell) = (unmatched(), cell(.unitItem))
    // R: pnbinom(4, size = 2, mu = 8) = 0.34464; pnbinom(4, size = 20, mu = 40) = 6.6e-07
    let small = NegativeBinomialDistribution(mean: 8, size: 2)
    let large = NegativeBinomialDistribution(mean: 40, size: 20)
    #expect(unmatched.mayExplain(cell, from: Self.month, small))
    #expect(!unmatched.mayExplain(cell, from: Self.month, large))
    #expect(!unmatched.mayExplain(cell, from: Self.month + 1, small))
  }
}
