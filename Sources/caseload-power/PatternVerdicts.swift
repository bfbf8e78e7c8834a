import Contracts
import Indicators
import Power

/// What the indicators of these codes say of an observation.
///
/// An indicator that is not in the catalogue says nothing. Subjects without a flag are known by
/// number alone, so that their verdicts name nobody.
func patternVerdicts(
  _ observation: Observation, indicators: [String]
) async -> [PatternVerdict] {
  var verdicts: [PatternVerdict] = []
  for indicator in IndicatorCatalogue.all where indicators.contains(indicator.page.code) {
    let code = indicator.page.code
    let result = await indicator.result(of: observation, IndicatorSettings())
    let flagged = result.flags.map { flag in
      var verdict = PatternVerdict(indicator: code, isFlagged: true, isAssessed: true)
      verdict.unitCode = flag.unitCode
      verdict.domain = flag.domain
      verdict.itemCode = flag.itemCode
      verdict.category = flag.category
      verdict.pValue = flag.pValue
      return verdict
    }
    verdicts += flagged + others(result.outcomes, code)
  }
  return verdicts
}

private func others(_ outcomes: [SubjectOutcome: Int], _ code: String) -> [PatternVerdict] {
  [SubjectOutcome.passed, .notApplicable, .notComputable].flatMap { outcome in
    let verdict = PatternVerdict(
      indicator: code, isFlagged: false, isAssessed: outcome == .passed)
    return [PatternVerdict](repeating: verdict, count: outcomes[outcome] ?? 0)
  }
}
