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
}
