import Contracts
import Indicators
import Power

/// What the indicators of these codes say of an observation.
///
/// An indicator that is not in the catalogue says nothing. Subjects without a flag are known by
/// number alone, so that their verdicts name nobody.
func patternVerdicts(_ observation: Observation, indicators: [String]) -> [PatternVerdict] {
  IndicatorCatalogue.all.filter { indicators.contains($0.page.code) }.flatMap { indicator in
    let code = indicator.page.code
    let result = indicator.result(of: observation, IndicatorSettings())
    let flagged = result.flags.map { flag in
      var verdict = PatternVerdict(indicator: code, isFlagged: true, isAssessed: true)
      verdict.unitCode = flag.unitCode
      verdict.domain = flag.domain
      verdict.itemCode = flag.itemCode
      verdict.category = flag.category
      verdict.pValue = flag.pValue
      return verdict
    }
    return flagged + others(result.outcomes, code)
  }
}

private func others(_ outcomes: [SubjectOutcome: Int], _ code: String) -> [PatternVerdict] {
  [SubjectOutcome.passed, .notApplicable, .notComputable].flatMap { outcome in
    let verdict = PatternVerdict(
      indicator: code, isFlagged: false, isAssessed: outcome == .passed)
    return [PatternVerdict](repeating: verdict, count: outcomes[outcome] ?? 0)
  }
}
