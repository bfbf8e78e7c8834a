import Contracts

/// Q05: whether the published yearly tables agree with the decisions that were delivered.
enum AnnualTotalsReconciled: Indicator {
  static let page = IndicatorPage(
    code: "Q05", name: Phrase("年报吻合", "Agreement with the yearly tables"), clause: 4,
    legalBasis: Phrase(
      "决定第四条；国办发〔2018〕118号：行政执法机关每年公开上年度行政执法总体情况有关数据；行政处罚法第九条（处罚种类）",
      "Decision, clause 4; General Office of the State Council 2018 No. 118: yearly publication of "
        + "enforcement data; APL 9 (kinds of penalty)"),
    needs: ["annual_totals", "cases"],
    definition: Phrase(
      "年报每个单位、年度、种类的件数，与按决定日期计入该年的行政处罚决定件数相比。一件决定只计一次，计入其最重的种类；"
        + "并处其他处罚的，计入明确的种类；经复议、诉讼或自行撤销、变更的决定仍计入。轻重次序有两种在用，由order选定并印在表上。"
        + "年报种类可用中文或代码，以顿号相连的为各种类之和，含义相同的几行相加，“合计”为全部种类。金额只列差额，不据以标记。"
        + "缺报月份、未登记处罚种类和“暂扣或者吊销”不能拆分的件数都可能补足差额：补足后仍不能一致的才算不一致，可能一致的不作判断。"
        + "年度未结束的不适用；早于首个报送月或四年数据的年度、名录外单位无法核对。",
      "Cases of each unit, year and class of the yearly tables against the penalty decisions of that "
        + "year. A decision counts once, at its heaviest class, and stays counted when it is revoked or "
        + "changed later. Two orders of severity are in use: `order` picks one, and the table prints it. "
        + "Classes are read in Chinese or as words; classes in a row are summed, rows of one meaning are "
        + "added, and a total is of all classes. Amounts are listed and never flagged. Months not "
        + "delivered, decisions without a class, and licences suspended or revoked may fill a gap: only "
        + "what cannot agree however they fill it differs, and what may agree is not judged. A year that "
        + "is not over does not apply; one before the data or the kept four years, and a unit outside "
        + "the register, cannot be compared."),
    pitfalls: Phrase(
      "年报可能含下属单位、受委托组织或未进系统的当场处罚，案件数据可能含年报后补录的案件；两边都可能有误，差额不说明哪一边错。"
        + "年报金额常以万元保留一两位小数，没收物品不能定价的不计，小额差额属正常。"
        + "年报未列的种类不核对；各种类一致而次序不同会使件数在种类间移动，故同时按另一次序核对。",
      "A yearly table may hold subordinate units, entrusted bodies or on-the-spot penalties outside the "
        + "system, and the exports cases that were added later: a difference does not say which side is "
        + "wrong. Published amounts are often rounded to tenths of 10,000 yuan, without goods that have "
        + "no price. Classes that the table leaves out are not compared. Another order moves cases "
        + "between classes, so the other one is tried as well."),
    parameters: [
      IndicatorParameter(
        "order", 1,
        Phrase(
          "轻重次序：1为行政执法统计年报次序（吊销许可证件仅次于行政拘留），2为行政处罚法第九条次序（自后向前）",
          "order of severity: 1 that of the yearly statistics (revoking a licence right below "
            + "detention), 2 that of APL 9 from its end"), range: .whole(1...2)),
      IndicatorParameter(
        "cases", 1, Phrase("相差达到此件数为不一致", "difference in cases from which they differ")),
    ],
    innocent: Phrase(
      "统计范围不同（含下属单位、受委托组织），年报后补录或更正案件，轻重次序不同。",
      "Another scope with subordinate or entrusted bodies, cases added or corrected after the yearly "
        + "table, or another order of severity."),
    ask: Phrase(
      "请说明年报的统计范围和口径，并逐类核对差额的案件清单。",
      "Ask what the yearly table covers, and for the list of cases behind each difference."),
    figures: FlagFigures(
      observed: Phrase("不一致的处罚种类数", "classes that differ")))

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("annual_totals") else {
      return .notComputable(
        page, ["annual_totals"],
        Phrase("没有年报数据，无法核对。", "Not computable: there are no yearly tables."))
    }
    let report = AnnualReport(page, observation, settings)
    var result = IndicatorResult(page.code)
    for comparison in report.comparisons {
      result.outcomes[comparison.outcome(fewest: report.fewest), default: 0] += 1
    }
    let judged = (result.outcomes[.flagged] ?? 0) + (result.outcomes[.passed] ?? 0)
    let incomplete = report.comparisons.filter {
      $0.outcome(fewest: report.fewest) == .notComputable
    }
    let missing = Set(incomplete.flatMap(\.missing)).sorted()
    result.coverage = Coverage(isComputed: judged > 0, missing: missing)
    result.flags = report.flags
    result.headline = report.headline(result.outcomes)
    result.tables = report.tables
    return result
  }
}
