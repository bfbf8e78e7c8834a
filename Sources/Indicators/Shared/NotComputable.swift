import Contracts

extension IndicatorResult {
  /// The result of an indicator that lacks what it cannot do without.
  ///
  /// - Parameters:
  ///   - page: The indicator.
  ///   - missing: Tables, or columns as `table.column`.
  ///   - why: The headline.
  /// - Returns: A result without flags or subjects.
  static func notComputable(
    _ page: IndicatorPage, _ missing: [String], _ why: Phrase
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    result.coverage = Coverage(isComputed: false, missing: missing)
    result.headline = why
    return result
  }
}
