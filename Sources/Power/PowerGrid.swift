public import Contracts
public import Simulation

/// What was measured in one world.
public struct WorldOutcome: Sendable {
  /// Name of the world.
  public let preset: WorldPreset
  /// Seed of the world.
  public let seed: UInt64
  /// Cells that hold the power in the last month.
  public let cells: Int
  /// Of those, inactive cells.
  public let inactive: Int
  /// The method under test.
  public let own: Measurement
  /// The attainable limit.
  public let limit: Measurement
  /// Every cell without a case in twelve months.
  public let silent: Measurement
  /// Independent cases at the rate of the margins.
  public let poisson: Measurement
  /// Average precision of the method under test; nil where no cell is inactive.
  public let ownPrecision: Double?
  /// Average precision of the attainable limit; nil where no cell is inactive.
  public let limitPrecision: Double?
}

/// Worlds and seeds over which a method is measured.
public struct PowerGrid: Sendable {
  /// Names of the worlds, in the order of the report.
  public var presets: [WorldPreset]
  /// Seeds of each world.
  public var seeds: ClosedRange<UInt64>
  /// Worlds that are measured at the same time.
  public var threads = 2
  /// Nominal false discovery rate.
  public var level = 0.10
  /// Months of the window.
  public var window = 12
  /// How a world is made; smaller ones for tests.
  public var parameters: @Sendable (WorldPreset) -> WorldParameters = { $0.parameters }

  /// Makes a grid of worlds and seeds.
  public init(presets: [WorldPreset], seeds: ClosedRange<UInt64>) {
    self.presets = presets
    self.seeds = seeds
  }

  /// Measures a method in every world; the order of the outcomes does not depend on the threads.
  ///
  /// - Parameters:
  ///   - method: Assesses the cells of an observation.
  ///   - report: Told of each world as soon as it is measured, in any order.
  /// - Returns: Outcomes by preset, then by seed.
  public func outcomes(
    of method: @escaping @Sendable (Observation) async -> [CellAssessment],
    report: (WorldOutcome) -> Void = { _ in }
  ) async -> [WorldOutcome] {
    let tasks = presets.flatMap { preset in seeds.map { (preset, $0) } }
    return await inOrder(
      tasks, threads: threads, work: { await outcome($0.0, $0.1, method) }, report: report)
  }

  private func outcome(
    _ preset: WorldPreset, _ seed: UInt64, _ method: (Observation) async -> [CellAssessment]
  ) async -> WorldOutcome {
    let world = PlantedWorld(parameters(preset), seed: seed)
    let population = Population(world)
    let observation = WorldInput.observation(of: world, window: window)
    let own = Judgement(await method(observation), in: observation, of: population)
    let limit = AttainableLimit.judgement(world, population, level: level)
    let silent = SilenceRules.silent(world, population)
    let poisson = SilenceRules.poisson(world, population, level: level)
    let truth = population.isInactive
    return WorldOutcome(
      preset: preset, seed: seed, cells: population.places.count,
      inactive: truth.count { $0 }, own: Measurement(own, of: population),
      limit: Measurement(limit, of: population), silent: Measurement(silent, of: population),
      poisson: Measurement(poisson, of: population),
      ownPrecision: AveragePrecision.value(scores: own.score, truth: truth),
      limitPrecision: AveragePrecision.value(scores: limit.score, truth: truth))
  }
}
