import Contracts

extension Draft {
  /// One row an indicator: whether it was computed and what it lacked.
  var coverageTable: PublishedTable {
    PublishedTable(
      name: "coverage", title: Phrase("指标可计算情况", "Coverage"),
      description: Phrase(
        "每行一个指标：是否计算、缺什么、各结果的对象数。",
        "One row an indicator: whether it was computed, what it lacked, subjects by outcome."),
      columns: Draft.coverageColumns, primaryKey: ["indicator"],
      rows: orderedResults.map(coverageRow))
  }

  /// Results in report order.
  var orderedResults: [IndicatorResult] {
    input.results.sorted {
      let (left, right) = (rank($0.code), rank($1.code))
      return left == right ? $0.code < $1.code : left < right
    }
  }

  private func coverageRow(_ result: IndicatorResult) -> [String] {
    let page = page(result.code)
    let outcomes = SubjectOutcome.allCases.map { String(result.outcomes[$0] ?? 0) }
    return [
      InertText.cell(result.code), InertText.cell(page.map { say($0.name) } ?? result.code),
      page.map { String($0.clause) } ?? "", String(result.coverage.isComputed),
      InertText.cell(result.coverage.missing.joined(separator: "；")),
    ] + outcomes
  }

  private static let coverageColumns: [PublishedColumn] = [
    PublishedColumn(
      "indicator", Phrase("指标", "Indicator"), Phrase("指标代码。", "Code of the indicator.")
    ).required,
    PublishedColumn(
      "name", Phrase("名称", "Name"), Phrase("指标名称。", "Name of the indicator.")
    ).required,
    PublishedColumn(
      "clause", "integer", Phrase("决定条款", "Clause"),
      Phrase("所对应的决定条款，1 至 8。", "Clause of the decision, 1 to 8.")),
    PublishedColumn(
      "computed", "boolean", Phrase("已计算", "Computed"),
      Phrase("本期是否计算。", "Whether it was computed at all.")
    ).required,
    PublishedColumn(
      "missing", Phrase("缺少", "Missing"),
      Phrase("缺少的表或列及其后果。", "Tables or columns that were missing, and what that means.")),
    outcome("flagged", Phrase("标记", "Flagged"), Phrase("需要核实的对象数。", "Subjects to look at.")),
    outcome("passed", Phrase("未标记", "Passed"), Phrase("看过且无线索的对象数。", "Looked at, nothing found.")),
    outcome(
      "not_applicable", Phrase("不适用", "Not applicable"),
      Phrase("问题不成立的对象数。", "Subjects for which the question does not arise.")),
    outcome(
      "not_computable", Phrase("无法计算", "Not computable"),
      Phrase("缺数据的对象数。", "Subjects whose data are missing.")),
  ]

  private static func outcome(
    _ name: String, _ title: Phrase, _ description: Phrase
  ) -> PublishedColumn {
    PublishedColumn(name, "integer", title, description).required
  }
}
