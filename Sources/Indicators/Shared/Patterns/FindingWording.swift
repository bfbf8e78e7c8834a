import Contracts

/// Parts of sentences that the comparisons of units share.
enum FindingWording {
  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { Numerals.fixed(100 * share, places: 1) + "%" }

  /// A ratio with two decimals.
  static func ratio(_ value: Double) -> String { Numerals.fixed(value, places: 2) }

  /// A chance with two significant digits.
  static func chance(_ value: Double) -> String { Numerals.significant(value, digits: 2) }

  /// A ratio and its interval.
  static func ratioWithInterval(_ finding: PatternFinding) -> Phrase {
    let ends = [finding.lower ?? finding.effect, finding.upper ?? finding.effect].map(ratio)
    return Phrase(
      "\(ratio(finding.effect))（95%区间\(ends[0])至\(ends[1])）",
      "\(ratio(finding.effect)) (95% interval \(ends[0]) to \(ends[1]))")
  }

  /// The chance of so extreme a finding, and q.
  static func chances(_ finding: PatternFinding) -> Phrase {
    let (chance, adjusted) = (chance(finding.pValue), chance(finding.qValue))
    return Phrase(
      "若与同类相同，出现这样结果的概率约为\(chance)（q值\(adjusted)）",
      "if it were like its peers, the chance of this would be about \(chance) (q \(adjusted))")
  }

  /// What was compared with the peers' share, with interval and chance.
  static func shares(_ compared: ComparedShare, of what: Phrase) -> Phrase {
    let finding = compared.finding
    let (effect, chances) = (ratioWithInterval(finding), chances(finding))
    let numbers = "\(Numerals.grouped(compared.marked))/\(Numerals.grouped(compared.all))"
    let (own, expected) = (percent(compared.share), percent(compared.expected))
    return Phrase(
      "\(what.chinese)为同类参照值的\(effect.chinese)倍：实际\(own)（\(numbers)件），参照\(expected)；\(chances.chinese)",
      "\(what.english) is \(effect.english) times that of its peers: \(own) (\(numbers)) against "
        + "\(expected); \(chances.english)")
  }

  /// How many were tested and flagged, and how many false flags that lets one expect.
  static func headline(
    _ what: Phrase, tested: Int, flagged: Int, level: Double
  ) -> Phrase {
    let expected = Numerals.decimal(level * Double(flagged), places: 1)
    let limit = Numerals.decimal(level, places: 2)
    return Phrase(
      "\(what.chinese)：本期检验\(Numerals.grouped(tested))个，标记\(Numerals.grouped(flagged))个"
        + "（按q不超过\(limit)预计误报约\(expected)个）。",
      "\(what.english): \(Numerals.grouped(tested)) tested, \(Numerals.grouped(flagged)) flagged "
        + "(at q up to \(limit) about \(expected) of these are expected to be false).")
  }
}
