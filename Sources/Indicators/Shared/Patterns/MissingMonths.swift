import Contracts

/// Months of a period that units did not deliver; a unit of which no month is known delivered all.
struct MissingMonths {
  private let months: Int
  private var known: [String: Int] = [:]
  private var missing: [String: Int] = [:]

  init(_ observation: Observation, in months: ClosedRange<Month>) {
    self.months = months.upperBound.index - months.lowerBound.index + 1
    for month in observation.unitMonths where months.contains(month.month) {
      known[month.unitCode, default: 0] += 1
      if !month.isSent { missing[month.unitCode, default: 0] += 1 }
    }
  }

  /// Months of the period that were delivered.
  func delivered(by unit: String) -> Int { (known[unit] ?? months) - (missing[unit] ?? 0) }

  /// Whether every month was delivered.
  func isComplete(_ unit: String) -> Bool { delivered(by: unit) == months }

  /// Units of which more than half of the months are missing, so that nothing may be said of them.
  var unitsMostlyMissing: Set<String> {
    Set(missing.filter { 2 * $0.value > months }.map(\.key))
  }
}
