import Contracts

extension Draft {
  /// One row a flag, also those resolved since the last report.
  var flagsTable: PublishedTable {
    PublishedTable(
      name: "flags", title: Phrase("核实线索", "Flags"),
      description: Phrase(
        "每行一条需要核实的线索，不是结论。",
        "One row a flag: a reason to look, never a verdict."),
      columns: Draft.flagColumns, primaryKey: ["flag_id"],
      rows: flags.map { subjectCells($0) + findingCells($0) })
  }

  private func subjectCells(_ flag: Flag) -> [String] {
    let names = input.observation.names
    let texts = [
      flag.identifier, flag.indicator, flag.severity.rawValue, flag.status.rawValue,
      flag.unitCode, names.unit(flag.unitCode), flag.districtCode,
      names.district(flag.districtCode), flag.domain, flag.itemCode, names.item(flag.itemCode),
      flag.category,
    ]
    return texts.map(InertText.cell)
  }

  private func findingCells(_ flag: Flag) -> [String] {
    [
      "\(flag.from)", "\(flag.to)", figure(flag.observed), figure(flag.expected),
      figure(flag.effect), figure(flag.effectLower), figure(flag.effectUpper),
      figure(flag.pValue), figure(flag.qValue), figure(flag.monthsSilent), String(flag.clause),
      InertText.cell(say(flag.reason)), InertText.cell(flag.evidence),
    ]
  }

  private func figure(_ number: Int?) -> String { number.map { String($0) } ?? "" }

  private func figure(_ number: Double?) -> String {
    number.map { Numerals.significant($0, digits: 6) } ?? ""
  }

  private static let flagColumns: [PublishedColumn] =
    identityColumns + subjectColumns + estimateColumns + originColumns

  private static let identityColumns: [PublishedColumn] = [
    PublishedColumn(
      "flag_id", Phrase("线索编号", "Flag"),
      Phrase("同一对象同一指标各月不变。", "Stable from month to month for the same subject.")
    ).required,
    PublishedColumn(
      "indicator", Phrase("指标", "Indicator"), Phrase("指标代码。", "Code of the indicator.")
    ).required,
    PublishedColumn(
      "severity", Phrase("关注程度", "Severity"),
      Phrase(
        "alert 在报告中称 A 级，warning 称 B 级，notice 称提示。",
        "Reports call alert grade A, warning grade B and notice a notice.")
    ).required.oneOf(Severity.allCases.map(\.rawValue)),
    PublishedColumn(
      "status", Phrase("状态", "Status"),
      Phrase("与上一期已发布报告相比。", "Compared with the last published report.")
    ).required.oneOf(FlagStatus.allCases.map(\.rawValue)),
  ]

  private static let subjectColumns: [PublishedColumn] = [
    .unitCode, .unitName, .districtCode, .districtName, .domain, .itemCode, .itemName,
    PublishedColumn(
      "category", Phrase("类别", "Category"),
      Phrase("同一原因的一组线索。", "Group of flags with one cause.")),
    PublishedColumn(
      "period_from", "yearmonth", Phrase("起始月", "From"),
      Phrase("所涉第一个月。", "First month that the flag speaks of.")
    ).required,
    PublishedColumn(
      "period_to", "yearmonth", Phrase("截止月", "To"),
      Phrase("所涉最后一个月。", "Last month that the flag speaks of.")
    ).required,
  ]

  private static let estimateColumns: [PublishedColumn] = [
    PublishedColumn(
      "observed", "integer", Phrase("观察值", "Observed"),
      Phrase(
        "观察到的数量，各指标所计见数据字典；空表示不适用。",
        "Observed count; the data dictionary says of what, by indicator; empty where it does not apply."
      )),
    PublishedColumn(
      "expected", "number", Phrase("参照值", "Expected"),
      Phrase("同类水平下的参照值，不是应办数。", "Count at the level of peers, not a target.")),
    PublishedColumn(
      "effect", "number", Phrase("效应", "Effect"),
      Phrase(
        "效应大小，各指标的含义见数据字典；空表示不适用。",
        "Effect size; the data dictionary says of what, by indicator; empty where it does not apply."
      )),
    PublishedColumn(
      "effect_lower", "number", Phrase("效应下限", "Effect, lower"),
      Phrase("效应区间下端。", "Lower end of the effect's interval.")),
    PublishedColumn(
      "effect_upper", "number", Phrase("效应上限", "Effect, upper"),
      Phrase("效应区间上端。", "Upper end of the effect's interval.")),
    PublishedColumn(
      "p_value", "number", Phrase("概率", "Chance"),
      Phrase(
        "假定与同类相当时出现这样的数的概率。",
        "Chance of such a count if the level were that of peers.")),
    PublishedColumn(
      "q_value", "number", Phrase("清单平均误报率", "Mean false share of the list"),
      Phrase("至本条为止预计误报的比例。", "Expected share of false flags up to this one.")),
    PublishedColumn(
      "months_silent", "integer", Phrase("静默月数", "Silent months"),
      Phrase("已报送且无案件的月数。", "Delivered months without a case.")),
  ]

  private static let originColumns: [PublishedColumn] = [
    PublishedColumn(
      "clause", "integer", Phrase("决定条款", "Clause"),
      Phrase("所对应的决定条款，1 至 8。", "Clause of the decision, 1 to 8.")
    ).required,
    PublishedColumn(
      "reason", Phrase("说明", "Reason"),
      Phrase("一句话说明。", "One sentence in plain words.")),
    PublishedColumn(
      "evidence", Phrase("依据", "Evidence"),
      Phrase("汇总文件和键。", "Aggregate file and key to look under.")),
  ]
}
