import Contracts

/// Small worlds for the examples of the selective and profit-driven indicators.
enum PatternExample {
  /// An observation of units of one level, without cases, that delivered every month.
  static func units(_ codes: [String], level: String = "county") -> Observation {
    var observation = ExampleWorld.empty()
    observation.units = codes.sorted().map { code in
      UnitFact(code: code, level: level, kind: "", parentCode: "", districtCode: "")
    }
    observation.tables = ["cases", "catalogue", "units", "inspections", "complaints"]
    return observation
  }

  /// Names `U00`, `U01` … of so many units.
  static func codes(_ count: Int) -> [String] {
    (0..<count).map { $0 < 10 ? "U0\($0)" : "U\($0)" }
  }

  /// Closed cases of a unit on item `I` of domain `D` in one month of 2024 (1 to 12).
  static func outcome(
    _ unit: String, month: Int = 6, fineInYuan: Int? = nil, cases: Int = 1
  ) -> PenaltyOutcome {
    var outcome = PenaltyOutcome(
      month: Month(year: 2024, month: month), unitCode: unit, domain: "D", itemCode: "I")
    outcome.fineFen = fineInYuan.map { $0 * 100 }
    outcome.cases = cases
    return outcome
  }
}
