import Simulation
import Testing

@testable import Power

@Suite struct MethodTests {
  private let level = 0.1

  private func measured(_ preset: WorldPreset, seeds: ClosedRange<UInt64>) -> Measurement {
    seeds.reduce(into: Measurement()) { sum, seed in
      let world = SmallWorlds.world(preset, seed: seed)
      let population = Population(world)
      let judgement = AttainableLimit.judgement(world, population, level: level)
      sum.add(Measurement(judgement, of: population))
    }
  }

  @Test func limitKeepsItsLevelAndIsCalibrated() throws {
    let sum = measured(.base, seeds: 1...7)
    // A share near 0.1 of some 90 flags has a standard error of 0.03.
    #expect(sum.flags > 60 && sum.falseShare < 0.19)
    #expect(sum.falseSureShare < 0.06)
    #expect(try #require(sum.power(expectingAtLeast: 3)) > 0.4)
    for bin in Calibration.bounds.indices where sum.calibration.cells[bin] > 60 {
      let predicted = try #require(sum.calibration.predicted(bin))
      let realised = try #require(sum.calibration.realised(bin))
      let error = (predicted * (1 - predicted) / Double(sum.calibration.cells[bin])).squareRoot()
      #expect(abs(realised - predicted) < 4 * error + 0.02)
    }
  }

  @Test func limitFlagsNothingWhereNobodyIsInactive() {
    #expect(measured(.null, seeds: 1...3).flags <= 1)
  }

  @Test func limitOfAnEmptyCellWithoutTracesIsItsPrior() {
    let world = SmallWorlds.world(.base)
    let posterior = LimitPosterior(world)
    let nothing = [Int](repeating: 0, count: 60)
    var cell = LimitCell(
      expected: [Double](repeating: 1e-9, count: 60), cases: nothing, findings: nothing, last: -1,
      complaints: 0, expectedComplaints: 1e-9, misfiled: 1e-9, findingShare: 0.4)
    // Never, and stopped in any month: 0.025 each; 3 % have nothing to enforce on.
    #expect(abs(posterior.inaction(of: cell) - 0.05 * 0.97) < 1e-6)
    // Complaints that are no misfilings rule out that there is nothing to enforce on.
    cell.complaints = 5
    #expect(abs(posterior.inaction(of: cell) - 0.05) < 1e-3)
  }

  private struct Example: Sendable {
    let monthly: Double
    var cases: [Int: Int] = [:]
    var findings: [Int: Int] = [:]
    let complaints: Int
    let expectedComplaints: Double
    let share: Double
    var multiplier = MultiplierLaw.gamma(shape: 3)
    var clump = 1.0
    let posterior: Double
  }

  // Python prototype of the method, oracle_hyper on worlds of this one cell with the defaults of
  // its generator, NumPy 2.4.6.
  private static let examples = [
    Example(
      monthly: 0.2, complaints: 0, expectedComplaints: 3, share: 0.4, posterior: 0.080970782878),
    Example(
      monthly: 0.2, cases: [3: 2, 20: 1], findings: [20: 1, 50: 2], complaints: 4,
      expectedComplaints: 3, share: 0.3, posterior: 0.521776685787),
    Example(
      monthly: 0.5, findings: [30: 1], complaints: 2, expectedComplaints: 3, share: 0.4,
      multiplier: .gamma(shape: 0.7), clump: 0.25, posterior: 0.265957910914),
    Example(
      monthly: 0.3, cases: [10: 4], complaints: 0, expectedComplaints: 2, share: 0.4,
      multiplier: .logNormal(spread: 1.2), posterior: 0.492161667714),
  ]

  @Test(arguments: examples)
  private func limitAgreesWithThePrototype(_ example: Example) {
    var parameters = SmallWorlds.parameters(.base)
    parameters.multiplier = example.multiplier
    parameters.clump = .gamma(shape: example.clump)
    let posterior = LimitPosterior(PlantedWorld(parameters, seed: 1))
    let cell = LimitCell(
      expected: [Double](repeating: example.monthly, count: 60),
      cases: (0..<60).map { example.cases[$0] ?? 0 },
      findings: (0..<60).map { example.findings[$0] ?? 0 }, last: example.cases.keys.max() ?? -1,
      complaints: example.complaints, expectedComplaints: example.expectedComplaints,
      misfiled: 0.05, findingShare: example.share)
    #expect(abs(posterior.inaction(of: cell) - example.posterior) < 1e-9)
  }

  @Test func limitGrowsWithWhatWasDue() {
    let posterior = LimitPosterior(SmallWorlds.world(.base))
    let nothing = [Int](repeating: 0, count: 60)
    let chances = [0.01, 0.1, 1].map { monthly in
      var cases = nothing
      cases[0] = 3
      return posterior.inaction(
        of: LimitCell(
          expected: [Double](repeating: monthly, count: 60), cases: cases, findings: nothing,
          last: 0, complaints: 0, expectedComplaints: 1, misfiled: 0.1, findingShare: 0.4))
    }
    #expect(chances[0] < chances[1] && chances[1] < chances[2] && chances[2] > 0.9)
  }

  @Test func rulesFlagWhatTheirDefinitionSays() {
    let world = SmallWorlds.world(.base)
    let population = Population(world)
    let silent = SilenceRules.silent(world, population)
    for (place, isFlagged) in zip(population.places, silent.isFlagged) {
      let isActive = world.events(place.row, place.column)
        .contains { $0.cases > 0 && $0.month >= 48 }
      #expect(isFlagged == !isActive)
    }
    let poisson = SilenceRules.poisson(world, population, level: level)
    #expect(zip(poisson.isFlagged, silent.isFlagged).allSatisfy { !$0 || $1 })
    #expect(poisson.isFlagged.contains(true) && poisson.isFlagged != silent.isFlagged)
  }
}
