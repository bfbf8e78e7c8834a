import Contracts

/// The tables of L03: reviews by unit, and what was derived beside what was ticked.
struct LegalReviewTables {
  let observation: Observation
  /// Least denominator of a percentage.
  let fewest: Int

  /// Reviews by unit; a dash where the unit states none.
  func reviews(
    _ checks: [RuleCheck], _ kinds: [(finding: String, name: Phrase)]
  ) -> ResultTable {
    ResultTable(
      title: Phrase("各单位法制审核情况（只含行政处罚决定）", "Legal review by unit, penalty decisions alone"),
      columns: [
        Phrase("单位", "Unit"), Phrase("应审核", "Required"), Phrase("决定前审核", "Reviewed before"),
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"),
      ] + kinds.map(\.name) + [Phrase("缺少数据", "Data missing")],
      rows: checks.map { check in
        let rate = MeasuredRate(check.kept, of: check.judged, fewest: fewest)
        let shown = { (number: Int) in same(check.judged > 0 ? String(number) : "—") }
        return [
          same(observation.names.unit(check.unitCode)), same(check.judged + check.unknown),
          shown(check.kept), same(rate.percentage), same(rate.range),
        ] + kinds.map { shown(check.brokenBy[$0.finding] ?? 0) } + [same(check.unknown)]
      })
  }

  /// By unit: decisions ticked as major beside those that amount, penalty or hearing point to.
  func derivedAgainstTicked(_ counts: [ProcedureCount]) -> ResultTable {
    var units: [String: Comparison] = [:]
    for count in counts {
      units[count.unitCode, default: Comparison()].add(ReviewReading(count), count.cases)
    }
    return ResultTable(
      title: Phrase("重大决定：勾选与推导对照", "Major decisions: ticked and derived"),
      columns: [
        Phrase("单位", "Unit"), Phrase("勾选为重大", "Ticked"), Phrase("推导应审核", "Derived"),
        Phrase("两者皆是", "Both"), Phrase("推导而未勾选", "Derived, not ticked"),
        Phrase("勾选而无推导情形", "Ticked, not derived"),
        Phrase("是否重大未填（全部处罚决定）", "Tick left blank (all penalty decisions)"),
      ],
      rows: units.keys.sorted().compactMap { unit in
        guard let found = units[unit], found.ticked + found.derived + found.blank > 0 else {
          return nil
        }
        return [same(observation.names.unit(unit))]
          + [
            found.ticked, found.derived, found.both, found.derived - found.both,
            found.ticked - found.both, found.blank,
          ].map { same($0) }
      })
  }

  private struct Comparison {
    var ticked = 0
    var derived = 0
    var both = 0
    var blank = 0

    mutating func add(_ reading: ReviewReading, _ cases: Int) {
      if reading.isTicked { ticked += cases }
      if reading.isDerived { derived += cases }
      if reading.isTicked, reading.isDerived { both += cases }
      if !reading.statesTick { blank += cases }
    }
  }
}
