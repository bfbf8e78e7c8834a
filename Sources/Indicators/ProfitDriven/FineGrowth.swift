import Contracts

/// P01: fines and confiscations grow, and more than the peers' or by higher fines within item.
enum FineGrowth: Indicator {
  static let page = IndicatorPage(
    code: "P01", name: Phrase("罚没增长", "Growth of fines"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七十四条（罚没与经费、考核脱钩）；国发〔2021〕26号（严禁下达罚没指标）；财政部20%预警值",
      "Decision, clause 7; APL 74 (fines apart from budgets and appraisal); State Council 2021 No. 26 (no targets); "
        + "the Ministry of Finance's warning value of 20%"),
    needs: ["cases", "units"],
    restsOn: [FlagColumns("cases.fine", "cases.amount")],
    definition: Phrase(
      "罚款与没收之和，窗口期与之前同样长的时期相比，分解为件数×同事项平均额×事项结构。“growth”：增长超过预警值、基数达到下限、"
        + "剔除两期各自最大一案后仍超过，计入已撤销决定后也超过，且与同级其他单位的变化相比突出（对数比的两组模型，方差取(1+cv²)/件数之和，件数少或金额悬殊时按t分布放宽）。"
        + "复议、诉讼撤销或确认无效的决定不是收入，两期都不计；变更的按现有金额计，仅确认违法的照计。"
        + "“price”：同事项罚款额（对数，减去事项中位数，超出2.5个稳健标准差的截尾，取均值之差）与本单位前期之比，连同异地当事人优势比的变化，各以同级中心标准化后合并"
        + "（Stouffer）；看的是作出决定时的裁量，其后被撤销的照计。两类各在同级内按BH校正。",
      "Fines and confiscations of the window against as many months before, split into number × amount within item × "
        + "mix of items. `growth`: above the warning value, base above the floor, still above it without the largest "
        + "case of either period and with what was revoked counted in, and beyond the changes of the level (two-groups model of log ratios, variance the sum "
        + "of (1 + cv²) ÷ cases, widened by Student's law where cases are few or unequal). Decisions that a review or a court "
        + "revoked or found void are no income and count in neither period; changed ones count as stated, those found unlawful "
        + "alone as they are. `price`: fines within item (logarithms around the median of the item, cut at 2.5 robust standard deviations, difference of means) on the "
        + "unit's own past, together with the change of the odds of parties from elsewhere, each centred on the level "
        + "and added (Stouffer); it asks how fines were set, so that decisions revoked later count. BH within level for either kind."
    ),
    pitfalls: Phrase(
      "两期任何一个月未报送，或前期未更正的退回案件记录达到读入案件的十分之一，即无法计算。全市同向变化是比较的中心，不算个别单位的增长。单一大案不构成增长。"
        + "本期的复议、诉讼多未了结，前期已撤销的较多时存留金额会显得增长，所以按作出时的金额也须增长。"
        + "未归入事项的案件合为一项参与分解，不参与同事项比较。",
      "With any month of either period missing, or rejected records of the base that nobody mended amounting to a tenth of "
        + "its cases, it is not computable. A change of the whole city is the centre of the "
        + "comparison. One large case is no growth. Challenges of the window are mostly open: where "
        + "much of the base was revoked, what stands seems to grow, which is why amounts as decided must grow too. Cases without item are one item in the split and no part of the "
        + "comparison within item."),
    parameters: [
      IndicatorParameter(
        "warning", 0.20, Phrase("增长预警值", "warning value of growth"), range: .above0(upTo: 10)),
      IndicatorParameter(
        "floor", 100_000, Phrase("基期金额下限（元）", "smallest base, in yuan"), range: .countOrNone),
      IndicatorParameter(
        "cases", 10, Phrase("两期各自最少件数", "cases that each period must have")),
      IndicatorParameter(
        "units", 5, Phrase("同级最少可比单位数", "comparable units that a level must have")),
      IndicatorParameter(
        "ratio", 1.2, Phrase("同事项罚款额之比达到此值才标记", "ratio of fines from which it is flagged")),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "裁量基准或法定罚款幅度调整；新增职权、机构合并；上级部署的专项整治；违法情节变重；前期案件因故偏少。",
      "A new discretion standard or band; new powers or a merger; a campaign ordered from above; graver violations; "
        + "few cases in the base period."),
    ask: Phrase(
      "请说明罚没增长的构成与原因，并提供两期案件清单、裁量基准变动文件、当期预算与考核文件中有关罚没收入的内容。",
      "Please explain what the growth is made of, and provide the cases of both periods, changes of the discretion "
        + "standard, and what the budget and appraisal documents say of fines."),
    figures: FlagFigures(
      effect: Phrase(
        "罚没金额（剔除最大一案）或同事项罚款额与前期之比",
        "amount without the largest case, or fines within item, ÷ those before")))

