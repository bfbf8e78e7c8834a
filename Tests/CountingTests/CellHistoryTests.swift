import Contracts
import Testing

@testable import Counting

@Suite struct CellHistoryTests {
  // Offsets count from 2022-01: 2024-01 is 24 and 2024-12 is 35.
  private func counts(_ pairs: (Int32, Int32)...) -> [MonthCount] {
    pairs.map { MonthCount(month: $0.0, count: $0.1) }
  }

  private func cell(
    _ world: World, _ level: CellLevel, _ unit: String = "", _ item: String = ""
  ) -> Cell? {
    world.counted().observation.cells.first {
      $0.level == level && $0.unitCode == unit && $0.itemCode == item
    }
  }

  @Test func observedMonthsHaveTheGapsOfDeliveryAndPower() {
    var world = World()
    world.set(.feeds, StateCase.feeds(missing: ["2022-05", "2024-12"]))
    world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_from": "2022-03-01", "valid_to": "2022-10-31"],
        ["unit_code": "U", "item_code": "I", "valid_from": "2023-02-01", "kind": "empowered"],
      ])
    let cell = world.cell()
    #expect(cell?.history.observed == [2...3, 5...9, 13...34])
    #expect(cell?.heldFrom == month("2023-02"))
    #expect(cell?.powerKind == "empowered")
    #expect(cell?.holders == 1)
  }

  @Test func casesCountWithAndWithoutPenalty() {
    var world = World()
    world.add(case: StateCase.penalty)
    world.add(case: StateCase.exemption)
    world.add(case: ["filed_date": "2022-02-01", "decided_date": "2022-02-28"])
    for level in [CellLevel.unitItem, .districtItem, .cityItem, .unitDomain, .districtDomain] {
      let isUnit = level == .unitItem || level == .unitDomain
      let isItem = level != .unitDomain && level != .districtDomain
      let cell = cell(world, level, isUnit ? "U" : "", isItem ? "I" : "")
      #expect(cell?.history.cases == counts((1, 1), (29, 2)))
      #expect(cell?.history.observed == [0...35])
    }
  }

  @Test func moreRegulatedPartiesOnceAreKeptMonthByMonth() {
    func world(_ parties: [Int?]) -> World {
      var world = World()
      world.set(
        .exposure,
        zip(2022..., parties).compactMap { year, parties in
          parties.map { World.exposure(year: year, parties: $0) }
        })
      world.add(case: ["filed_date": "2022-02-01", "decided_date": "2022-02-28"])
      return world
    }
    let before = { (parties: [Int?]) in world(parties).cell()?.history.partiesBefore }
    #expect(before([200, 100, 10]) == counts((0, 200), (12, 100), (24, 10)))
    // Never fewer than in the report month, nor than one.
    #expect(before([200, 5, 10]) == counts((0, 200), (12, 10)))
    #expect(before([3, 3, 0]) == counts((0, 3), (24, 1)))
    #expect(before([10, 10, 10]) == [] && before([5, 8, 10]) == [])
    // A year without a figure has the one before, and before the first figure that; the last is needed.
    #expect(before([nil, 200, 10]) == counts((0, 200), (24, 10)))
    #expect(before([200, nil, 10]) == counts((0, 200), (24, 10)))
    #expect(before([200, 100, nil]) == [])
    // A cell that never had a case has no record to measure by.
    var silent = World()
    silent.set(.exposure, [(2022, 9), (2024, 3)].map { World.exposure(year: $0, parties: $1) })
    #expect(silent.cell()?.history.partiesBefore == [])
  }

  @Test func theLastFilingMayLieLongBeforeTheCase() {
    var world = World()
    world.add(case: ["filed_date": "", "decided_date": "2024-12-05"])
    #expect(world.cell()?.lastFiled == nil)
    world.add(case: ["filed_date": "2024-03-01", "decided_date": "2024-12-05"])
    let cell = world.cell()
    #expect(cell?.lastFiled == month("2024-03") && cell?.lastActive == month("2024-12"))
    #expect(cell?.history.cases == counts((35, 2)))
    world.add(case: ["filed_date": "2024-12-02", "decided_date": "2024-12-05"])
    #expect(world.cell()?.lastFiled == month("2024-12"))
  }

  @Test func orderOfAnInspectionIsNoCase() {
    var world = World()
    world.add(inspection: "2024-02-02", result: "rectify")
    let cell = world.cell()
    #expect(cell?.state == .handled)
    #expect(cell?.settled == 1)
    #expect(cell?.history.cases == [])
    #expect(cell?.history.findings == counts((25, 1)))
  }

  @Test func whatHappensWithoutThePowerIsNotCounted() {
    var world = World()
    world.set(.authority, [["unit_code": "U", "item_code": "I", "valid_from": "2024-01-01"]])
    world.add(case: ["filed_date": "2023-05-01", "decided_date": "2023-06-01"])
    world.add(case: StateCase.penalty)
    world.add(complaint: "2023-12-31")
    world.add(complaint: "2024-01-01")
    world.add(inspection: "2023-02-02", result: "rectify")
    let history = world.cell()?.history
    #expect(history?.cases == counts((29, 1)))
    #expect(history?.complaints == counts((24, 1)))
    #expect(history?.findings == [])
  }

  @Test func monthThatDidNotComeHasComplaintsAndNoCases() {
    var world = World()
    world.set(.feeds, StateCase.feeds(missing: ["2024-06"]))
    world.add(case: StateCase.penalty)
    world.add(complaint: "2024-06-03")
    let history = world.cell()?.history
    #expect(history?.cases == [])
    #expect(history?.complaints == counts((29, 1)))
  }

  @Test func casesOfAMergedDistrictCountUnderItsSuccessor() {
    var world = World()
    world.set(
      .districts,
      [
        ["code": "D", "level": "county"],
        ["code": "E", "level": "county", "successor_code": "D", "valid_to": "2022-12-31"],
      ])
    world.add(case: [
      "district_code": "E", "filed_date": "2022-02-01", "decided_date": "2022-02-28",
    ])
    world.add(case: StateCase.penalty)
    let cell = cell(world, .districtItem, "", "I")
    #expect(cell?.districtCode == "D")
    #expect(cell?.history.cases == counts((1, 1), (29, 1)))
    #expect(cell?.history.observed == [0...35])
  }

  @Test func holdersAreTheUnitsOfTheReportMonth() {
    var world = World()
    world.set(
      .units,
      ["U", "V", "W"].map {
        ["unit_code": $0, "unit_name": $0, "level": "county", "district_code": "D"]
      })
    world.set(
      .catalogue,
      ["I", "J"].map {
        ["item_code": $0, "item_name": $0, "domain": "甲", "exposure_group": $0 == "I" ? "店" : ""]
      })
    world.set(
      .authority,
      [
        ["unit_code": "U", "domain": "甲", "kind": "statutory"],
        ["unit_code": "V", "item_code": "I", "kind": "entrusted"],
        ["unit_code": "W", "item_code": "I", "kind": "statutory", "valid_to": "2024-11-30"],
      ])
    #expect(cell(world, .districtItem, "", "I")?.holders == 2)
    #expect(cell(world, .districtItem, "", "J")?.holders == 1)
    #expect(cell(world, .cityItem, "", "I")?.holders == 2)
    #expect(cell(world, .districtDomain)?.holders == 2)
    #expect(cell(world, .unitDomain, "U")?.holders == 1)
    #expect(cell(world, .unitItem, "W", "I")?.holders == 0)
    #expect(cell(world, .unitItem, "W", "I")?.heldFrom == nil)
    #expect(cell(world, .unitItem, "W", "I")?.powerKind == "")
    #expect(cell(world, .unitItem, "U", "I")?.powerKind == "statutory")
    // The kinds of the place's units differ.
    #expect(cell(world, .cityItem, "", "I")?.powerKind == "")
    #expect(cell(world, .cityItem, "", "J")?.powerKind == "statutory")
    #expect(cell(world, .unitItem, "U", "I")?.exposureGroup == "店")
    #expect(cell(world, .unitItem, "U", "J")?.exposureGroup == "甲")
    #expect(cell(world, .unitDomain, "U")?.exposureGroup == "甲")
  }

  @Test func unitsAreThoseOfToday() {
    var world = World()
    world.set(
      .units,
      [
        ["unit_code": "P", "unit_name": "某区政府", "level": "county", "district_code": "D"],
        [
          "unit_code": "U", "unit_name": "某局", "level": "county", "district_code": "D",
          "kind": "department", "parent_code": "O",
        ],
        ["unit_code": "O", "unit_name": "原政府", "level": "county", "successor_code": "P"],
      ])
    let units = world.counted().observation.units
    #expect(units.map(\.code) == ["P", "U"])
    #expect(
      units.last
        == UnitFact(
          code: "U", level: "county", kind: "department", parentCode: "P", districtCode: "D",
          countyCode: "D"))
  }

  // Under its present or an earlier code; of a code that no list knows nobody knows that it ended.
  @Test(arguments: [("2024-11", true), ("2024-12", false)])
  func aUnitWithoutASuccessorStandsUntilItsLastDay(_ month: String, _ stands: Bool) {
    var world = World()
    world.set(
      .units,
      [
        ["unit_code": "U", "unit_name": "某局", "active_to": "2024-12-15"],
        ["unit_code": "V", "unit_name": "旧局", "active_to": "2024-06-30", "successor_code": "W"],
        ["unit_code": "W", "unit_name": "新局", "active_from": "2024-07-01"],
      ])
    world.add(case: ["unit_code": "X", "decided_date": "2024-05-05"])
    let units = world.counted(month).observation.units
    #expect(units.map(\.code) == ["U", "W", "X"])
    #expect(units.map(\.isStanding) == [stands, true, true])
    #expect(units.map { UnitFact(row: $0.row) } == units)
  }
}
