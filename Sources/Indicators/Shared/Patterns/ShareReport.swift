import Contracts

/// Outcomes, table and chart of a comparison of shares.
struct ShareReport {
  let observation: Observation
  let comparison: ShareComparison
  /// Counts below 5 are of persons: neither they nor what gives them away is shown.
  var hidesSmallCounts = false

  /// Counts the subjects: those flagged and passed, and those that could not be compared.
  ///
  /// - Parameters:
  ///   - flagged: Number of comparisons that are flagged.
  ///   - categories: Comparisons that each unit would have.
  ///   - missing: Units of which too little is known.
  /// - Returns: Subjects by outcome.
  func outcomes(
    flagged: Int, categories: Int, missing: Set<String>
  ) -> [SubjectOutcome: Int] {
    let tested = comparison.compared.count
    let units = Set(observation.units.map(\.code))
      .union(comparison.compared.map(\.unit)).union(missing)
    let outcomes: [SubjectOutcome: Int] = [
      .flagged: flagged, .passed: tested - flagged,
      .notComputable: missing.count * categories,
      .notApplicable: (units.count - missing.count) * categories - tested,
    ]
    return outcomes.filter { $0.value > 0 }
  }

  /// All comparisons, by unit.
  func table(_ title: Phrase, category: (String) -> Phrase = { same($0) }) -> ResultTable {
    let hasCategories = comparison.compared.contains { !$0.category.isEmpty }
    let kind = hasCategories ? [Phrase("口径", "Kind")] : []
    let ordered = comparison.compared.sorted { ($0.unit, $0.category) < ($1.unit, $1.category) }
    return ResultTable(
      title: title,
      columns: [Phrase("单位", "Unit")] + kind + [
        Phrase("可比件数", "Comparable cases"), Phrase("其中", "Of these"),
        Phrase("占比", "Share"), Phrase("同类参照", "Peers"), Phrase("比值", "Ratio"),
        Phrase("95%区间", "95% interval"), Phrase("q值", "q"),
      ],
      rows: ordered.map { compared in
        [same(observation.names.unit(compared.unit))]
          + (hasCategories ? [category(compared.category)] : []) + cells(compared)
      })
  }

  private func cells(_ compared: ComparedShare) -> [Phrase] {
    let isRestSmall = hidesSmallCounts && (1...4).contains(compared.all - compared.marked)
    let count = hidesSmallCounts ? SmallNumbers.shown(compared.marked) : "\(compared.marked)"
    let finding = compared.finding
    let share = isHidden(compared) ? "" : Figures.percent(compared.share)
    let measured =
      isReferenceTold(compared)
      ? [
        share, Figures.percent(compared.expected), Figures.ratio(compared.ratio),
        [finding.lower, finding.upper].compactMap { $0 }.map(Figures.ratio)
          .joined(separator: "–"),
        Figures.chance(compared.qValue),
      ] : [share, "", "", "", ""]
    return [same(compared.all), same(isRestSmall ? "—" : count)] + measured.map { same($0) }
  }

  /// A funnel of ratios over cases, with the limits of unsuspicious units.
  func points(_ isFlagged: (ComparedShare) -> Bool) -> [ChartPoint] {
    comparison.compared.map { compared in
      var point = ChartPoint(
        "funnel", series: compared.category, unit: compared.unit, x: String(compared.all))
      if isReferenceTold(compared) {
        point.y = compared.ratio
        point.lower = compared.limits.lowerBound / compared.expected
        point.upper = compared.limits.upperBound / compared.expected
      }
      point.isFlagged = isFlagged(compared)
      return point
    }
  }

  /// Whether what rests on the peers may be told: with one number of a level hidden, the others'
  /// references and the sum give it away.
  func isReferenceTold(_ compared: ComparedShare) -> Bool {
    !comparison.compared.contains {
      $0.group == compared.group && $0.category == compared.category && isHidden($0)
    }
  }

  private func isHidden(_ compared: ComparedShare) -> Bool {
    hidesSmallCounts
      && [compared.marked, compared.all - compared.marked].contains(where: SmallNumbers.isHidden)
  }
}
