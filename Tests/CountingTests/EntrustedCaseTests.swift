import Contracts
import Testing

@testable import Counting

/// Regressions: the work of an entrusted unit was seen only where its name stood first.
@Suite struct EntrustedCaseTests {
  private static let entrusted = [
    "case_id": "1", "unit_code": "U", "handling_unit_code": "T", "district_code": "D",
    "domain": "甲", "item_code": "I", "filed_date": "2024-03-01", "decided_date": "2024-03-20",
    "disposition": "punished",
  ]

  private func world(_ cells: [String: String] = [:]) -> World {
    var world = World()
    world.set(
      .units, ["T", "U"].map { ["unit_code": $0, "unit_name": $0, "district_code": "D"] })
    world.set(.authority, ["T", "U"].map { ["unit_code": $0, "item_code": "I"] })
    let row = Self.entrusted.merging(cells) { $1 }
    let tallies = CaseTallies(
      ColumnTable(archived(.cases, [row])), items: ColumnTable(archived(.caseItems, [])),
      basis: .decided)
    world.input.cases.merge(tallies.cases)
    world.input.handling.merge(tallies.handling)
    return world
  }

  @Test func anEntrustedUnitIsActiveAndSoIsTheOneThatEntrustedIt() throws {
    let world = world()
    #expect(try #require(world.cell("T")).state == .active)
    #expect(try #require(world.cell("U")).state == .active)
    let domains = world.counted().observation.cells.filter { $0.level == .unitDomain }
    #expect(domains.map(\.unitCode) == ["T", "U"])
    #expect(domains.allSatisfy { $0.state == .active && $0.cases == 1 })
  }

  @Test func anEntrustedCaseIsOneCaseInCaseCountsAndInItsPlaces() {
    let observation = world().counted().observation
    #expect(observation.cases.sums.reduce(0) { $0 + $1.value[0] } == 1)
    #expect(observation.cases.sums.reduce(0) { $0 + $1.value[1] } == 1)
    let places = observation.cells.filter { $0.unitCode.isEmpty }
    #expect(places.count == 3)
    #expect(places.allSatisfy { $0.cases == 1 })
  }

  @Test func theMonthsOfAnEntrustedUnitShowItsCases() {
    let months = world().counted().observation.unitMonths.filter { $0.cases > 0 }
    #expect(months.map(\.unitCode) == ["T", "U"])
    #expect(months.allSatisfy { $0.month == month("2024-03") && $0.cases == 1 })
  }

  @Test func anEntrustedCaseSettledWithoutPenaltyIsHandledByBoth() throws {
    let world = world(["disposition": "exempted"])
    #expect(try #require(world.cell("T")).state == .handled)
    #expect(try #require(world.cell("U")).state == .handled)
    #expect(try #require(world.cell("T")).settled == 1)
  }

  @Test func aUnitThatHandledItsOwnCaseHasItOnce() throws {
    let world = world(["handling_unit_code": "U"])
    #expect(world.input.handling.sums.isEmpty)
    #expect(try #require(world.cell("U")).cases == 1)
    #expect(try #require(world.cell("T")).state == .zeroOpen)
  }

  @Test func aCaseInTheNameOfThePredecessorIsTheUnitsOwn() throws {
    var world = World()
    world.set(
      .units,
      [
        [
          "unit_code": "O", "unit_name": "旧局", "district_code": "D", "active_to": "2023-12-31",
          "successor_code": "U",
        ],
        [
          "unit_code": "U", "unit_name": "新局", "district_code": "D",
          "active_from": "2024-01-01",
        ],
      ])
    count(["handling_unit_code": "O"], items: [], in: &world)
    #expect(try #require(world.cell()).cases == 1)
    #expect(world.counted().observation.unitMonths.reduce(0) { $0 + $1.cases } == 1)
  }

  @Test func anEntrustedCaseOfTwoItemsIsOneCaseInTheMonthsOfBoth() {
    var world = World()
    world.set(.units, ["T", "U"].map { ["unit_code": $0, "unit_name": $0, "district_code": "D"] })
    count(["handling_unit_code": "T"], items: ["I", "J"], in: &world)
    let months = world.counted().observation.unitMonths.filter { $0.cases > 0 }
    #expect(months.map(\.cases) == [1, 1])
  }

  private func count(_ cells: [String: String], items: [String], in world: inout World) {
    let base = [
      "case_id": "1", "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I",
      "decided_date": "2024-03-02",
    ]
    let rows = items.map { ["case_id": "1", "unit_code": "U", "domain": "甲", "item_code": $0] }
    let tallies = CaseTallies(
      ColumnTable(archived(.cases, [base.merging(cells) { _, new in new }])),
      items: ColumnTable(archived(.caseItems, rows)),
      basis: .decided)
    world.input.cases.merge(tallies.cases)
    world.input.handling.merge(tallies.handling)
  }
}
