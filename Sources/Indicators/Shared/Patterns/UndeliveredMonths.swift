import Contracts

/// How many months of a range each unit did not deliver.
struct UndeliveredMonths {
  private let missing: [String: Int]
  private let months: Int

  init(_ observation: Observation, in range: ClosedRange<Month>) {
    var missing: [String: Int] = [:]
    for month in observation.unitMonths where !month.isSent && range.contains(month.month) {
      missing[month.unitCode, default: 0] += 1
    }
    self.missing = missing
    months = range.upperBound.index - range.lowerBound.index + 1
  }

  /// Months that a unit did not deliver.
  func count(of unit: String) -> Int { missing[unit] ?? 0 }

  /// Why nothing is said of a unit that has too little to judge.
  func outcomeOfLittle(_ unit: String) -> SubjectOutcome {
    2 * count(of: unit) > months ? .notComputable : .notApplicable
  }
}

extension Observation {
  /// Codes of the present units and of these, sorted.
  func unitCodes(and others: some Sequence<String>) -> [String] {
    Set(units.map(\.code)).union(others).subtracting([""]).sorted()
  }
}
