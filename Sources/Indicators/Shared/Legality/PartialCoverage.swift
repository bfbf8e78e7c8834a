import Contracts

extension IndicatorResult {
  /// Says what was missing for a part of the subjects; the rest stays computed.
  mutating func lack(_ missing: [String]) {
    for name in missing where !coverage.missing.contains(name) { coverage.missing.append(name) }
  }

  /// Says which columns were missing where nothing is known of a unit's cases.
  mutating func lack(_ columns: [String], ofUnitsIn checks: [RuleCheck]) {
    if checks.contains(where: { $0.outcome == .notComputable }) { lack(columns) }
  }
}
