import Contracts
import Testing

@testable import Counting

/// How many complaints count where some are of one complainant.
@Suite struct ComplainantBookTests {
  private func domain(_ world: World, _ unit: String = "U") -> Cell? {
    world.counted().observation.cells.first { $0.level == .unitDomain && $0.unitCode == unit }
  }

  @Test func oneOfEachComplainantAndEveryoneWhoStatesNoneCounts() throws {
    var world = World()
    for day in ["2024-01-05", "2024-01-06", "2024-12-31"] { world.add(complaint: day, by: "a") }
    world.add(complaint: "2024-06-05", by: "b")
    for day in ["2024-02-05", "2024-03-05"] { world.add(complaint: day) }
    for cell in [try #require(world.cell()), try #require(domain(world))] {
      #expect(cell.complaints == 6 && cell.complaintsRepeated == 2 && cell.complainants == 4)
    }
  }

  @Test func whatDoesNotCountIsNoFirstComplaint() throws {
    var world = World()
    // Before the window, and no report where reports are told apart.
    world.add(complaint: "2023-12-31", by: "a")
    world.add(complaint: "2024-03-05", kind: "inquiry", by: "a")
    world.add(complaint: "2024-05-05", by: "a")
    let cell = try #require(world.cell())
    #expect(cell.complaints == 1 && cell.complainants == 1)
  }

  @Test func aComplainantCountsOnceInADomainAndOnceForEachItem() throws {
    var world = World()
    world.set(
      .catalogue,
      ["I", "J", "K"].map { ["item_code": $0, "item_name": $0, "domain": "甲"] })
    world.set(
      .authority,
      [
        ["unit_code": "U", "item_code": "I", "valid_from": "2020-01-01"],
        ["unit_code": "U", "item_code": "J", "valid_from": "2024-07-01"],
      ])
    for item in ["I", "J"] {
      for day in ["2024-03-05", "2024-09-05"] { world.add(complaint: day, item: item, by: "a") }
    }
    for item in ["J", "J", "K"] { world.add(complaint: "2024-04-05", item: item, by: "b") }
    world.add(complaint: "2024-10-05", item: "", by: "a")
    let (first, second) = (try #require(world.cell()), try #require(world.cell("U", "J")))
    #expect(first.complaints == 2 && first.complainants == 1)
    #expect(second.complaints == 1 && second.complainants == 1)
    // Two about I, one about J since it is held, one about no item; none about J before, nor K.
    let whole = try #require(domain(world))
    #expect(whole.complaints == 4 && whole.complainants == 1)
  }

  @Test func aComplaintThatNamesNoUnitGoesToTheHolder() throws {
    var world = World()
    for _ in 1...3 { world.add(complaint: "2024-05-05", unit: "", by: "a") }
    let cell = try #require(world.cell())
    #expect(cell.complaints == 3 && cell.complainants == 1)
  }

  @Test func placesAskNobody() {
    var world = World()
    for _ in 1...3 { world.add(complaint: "2024-05-05", by: "a") }
    let places = world.counted().observation.cells.filter { $0.unitCode.isEmpty }
    #expect(places.count == 3 && places.allSatisfy { $0.complaints == 3 && $0.complainants == 3 })
  }
}
