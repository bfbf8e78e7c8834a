public import Contracts
public import Simulation

/// Pattern worlds and seeds over which indicators are measured.
public struct PatternGrid: Sendable {
  /// Judges an observation by the indicators of these codes.
  public typealias Method =
    @Sendable (Observation, _ indicators: [String]) async ->
    [PatternVerdict]

  /// Names of the worlds, in the order of the report.
  public var presets: [PatternPreset]
  /// Seeds of each world; those in which few flags are due have more, from the same first one.
  public var seeds: ClosedRange<UInt64>
  /// Worlds that are measured at the same time.
  public var threads = 2
  /// Months of the window.
  public var window = 12
  /// How a world is made; smaller ones for tests.
  public var parameters: @Sendable (PatternPreset) -> PatternParameters = { $0.parameters }

  /// Makes a grid of worlds and seeds.
  public init(presets: [PatternPreset], seeds: ClosedRange<UInt64>) {
    self.presets = presets
    self.seeds = seeds
  }

  /// Measures indicators in every world; the order of the outcomes does not depend on the threads.
  ///
  /// - Parameters:
  ///   - method: Judges an observation.
  ///   - report: Told of each world as soon as it is measured, in any order.
  /// - Returns: Outcomes by preset, then by seed, then by indicator.
  public func outcomes(
    of method: @escaping Method, report: ([PatternOutcome]) -> Void = { _ in }
  ) async -> [PatternOutcome] {
    let tasks = presets.flatMap { preset in seeds(of: preset).map { (preset, $0) } }
    return await inOrder(
      tasks, threads: threads, work: { await outcomes($0.0, $0.1, method) }, report: report
    ).flatMap { $0 }
  }

  /// The seeds of a world.
  ///
  /// One false flag among one or two is a share of a half: its mean needs more worlds.
  public func seeds(of preset: PatternPreset) -> ClosedRange<UInt64> {
    guard preset.hasFewFlags else { return seeds }
    let count = seeds.upperBound - seeds.lowerBound + 1
    return seeds.lowerBound...(seeds.lowerBound + 3 * count - 1)
  }

  private func outcomes(
    _ preset: PatternPreset, _ seed: UInt64, _ method: Method
  ) async -> [PatternOutcome] {
    let world = PatternWorld(parameters(preset), seed: seed)
    let codes = preset.indicators
    let verdicts = await method(PatternInput.observation(world, window: window), codes)
    return codes.map { PatternOutcome(verdicts, of: $0, in: world, named: preset) }
  }
}
