import Contracts

/// Months of a period that units did not deliver; a unit of which no month is known delivered all.
struct MissingMonths {
  private let months: Int
  private let former: Set<String>
  private var known: [String: Int] = [:]
  private var missing: [String: Set<Month>] = [:]

  /// Finds the months.
  ///
  /// - Parameters:
  ///   - observation: What was delivered.
  ///   - months: The period.
  ///   - fines: Whether a month whose exports state no fines is as good as not delivered.
  init(_ observation: Observation, in months: ClosedRange<Month>, ofFines fines: Bool = false) {
    self.months = months.upperBound.index - months.lowerBound.index + 1
    former = observation.formerUnits
    for month in observation.unitMonths where months.contains(month.month) {
      known[month.unitCode, default: 0] += 1
      if !month.isSent { missing[month.unitCode, default: []].insert(month.month) }
    }
    guard fines else { return }
    let columns = ColumnGaps(observation)
    for unit in observation.units.map(\.code) where columns.lacksFines(of: unit, in: months) {
      let without = (months.lowerBound.index...months.upperBound.index).map { Month(index: $0) }
        .filter { columns.lacksFines(of: unit, in: $0...$0) }
      missing[unit, default: []].formUnion(without)
    }
  }

  /// Months that a unit did not deliver.
  func count(of unit: String) -> Int { missing[unit]?.count ?? 0 }

  /// Whether every month was delivered; a unit known for a part of the period alone is incomplete.
  func isComplete(_ unit: String) -> Bool {
    delivered(by: unit) == months
  }

  /// Months that a unit delivered.
  func delivered(by unit: String) -> Int { existed(unit) - count(of: unit) }

  /// Observed months in which a unit existed; all where nobody knows.
  func existed(_ unit: String) -> Int { known[unit] ?? (former.contains(unit) ? 0 : months) }

  /// Whether a unit did not deliver a month.
  func isMissing(_ month: Month, of unit: String) -> Bool {
    missing[unit]?.contains(month) ?? false
  }

  /// Units of which more than half of the months are missing, so that nothing may be said of them.
  var unitsMostlyMissing: Set<String> { units(missingMoreThan: 0.5) }

  /// Units of which more than a share of the months is missing.
  func units(missingMoreThan share: Double) -> Set<String> {
    Set(missing.filter { Double($0.value.count) > share * Double(months) }.keys)
  }

  /// Why nothing is said of a unit that has too little to judge.
  func outcomeOfLittle(_ unit: String) -> SubjectOutcome {
    2 * count(of: unit) > months ? .notComputable : .notApplicable
  }
}

extension Observation {
  /// Units of whose window more than half of the months are missing.
  var mostlyMissingUnits: Set<String> {
    MissingMonths(self, in: windowMonths).unitsMostlyMissing
  }
}
