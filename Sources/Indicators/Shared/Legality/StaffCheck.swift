import Contracts

/// What became of the officers of one unit under a rule that each officer keeps or breaks.
struct StaffCheck {
  /// Unit.
  let unitCode: String
  /// Year of the list.
  let year: Int
  /// Officers of whom it is known that they keep the rule.
  private(set) var kept = 0
  /// Officers of whom it is known that they do not.
  private(set) var broken = 0
  /// Officers of whom the list does not say.
  private(set) var unknown = 0

  init(_ unitCode: String, _ list: StaffList, _ judge: (StaffList.Entry) -> RuleJudgement) {
    self.unitCode = unitCode
    year = list.year
    for entry in list.entries {
      switch judge(entry) {
      case .kept: kept += entry.officers
      case .broken: broken += entry.officers
      case .unknown: unknown += entry.officers
      case .notApplicable: continue
      }
    }
  }

  /// Officers that could be judged.
  var judged: Int { kept + broken }

  /// What the rule says of the unit; one of whose officers nothing is known has not passed.
  var outcome: SubjectOutcome {
    if broken > 0 { return .flagged }
    if judged > 0 { return .passed }
    return unknown > 0 ? .notComputable : .notApplicable
  }

  /// The share of officers that break the rule, as a percentage; nothing where they are few.
  ///
  /// A list is no sample, so there is no interval.
  func share(fewest: Int) -> String {
    Numerals.percentage(broken, of: judged >= fewest ? judged : 0)
  }
}

extension IndicatorResult {
  /// Counts checks and the units without a list, and says which column all of them lack.
  ///
  /// - Parameters:
  ///   - checks: One a unit with a list.
  ///   - units: Units that could have one.
  ///   - column: Column without which nothing can be judged, as `table.column`.
  mutating func countStaff(_ checks: [StaffCheck], units: [String], column: String) {
    for check in checks { outcomes[check.outcome, default: 0] += 1 }
    let unlisted = units.count - checks.count
    if unlisted > 0 { outcomes[.notComputable, default: 0] += unlisted }
    let isKnown = checks.contains { $0.judged > 0 }
    let isUnknown = checks.contains { $0.unknown > 0 }
    coverage = Coverage(
      isComputed: isKnown || (!checks.isEmpty && !isUnknown),
      missing: isUnknown && !isKnown ? [column] : [])
  }

  /// A result of units of whose officers nothing can be said.
  static func withoutStaff(
    _ page: IndicatorPage, _ missing: [String], units: Int, _ why: Phrase
  ) -> IndicatorResult {
    var result = IndicatorResult.notComputable(page, missing, why)
    if units > 0 { result.outcomes[.notComputable] = units }
    return result
  }
}
