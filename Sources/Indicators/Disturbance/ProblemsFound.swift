import Contracts
import Statistics

/// D03: how often inspections find a problem, targeted ones against random ones.
enum ProblemsFound: Indicator {
  static let page = IndicatorPage(
    code: "D03", name: Phrase("问题发现率", "Share of inspections that find a problem"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；国发〔2019〕5号（随机抽查与重点监管相结合、按信用风险分类）；国办发〔2024〕54号（精准检查、防止任性检查）；"
        + "优化营商环境条例第五十四条",
      "Decision, clause 5; State Council [2019] 5 (random inspection beside key supervision by risk); State "
        + "Council offices [2024] 54 (precise, not arbitrary, inspection); Regulation on the business environment, "
        + "article 54"),
    needs: ["inspections"],
    restsOn: [FlagColumns("inspections.result")],
    definition: Phrase(
      "窗口内写明结果的检查中发现问题的占比（Wilson 95%区间），按单位与方式：双随机、专项、日常、投诉核查、其他或未写明。"
        + "结果空白的不进任何分母。标记两种情形：①投诉核查以外写明结果的检查达到设定次数而无一发现问题，给出"
        + "Clopper–Pearson单侧95%上界（约3/n）；②同一单位专项检查的发现率在同一领域、事项和年度内低于双随机"
        + "（两者同有的层合计均达最少次数，且不都是零发现；分层单侧精确检验，各单位一起作BH校正），并列Mantel–Haenszel优势比与不分层的优势比。",
      "Share with a problem of the window's inspections with a stated result, with Wilson's 95% interval, by "
        + "unit and stream: random, targeted, routine, complaint-led, other or not stated. Blank results are in "
        + "no denominator. Flagged: (1) the set number of results, complaint-led ones left out, without one "
        + "find, with the one-sided 95% bound of Clopper and Pearson (about 3/n); (2) a unit's targeted stream "
        + "finds less than its random one within domain, item and year (enough of both in strata that hold both, "
        + "and any find; one-sided stratified exact test, BH over units); the odds ratio of Mantel and Haenszel "
        + "stands beside that of the sums."),
    pitfalls: Phrase(
      "无一发现可能是对象普遍守法，也可能是结果一栏只登记“未发现问题”；发现率低不等于检查不认真，发现率高不等于应多查，"
        + "检查减少可能正是目标。专项检查可能针对轻微多发问题或已整治对象；单位方式登记不一会混淆两种来源。"
        + "当场改正、指导等均算发现问题。事项空白的检查自成一层，其中的事项差异看不见。",
      "Zero finds may mean that the parties comply, or that the column only ever says clean. A low share is no "
        + "carelessness and a high one no reason for more visits: fewer can be the goal. A campaign may follow "
        + "an earlier one, or look for rare faults; modes recorded unevenly mix the streams. Faults corrected on "
        + "the spot, and advice, are finds. Visits without item are a stratum of their own, in which items are "
        + "not told apart."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率、不比较", "results below which there is no share or test")),
      IndicatorParameter(
        "zero", 200, Phrase("达到此数而无一发现的标记", "results from which zero finds are flagged")),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "对象普遍守法或已经整治；问题在其他系统登记；专项检查针对高风险但少发的问题。",
      "Parties that comply or were put right before; finds recorded elsewhere; campaigns on grave but rare faults."
    ),
    ask: Phrase(
      "请说明检查结果的登记口径、专项检查对象的选取办法，并提供抽取的十份检查记录。",
      "Ask how results are recorded and targets are chosen, and for ten records of inspections."),
    figures: FlagFigures(
      observed: Phrase("发现问题的检查数", "inspections that found a problem"),
      effect: Phrase(
        "发现率；专项与双随机比较类为分层优势比", "their share; of streams compared, the stratified odds ratio")))

  static let examples = [
    IndicatorExample(
      Phrase("200次写明结果的检查无一发现，应标记", "200 stated results without a find"),
      VisitExample.world([
        .init(visits: 200), .init(mode: "complaint", visits: 20, problems: 12),
      ]), flagged: ["U///zero_finds"]),
    IndicatorExample(
      Phrase(
        "检查260次，写明结果的199次；把空白当作未发现会误标，不标记",
        "260 visits of which 199 state a result; blanks taken for clean would flag it"),
      VisitExample.world([.init(visits: 260, known: 199)]), flagged: []),
    IndicatorExample(
      Phrase("专项10%、双随机30%，应标记", "targeted 10%, random 30%"),
      VisitExample.world([
        .init(mode: "special", visits: 100, problems: 10),
        .init(mode: "random", visits: 100, problems: 30),
      ]), flagged: ["U///targeted_below_random"]),
    IndicatorExample(
      Phrase(
        "专项多在发现率低的领域，各领域内并不更低；只看合计会误标，不标记",
        "campaigns in a domain of few finds, within domains no less; the sums alone would flag it"),
      VisitExample.world([
        .init(mode: "special", visits: 300, problems: 18),
        .init(mode: "random", visits: 50, problems: 2),
        .init(domain: "E", mode: "special", visits: 30, problems: 16),
        .init(domain: "E", mode: "random", visits: 200, problems: 100),
      ]), flagged: []),
    IndicatorExample(
      Phrase(
        "同一领域内专项多在发现率低的事项，各事项内并不更低；只分领域会误标，不标记",
        "within one domain, campaigns on an item of few finds, within items no less: domains alone flag it"
      ),
      VisitExample.world([
        .init(item: "I", mode: "special", visits: 216, problems: 10),
        .init(item: "I", mode: "random", visits: 24, problems: 1),
        .init(item: "J", mode: "special", visits: 24, problems: 9),
        .init(item: "J", mode: "random", visits: 216, problems: 86),
      ]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("inspections") else {
      return .notComputable(
        page, ["inspections"], Phrase("没有检查数据，无法计算。", "Not computable: there are no inspections."))
    }
    var units: [String: UnitFinds] = [:]
    for group in observation.conductedVisits(in: observation.windowMonths) {
      units[group.unitCode, default: UnitFinds()].add(group)
    }
    for group in observation.patterns.visits
    where observation.windowMonths.contains(group.month) && !group.unitCode.isEmpty {
      units[group.unitCode, default: UnitFinds()].addToStrata(group)
    }
    guard !units.isEmpty else {
      return .notComputable(
        page, [], Phrase("本期没有检查，不作判断。", "Nothing to judge: no inspection in the window."))
    }
    guard units.values.contains(where: { $0.streams.values.contains { $0.known > 0 } }) else {
      var result = IndicatorResult.notComputable(
        page, ["inspections.result"],
        Phrase("检查均未写明结果，无法计算。", "Not computable: no inspection states its result."))
      result.outcomes = observation.outcomes(
        of: units.mapValues { _ in .notComputable }, in: observation.windowMonths)
      return result
    }
    let report = FindReport(
      page: page, observation: observation, units: units,
      contrasts: StreamContrast.all(units, fewest: settings.count("fewest", of: page)),
      fewest: settings.count("fewest", of: page), zero: settings.count("zero", of: page),
      q: settings.value("q", of: page))
    return report.result()
  }
}
