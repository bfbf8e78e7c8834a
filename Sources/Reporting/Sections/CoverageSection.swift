import Contracts

extension Draft {
  /// Section 3: which indicators could be computed, and what the others lacked.
  var coverageSection: [Block] {
    let results = orderedResults
    let computed = results.count { $0.coverage.isComputed }
    let rows = results.map { result in
      let page = page(result.code)
      let isComputed = result.coverage.isComputed ? FrameWording.yes : FrameWording.no
      let outcomes = SubjectOutcome.allCases.map { Numerals.grouped(result.outcomes[$0] ?? 0) }
      return [
        result.code, page.map { say($0.name) } ?? "", page.map { String($0.clause) } ?? "",
        say(isComputed), lacking(result),
      ] + outcomes
    }
    return [
      .heading(2, say(CoverageWording.title)),
      .paragraph(say(CoverageWording.summary(computed, results.count))),
      .table(CoverageWording.columns.map(say), rows),
    ] + columnGaps
  }
}
