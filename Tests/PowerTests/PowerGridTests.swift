import Contracts
import Simulation
import Testing

@testable import Power

@Suite struct PowerGridTests {
  private func grid(threads: Int) -> PowerGrid {
    var grid = PowerGrid(presets: [.base, .units], seeds: 1...2)
    grid.threads = threads
    grid.parameters = SmallWorlds.parameters
    return grid
  }

  // Flags every silent cell of the level that the population has, sure of the open zeros.
  private static let stub: @Sendable (Observation) -> [CellAssessment] = { observation in
    observation.cells.indices.compactMap { index in
      let cell = observation.cells[index]
      guard cell.level == .unitItem || cell.level == .unitDomain else { return nil }
      let isOpen = cell.state == .zeroOpen
      return CellAssessment(
        cell: index, monthsSilent: 0, expected: 0, expectedByPeers: 0,
        spell: SpellNumbers(size: 1, earlier: 0, before: 0, since: 0, chance: 1),
        posterior: StatePosterior(
          normal: isOpen ? 0.1 : 1, stopped: isOpen ? 0.9 : 0, never: 0, structural: 0),
        verdict: isOpen ? .gradeA : .notTested)
    }
  }

  @Test func pageDoesNotDependOnTheThreads() async {
    let one = grid(threads: 1)
    let first = await one.outcomes(of: Self.stub)
    let second = await grid(threads: 3).outcomes(of: Self.stub)
    #expect(PowerReport(first, of: one).text == PowerReport(second, of: one).text)
    #expect(first.map(\.seed) == [1, 2, 1, 2])
    #expect(first.map(\.preset) == [.base, .base, .units, .units])
  }

  @Test func methodIsMeasuredByItsFlagsAndPosteriors() async throws {
    let outcomes = await grid(threads: 2).outcomes(of: Self.stub)
    for outcome in outcomes {
      // Open zeros are silent for twelve months, so they are among those of the naive rule.
      #expect(outcome.own.flags > 0 && outcome.own.flags <= outcome.silent.flags)
      #expect(outcome.own.sure == outcome.own.flags)
      #expect(outcome.own.inactive.reduce(0, +) == outcome.inactive)
      #expect(outcome.own.calibration.cells.reduce(0, +) == outcome.cells)
      let own = try #require(outcome.ownPrecision)
      let limit = try #require(outcome.limitPrecision)
      #expect(own < limit)
    }
  }

  @Test func pageHasARowForEachWorld() async {
    let grid = grid(threads: 2)
    let text = PowerReport(await grid.outcomes(of: { _ in [] }), of: grid).text
    // Three tables have a row a world, the calibration has one a bin.
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| base |") } == 3)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| units |") } == 3)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 3 * 4 + 2 + Calibration.bounds.count)
    #expect(!text.contains("nan") && text.hasSuffix("|\n"))
  }
}
