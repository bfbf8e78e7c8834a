import Contracts

/// A way to break a rule that weighs less than the others, and the sentence that says why.
struct WeakerFinding {
  /// The word that names it.
  let finding: String
  /// Why it weighs less.
  let note: Phrase
}

extension RuleReport {
  /// The result of the checks; the weaker finding alone never makes more than a notice.
  func result(_ checks: [RuleCheck], weaker: WeakerFinding) -> IndicatorResult {
    var result = result(checks)
    let weak = Dictionary(
      uniqueKeysWithValues: checks.map { ($0.unitCode, $0.brokenBy[weaker.finding] ?? 0) })
    for index in result.flags.indices {
      let flag = result.flags[index]
      guard let number = weak[flag.unitCode], number > 0 else { continue }
      if (flag.observed ?? 0) - number < warning { result.flags[index].severity = .notice }
      result.flags[index].reason = flag.reason.followed(by: weaker.note)
    }
    return result
  }
}
