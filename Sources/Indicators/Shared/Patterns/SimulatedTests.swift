import Contracts
import Statistics

/// Parameters and sentences of the indicators whose chances come from simulated units.
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
    Phrase("模拟所用随机数种子；种子相同结果相同", "seed of the simulations; the same seed, the same result"))

  /// Seed and numbers of draws.
  static func simulation(
    of page: IndicatorPage, _ settings: IndicatorSettings
  ) -> SimulationSettings {
    // A seed that is no whole number counts as none.
    SimulationSettings(seed: UInt64(exactly: settings.value("seed", of: page)) ?? 0)
  }

  /// How many were tested and flagged, and how many false flags that lets one expect.
  static func headline(
    _ subjects: Phrase, tested: Int, flagged: [PatternFinding]
  ) -> Phrase {
    let worst = flagged.reduce(0.0) { max($0, $1.qValue) }
    let wrong = Numerals.decimal(worst * Double(flagged.count), places: 1)
    return Phrase(
      "本期检验\(Numerals.grouped(tested))个\(subjects.chinese)，标记\(flagged.count)个，按q预计误报约\(wrong)个。",
      "\(Numerals.grouped(tested)) \(subjects.english) were tested and \(flagged.count) flagged, of "
        + "which about \(wrong) falsely by q.")
  }

  /// The chance of so conspicuous a result among units like the others, and q.
  static func chances(_ finding: PatternFinding) -> Phrase {
    let (chance, adjusted) = (chance(finding.pValue), chance(finding.qValue))
    return Phrase(
      "若与同类相当，出现这样结果的概率为\(chance)（q值\(adjusted)）",
      "if it were like its peers, the chance of this would be \(chance) (q \(adjusted))")
  }

  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { Numerals.fixed(100 * share, places: 1) + "%" }

  /// The ends of a band of shares.
  static func percent(_ band: ClosedRange<Double>) -> String {
    "\(percent(band.lowerBound))–\(percent(band.upperBound))"
  }

  /// A ratio or an expected count with one decimal.
  static func decimal(_ value: Double) -> String { Numerals.fixed(value, places: 1) }

  /// A chance or q with two significant digits; what no number of draws can show is not spelled out.
  static func chance(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : Numerals.significant(value, digits: 2)
  }
}
