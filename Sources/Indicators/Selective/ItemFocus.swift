import Contracts
import Statistics

/// S02: whether a unit's mix of items lies farther from its peers' than ordinary units' mixes do.
enum ItemFocus: Indicator {
  static let page = IndicatorPage(
    code: "S02", name: Phrase("聚焦/回避事项", "Over- and under-focus on items"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正、过罚相当）、第三十四条（裁量基准）",
      "Decision, clause 7; APL 5 (fairness and proportion) and 34 (discretion standards)"),
    needs: ["cases", "catalogue"],
    restsOn: [FlagColumns("cases.item_code", "cases.item_name")],
    definition: Phrase(
      "窗口期某单位某领域办结案件按事项的构成，与同级、持有相同事项职权的其他单位（不含本单位，每个单位权重以中位数为限）"
        + "构成的全变差距离，即须换到其他事项才与同类一致的案件比例。概率由狄利克雷-多项分布模拟给出，其离散程度按居中单位校准；"
        + "同级内作BH校正。q不超过设定值、距离高于同规模单位的95%分位且不低于设定值的标记。"
        + "只在已标记的单位内列出双侧mid-p不超过设定值的事项（其中约一至二成可能误列）；"
        + "表中收缩比值为gamma混合先验的后验几何平均及5%、95%分位。",
      "Total variation distance between the mix of items of a unit's closed cases in a domain and that "
        + "of the other units of its level with the same powers (the unit itself left out, no unit "
        + "heavier than the median): the share of cases that would have to be of other items. The chance "
        + "comes from Dirichlet-multinomial simulations whose spread is set on the median unit, with "
        + "Benjamini and Hochberg by level. Flagged: q within the setting, a distance beyond the 95% "
        + "point of units of its size and at least the setting. Only within flagged units are items "
        + "named, by two-sided mid-p (of these one or two in ten may be wrong); the shrunk ratio is the "
        + "posterior geometric mean under a gamma mixture, with 5% and 95% points."),
    pitfalls: Phrase(
      "事项空白的案件不计；没有职权的事项不作比较，窗口期内才取得或已失去的职权只与同样情形的单位比较；"
        + "职权组合相同的单位太少则不检验。未报送的月份可能正是某些事项的案发季节，未报送较多的单位计为无法计算。"
        + "案件少的单位只有很大的差距才能发现（300件、三成构成变为三倍时约六成能发现）。",
      "Cases without an item are left out. Nothing is compared across different powers; too few units of "
        + "the same powers are not tested. A power received or lost within the window compares with "
        + "those held as long. Months that did not come may be the season of an item: units that "
        + "lack more of them are not computable. In small units only large distances are found "
        + "(300 cases, 30% of the mix tripled: about six in ten)."
    ),
    parameters: [
      IndicatorParameter(
        "cases", 30,
        Phrase("该领域写明事项的案件少于此数不检验", "cases with an item below which a mix is not tested")),
      IndicatorParameter(
        "unsent", 0.17,
        Phrase(
          "未报送月份超过窗口期此比例（12个月中超过2个月）的单位不检验，计为无法计算",
          "share of undelivered months (2 of 12) above which a unit is not computable")),
      SimulatedTests.units, SimulatedTests.q,
      IndicatorParameter(
        "distance", 0.10, Phrase("标记的最小距离", "least distance of a flag"), range: .effect),
      IndicatorParameter(
        "item_chance", 0.05, Phrase("列出事项的双侧mid-p上限", "largest two-sided mid-p of a named item")),
      SimulatedTests.seed,
    ],
    innocent: Phrase(
      "辖区产业和场所构成不同、上级部署的专项任务、单位内部分工（某类案件由其他单位集中办理）或事项登记口径不同。",
      "Other trades and premises in its area, a campaign ordered from above, a division of labour between "
        + "units, or another way of recording items."),
    ask: Phrase(
      "请说明该领域案件集中在所列事项、其他事项较少的原因，并提供年度执法计划、专项部署文件、线索来源清单和监管对象分类底数。",
      "Please explain why cases of this domain gather on the items listed and are few on others, with the "
        + "yearly plan, orders for campaigns, the list of leads and the numbers of regulated parties."
    ),
    figures: FlagFigures(
      observed: Phrase("该领域案件数", "cases of the domain"),
      effect: Phrase("与同类事项结构的距离（0至1）", "distance from the peers' mix of items, 0 to 1")))

  static let examples = ItemFocusExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> IndicatorResult {
    let mixes = ItemMixes(observation)
    guard !mixes.cases.isEmpty else {
      let isThere = !observation.windowOutcomes.isEmpty
      return .notComputable(
        page, [isThere ? "cases.item_code" : "cases"],
        Phrase("窗口期内没有写明领域和事项的办结案件，无法计算。", "Not computable: no closed case with an item."))
    }
    var result = IndicatorResult(page.code)
    let tested = await tested(mixes, observation, settings, &result)
    let levels = Peers(observation)
    let findings = tested.map(\.finding).adjusted { levels.group(of: $0.unitCode) }
    let judged = zip(tested, findings).map { mix, finding in
      Judged(mix: mix, finding: finding, isFlagged: isFlagged(mix, finding, settings))
    }
    for one in judged { result.outcomes[one.isFlagged ? .flagged : .passed, default: 0] += 1 }
    result.outcomes = result.outcomes.filter { $0.value > 0 }
    let flagged = judged.filter(\.isFlagged)
    result.flags = flagged.map { flag($0, mixes, observation, settings) }
    result.headline = FindingWording.headline(
      Phrase("单位·领域的案件构成", "Mixes of cases of a unit and domain"), tested: judged.count,
      flagged: flagged.map(\.finding))
    result.tables = [
      ItemFocusTables.units(judged, mixes, observation),
      ItemFocusTables.items(judged, observation, settings.value("item_chance", of: page)),
    ]
    result.points = judged.map(point)
    return result
  }

