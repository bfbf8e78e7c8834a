import Contracts
import Testing

@testable import Counting

/// Regressions: registers, deliveries and spellings that were read for more than they say.
@Suite struct EvidenceRegressionTests {
  private func book(_ spans: [[String: String]]) -> DeliveryBook {
    let units = [
      ["unit_code": "A", "active_to": "2023-06-30", "successor_code": "N"],
      ["unit_code": "B", "active_to": "2023-06-30", "successor_code": "N"],
      ["unit_code": "N", "active_from": "2023-07-01"],
    ]
    return DeliveryBook(
      feeds: archived(.feeds, []), deliveries: archived(.deliveries, spans),
      months: archived(.deliveredMonths, []),
      units: UnitBook(
        archived(.units, units), districts: DistrictBook(archived(.districts, [])),
        observed: .unitNames))
  }

  private func span(_ unit: String, _ from: String, _ to: String) -> [String: String] {
    [
      "table": "cases", "unit_code": unit, "month_from": from, "month_to": to,
      "as_of": "2024-12-31",
    ]
  }

  @Test func aRegisterOfZeroOutlastsACaseOfThreeYearsAgo() {
    var world = World()
    world.set(
      .exposure,
      [
        World.exposure(year: 2022, parties: 3), World.exposure(year: 2023, parties: 0),
        World.exposure(year: 2024, parties: 0),
      ])
    world.add(case: ["filed_date": "2022-01-01", "decided_date": "2022-01-02"])
    let cells = world.counted().observation.cells
    #expect(cells.count == CellLevel.allCases.count)
    #expect(cells.allSatisfy { $0.casesEver == 1 && $0.state == .noExposure })
  }

  @Test func aMonthOfAMergedUnitCameOnlyWhenTheExportsOfAllPartsSpanIt() {
    let half = book([span("A", "2023-01", "2023-06"), span("B", "2023-01", "2023-03")])
    #expect(half.delivery("N", month("2023-03")) == (true, .span))
    #expect(half.delivery("N", month("2023-04")) == (false, .none))
  }

  @Test func anExportOfAGoneUnitSaysNothingOfItsSuccessorsMonths() {
    let gone = book([span("A", "2023-01", "2024-06"), span("B", "2023-01", "2024-06")])
    #expect(gone.delivery("N", month("2023-06")) == (true, .span))
    // Exports go on under old codes for some months; what comes later may be old cases that are closed.
    #expect(gone.delivery("N", month("2023-09")) == (true, .span))
    #expect(gone.delivery("N", month("2023-10")) == (false, .none))
  }

  @Test func anUndatedExportThatCoversAllUnitsDeliversItsMonths() throws {
    var world = World()
    world.set(
      .deliveries,
      [["table": "cases", "unit_code": "*", "month_from": "2024-01", "month_to": "2024-12"]])
    world.add(case: StateCase.penalty)
    let months = world.counted().observation.unitMonths
    #expect(months.map(\.month) == (1...12).map { Month(year: 2024, month: $0) })
    #expect(months.allSatisfy { $0.isSent && $0.rule == .span })
    #expect(try #require(world.cell()).monthsSent == 12)
  }

  @Test func anItemSpelledInTwoWaysForTwoPartiesCountsOnce() throws {
    let row = [
      "case_id": "1", "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I",
      "decided_date": "2024-05-02", "filed_date": "2024-04-01",
    ]
    let items = [
      ["item_code": "I", "item_name": "某事项"],
      ["item_code": "I", "domain": "甲", "item_name": "某事项"],
    ].map { $0.merging(["case_id": "1", "unit_code": "U"]) { $1 } }
    let tallies = CaseTallies(
      ColumnTable(archived(.cases, [row])), items: ColumnTable(archived(.caseItems, items)),
      basis: .decided)
    #expect(tallies.cases.sums.reduce(0) { $0 + $1.value[1] } == 1)
    #expect(tallies.cases.sums.reduce(0) { $0 + $1.value[2] } == 1)
    var world = World()
    world.input.cases.merge(tallies.cases)
    #expect(try #require(world.cell()).cases == 1)
  }

  @Test func itemsWithoutACodeAreToldByTheirNames() {
    let row = ["case_id": "1", "unit_code": "U", "domain": "甲", "decided_date": "2024-05-02"]
    let items = ["丙事项", "丁事项", "丁事项"].map {
      ["case_id": "1", "unit_code": "U", "domain": "甲", "item_name": $0]
    }
    let tallies = CaseTallies(
      ColumnTable(archived(.cases, [row.merging(["item_name": "丙事项"]) { $1 }])),
      items: ColumnTable(archived(.caseItems, items)), basis: .decided)
    #expect(tallies.cases.sums.reduce(0) { $0 + $1.value[1] } == 2)
  }

  @Test func aCityUnitWhoseCasesLieInCountiesLeavesItsOwnDistrictActive() throws {
    var world = World()
    world.set(
      .districts,
      [
        ["code": "C", "level": "city"], ["code": "D", "level": "county", "parent_code": "C"],
      ])
    world.set(
      .units,
      [["unit_code": "U", "unit_name": "某局", "level": "city", "district_code": "C"]])
    world.add(case: StateCase.penalty)
    let cells = world.counted().observation.cells
    for level in [CellLevel.districtItem, .districtDomain] {
      let own = try #require(cells.first { $0.level == level && $0.districtCode == "C" })
      #expect(own.state == .active)
      #expect(own.cases == 1)
    }
    // The case lies in two districts, and in the city once.
    #expect(try #require(cells.first { $0.level == .cityItem }).cases == 1)
  }

  @Test func aDomainThatNoCatalogueKnowsLeavesTheAggregates() {
    let name = "王某某"
    var world = World()
    world.add(
      case: ["domain": name, "item_code": "", "item_name": name, "decided_date": "2024-05-05"])
    world.add(case: ["domain": name, "item_code": name, "decided_date": "2024-06-05"])
    world.add(case: ["domain": name, "item_code": "", "decided_date": "2024-07-05"])
    let observation = world.counted().observation
    #expect(observation.cells.allSatisfy { !$0.key.contains(name) })
    #expect(observation.cases.sums.keys.allSatisfy { !$0.contains(name) })
    #expect(observation.cases.sums.reduce(0) { $0 + $1.value[0] } == 3)
    #expect(Set(observation.unmatched.sums.keys.map { $0[5] }) == ["domain_unknown"])
  }
}
