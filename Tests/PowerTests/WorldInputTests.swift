import Contracts
import Simulation
import Testing

@testable import Power

@Suite struct WorldInputTests {
  @Test(arguments: [WorldPreset.base, .units, .merged, .feedsgap])
  func talliesHoldEveryEvent(_ preset: WorldPreset) {
    let world = SmallWorlds.world(preset)
    let input = WorldInput.input(of: world)
    let cases = input.cases.sums.values.reduce(0) { $0 + $1[0] }
    #expect(cases == world.events.reduce(0) { $0 + $1.cases })
    let findings = input.inspections.sums.values.reduce(0) { $0 + $1[1] }
    #expect(findings == world.events.reduce(0) { $0 + $1.findings })
    let complaints = input.complaints.sums.values.reduce(0) { $0 + $1[0] }
    #expect(complaints == world.events.reduce(0) { $0 + $1.complaints })
  }

  @Test(arguments: [WorldPreset.base, .units, .merged])
  func everyCellOfThePopulationIsObserved(_ preset: WorldPreset) {
    let world = SmallWorlds.world(preset)
    let population = Population(world)
    let cells = WorldInput.observation(of: world, window: 12).cells
    let positions = cells.compactMap { population.position(ofKey: $0.key) }
    #expect(positions.sorted() == Array(population.places.indices))
  }

  @Test func statesOfCountingFitTheTruth() {
    let world = SmallWorlds.world(.base)
    let population = Population(world)
    for cell in WorldInput.observation(of: world, window: 12).cells {
      guard let position = population.position(ofKey: cell.key) else { continue }
      let place = population.places[position]
      let events = world.events(place.row, place.column)
      #expect(cell.casesEver == events.reduce(0) { $0 + $1.cases })
      #expect((cell.state == .active) == events.contains { $0.month >= 48 && $0.cases > 0 })
      #expect(cell.state != .notSent && cell.state != .notEmpowered)
    }
  }

  @Test func missedMonthsAreNotSent() {
    let world = SmallWorlds.world(.feedsgap)
    let months = WorldInput.observation(of: world, window: 12).unitMonths
    #expect(months.count { !$0.isSent } == world.isSent.values.count { !$0 })
  }
}
