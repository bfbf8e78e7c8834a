import Contracts
import Simulation
import Testing

@testable import Power

@Suite struct PatternGridTests {
  static func small(_ preset: PatternPreset) -> PatternParameters {
    var parameters = preset.parameters
    if parameters.kind.isOfDomains {
      parameters.units = 3
    } else {
      (parameters.units, parameters.meanCases) = (30, 20)
    }
    return parameters
  }

  private func grid(_ presets: [PatternPreset], threads: Int = 2) -> PatternGrid {
    var grid = PatternGrid(presets: presets, seeds: 1...2)
    grid.threads = threads
    grid.parameters = Self.small
    return grid
  }

  // Flags every unit and each of its domains, twice.
  private static let everyone: PatternGrid.Method = { observation, codes in
    codes.flatMap { code in
      observation.cells(of: .unitDomain).flatMap { cell in
        var verdict = PatternVerdict(indicator: code, isFlagged: true, isAssessed: true)
        (verdict.unitCode, verdict.domain) = (cell.unitCode, cell.domain)
        return [verdict, verdict]
      }
    }
  }

  @Test(arguments: [PatternPreset.severity, .concentration8, .quota])
  func flagsOnEveryoneFindAllThatIsPlanted(_ preset: PatternPreset) async {
    for outcome in await grid([preset]).outcomes(of: Self.everyone) {
      #expect(outcome.flags == outcome.subjects)
      #expect(outcome.found == outcome.planted && outcome.planted > 0)
      #expect(outcome.falseFlags == outcome.subjects - outcome.planted)
    }
  }

  @Test func verdictsOfOtherIndicatorsAreLeftOut() async {
    let method: PatternGrid.Method = { observation, _ in await Self.everyone(observation, ["Z04"]) }
    let outcomes = await grid([.fines]).outcomes(of: method)
    #expect(outcomes.map(\.indicator) == ["S04", "S13", "S04", "S13"])
    #expect(outcomes.allSatisfy { !$0.isComputed && $0.flags == 0 && $0.falseShare == 0 })
  }

  @Test func pageDoesNotDependOnTheThreads() async {
    let presets: [PatternPreset] = [.mix, .profit, .mixnull]
    let one = grid(presets, threads: 1)
    let first = await one.outcomes(of: Self.everyone)
    let second = await grid(presets, threads: 3).outcomes(of: Self.everyone)
    #expect(first == second)
    let text = PatternReport(first, of: one).text
    #expect(text.contains("| mix | S02 | 2 | 60 |"))
    #expect(text.contains("| profit | P06 | 2 | 60 |"))
    #expect(text.contains("| mixnull | S02 | 2 | 60 | 120 | 60 | 0.500 | 2 of 2 | 0 of 10 |"))
  }

  @Test func whatIsNotComputedHasNoPower() async {
    let grid = grid([.rush, .rushnull])
    let text = PatternReport(await grid.outcomes(of: { _, _ in [] }), of: grid).text
    #expect(text.contains("| – | – | – | – | – | – | – |"))
    #expect(text.contains("| rushnull | P05 | 2 | 60 | – | – | – | – | – |"))
  }

  @Test(arguments: PatternPreset.allCases)
  func countingKnowsEveryCase(_ preset: PatternPreset) {
    let world = PatternWorld(Self.small(preset), seed: 3)
    let observation = PatternInput.observation(world, window: 12)
    #expect(observation.cases.sums.values.reduce(0) { $0 + $1[0] } == world.cases.count)
    #expect(observation.unmatched.sums.isEmpty)
    #expect(observation.unitMonths.allSatisfy { $0.isSent })
    let held = Set(world.cases.map { [$0.unit, $0.item] }).count
    #expect(observation.cells(of: .unitItem).count { $0.casesEver > 0 } == held)
  }
}