  /// A tested mix with its finding.
  struct Judged {
    let mix: UnitMix
    let finding: PatternFinding
    let isFlagged: Bool
  }

  /// Tests every field; units that are not tested are counted.
  private static func tested(
    _ mixes: ItemMixes, _ observation: Observation, _ settings: IndicatorSettings,
    _ result: inout IndicatorResult
  ) async -> [UnitMix] {
    var tested: [UnitMix] = []
    let unsent = MissingMonths(observation, in: observation.windowMonths)
      .units(missingMoreThan: settings.value("unsent", of: page))
    for field in mixes.cases.keys.sorted() {
      let units = candidates(in: field, mixes, unsent, settings, &result)
      let groups = mixes.groups(of: units, in: field)
        .filter { $0.count >= settings.count("units", of: page) }
      let found = await mixes.tested(
        groups, in: field, SimulatedTests.simulation(of: page, settings))
      result.outcomes[.notApplicable, default: 0] += units.count - found.count
      tested += found
    }
    return tested
  }

  /// Units of a field with enough cases; the others are counted.
  private static func candidates(
    in field: MixField, _ mixes: ItemMixes, _ unsent: Set<String>,
    _ settings: IndicatorSettings, _ result: inout IndicatorResult
  ) -> [String] {
    let units = mixes.cases[field] ?? [:]
    let least = settings.count("cases", of: page)
    return units.keys.sorted().filter { unit in
      if unsent.contains(unit) {
        result.outcomes[.notComputable, default: 0] += 1
        return false
      }
      let isEnough = (units[unit] ?? [:]).values.reduce(0, +) >= least
      if !isEnough { result.outcomes[.notApplicable, default: 0] += 1 }
      return isEnough
    }
  }

  private static func isFlagged(
    _ mix: UnitMix, _ finding: PatternFinding, _ settings: IndicatorSettings
  ) -> Bool {
    finding.qValue <= settings.value("q", of: page)
      && mix.result.distance > mix.result.nullBand.upperBound
      && mix.result.distance >= settings.value("distance", of: page)
  }

  private static func flag(
    _ judged: Judged, _ mixes: ItemMixes, _ observation: Observation,
    _ settings: IndicatorSettings
  ) -> Flag {
    let (mix, finding) = (judged.mix, judged.finding)
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(
      in: "penalty_outcomes", of: finding.unitCode, finding.domain)
    let name = observation.names.unit(finding.unitCode)
    let distance = Figures.percent(mix.result.distance)
    let band = Figures.range(mix.result.nullBand, Figures.percent)
    let chances = FindingWording.chances(finding)
    let items = named(mix, observation, settings)
    let part = Figures.percent(mix.largestPart ?? 0)
    let recorded = Figures.percent(mixes.recordedShare(mix.field, finding.unitCode))
    flag.reason = Phrase(
      "\(name)在“\(finding.domain)”办结的\(mix.result.cases)件案件中，约\(distance)须换到其他事项才与同级同职权单位的构成一致"
        + "（同规模单位90%在\(band)之间）；\(chances.chinese)。\(items.chinese)偏多部分中\(part)来自单一事项；"
        + "该领域案件写明事项的占\(recorded)。与同类相比偏离，请核实。",
      "Of \(mix.result.cases) closed cases of \(name) in \(finding.domain), about \(distance) would have "
        + "to be of other items to match units of its level and powers (90% of units of its size: "
        + "\(band)); \(chances.english). \(items.english)\(part) of what is above its peers comes from "
        + "one item; \(recorded) of the cases state an item. It differs from its peers; please check."
    )
    return flag
  }

  private static let printedItems = 3

  /// The least likely items, those above and those below the peers' share.
  private static func named(
    _ mix: UnitMix, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Phrase {
    let items = mix.conspicuous(settings.value("item_chance", of: page))
    let kinds = [
      (Phrase("偏多", "More than peers"), items.filter { $0.deviation.ratio > 1 }),
      (Phrase("偏少", "Fewer than peers"), items.filter { $0.deviation.ratio <= 1 }),
    ]
    let phrases = kinds.filter { !$0.1.isEmpty }.map { kind, items in
      let texts = items.prefix(printedItems).map { item, deviation in
        let name = observation.names.item(item)
        let expected = Figures.decimal(deviation.expected)
        return Phrase(
          "“\(name)”\(deviation.observed)件（参照值\(expected)）",
          "\(name) \(deviation.observed) (reference \(expected))")
      }
      return Phrase(
        "\(kind.chinese)的事项：" + texts.map(\.chinese).joined(separator: "、") + "。",
        "\(kind.english): " + texts.map(\.english).joined(separator: ", ") + ". ")
    }
    return Phrase(
      phrases.map(\.chinese).joined(), phrases.map(\.english).joined())
  }

  private static func point(_ judged: Judged) -> ChartPoint {
    var point = ChartPoint(
      "funnel", series: judged.mix.field.level, unit: judged.finding.unitCode,
      x: String(judged.mix.result.cases))
    point.domain = judged.finding.domain
    point.y = judged.mix.result.distance
    point.lower = judged.mix.result.nullBand.lowerBound
    point.upper = judged.mix.result.nullBand.upperBound
    point.isFlagged = judged.isFlagged
    return point
  }
}
