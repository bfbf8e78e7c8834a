import Contracts

/// Small worlds of fines of like cases, for examples.
enum MoneyExample {
  /// Twelve units with sixty fines each from June to November, times a factor of the unit's own.
  static func world(
    from first: Int = 6, _ factor: (Int) -> Double
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      for month in 6...11 {
        let scale = month >= first ? factor(index) : 1
        for (place, yuan) in [500, 800, 1_000, 1_250, 2_000].enumerated() {
          var outcome = PatternExample.outcome(unit, month: month, cases: 2)
          outcome.fineFen = Int((Double(yuan + place) * 100 * scale).rounded())
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }
}
