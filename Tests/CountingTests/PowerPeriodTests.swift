import Contracts
import Testing

@testable import Counting

/// Regressions: powers and traces counted in months, and for codes, that they did not belong to.
@Suite struct PowerPeriodTests {
  private func unit(_ code: String, level: String = "county") -> [String: String] {
    ["unit_code": code, "unit_name": code, "level": level, "district_code": "D"]
  }

  @Test func anOpenGrantEndsWithThePredecessorThatHeldIt() throws {
    var world = World()
    let old = ["active_to": "2023-06-30", "successor_code": "U"]
    world.set(
      .units,
      [
        unit("A").merging(old) { $1 },
        unit("U").merging(["active_from": "2023-07-01"]) { $1 },
      ])
    world.set(.authority, [["unit_code": "A", "item_code": "I", "valid_from": "2020-01-01"]])
    world.add(complaint: "2024-04-04")
    let cell = try #require(world.cell())
    #expect(cell.state == .notEmpowered)
    #expect(cell.complaints == 0)
    #expect(cell.monthsEmpowered == 0)
    // While the predecessor existed the power was held.
    #expect(try #require(world.cell(at: "2023-06")).monthsEmpowered == 12)
  }

  @Test func levelsOfAnItemAreThoseOfItsPeriod() throws {
    var world = World()
    world.set(.units, [unit("T", level: "town"), unit("U")])
    world.set(.authority, [])
    let item = ["item_code": "I", "item_name": "某事项", "domain": "甲"]
    world.set(
      .catalogue,
      [
        item.merging(["levels": "county", "valid_to": "2023-06-30"]) { $1 },
        item.merging(["levels": "town", "valid_from": "2023-07-01"]) { $1 },
      ])
    #expect(world.counted().powerSource == .levels)
    #expect(try #require(world.cell("U")).state == .notEmpowered)
    #expect(try #require(world.cell("T")).state == .zeroOpen)
    #expect(try #require(world.cell("U", at: "2023-06")).state == .zeroOpen)
    // What is granted after the report month is no cell of it yet.
    #expect(world.cell("T", at: "2023-06") == nil)
  }

  // Another item of the domain is held: what comes about the one that is not asks nothing of it.
  @Test func complaintsAboutAnItemThatIsNotHeldAskNothingInItsDomain() throws {
    var world = World()
    let item = ["item_name": "某事项", "domain": "甲", "levels": "county"]
    world.set(.catalogue, ["I", "J"].map { item.merging(["item_code": $0]) { $1 } })
    world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "J", "valid_from": "2020-01-01"],
        ["unit_code": "U", "item_code": "I", "valid_from": "2020-01-01", "valid_to": "2024-06-30"],
      ])
    for month in 1...10 {
      let day = Month(year: 2024, month: month).description + "-05"
      world.add(complaint: day)
      world.add(inspection: day, result: "filed")
    }
    let domain = world.counted().observation.cells.first { $0.level == .unitDomain }
    let cell = try #require(domain)
    #expect([cell.complaints, cell.findings, cell.inspections] == [6, 6, 6])
    #expect(cell.history.complaints.map(\.month).count == 6)
  }

  @Test func complaintsAndFindingsBeforeThePowerCameAskNothingOfTheHolder() throws {
    var world = World()
    world.set(.authority, [["unit_code": "U", "item_code": "I", "valid_from": "2024-12-01"]])
    for month in 1...10 {
      let day = Month(year: 2024, month: month).description + "-05"
      world.add(complaint: day)
      world.add(inspection: day, result: "filed")
    }
    let before = world.counted().observation.cells
    #expect(before.count == CellLevel.allCases.count)
    #expect(before.allSatisfy { $0.complaints == 0 && $0.findings == 0 && $0.openFindings == 0 })
    world.add(complaint: "2024-12-05")
    world.add(inspection: "2024-12-05", result: "filed")
    let cell = try #require(world.cell())
    #expect(cell.monthsEmpowered == 1)
    #expect([cell.complaints, cell.findings, cell.openFindings] == [1, 1, 1])
  }

  @Test func aPowerLostInTheWindowIsNoZero() {
    var world = World()
    world.set(
      .authority,
      [
        [
          "unit_code": "U", "item_code": "I", "valid_from": "2020-01-01",
          "valid_to": "2024-01-31",
        ]
      ])
    world.add(complaint: "2024-04-04")
    let cells = world.counted().observation.cells
    #expect(cells.count == CellLevel.allCases.count)
    #expect(cells.allSatisfy { $0.monthsEmpowered == 1 && $0.state == .notEmpowered })
    #expect(cells.allSatisfy { $0.complaints == 0 })
  }

  @Test func anItemWithdrawnInTheWindowIsNoZero() {
    var world = World()
    world.set(
      .catalogue,
      [["item_code": "I", "item_name": "某事项", "domain": "甲", "valid_to": "2024-06-30"]])
    world.add(case: ["filed_date": "2022-05-01", "decided_date": "2022-06-01"])
    let cells = world.counted().observation.cells
    #expect(cells.count == CellLevel.allCases.count)
    #expect(cells.allSatisfy { $0.monthsEmpowered == 6 && $0.state == .notEmpowered })
  }

  @Test func whatWasDoneBeforeThePowerWentStaysOnRecord() throws {
    var world = World()
    world.set(.authority, [["unit_code": "U", "item_code": "I", "valid_to": "2024-06-30"]])
    world.add(case: StateCase.penalty)
    #expect(try #require(world.cell()).state == .active)
  }

  @Test func aComplaintShowsNoPowerWhereNoneIsListed() throws {
    var world = World()
    world.set(.authority, [])
    world.set(.catalogue, [])
    world.add(case: ["item_code": "J", "domain": "乙", "decided_date": "2024-05-05"])
    world.add(complaint: "2024-04-04")
    world.add(inspection: "2024-04-04", result: "filed")
    #expect(world.counted().powerSource == .observed)
    #expect(try #require(world.cell("U", "J")).state == .active)
    let complained = world.counted().observation.cells.filter { $0.domain == "甲" }
    #expect(!complained.isEmpty)
    #expect(complained.allSatisfy { $0.state == .notEmpowered && $0.complaints == 0 })
  }

  @Test func aComplaintWithoutAUnitGoesToTheUnitThatHeldTheItemInThatMonth() throws {
    var world = World()
    world.set(.units, [unit("U"), unit("V")])
    world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_to": "2024-06-30"],
        ["unit_code": "V", "item_code": "I", "valid_from": "2024-07-01"],
      ])
    world.add(complaint: "2024-04-04", unit: "")
    for day in ["2024-08-08", "2024-09-09"] { world.add(complaint: day, unit: "") }
    #expect(try #require(world.cell("U")).complaints == 1)
    #expect(try #require(world.cell("V")).complaints == 2)
  }

  @Test func aComplaintOnAnItemThatNobodyHoldsIsNotGivenToAHolderOfItsDomain() throws {
    var world = World()
    let items = ["I", "J"]
    world.set(
      .catalogue, items.map { ["item_code": $0, "item_name": $0, "domain": "甲"] })
    world.set(.authority, [["unit_code": "U", "item_code": "J"]])
    world.add(complaint: "2024-04-04", unit: "")
    let domain = world.counted().observation.cells.first { $0.level == .unitDomain }
    #expect(try #require(domain).complaints == 0)
    #expect(try #require(world.cell("U", "J")).complaints == 0)
  }
}
