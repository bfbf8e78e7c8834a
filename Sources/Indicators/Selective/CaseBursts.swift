import Contracts
import Statistics

/// S12: whether cases gather in a few months beyond season and ordinary clumping.
enum CaseBursts: Indicator {
  static let page = IndicatorPage(
    code: "S12", name: Phrase("集中办案", "Campaign bursts"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正）；国发〔2021〕26号（规范专项整治，避免运动式执法）",
      "Decision, clause 7; APL 5 (fairness); State Council 2021 No. 26 (no enforcement by campaigns)"
    ),
    needs: ["cases"],
    definition: Phrase(
      "某单位某领域（或事项）近60个月的案件按月计，1至3个月的窗口（案件较少的只看单月）中案件超出参照值最多的一个（Kulldorff扫描）。"
        + "参照季节取同级同领域（同事项）其他单位（不含本单位），并以同级全部受检单元（含本单元）折合60件补足；月间聚集程度按居中单位校准，概率由模拟给出。"
        + "领域、事项分别在同级内作BH校正；q不超过设定值、窗口占案件的份额达设定值、且窗口止于近24个月内的标记。"
        + "领域已标记的不再列其事项。比值的区间由份额的Wilson区间换算。",
      "Cases by month of a unit and domain (or item) over the last 60 months: the window of 1 to 3 months "
        + "(of one month where cases are few) with the largest excess (Kulldorff's scan). The season "
        + "is that of the other units of the level in the domain (item), completed by 60 cases of all "
        + "tested cells of the level, its own among them; how cases clump in months is set on the "
        + "median cell, and the chance comes from simulations. "
        + "Benjamini and Hochberg by level, domains and items apart. Flagged: q within the setting, the "
        + "window's share at least the setting, and its end within the last 24 months. Below a flagged "
        + "domain no items. The interval of the ratio is that of the share (Wilson)."),
    pitfalls: Phrase(
      "窗口是从多个中挑出的最强者，比值因此偏大；概率已计入挑选。全市同级同时的专项属于参照季节，不标记；"
        + "只有一两个单位办理的事项没有同类季节，不检验。未报送或无职权的月份不计。同一事件的多个当事人会在同月立多案；"
        + "案件较少的，一次检查及其后续即可占两三个月的多数，故只看单月，两三个月的集中看不出来。",
      "The window is the strongest of many, so that its ratio is too large; the chance takes that into "
        + "account. A campaign of all units is part of the season and not flagged; an item of a few "
        + "units has no peers' season and is not tested. Months not sent or without the power are left "
        + "out. One event with several parties makes several cases in a month. Where cases are few, one "
        + "check and what follows from it are most of two or three months, so that only single months "
        + "are looked at and a bunch of several months is not seen."),
    parameters: [
      IndicatorParameter("cases", 5, Phrase("案件少于此数不检验", "cases below which nothing is tested")),
      IndicatorParameter(
        "single", 12,
        Phrase("案件少于此数的只看单月", "cases below which only single months are looked at"),
        range: .countOrNone),
      IndicatorParameter(
        "months", 60, Phrase("所看的最多月数", "most months that are looked at"), range: .whole(12...600)),
      IndicatorParameter(
        "fewest_months", 12,
        Phrase("可观察月数少于此数不检验", "observed months below which nothing is tested"), range: .months),
      SimulatedTests.units, SimulatedTests.q,
      IndicatorParameter(
        "longest", 3, Phrase("窗口最长月数", "months of the longest window"), range: .whole(1...12)),
      IndicatorParameter(
        "share", 0.20, Phrase("标记的最小窗口份额", "least share of the window of a flag"), range: .effect),
      IndicatorParameter(
        "recent", 24, Phrase("窗口须止于近若干个月内", "months within which the window must have ended"),
        range: .months),
      SimulatedTests.seed,
    ],
    innocent: Phrase(
      "上级部署的专项、突发事件或举报集中、一次检查涉及多个当事人、历史案件集中结案或集中补录。",
      "A campaign ordered from above, an accident or a wave of complaints, one check of many parties, or "
        + "old cases closed or entered together."),
    ask: Phrase(
      "请说明所列月份案件集中的原因及之后的安排，并提供专项部署文件、立案和结案日期清单、线索来源及常态化检查记录。",
      "Please explain why cases gather in these months and what followed, with orders for campaigns, dates "
        + "of filing and closing, the sources of leads and records of routine checks."),
    figures: FlagFigures(
      observed: Phrase("集中月份的案件数", "cases of the bunched months"),
      effect: Phrase("案件数与参照值之比", "cases ÷ expected")))

  static let examples = CaseBurstExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let start = max(observation.firstMonth, observation.month - (count("months", settings) - 1))
    let length = observation.month.index - start.index + 1
    guard length >= count("fewest_months", settings) else {
      return .notComputable(
        page, ["history"],
        Phrase("历史数据太短，无法计算。", "Not computable: the history is too short."))
    }
    let span = CaseBurstSpan(observation, months: start...observation.month, settings)
    var flaggedDomains: Set<[String]> = []
    var flagged: [JudgedBurst] = []
    var tested = 0
    for level in [CellLevel.unitDomain, .unitItem] {
      let answers = await span.answers(level)
      for answer in answers {
        let subject = [answer.unit, answer.domain]
        if level == .unitItem, flaggedDomains.contains(subject) { continue }
        result.outcomes[answer.outcome, default: 0] += 1
        guard let burst = answer.burst else { continue }
        tested += 1
        guard answer.outcome == .flagged else { continue }
        if level == .unitDomain { flaggedDomains.insert(subject) }
        flagged.append(burst)
      }
      let bursts = answers.compactMap(\.burst)
      if let table = CaseBurstReport.table(level, bursts, span) { result.tables.append(table) }
    }
    result.flags = flagged.map { CaseBurstReport.flag($0, span) }
    result.points = flagged.flatMap { CaseBurstReport.points($0, span) }
    result.headline = FindingWording.headline(
      Phrase("单位·领域（或事项）的逐月案件", "Monthly series of a unit and domain (or item)"),
      tested: tested, flagged: flagged.map(\.finding)
    ).followed(
      by: Phrase(
        "所看的是\(start)至\(observation.month)各月。",
        "The series run from \(start) to \(observation.month)."))
    return result
  }

  private static func count(_ key: String, _ settings: IndicatorSettings) -> Int {
    settings.count(key, of: page)
  }
}
