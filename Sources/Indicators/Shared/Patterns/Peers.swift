import Contracts

/// Which units are compared with one another: those of one level.
struct Peers {
  private let levels: [String: String]

  init(_ observation: Observation) {
    levels = Dictionary(
      observation.units.map { ($0.code, $0.level) }, uniquingKeysWith: { first, _ in first })
  }

  /// The level of a unit; units of unknown level are compared with one another.
  func group(of unit: String) -> String { levels[unit] ?? "" }
}

extension Observation {
  /// The months of the window.
  var windowMonths: ClosedRange<Month> { windowStart...month }

  /// The window of as many months before the window.
  var monthsBeforeWindow: ClosedRange<Month> { (windowStart - window)...(windowStart - 1) }

  /// Closed cases of the window.
  var windowOutcomes: [PenaltyOutcome] {
    patterns.outcomes.filter { windowMonths.contains($0.month) }
  }

  /// Codes of the present units and of these, sorted.
  func unitCodes(and others: some Sequence<String>) -> [String] {
    Set(units.map(\.code)).union(others).subtracting([""]).sorted()
  }

  /// The same without units that are gone at the end of the report month and have no successor.
  func standingUnitCodes(and others: some Sequence<String>) -> [String] {
    let gone = formerUnits
    return unitCodes(and: others).filter { !gone.contains($0) }
  }

  /// Units that are gone at the end of the report month and have no successor.
  var formerUnits: Set<String> { Set(units.lazy.filter { !$0.isStanding }.map(\.code)) }
}

/// Counts of persons by attribute, as they may be printed.
///
/// What follows from a hidden count, or a hidden count from it, is not printed either.
enum SmallNumbers {
  /// Whether a number is of one to four persons.
  static func isHidden(_ count: Int) -> Bool { (1...4).contains(count) }

  /// The number, or `<5` for 1 to 4; 0 stays visible.
  static func shown(_ count: Int) -> String {
    isHidden(count) ? "<5" : Numerals.grouped(count)
  }

  /// Whether a number that grows from report to report is hidden: 1 to 9.
  ///
  /// A fifth party of a month with one more penalty would say that there were four before.
  static func isGrowthHidden(_ count: Int) -> Bool { (1...9).contains(count) }

  /// The number of a count that grows from report to report, or `<10` for 1 to 9.
  static func shownGrowing(_ count: Int) -> String {
    isGrowthHidden(count) ? "<10" : Numerals.grouped(count)
  }

  /// Such a count in an English sentence, with what is counted.
  static func growing(_ count: Int, _ one: String, many: String? = nil) -> String {
    guard isGrowthHidden(count) else { return English.count(count, one, many: many) }
    return "fewer than 10 " + English.noun(10, one, many: many)
  }

  /// Which parts of a known sum are hidden beside those of one to four, so that these do not follow.
  ///
  /// - Parameters:
  ///   - parts: The parts.
  ///   - isAlready: Whether a part at a position is hidden for another sum.
  ///   - isPreferred: Whether a part at a position is hidden rather than a smaller one.
  ///   - mayHide: Whether a part at a position may be hidden as well.
  /// - Returns: Positions; empty where nothing need be hidden.
  static func hiddenBeside(
    _ parts: [Int], hidden isAlready: (Int) -> Bool = { _ in false },
    preferring isPreferred: (Int) -> Bool = { _ in false }, where mayHide: (Int) -> Bool
  ) -> Set<Int> {
    let hidden = parts.indices.filter { isHidden(parts[$0]) || isAlready($0) }
    // Nine and more leave one to four possible for each hidden part, whatever the sum.
    guard !hidden.isEmpty, hidden.count < 2 || hidden.allSatisfy({ parts[$0] < 9 }) else {
      return []
    }
    let visible = parts.indices.filter { parts[$0] > 4 && !isAlready($0) && mayHide($0) }
    let large = visible.filter { parts[$0] >= 9 }
      .map { (rank: isPreferred($0) ? 0 : 1, size: parts[$0], at: $0) }.min { $0 < $1 }?.at
    return large.map { [$0] } ?? Set(visible)
  }
}
