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
}

/// Counts of persons by attribute, as they may be printed.
enum SmallNumbers {
  /// The number, or `<5` for 1 to 4; 0 stays visible.
  static func shown(_ count: Int) -> String {
    (1...4).contains(count) ? "<5" : Numerals.grouped(count)
  }
}
