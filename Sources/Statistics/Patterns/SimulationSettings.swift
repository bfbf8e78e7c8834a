/// How many draws a test by simulation makes, and from which seed.
public struct SimulationSettings: Hashable, Sendable {
  /// Seed of all streams; each unit draws from a stream of its own name.
  public let seed: UInt64
  /// Draws for every unit.
  public let draws: Int
  /// Draws for a unit whose first draws gave at most `repeatAtMost`.
  public let repeatedDraws: Int
  /// The largest first p-value that is drawn anew with `repeatedDraws`.
  public let repeatAtMost: Double

  /// Makes settings; both numbers of draws are 1 or more.
  public init(
    seed: UInt64, draws: Int = 499, repeatedDraws: Int = 20_000, repeatAtMost: Double = 0.02
  ) {
    precondition(draws > 0 && repeatedDraws > 0, "a simulation needs draws")
    self.seed = seed
    self.draws = draws
    self.repeatedDraws = repeatedDraws
    self.repeatAtMost = repeatAtMost
  }

  /// Returns the p-value of few draws, or where that is small of many draws anew.
  ///
  /// The second p-value takes nothing from the first, so that choosing whom to repeat cannot
  /// make it smaller.
  func pValue(_ simulate: (_ draws: Int, _ stream: String) -> Double) -> Double {
    let first = simulate(draws, "first")
    return first <= repeatAtMost ? simulate(repeatedDraws, "repeated") : first
  }
}
