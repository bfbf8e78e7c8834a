import Contracts

/// P06: more parties from elsewhere, within item, than peers have.
enum OutOfAreaParties: Indicator {
  static let page = IndicatorPage(
    code: "P06", name: Phrase("异地对象占比", "Share of parties from elsewhere"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（公正、过罚相当）、第二十二条（违法行为发生地管辖）、第七十四条（罚没与经费分离）",
      "Decision, clause 7; APL 5 (fairness and proportion), 22 (jurisdiction where the act took place), 74 (fines "
        + "apart from budgets)"),
    needs: ["cases", "catalogue", "units", "districts"],
    restsOn: [FlagColumns("cases.party_region")],
    definition: Phrase(
      "窗口期办结案件（不含撤销、移送等）中当事人登记地在本市以外的占比。只计登记地已知的案件，按事项×半年（同级同半年案件不足的按事项）用同级其他单位的占比推算参照值"
        + "（不含本单位），用容许单位间正常差异的漏斗检验上侧；同级内按BH校正，单位少时按t分布放宽。罚没金额占比只描述、不检验，并给出剔除最大一案后的数值。",
      "Share of closed cases of the window, without dismissed and transferred ones, whose party is registered "
        + "outside the city, of those whose place is known. Expected from the other units of the level within item and "
        + "half-year, within item where they have too few cases in one "
        + "(own cases left out), tested upwards by a funnel that allows for ordinary differences; BH within level, "
        + "chances widened by Student's law where units are few. "
        + "The share of the amount is described, not tested, with and without the largest case."),
    pitfalls: Phrase(
      "登记地空白的案件不计并单独列数；超过一半空白的单位无法计算。登记地不等于经营地或居住地。行政级别不同的单位不互比。"
        + "少于5件的对象数不显示。",
      "Cases without place are left out and counted; with more than half blank a unit is not computable. The place "
        + "of registration is not that of business or residence. Counts below 5 are not shown."),
    parameters: [
      IndicatorParameter(
        "cases", 30, Phrase("登记地已知的最少件数", "cases of known place that a unit must have")),
      IndicatorParameter(
        "units", 5, Phrase("同级最少可比单位数", "comparable units that a level must have")),
      IndicatorParameter(
        "outside", 5, Phrase("异地对象最少件数", "cases from elsewhere that a flag must have")),
      IndicatorParameter("ratio", 1.5, Phrase("比值达到此值才标记", "ratio from which it is flagged")),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "辖区在市界、国省道沿线，或有批发市场、车站、景区、工地；外地企业在本地设点较多；上级交办的跨区域案件；半年之内标准或管辖有变，而本单位案件集中在变化的一侧。",
      "An area on the city's border or a through road, with markets, stations, sights or building sites; many "
        + "branches of firms from elsewhere; cross-region cases assigned from above; a standard or jurisdiction changed within the "
        + "half-year, and the unit's cases lie on one side of it."),
    ask: Phrase(
      "请说明异地当事人案件的来源（巡查、举报、交办、跨区域执法），并提供案件线索登记、管辖依据和异地执法协作手续。",
      "Please explain where the cases of parties from elsewhere came from (patrol, report, assignment, action "
        + "elsewhere), and provide the leads, the ground of jurisdiction and the papers of cooperation."
    ),
    figures: FlagFigures(
      observed: Phrase("异地当事人的案件数", "cases of parties from elsewhere"),
      effect: Phrase("其占比与参照占比之比", "their share ÷ the expected one")))

  static let examples = [
    IndicatorExample(
      Phrase("同一事项同类两成异地，一个单位六成，应标记", "a fifth of the peers' parties, 60% of one unit's"),
      world { $0 == 0 ? 36 : 10 + $0 % 4 }, flagged: ["U00///"]),
    IndicatorExample(
      Phrase("各单位差异在正常范围，不标记", "ordinary differences: not flagged"),
      world { 9 + ($0 * 5) % 8 }, flagged: []),
    IndicatorExample(
      Phrase(
        "交通事项本身异地对象多，只办该事项的单位不标记（不分事项比较会误标）",
        "a unit with the road item only, where all have many: not flagged; a pooled share would flag it"
      ),
      roadItem(), flagged: []),
    IndicatorExample(
      Phrase(
        "多数案件登记地空白，无法计算（把空白当本地会误标其他单位）",
        "most places blank: not computable; taken as local they would be the peers' low share"),
      world(blank: 100) { $0 == 0 ? 36 : 12 }, flagged: []),
  ]

