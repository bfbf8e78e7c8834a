import Contracts
import Testing

@testable import Counting

/// What a cell says of the months that were delivered and in which its power was held.
@Suite struct ObservedMonthsTests {
  private func domain(_ world: World) -> Cell? {
    world.counted().observation.cells.first { $0.level == .unitDomain }
  }

  private func parties(_ figures: [(month: String, parties: Int)]) -> [[String: String]] {
    figures.map {
      [
        "district_code": "D", "domain": "甲", "month": $0.month,
        "regulated_parties": String($0.parties),
      ]
    }
  }

  private func add(_ months: [Int], to world: inout World) {
    for month in months {
      let date = "2024-\(month < 10 ? "0" : "")\(month)-15"
      world.add(case: [
        "case_id": "c\(month)", "filed_date": date, "decided_date": date, "disposition": "punished",
      ])
    }
  }

  @Test func casesOfMonthsWithoutDeliveryOrPowerAreToldApart() throws {
    var world = World()
    world.set(
      .authority, [["unit_code": "U", "item_code": "I", "valid_from": "2024-04-01"]])
    world.set(.feeds, StateCase.feeds(missing: ["2024-06"]))
    add([2, 5, 6, 7], to: &world)
    let cell = try #require(domain(world))
    #expect(cell.cases == 4 && cell.casesUnobserved == 2)
    #expect(cell.monthsEmpowered == 9 && cell.monthsSent == 8)
    #expect(cell.partyMonths == nil)
  }

  @Test func partiesAreThoseOfEachMonth() throws {
    var world = World()
    let months = (1...12).map { "2024-\($0 < 10 ? "0" : "")\($0)" }
    // Nothing is said of January, nor from April to June.
    world.set(
      .exposure,
      parties(
        months.enumerated().filter { ![0, 3, 4, 5].contains($0.offset) }
          .map { ($0.element, $0.offset < 6 ? 10 : 30) }))
    #expect(try #require(domain(world)).partyMonths == 6 * 10 + 6 * 30)
    world.set(.feeds, StateCase.feeds(missing: ["2024-02", "2024-08"]))
    #expect(try #require(domain(world)).partyMonths == 5 * 10 + 5 * 30)
    let items = world.counted().observation.cells.filter { $0.level != .unitDomain }
    #expect(items.allSatisfy { $0.partyMonths == nil })
  }

  @Test func aFigureThatHoldsForAllMonthsIsToldOnce() throws {
    var world = World()
    world.set(.exposure, [World.exposure(year: 2024, parties: 7)])
    let cell = try #require(domain(world))
    #expect(cell.regulatedParties == 7 && cell.partyMonths == nil)
    world.set(.exposure, [World.exposure(year: 2023, parties: 7)])
    let unknown = try #require(domain(world))
    #expect(unknown.regulatedParties == nil && unknown.partyMonths == nil)
  }
}
