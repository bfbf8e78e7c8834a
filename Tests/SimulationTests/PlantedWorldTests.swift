import Testing

@testable import Simulation

@Suite struct PlantedWorldTests {
  /// A world of a preset, small enough for a test.
  static func small(_ preset: WorldPreset, seed: UInt64 = 5) -> PlantedWorld {
    var parameters = preset.parameters
    if parameters.grid == .districtItem { parameters.columns = 80 } else { parameters.rows = 40 }
    parameters.casesPerYear = 2_000
    return PlantedWorld(parameters, seed: seed)
  }

  private func cells(_ world: PlantedWorld) -> [(row: Int, column: Int)] {
    (0..<world.parameters.rows).flatMap { row in
      (0..<world.parameters.columns).map { (row, $0) }
    }
  }

  @Test func seedFixesTheWorld() {
    let (first, second) = (Self.small(.base), Self.small(.base))
    #expect(first.events == second.events && first.starts == second.starts)
    #expect(first.state.values == second.state.values)
    #expect(first.expected.values == second.expected.values)
    #expect(first.events != Self.small(.base, seed: 6).events)
  }

  // Recorded on x86-64; a machine that draws otherwise would make other worlds.
  @Test func worldIsTheOneThatWasRecorded() {
    let world = Self.small(.combo)
    let sum = world.events.reduce(UInt64(0)) { sum, event in
      (sum &* 31 &+ UInt64(event.month)) &* 31 &+ UInt64(event.cases + 7 * event.complaints)
    }
    #expect(sum == 12_458_772_552_579_585_423)
    #expect(world.state.values.count { $0.isInactive } == 27)
  }

  @Test(arguments: WorldPreset.allCases)
  func eventsAreConsistent(_ preset: WorldPreset) {
    let world = Self.small(preset)
    #expect(world.starts.last == world.events.count)
    let wrong = cells(world).filter { cell in
      let events = world.events(cell.row, cell.column)
      let months = events.filter { $0.cases > 0 }.map(\.month)
      return !zip(events, events.dropFirst()).allSatisfy { $0.month < $1.month }
        || !events.allSatisfy { $0.converted <= min($0.cases, $0.findings) }
        || !events.allSatisfy { $0.cases + $0.findings + $0.complaints > 0 }
        || !months.allSatisfy { world.authority[cell.row, cell.column].contains($0) }
        || !months.allSatisfy { world.isSent[cell.row, $0] }
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: WorldPreset.allCases.filter { $0.parameters.tokenRate == 0 })
  func inactiveCellsHaveNoCaseFromTheirStopOn(_ preset: WorldPreset) {
    let world = Self.small(preset)
    let latest = world.months - world.parameters.minimumSilence
    let wrong = cells(world).filter { cell in
      let stop = world.stopMonth[cell.row, cell.column]
      let state = world.state[cell.row, cell.column]
      return state.isInactive && stop > latest
        || world.events(cell.row, cell.column).contains { $0.month >= stop && $0.cases > 0 }
        || state == .structural && world.expected[cell.row, cell.column] > 0
    }
    #expect(wrong.isEmpty)
  }

  @Test func inactionIsAsFrequentAsPlanted() {
    var parameters = WorldPreset.base.parameters
    (parameters.columns, parameters.casesPerYear) = (500, 10_000)
    let world = PlantedWorld(parameters, seed: 9)
    let inactive = world.state.values.count { $0.isInactive }
    // 5 % of the cells with exposure, about 89 % of 5,000; clusters make the count uneven.
    #expect((130...320).contains(inactive))
    let cases = world.events.reduce(0) { $0 + $1.cases }
    #expect((38_000...53_000).contains(cases))
    #expect(abs(world.oracle.rate.values.reduce(0, +) - 50_000) < 1e-6)
    for preset in [WorldPreset.null, .nullover, .unitsnull] {
      #expect(!Self.small(preset).state.values.contains { $0.isInactive })
    }
  }

  @Test func registerTellsUnknownFromNone() {
    let world = Self.small(.structural, seed: 3)
    let unknown = world.parties.values.count { $0 == nil }
    let none = world.parties.values.count { $0 == 0 }
    // 8 % of 750 unknown; of the 30 % without exposure three in four are known as none.
    #expect((35...90).contains(unknown) && (110...210).contains(none))
  }

  @Test func tokensStayBelowATenthOfWhatWasDue() {
    let world = Self.small(.token)
    for cell in cells(world) where world.state[cell.row, cell.column].isInactive {
      let stop = world.stopMonth[cell.row, cell.column]
      let tokens = world.events(cell.row, cell.column).filter { $0.month >= stop }
        .reduce(0) { $0 + $1.cases }
      #expect(Double(tokens) <= 0.1 * world.expectedSinceStop[cell.row, cell.column] + 1e-9)
    }
  }

  @Test func driftStaysWithinItsFactor() {
    let world = Self.small(.drift)
    for row in 0..<world.parameters.rows {
      let factors = (0..<world.months).map { world.oracle.rowProfile[row, $0] }
      #expect((factors.max() ?? 0) / (factors.min() ?? 1) <= 2)
      #expect(abs(factors.reduce(0, +) / Double(world.months) - 1) < 1e-9)
    }
  }

  @Test func deadUnitsHaveNoCase() {
    let world = Self.small(.deadunits, seed: 2)
    let dead = (0..<world.parameters.rows).filter { row in
      let held = (0..<world.parameters.columns).filter {
        [.normal, .never, .stopped].contains(world.state[row, $0])
      }
      return !held.isEmpty && held.allSatisfy { world.state[row, $0] == .never }
    }
    #expect(dead.count >= 6)
  }
}
