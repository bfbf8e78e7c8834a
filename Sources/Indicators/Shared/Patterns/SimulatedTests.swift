import Contracts
import Statistics

/// Parameters of the indicators whose chances come from simulated units.
enum SimulatedTests {
  /// Largest q of a flag.
  static let q = IndicatorParameter(
    "q", 0.10, Phrase("q值上限（同级一族检验内）", "largest q, within the tests of one level"))
  /// Units from which there are peers to learn from.
  static let units = IndicatorParameter(
    "units", 5, Phrase("可比单位少于此数不检验", "comparable units below which nothing is tested"))
  /// Seed of every stream of random numbers.
  static let seed = IndicatorParameter(
    "seed", 20_240_701,
    Phrase("模拟所用随机数种子；种子相同结果相同", "seed of the simulations; the same seed, the same result"),
    range: .countOrNone)

  /// Seed and numbers of draws.
  static func simulation(
    of page: IndicatorPage, _ settings: IndicatorSettings
  ) -> SimulationSettings {
    // A seed that is no whole number counts as none.
    SimulationSettings(seed: UInt64(exactly: settings.value("seed", of: page)) ?? 0)
  }
}
