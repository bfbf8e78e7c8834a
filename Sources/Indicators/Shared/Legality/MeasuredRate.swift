import Contracts
import Statistics

/// A share as it may be printed: with its interval, and without a percentage when few were counted.
struct MeasuredRate: Hashable {
  /// How many have the mark.
  let marked: Int
  /// Of how many.
  let all: Int
  /// Least denominator of a percentage.
  let fewest: Int

  init(_ marked: Int, of all: Int, fewest: Int) {
    precondition(marked >= 0 && marked <= all, "a share needs its denominator")
    self.marked = marked
    self.all = all
    self.fewest = fewest
  }

  /// Whether enough were counted for a percentage.
  var isRated: Bool { all > 0 && all >= fewest }

  /// The share; nil where too few were counted.
  var share: Double? { isRated ? Double(marked) / Double(all) : nil }

  /// The 95 % interval of Wilson (1927); nil where too few were counted.
  var interval: WilsonInterval? {
    isRated ? WilsonInterval(successes: marked, trials: all, confidence: 0.95) : nil
  }

  /// The percentage, or nothing.
  var percentage: String { share.map(Figures.percent) ?? "" }

  /// The interval in percent, or nothing.
  var range: String {
    interval.map { "\(Figures.percent($0.lower))–\(Figures.percent($0.upper))" } ?? ""
  }

  /// Numbers, and share with interval where enough were counted.
  var inWords: Phrase {
    let numbers = "\(Numerals.grouped(marked))/\(Numerals.grouped(all))"
    guard isRated else { return same(numbers) }
    return Phrase(
      "\(numbers)，\(percentage)（95%区间\(range)）",
      "\(numbers), \(percentage) (95% interval \(range))")
  }

  /// The share as English says it in a sentence: how many of what, and what these do.
  func english(_ all: String, _ predicate: Predicate? = nil) -> String {
    let share = isRated ? " (\(percentage), 95% interval \(range))" : ""
    let verb = predicate.map { " " + $0.form(marked) } ?? ""
    return "\(Numerals.grouped(marked)) of \(Numerals.grouped(self.all)) \(all)\(share)\(verb)"
  }
}

/// An English verb with what belongs to it, in the forms for one and for several.
struct Predicate {
  private let one: String
  private let many: String

  init(_ one: String, _ many: String) {
    self.one = one
    self.many = many
  }

  /// The same form of the verb for all numbers.
  init(_ always: String) { self.init(always, always) }

  /// "Is" or "are", and what follows.
  static func are(_ rest: String) -> Predicate { Predicate("is " + rest, "are " + rest) }

  /// "Was" or "were", and what follows.
  static func were(_ rest: String) -> Predicate { Predicate("was " + rest, "were " + rest) }

  /// "Has" or "have", and what follows.
  static func have(_ rest: String) -> Predicate { Predicate("has " + rest, "have " + rest) }

  /// The form that goes with a number.
  func form(_ number: Int) -> String { English.verb(number, one, many) }
}