  private static func world(blank: Int = 0, _ outside: (Int) -> Int) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      observation.patterns.outcomes += cases(unit, outside: outside(index), of: 60)
      if blank > 0 {
        observation.patterns.outcomes.append(
          PatternExample.outcome(unit, fineInYuan: 1_000, cases: blank))
      }
    }
    return observation
  }

  private static func roadItem() -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      var road = cases(unit, outside: 42 - index % 4, of: 60)
      for position in road.indices { road[position].itemCode = "R" }
      observation.patterns.outcomes += road
      if index > 0 {
        observation.patterns.outcomes += cases(unit, outside: 20 + index % 5, of: 200)
      }
    }
    return observation
  }

  private static func cases(_ unit: String, outside: Int, of all: Int) -> [PenaltyOutcome] {
    [("outside", outside), ("local", all - outside)].map { place, count in
      var outcome = PatternExample.outcome(unit, fineInYuan: 1_000, cases: count)
      outcome.party.locality = place
      return outcome
    }
  }

  /// What is known of a unit's parties, and of the amounts that they owed.
  private struct Side {
    var known = 0
    var blank = 0
    var outsideFen = 0
    var allFen = 0
    var largestFen = 0
    var isLargestOutside = false

    // Of equal amounts the one from elsewhere counts as the largest, whatever the order.
    mutating func add(_ outcome: PenaltyOutcome) {
      guard !outcome.party.locality.isEmpty else {
        blank += outcome.cases
        return
      }
      let isOutside = outcome.party.locality == "outside"
      known += outcome.cases
      allFen += outcome.amountFen * outcome.cases
      if isOutside { outsideFen += outcome.amountFen * outcome.cases }
      guard outcome.amountFen >= largestFen else { return }
      isLargestOutside = isOutside || isLargestOutside && outcome.amountFen == largestFen
      largestFen = outcome.amountFen
    }

    /// Shares of the amount, with and without the largest case; empty where there is none.
    var amountShares: [String] {
      let rest = outsideFen - (isLargestOutside ? largestFen : 0)
      return [
        Numerals.percentage(outsideFen, of: allFen),
        Numerals.percentage(rest, of: allFen - largestFen),
      ]
    }
  }

  private struct Collection {
    var shares = PeerShares()
    var sides: [String: Side] = [:]
    var missing: Set<String> = []
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let collection = collection(observation)
    guard !collection.shares.units.isEmpty else {
      let lacks = collection.sides.values.contains { $0.known > 0 } ? "item_code" : "party_region"
      return .notComputable(
        page, ["cases." + lacks],
        Phrase(
          "多数案件没有当事人登记地（或事项），无法计算。",
          "Not computable: most cases do not say where the party is registered, or their item."))
    }
    var result = IndicatorResult(page.code)
    let comparison = ShareComparison(
      [ShareComparison.Family(category: "", shares: collection.shares)], Peers(observation),
      fewestCases: settings.count("cases", of: page),
      fewestUnits: settings.count("units", of: page))
    let isFlagged = { (compared: ComparedShare) in
      compared.ratio >= settings.value("ratio", of: page)
        && compared.marked >= settings.count("outside", of: page)
        && compared.qValue <= settings.value("q", of: page)
    }
    let report = ShareReport(
      observation: observation, comparison: comparison, hidesSmallCounts: true)
    result.flags = comparison.compared.filter(isFlagged).map {
      flag($0, collection.sides[$0.unit] ?? Side(), report, settings)
    }
    result.outcomes = report.outcomes(
      flagged: result.flags.count, categories: 1, missing: collection.missing)
    result.tables = [
      report.table(Phrase("异地对象占比（按单位代码）", "Parties from elsewhere, by unit code"))
    ]
    result.points = report.points(isFlagged)
    result.headline = headline(collection, result, comparison.compared.count, settings)
    return result
  }

  private static func headline(
    _ collection: Collection, _ result: IndicatorResult, _ tested: Int,
    _ settings: IndicatorSettings
  ) -> Phrase {
    let blank = collection.sides.values.reduce(0) { $0 + $1.blank }
    let all = blank + collection.sides.values.reduce(0) { $0 + $1.known }
    let share = Numerals.percentage(blank, of: all)
    let tests = FindingWording.headline(
      Phrase("同事项异地对象占比偏高的单位", "Units with more parties from elsewhere within item"),
      tested: tested,
      // Of few parties q is not told; the level holds for them too.
      qValues: result.flags.map { $0.qValue ?? settings.value("q", of: page) })
    let rest = Phrase(
      "登记地空白\(Numerals.grouped(blank))件（\(share)），不计入。",
      "\(Numerals.grouped(blank)) cases (\(share)) without place are left out.")
    return tests.followed(by: rest)
  }

  private static func collection(_ observation: Observation) -> Collection {
    var result = Collection()
    let silent = observation.mostlyMissingUnits
    let outcomes = observation.windowOutcomes.filter {
      $0.sanction != .dismissed && !silent.contains($0.unitCode)
    }
    for outcome in outcomes { result.sides[outcome.unitCode, default: Side()].add(outcome) }
    result.missing = silent.union(
      result.sides.filter { $0.value.blank > $0.value.known }.map(\.key))
    for outcome in outcomes
    where !outcome.party.locality.isEmpty && !outcome.itemCode.isEmpty
      && !result.missing.contains(outcome.unitCode)
    {
      result.shares.add(
        outcome.unitCode,
        strata: [outcome.itemCode + "/" + outcome.month.halfYear, outcome.itemCode],
        marked: outcome.party.locality == "outside" ? outcome.cases : 0, all: outcome.cases)
    }
    return result
  }

  private static func flag(
    _ compared: ComparedShare, _ side: Side, _ report: ShareReport, _ settings: IndicatorSettings
  ) -> Flag {
    let observation = report.observation
    var flag = Flag.about(compared.finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: compared.unit)
    let name = observation.names.unit(compared.unit)
    // Few local parties are as few persons as few from elsewhere.
    let hidesCounts = (1...4).contains(compared.all - compared.marked)
    if !report.isReferenceTold(compared) { flag.hideFigures() }
    let shares = shares(compared, report, settings)
    let amounts = hidesCounts ? ["", ""] : side.amountShares
    let (with, without) = (
      amounts[0].isEmpty ? "–" : amounts[0], amounts[1].isEmpty ? "–" : amounts[1]
    )
    let blank = Numerals.percentage(side.blank, of: side.blank + side.known)
    flag.reason = Phrase(
      "\(name)\(shares.chinese)。与同类相比偏高，请核实。异地当事人罚没金额占\(with)，剔除最大一案后占\(without)（仅描述）；"
        + "登记地空白\(side.blank)件（\(blank)）、同级无可比事项\(compared.leftOut)件未计入。",
      "At \(name), \(shares.english). High beside its peers; to be checked. Parties from elsewhere owe \(with) of "
        + "the amount, \(without) without the largest case (described only); \(side.blank) cases (\(blank)) "
        + "without place and \(compared.leftOut) without comparable item are left out.")
    return flag
  }

  private static func shares(
    _ compared: ComparedShare, _ report: ShareReport, _ settings: IndicatorSettings
  ) -> Phrase {
    guard !report.isReferenceTold(compared) else {
      return FindingWording.shares(
        compared, of: Phrase("同事项异地当事人案件占比", "the share of parties from elsewhere within item"))
    }
    let limit = Numerals.decimal(settings.value("ratio", of: page), places: 2)
    return Phrase(
      "同事项异地当事人案件占比不低于同类参照值的\(limit)倍（同级单位中有不足5件的数目，其余数字不列）",
      "the share of parties from elsewhere within item is at least \(limit) times that of its peers "
        + "(one of the counts of the level is below five, and no other figure is told)")
  }
}
