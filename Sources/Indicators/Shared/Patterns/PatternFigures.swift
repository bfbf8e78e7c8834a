import Contracts

/// Figures as the sentences of patterns print them.
enum PatternFigures {
  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { Numerals.fixed(100 * share, places: 1) + "%" }

  /// A difference of shares in percentage points with one decimal.
  static func points(_ difference: Double) -> String {
    Numerals.fixed(100 * difference, places: 1)
  }

  /// A ratio with two decimals.
  static func ratio(_ value: Double) -> String { Numerals.fixed(value, places: 2) }

  /// The two ends of an interval.
  static func range(_ lower: Double, _ upper: Double, _ form: (Double) -> String) -> String {
    "\(form(lower))–\(form(upper))"
  }

  /// A q-value or chance to two digits.
  static func chance(_ value: Double) -> String { Numerals.significant(value, digits: 2) }

  /// Fen as whole yuan with groups of three digits, rounded half away from zero.
  static func yuan(_ fen: Int) -> String {
    Numerals.grouped(Int((Double(fen) / 100).rounded(.toNearestOrAwayFromZero)))
  }

  /// What stands in the headline of a family of tests: how many, and how many false flags by q.
  static func family(tested: Int, flagged: [PatternFinding]) -> Phrase {
    let largest = flagged.reduce(0.0) { max($0, $1.qValue) }
    let wrong = PlainNumber.count(Double(flagged.count) * largest)
    return Phrase(
      "本期检验\(tested)个对象，标记\(flagged.count)个，按q预计误报约\(wrong)个。",
      "\(tested) subjects were tested and \(flagged.count) flagged, of which about \(wrong) "
        + "falsely by q.")
  }
}

extension Phrase {
  /// One sentence after another.
  func followed(by other: Phrase) -> Phrase {
    let space = english.isEmpty || other.english.isEmpty ? "" : " "
    return Phrase(chinese + other.chinese, english + space + other.english)
  }
}