  static let examples = FineGrowthExamples.all

  /// What the units' amounts are, and what came of comparing them.
  private struct Findings {
    var amounts: [String: AmountPeriods] = [:]
    var incomplete: Set<String> = []
    var growths: [AmountGrowth] = []
    var prices: [PriceChange] = []
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let missing = missing(observation)
    guard missing.isEmpty else {
      return .notComputable(
        page, missing,
        Phrase(
          "缺少罚没金额或前期数据，无法计算。",
          "Not computable: no amounts, or no history as long as the window before it."))
    }
    var result = IndicatorResult(page.code)
    let findings = findings(observation, settings)
    let level = settings.value("q", of: page)
    let growing = findings.growths.filter {
      isGrowing($0, findings.amounts[$0.finding.unitCode], settings)
    }
    let least = settings.value("ratio", of: page)
    let dearer = findings.prices.filter { $0.isDearer(by: least) && $0.finding.qValue <= level }
    result.flags =
      growing.map { growthFlag($0, findings.amounts[$0.finding.unitCode], observation) }
      + dearer.map { priceFlag($0, observation) }
    let flagged = Set(result.flags.map(\.unitCode))
    result.outcomes = outcomes(findings, flagged, observation)
    result.tables = FineGrowthTables(
      observation: observation, warning: settings.value("warning", of: page), least: least,
      level: level
    ).all(findings.amounts, findings.prices)
    result.points =
      FineGrowthTables.points(findings.growths.map(\.finding), flagged: growing.map(\.finding))
      + FineGrowthTables.points(findings.prices.map(\.finding), flagged: dearer.map(\.finding))
    result.headline = FindingWording.headline(
      Phrase("罚没金额增长突出或同事项罚款额升高的检验", "Tests of growth of amounts and of fines within item"),
      tested: findings.growths.count + findings.prices.count, flags: result.flags)
    return result
  }

  private static func missing(_ observation: Observation) -> [String] {
    let hasHistory =
      2 * observation.window <= PatternAggregates.months
      && observation.firstMonth <= observation.monthsBeforeWindow.lowerBound
    let hasAmounts = observation.patterns.outcomes.contains { $0.amountFen > 0 }
    return (hasHistory ? [] : ["history"]) + (hasAmounts ? [] : ["cases.fine_fen"])
  }

