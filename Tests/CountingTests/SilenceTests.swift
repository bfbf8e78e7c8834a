import Contracts
import Testing

@testable import Counting

@Suite struct SilenceTests {
  @Test func silenceCountsTheMonthsSinceTheLastCase() throws {
    var world = World()
    world.add(case: ["decided_date": "2023-10-31"])
    let cell = try #require(world.cell())
    #expect(cell.monthsSilent == 14)
    #expect(cell.silentFrom == month("2023-11"))
    #expect(cell.lastActive == month("2023-10"))
    #expect(!cell.isLeftCensored)
  }

  @Test func onlyDeliveredMonthsAreSilent() throws {
    var world = World()
    world.add(case: ["decided_date": "2023-10-31"])
    world.set(.feeds, StateCase.feeds(missing: ["2023-12", "2024-05"]))
    let cell = try #require(world.cell())
    #expect(cell.monthsSilent == 12)
    #expect(cell.monthsEmpowered == 12)
    #expect(cell.monthsSent == 11)
  }

  @Test func onlyMonthsWithThePowerAreSilent() throws {
    var world = World()
    world.set(.authority, [["unit_code": "U", "item_code": "I", "valid_from": "2024-08-15"]])
    let cell = try #require(world.cell())
    // August was held for half a month and does not count.
    #expect(cell.monthsEmpowered == 4)
    #expect(cell.monthsSilent == 4)
    #expect(cell.silentFrom == month("2024-09"))
  }

  @Test func aSilenceFromTheFirstMonthIsLeftCensored() throws {
    let cell = try #require(World().cell())
    #expect(cell.monthsSilent == 36)
    #expect(cell.isLeftCensored)
    #expect(cell.lastActive == nil)
    #expect(cell.silentFrom == month("2022-01"))
  }

  @Test func aCaseBeforeTheFirstObservedMonthDoesNotOpenTheObservation() {
    var world = World()
    world.add(case: ["filed_date": "2021-08-01", "decided_date": "2022-03-01"])
    #expect(world.counted().observation.firstMonth == month("2022-01"))
  }

  @Test func theFutureIsNotSeenFromAnEarlierMonth() throws {
    var world = World()
    world.add(case: ["filed_date": "2024-07-02", "decided_date": "2024-09-01"])
    let cell = try #require(world.cell(at: "2024-06"))
    #expect(cell.state == .zeroOpen)
    #expect(cell.casesEver == 0)
    #expect(world.counted("2024-06").observation.cases.sums.isEmpty)
  }

  @Test func aFilingEndsTheSilenceBeforeItsDecision() throws {
    var world = World()
    world.add(case: ["filed_date": "2024-06-02", "decided_date": "2024-09-01"])
    let cell = try #require(world.cell(at: "2024-06"))
    #expect(cell.state == .active)
    #expect(cell.monthsSilent == 0)
  }

  @Test func aSettledCaseIsCountedOnceWhenFiledAndClosedInTheWindow() throws {
    var world = World()
    world.add(case: StateCase.exemption)
    let cell = try #require(world.cell())
    #expect(cell.settled == 1)
    #expect(cell.cases == 0)
    #expect(cell.lastActive == month("2024-06"))
  }

  @Test func reportsAloneCountWhereKindsAreStated() throws {
    var world = World()
    for kind in ["report", "complaint", "inquiry", ""] {
      world.add(complaint: "2024-04-04", kind: kind)
    }
    // A report, and one of unstated kind.
    #expect(try #require(world.cell()).complaints == 2)
    var unstated = World()
    unstated.add(complaint: "2024-04-04", kind: "complaint")
    #expect(try #require(unstated.cell()).complaints == 1)
  }

  @Test func aComplaintWithoutAUnitGoesToTheOnlyHolderInItsDistrict() throws {
    var world = World()
    world.add(complaint: "2024-04-04", unit: "")
    #expect(try #require(world.cell()).complaints == 1)
  }

  @Test func aCityItemIsDeliveredOnlyWhenEveryHolderDelivered() throws {
    var world = World()
    world.set(
      .units, ["U", "V"].map { ["unit_code": $0, "unit_name": $0, "district_code": "D"] })
    world.set(.authority, ["U", "V"].map { ["unit_code": $0, "item_code": "I"] })
    world.set(.feeds, StateCase.feeds(missing: ["2024-08"]))
    let city = try #require(
      world.counted().observation.cells.first { $0.level == .cityItem })
    #expect(city.monthsSent == 11)
    #expect(city.monthsSilent == 35)
    #expect(try #require(world.cell("V")).monthsSilent == 36)
  }

  // Either item may be the one that the case is of; the domain is the same.
  @Test func aNameOfTwoItemsMatchesNoneAndIsSaidToBeSo() {
    var world = World()
    world.set(
      .catalogue,
      ["I", "J"].map { ["item_code": $0, "item_name": "某事项", "domain": "甲"] })
    world.set(.authority, [["unit_code": "U", "domain": "甲"]])
    for domain in ["甲", ""] {
      world.add(
        case: [
          "item_code": "", "item_name": "某事项", "decided_date": "2024-06-05", "domain": domain,
        ])
    }
    let observation = world.counted().observation
    #expect(
      observation.unmatched.sums.map(\.key).sorted { $0[2] < $1[2] } == [
        ["2024-06", "U", "", "", "某事项", "item_ambiguous"],
        ["2024-06", "U", "甲", "", "某事项", "item_ambiguous"],
      ])
    // Whichever it is, it is of the domain.
    #expect(observation.cells.first { $0.level == .unitDomain }?.casesEver == 2)
  }

  @Test func anUnmatchedCodeIsListedAndNeverRepairedByItsName() {
    var world = World()
    world.add(case: ["item_code": "X", "item_name": "某事项", "decided_date": "2024-05-05"])
    world.add(case: ["item_code": "", "item_name": "某事项", "decided_date": "2024-06-05"])
    let observation = world.counted().observation
    #expect(
      observation.unmatched.sums.map(\.key) == [
        ["2024-05", "U", "甲", "X", "某事项", "item_unknown"]
      ])
    #expect(observation.cells.first { $0.level == .unitItem }?.casesEver == 1)
    #expect(observation.cells.first { $0.level == .unitDomain }?.casesEver == 2)
  }
}
