import Contracts

/// Figures as the sentences and tables of patterns print them.
enum Figures {
  /// A share as a percentage with one decimal.
  static func percent(_ share: Double) -> String { Numerals.fixed(100 * share, places: 1) + "%" }

  /// A difference of shares in percentage points with one decimal.
  static func points(_ difference: Double) -> String {
    Numerals.fixed(100 * difference, places: 1)
  }

  /// A ratio with two decimals.
  static func ratio(_ value: Double) -> String { Numerals.fixed(value, places: 2) }

  /// A ratio of a model, whose size is open, with three significant digits; a dash without one.
  static func estimatedRatio(_ value: Double?) -> String {
    value.map { Numerals.significant($0, digits: 3) } ?? "—"
  }

  /// An expected count or a multiple of one with one decimal.
  static func decimal(_ value: Double) -> String { Numerals.fixed(value, places: 1) }

  /// A chance or q with two significant digits; smaller ones than anyone compares are not told apart.
  static func chance(_ value: Double) -> String {
    value < 0.0001 ? "<0.0001" : Numerals.significant(value, digits: 2)
  }

  /// A chance or q in an English sentence.
  static func inWords(_ chance: Double) -> String {
    chance < 0.0001 ? "below 0.0001" : Figures.chance(chance)
  }

  /// The two ends of an interval.
  static func range(_ lower: Double, _ upper: Double, _ form: (Double) -> String) -> String {
    "\(form(lower))–\(form(upper))"
  }

  /// The two ends of an interval in words, for figures that may be below zero: a dash between them
  /// would read as another minus.
  static func span(_ lower: Double, _ upper: Double, _ form: (Double) -> String) -> Phrase {
    Phrase("\(form(lower))至\(form(upper))", "\(form(lower)) to \(form(upper))")
  }

  /// As above; a dash without one.
  static func span(_ interval: ClosedRange<Double>?, _ form: (Double) -> String) -> Phrase {
    interval.map { span($0.lowerBound, $0.upperBound, form) } ?? same("—")
  }

  /// The two ends of an interval; a dash without one.
  static func range(_ interval: ClosedRange<Double>?, _ form: (Double) -> String) -> String {
    interval.map { range($0.lowerBound, $0.upperBound, form) } ?? "—"
  }

  /// Fen as whole yuan with groups of three digits, rounded half away from zero.
  static func yuan(_ fen: Int) -> String {
    Numerals.grouped(Int((Double(fen) / 100).rounded(.toNearestOrAwayFromZero)))
  }
}