  private static func findings(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> Findings {
    let (before, after) = (observation.monthsBeforeWindow, observation.windowMonths)
    let deliveries = MissingMonths(
      observation, in: before.lowerBound...after.upperBound, ofFines: true)
    let unread = unreadBases(observation)
    let isKnown = { (unit: String) in deliveries.isComplete(unit) && !unread.contains(unit) }
    var findings = Findings()
    findings.incomplete = Set(observation.units.map(\.code).filter { !isKnown($0) })
    var prices = PriceChanges()
    for outcome in observation.patterns.outcomes
    where isKnown(outcome.unitCode) && outcome.month >= before.lowerBound
      && outcome.month <= after.upperBound
    {
      let isAfter = after.contains(outcome.month)
      prices.add(outcome, isAfter: isAfter)
      let period = isAfter ? \AmountPeriods.after : \AmountPeriods.before
      findings.amounts[outcome.unitCode, default: AmountPeriods()][keyPath: period].add(outcome)
    }
    let (cases, units) = (settings.count("cases", of: page), settings.count("units", of: page))
    let peers = Peers(observation)
    findings.growths = AmountGrowth.compared(
      findings.amounts, peers, fewestCases: cases, fewestUnits: units)
    findings.prices = prices.compared(peers, fewestCases: cases, fewestUnits: units)
    return findings
  }

  // Records of the base that nobody could read would let what was read of the window grow.
  private static func unreadBases(_ observation: Observation) -> Set<String> {
    let base = observation.monthsBeforeWindow
    var cases: [String: Int] = [:]
    for outcome in observation.patterns.outcomes where base.contains(outcome.month) {
      cases[outcome.unitCode, default: 0] += outcome.cases
    }
    return Set(observation.unreadRecords(in: base).filter { 10 * $1 >= cases[$0] ?? 0 }.keys)
  }

  private static func isGrowing(
    _ growth: AmountGrowth, _ amounts: AmountPeriods?, _ settings: IndicatorSettings
  ) -> Bool {
    let warning = 1 + settings.value("warning", of: page)
    guard let amounts, let ratio = amounts.ratio, let decided = amounts.ratioAsDecided,
      min(ratio, decided, growth.finding.effect) > warning
    else { return false }
    return Double(amounts.before.fen) >= 100 * settings.value("floor", of: page)
      && growth.finding.qValue <= settings.value("q", of: page)
  }

  private static func outcomes(
    _ findings: Findings, _ flagged: Set<String>, _ observation: Observation
  ) -> [SubjectOutcome: Int] {
    let tested = Set(
      findings.growths.map(\.finding.unitCode) + findings.prices.map(\.finding.unitCode))
    let units = Set(observation.units.map(\.code)).union(findings.amounts.keys)
    let outcomes: [SubjectOutcome: Int] = [
      .flagged: flagged.count, .passed: tested.count - flagged.count,
      .notComputable: findings.incomplete.count,
      .notApplicable: units.count - tested.count - findings.incomplete.count,
    ]
    return outcomes.filter { $0.value > 0 }
  }

  private static func growthFlag(
    _ growth: AmountGrowth, _ amounts: AmountPeriods?, _ observation: Observation
  ) -> Flag {
    let finding = growth.finding
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: finding.unitCode)
    let name = observation.names.unit(finding.unitCode)
    let amounts = amounts ?? AmountPeriods()
    let ratio = FindingWording.ratioWithInterval(finding)
    let chances = FindingWording.chances(finding)
    let all = Figures.ratio(amounts.ratio ?? 1)
    let yuan = [amounts.before.fen, amounts.after.fen].map(Figures.yuan)
    let parts = [amounts.split?.number, amounts.split?.price, amounts.split?.mix]
      .map { Figures.ratio($0 ?? 1) }
    let centre = Figures.ratio(growth.centre)
    let quashed = quashed(amounts)
    flag.reason = Phrase(
      "\(name)罚没金额剔除两期各自最大一案后为前期的\(ratio.chinese)倍（全部案件：\(yuan[0])元增至\(yuan[1])元，\(all)倍）；"
        + "\(chances.chinese)。全部案件的倍数＝件数\(parts[0])×同事项平均额\(parts[1])×事项结构\(parts[2])；"
        + "同级单位的中心变化为\(centre)倍。\(quashed.chinese)与同类相比偏高，请核实。",
      "Without the largest case of either period the amounts of \(name) are \(ratio.english) times those before "
        + "(all cases: \(yuan[0]) to \(yuan[1]) yuan, \(all) times); \(chances.english). All cases: number "
        + "\(parts[0]) × amount within item \(parts[1]) × mix \(parts[2]); the centre of the level moved by "
        + "\(centre). \(quashed.english)High beside its peers; to be checked.")
    return flag
  }

  // Without it the unit finds other amounts in its books than the sentence states.
  private static func quashed(_ amounts: AmountPeriods) -> Phrase {
    let fen = [amounts.before.quashedFen, amounts.after.quashedFen]
    guard fen != [0, 0] else { return Phrase("", "") }
    let yuan = fen.map(Figures.yuan)
    return Phrase(
      "已撤销或确认无效的决定不计（前期\(yuan[0])元、窗口期\(yuan[1])元）。",
      "Decisions that were revoked or found void do not count (\(yuan[0]) yuan before, \(yuan[1]) now). "
    )
  }

  private static func priceFlag(_ change: PriceChange, _ observation: Observation) -> Flag {
    let finding = change.finding
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: finding.unitCode)
    let name = observation.names.unit(finding.unitCode)
    let ratio = FindingWording.ratioWithInterval(finding)
    let chances = FindingWording.chances(finding)
    let centre = Figures.ratio(change.centre)
    let odds = change.odds.map { odds in
      let ends = [odds.ratio, odds.lower, odds.upper].map(Figures.ratio)
      return Phrase(
        "异地当事人的优势比变为\(ends[0])倍（95%区间\(ends[1])至\(ends[2])）",
        "the odds of a party from elsewhere are \(ends[0]) times those of the year before (95% interval \(ends[1]) to "
          + "\(ends[2]))")
    }
    let places =
      odds
      ?? Phrase("登记地已知的案件不足，未看异地对象", "too few places are known to look at parties from elsewhere")
    flag.reason = Phrase(
      "\(name)同事项罚款额为本单位前期的\(ratio.chinese)倍，\(places.chinese)；\(chances.chinese)。"
        + "同级单位的中心变化为\(centre)倍。与同类相比偏高，请核实。",
      "Item for item, the fines of \(name) are \(ratio.english) times those of the year before, and \(places.english); "
        + "\(chances.english). The middle of its level is \(centre) times that of the year before. High beside its peers; to be checked."
    )
    return flag
  }
}
