import Contracts
import Testing

@testable import Counting

/// What units said of their items answers for the domain and the places that consist of them.
@Suite struct ExplainedPlacesTests {
  private func explanation(
    _ unit: String, item: String, date: String = "2024-03-10"
  ) -> [String: String] {
    ["unit_code": unit, "item_code": item, "date": date, "expires": "2024-12-31"]
  }

  // U and V of district D may both enforce I; U may also enforce J until the end of a day.
  private func world(_ explanations: [[String: String]], lastDayOfJ: String = "") -> World {
    var world = World()
    let office = ["level": "county", "district_code": "D"]
    world.set(
      .units,
      ["U", "V"].map { office.merging(["unit_code": $0, "unit_name": "\($0)局"]) { $1 } })
    world.set(
      .catalogue,
      ["I", "J"].map { ["item_code": $0, "item_name": "事项\($0)", "domain": "甲"] })
    world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_from": "2020-01-01"],
        ["unit_code": "V", "item_code": "I", "valid_from": "2020-01-01"],
        [
          "unit_code": "U", "item_code": "J", "valid_from": "2020-01-01", "valid_to": lastDayOfJ,
        ],
      ])
    world.set(.explanations, explanations)
    return world
  }

  private func cell(_ world: World, _ level: CellLevel, unit: String = "", item: String = "")
    -> Cell?
  {
    world.counted().observation.cells.first {
      $0.level == level && $0.unitCode == unit && $0.itemCode == item
    }
  }

  @Test func aPlaceIsExplainedWhereEveryHolderIsSinceTheOldestDate() {
    let one = world([explanation("U", item: "I")])
    #expect(cell(one, .districtItem, item: "I")?.state == .zeroOpen)
    #expect(cell(one, .cityItem, item: "I")?.state == .zeroOpen)
    let both = world([
      explanation("U", item: "I"), explanation("V", item: "I", date: "2024-05-02"),
    ])
    for level in [CellLevel.districtItem, .cityItem] {
      #expect(cell(both, level, item: "I")?.state == .zeroExplained)
      #expect(cell(both, level, item: "I")?.explained?.description == "2024-03-10")
    }
    // U has not explained J, so that the domain of the district is open.
    #expect(cell(both, .districtDomain)?.state == .zeroOpen)
  }

  @Test func aDomainIsExplainedWhereEveryItemOfTheUnitIs() {
    let one = world([explanation("U", item: "I")])
    #expect(cell(one, .unitDomain, unit: "U")?.state == .zeroOpen)
    let both = world([explanation("U", item: "I"), explanation("U", item: "J")])
    #expect(cell(both, .unitDomain, unit: "U")?.state == .zeroExplained)
    #expect(cell(both, .unitDomain, unit: "V")?.state == .zeroOpen)
    #expect(cell(both, .districtDomain)?.state == .zeroOpen)
    let all = world([
      explanation("U", item: "I"), explanation("U", item: "J"), explanation("V", item: "I"),
    ])
    #expect(cell(all, .districtDomain)?.state == .zeroExplained)
  }

  @Test func aPowerThatEndedNeedsNoExplanation() {
    let ended = world([explanation("U", item: "I")], lastDayOfJ: "2024-06-30")
    #expect(cell(ended, .unitDomain, unit: "U")?.state == .zeroExplained)
  }

  @Test func whoHasNobodyToEnforceOnNeedsNoExplanation() {
    var world = world([explanation("U", item: "I")])
    world.set(
      .exposure,
      (2022...2024).flatMap { year in
        [World.exposure(year: year, parties: 10)]
          + [["unit_code": "V", "domain": "甲", "year": "\(year)", "regulated_parties": "0"]]
      })
    #expect(cell(world, .unitItem, unit: "V", item: "I")?.state == .noExposure)
    #expect(cell(world, .districtItem, item: "I")?.state == .zeroExplained)
  }
}
