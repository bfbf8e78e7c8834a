import Contracts
import Testing

@testable import Indicators

/// What the other units of a level let one expect of a unit's cases.
@Suite struct PeerSharesTests {
  private func peers(_ units: [(String, String)]) -> Peers {
    var observation = ExampleWorld.empty()
    observation.units = units.map {
      UnitFact(code: $0.0, level: $0.1, kind: "", parentCode: "", districtCode: "")
    }
    return Peers(observation)
  }

  private let three = [("A", "county"), ("B", "county"), ("C", "county")]

  @Test func expectsTheOthersShareWithinTheStratum() throws {
    var shares = PeerShares()
    shares.add("A", strata: ["x"], marked: 9, all: 10)
    shares.add("B", strata: ["x"], marked: 4, all: 20)
    shares.add("C", strata: ["x"], marked: 6, all: 20)
    let first = try #require(shares.standardised(peers(three)).first)
    // 10 × (4 + 6) ÷ (20 + 20)
    #expect(abs(first.expected - 2.5) < 1e-12)
    #expect(first.count == PeerShares.Count(marked: 9, all: 10))
  }

  @Test func fallsBackOnTheCoarserStratumWhereTheFineOneIsThin() throws {
    var shares = PeerShares()
    shares.add("A", strata: ["x/heavy", "x"], marked: 5, all: 10)
    shares.add("B", strata: ["x/light", "x"], marked: 5, all: 20)
    shares.add("C", strata: ["x/light", "x"], marked: 15, all: 20)
    let first = try #require(shares.standardised(peers(three)).first)
    #expect(abs(first.expected - 5) < 1e-12)
    #expect(first.leftOut == 0)
  }

  @Test func leavesOutWhatTooFewPeersHave() throws {
    var shares = PeerShares()
    shares.add("A", strata: ["x"], marked: 5, all: 10)
    shares.add("B", strata: ["x"], marked: 5, all: 500)
    shares.add("C", strata: ["y"], marked: 5, all: 500)
    let first = try #require(shares.standardised(peers(three)).first)
    #expect(first.leftOut == 10)
    #expect(first.count.all == 0)
  }

  @Test func comparesNoUnitsOfDifferentLevels() throws {
    var shares = PeerShares()
    for unit in ["A", "B", "C", "T"] {
      shares.add(unit, strata: ["x"], marked: unit == "T" ? 20 : 5, all: 20)
    }
    let all = shares.standardised(peers(three + [("T", "town")]))
    #expect(all.map(\.leftOut) == [0, 0, 0, 20])
    #expect(abs((all.first?.expected ?? 0) - 5) < 1e-12)
  }

  @Test func hasNoComparisonWhereNobodyHasTheTrait() {
    var shares = PeerShares()
    for unit in ["A", "B", "C"] { shares.add(unit, strata: ["x"], marked: 0, all: 50) }
    let comparison = ShareComparison(
      [ShareComparison.Family(category: "", shares: shares)], peers(three), fewestCases: 30,
      fewestUnits: 3)
    #expect(comparison.compared.isEmpty)
  }

  @Test func isEmptyWithoutCases() {
    #expect(PeerShares().standardised(peers(three)).isEmpty)
  }
}
