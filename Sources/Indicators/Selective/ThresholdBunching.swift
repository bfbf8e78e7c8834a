import Contracts

/// S11: fines that gather just below a threshold of procedure.
enum ThresholdBunching: Indicator {
  static let page = IndicatorPage(
    code: "S11", name: Phrase("门槛下聚集", "Fines gathering below a threshold"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五十一条（简易程序）、第五十八条（法制审核）、第六十三条（听证）",
      "Decision, clause 7; APL 51 (summary procedure), 58 (legal review) and 63 (hearing)"),
    needs: ["cases", "catalogue"],
    restsOn: [FlagColumns("cases.fine")],
    definition: Phrase(
      "对每个单位和每个门槛T（目录中当月有效的法制审核、听证标准；简易程序限额：公民200元、法人及其他组织3000元，含本数），"
        + "窗口期内罚款落在[0.9T, T)的件数占落在[0.9T, 1.6T)的比例"
        + "（含本数的限额，恰为T的算在以下），与同级单位相比（门槛相同的事项合并；"
        + "贝塔二项漏斗，上侧mid-p，可比单位不少于20个、件数足够时用对数比值的正态分布），同级同类门槛内作BH校正（乘以双组模型估出的正常单位份额）。单位在0.3T、0.5T、1.5T、2T等无意义的整数位附近也有此习惯的，"
        + "取与同类相比和与自身习惯相比两个概率中较大的。"
        + "单位不足20个、明显偏离其余的超过五分之一而不过五分之二时，参照和离散程度只取其余单位。",
      "For each unit and threshold T (legal review and hearing as the catalogue has them in that month; "
        + "summary procedure: 200 yuan for individuals, 3,000 for organisations, inclusive), the share "
        + "of fines in [0.9T, T) among those in [0.9T, 1.6T) (of an inclusive limit T itself counts "
        + "below), against the level (items with the same "
        + "threshold together; beta-binomial funnel, upper mid-p; from 20 units on and with "
        + "cases enough the normal law of log odds), with Benjamini and Hochberg by "
        + "level and kind of threshold, times the share of ordinary units in that model. Where a unit has the habit around 0.3T, 0.5T, 1.5T and 2T as "
        + "well, the larger counts of its chance among peers and that against its own habit. Where, of fewer than "
        + "20 units, more than a fifth and up to two fifths lie clearly apart, the others alone make the "
        + "reference and the spread."),
    pitfalls: Phrase(
      "整数金额的堆积恰在门槛上，不是聚集；“8”“9”尾数的习惯在别处也有，由自身对照排除。"
        + "定额罚款、上限不高于门槛或下限不低于门槛的事项不计；个体工商户适用哪一限额各地不一，不计入简易程序。"
        + "审核与听证标准相同的事项只计听证。数据未按简易、普通程序区分罚款：限额附近的案件若都按普通程序办理，"
        + "聚集在简易程序限额处不说明任何问题，须先看程序。",
      "Heaps of round amounts lie at the threshold and are no bunching; a habit of amounts ending in 8 "
        + "or 9 shows elsewhere too and is excluded by the unit's own comparison. Fixed fines and items "
        + "whose most does not exceed or whose least reaches the threshold are left out, and "
        + "households from the summary limits, since practice differs. Where review and hearing have "
        + "the same threshold, only the hearing is told. The aggregate does not tell summary from ordinary "
        + "procedure: where the cases near a summary limit are ordinary ones, gathering there is no sign, so "
        + "look at the procedure first."),
    parameters: [
      IndicatorParameter(
        "least", 5, Phrase("门槛附近最少罚款件数", "fewest fines around the threshold")),
      IndicatorParameter(
        "placebo_least", 5,
        Phrase("对照金额附近最少罚款件数", "fewest fines around the amounts of comparison")),
      IndicatorParameter(
        "excess", 3, Phrase("最少多出件数", "fewest cases in excess"), range: .countOrNone),
      IndicatorParameter(
        "share", 0.1, Phrase("占比的最小差", "least excess of the share"), range: .effect),
      IndicatorParameter("q", 0.1, Phrase("误报率上限q", "expected share of false flags, q")),
      IndicatorParameter(
        "habit", 0.1,
        Phrase(
          "在其他整数位也有此习惯的概率不高于此时，须与自身相比",
          "chance of the habit elsewhere from which a unit must stand out against itself")),
      IndicatorParameter(
        "spread", 0.2,
        Phrase(
          "可比单位少于20个时，单位间正常差异的对数比值标准差下限",
          "least standard deviation of log odds between fewer than 20 units")),
    ],
    innocent: Phrase(
      "裁量基准的档位恰好止于门槛以下；某类常见案件的法定计算结果集中在该金额；简易程序限额附近的案件本来都按普通程序办理。",
      "A step of the discretion standards ends just below the threshold, or a common kind of case is "
        + "computed to this amount; or the cases near a summary limit were all handled by ordinary procedure."
    ),
    ask: Phrase(
      "请说明所列金额区间案件的裁量过程，并提供决定书、裁量等级认定表和未经审核或听证的说明。",
      "Please explain the discretion in the cases of this range, with decisions, grading sheets and why "
        + "no review or hearing was held."),
    figures: FlagFigures(
      observed: Phrase("低于门槛的件数", "fines below the threshold"),
      effect: Phrase("其占比减参照占比", "their share less the expected one")))

  static let examples = ThresholdBunchingExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let pool = ThresholdPool(observation)
    guard !pool.subjects.isEmpty else {
      return .notComputable(
        page, pool.missing,
        Phrase(
          "没有可与门槛比较的罚款（目录未列标准或案件未列罚款），无法计算。",
          "Not computable: no fine can be compared with a threshold."))
    }
    let answers = BunchingTest.answers(pool, observation, settings)
    let report = BunchingReport(
      page: page, observation: observation, answers,
      least: (settings.value("excess", of: page), settings.value("share", of: page)))
    var result = IndicatorResult(page.code)
    result.coverage.missing = pool.missing
    for answer in answers where answer.verdict == .different {
      result.flags.append(report.flag(answer))
    }
    result.tables = [report.table(answers)]
    result.points = report.points(answers)
    result.sumUp(
      Phrase("单位·门槛", "Units × thresholds"), answers.map(\.verdict))
    return result
  }
}
