import Contracts
import Testing

@testable import Indicators

/// How much of a domain's work lies with the items that a unit holds.
@Suite struct PowerSharesTests {
  private static let year: [ClosedRange<Int32>] = [0...11]

  /// Units × items, each with its cases and the months in which it was held.
  private func observation(
    _ cells: [(unit: String, item: String, cases: Int32, held: [ClosedRange<Int32>])],
    _ change: (inout Cell) -> Void = { _ in }
  ) -> Observation {
    let end = Month(year: 2024, month: 12)
    var observation = Observation(month: end, firstMonth: end - 11, window: 12)
    for (unit, item, cases, held) in cells {
      var cell = Cell(level: .unitItem, domain: "D", state: .active)
      (cell.unitCode, cell.itemCode) = (unit, item)
      cell.history.observed = held
      cell.history.cases = cases > 0 ? [MonthCount(month: 0, count: cases)] : []
      observation.cells.append(cell)
    }
    for unit in Set(cells.map(\.unit)) {
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      cell.unitCode = unit
      cell.history.observed = Self.year
      cell.history.cases = cells.filter { $0.unit == unit && $0.cases > 0 }
        .map { MonthCount(month: 0, count: $0.cases) }
      observation.cells.append(cell)
    }
    for index in observation.cells.indices { change(&observation.cells[index]) }
    observation.cells.sort(by: Cell.precedes)
    return observation
  }

  private func shares(_ unit: String, _ observation: Observation) -> [Double]? {
    let position = observation.cells.firstIndex {
      $0.level == .unitDomain && $0.unitCode == unit
    }
    return position.flatMap {
      PowerShares(beneath: .unitDomain, of: observation).months(of: $0)
    }
  }

  private let peers = ["B", "C"].flatMap { unit in
    [(unit, "1", Int32(30), Self.year), (unit, "2", Int32(10), Self.year)]
  }

  // Of the peers' 60 cases and 20, each with half of five cases: 22.5 of 85.
  @Test(arguments: [Int32(0), 100])
  func itemsWeighByTheCasesOfOthers(_ own: Int32) throws {
    let observation = observation([("A", "2", own, Self.year)] + peers)
    let found = try #require(shares("A", observation))
    #expect(found.count == 12 && found.allSatisfy { abs($0 - 22.5 / 85) < 1e-12 })
    #expect(shares("B", observation) == nil)
  }

  @Test func aPowerThatMovedOnCountsUntilThen() throws {
    let own = [("A", "1", Int32(5), [Int32(0)...5]), ("A", "2", Int32(3), Self.year)]
    let found = try #require(shares("A", observation(own + peers)))
    #expect(found.prefix(6).allSatisfy { $0 == 1 })
    #expect(found.dropFirst(6).allSatisfy { abs($0 - 22.5 / 85) < 1e-12 })
  }

  // What ended for all is no less for one of them.
  @Test func anItemThatNobodyHoldsAnyMoreIsNobodysShare() {
    let all = ["A", "B", "C"].flatMap { unit in
      [(unit, "1", Int32(30), [Int32(0)...5]), (unit, "2", Int32(10), Self.year)]
    }
    #expect(["A", "B", "C"].allSatisfy { shares($0, observation(all)) == nil })
  }

  // Nobody's cases tell of it: it starts from an even part of the domain.
  @Test func anItemThatOneAloneHoldsWeighsAsAnyOther() throws {
    let own = ("A", "3", Int32(50), Self.year)
    let found = try #require(shares("A", observation([own] + peers)))
    // Items 1 and 2 with a third of five cases beside 60 and 20 in 87.
    let (third, others) = (1.0 / 3, (61 + 2.0 / 3 + 21 + 2.0 / 3) / 87)
    #expect(found.allSatisfy { abs($0 - third / (third + others)) < 1e-12 })
  }

  @Test func powersThatAreInferredWeighNothing() {
    let observation = observation([("A", "2", 0, Self.year)] + peers) { $0.isPowerInferred = true }
    #expect(shares("A", observation) == nil)
  }

  @Test func itemsHaveNoPartsOfTheirOwn() {
    let observation = observation([("A", "2", 0, Self.year)] + peers)
    let shares = PowerShares(beneath: .unitItem, of: observation)
    #expect(observation.cells.indices.allSatisfy { shares.months(of: $0) == nil })
  }
}
