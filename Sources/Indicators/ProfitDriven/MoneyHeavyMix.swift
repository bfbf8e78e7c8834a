import Contracts

/// P03: more decisions with money, within item, than peers have.
enum MoneyHeavyMix: Indicator {
  static let page = IndicatorPage(
    code: "P03", name: Phrase("罚没处理占比", "Share of decisions with money"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（过罚相当）、第六条（处罚与教育相结合）、第三十二条、第三十三条（从轻减轻、不予处罚）",
      "Decision, clause 7; APL 5 (proportion), 6 (punishment goes with education), 32 and 33 "
        + "(mitigation, exemption)"),
    needs: ["cases", "catalogue", "units"],
    definition: Phrase(
      "窗口期办结案件（不含撤销、移送等未定性案件）中，含罚款或没收（或较重处罚并附金额）的占比。"
        + "按事项×裁量等次×半年（未记载等次的按事项×半年；同级同半年案件不足的不分半年）用同级其他单位的占比推算参照值（间接标准化，不含本单位），"
        + "再用容许单位间正常差异的漏斗检验上侧；同级内按BH校正，单位少时按t分布放宽。"
        + "看的是作出决定时的取舍，其后被复议、诉讼撤销或变更的照计。",
      "Share of closed cases of the window, without dismissed and transferred ones, that ended in a fine or "
        + "confiscation (or in a heavier penalty with an amount). Expected from the other units of the level "
        + "within item, grade and half-year, within item where no grade is recorded, and without half-years "
        + "where the others have too few cases in one (indirect standardisation, own cases "
        + "left out), tested upwards by a funnel that allows for ordinary differences; BH within level, "
        + "chances widened by Student's law where units are few. It asks what a unit decides: decisions that a "
        + "review or a court revoked or changed later count."
    ),
    pitfalls: Phrase(
      "未归入事项的案件、同级少于两个其他单位或十件案件的事项不参与比较。免罚、轻微不罚未录入系统的单位会显得偏高。"
        + "占比高不等于处罚过重，占比低不等于放任。",
      "Cases without item, and items with fewer than two other units or ten other cases, are left out. A unit "
        + "that does not record exemptions looks high. A high share is no proof of harshness, nor a low one of "
        + "neglect."),
    parameters: [
      IndicatorParameter("cases", 30, Phrase("单位最少可比件数", "comparable cases that a unit must have")),
      IndicatorParameter(
        "units", 5, Phrase("同级最少可比单位数", "comparable units that a level must have")),
      IndicatorParameter(
        "ratio", 1.15, Phrase("比值达到此值才标记", "ratio from which it is flagged")),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "同一事项中情节较重、屡次违法的案件较多；免罚与告诫在其他系统登记；专项整治按上级要求处理重案；半年之内标准有变，而本单位案件集中在变化的一侧。",
      "Graver or repeated violations within the item; exemptions and warnings recorded elsewhere; a campaign "
        + "on grave cases ordered from above; a standard changed within the half-year, and the unit's cases lie on "
        + "one side of it."),
    ask: Phrase(
      "请说明免罚、轻微不罚和责令改正案件的登记方式，并提供占比最高的两个事项的裁量基准和抽取的十份案卷。",
      "Please explain how exemptions and orders to correct are recorded, and provide the discretion standard of "
        + "the two items with the highest share and ten case files."),
    figures: FlagFigures(
      observed: Phrase("有罚没的决定数", "decisions with money"),
      effect: Phrase("其占比与参照占比之比", "their share ÷ the expected one")))

  static let examples = [
    IndicatorExample(
      Phrase(
        "同一事项同类五成罚没，一个单位九成，应标记", "half of the peers' cases, nine tenths of one unit's"),
      world { $0 == 0 ? 54 : 28 + $0 % 5 }, flagged: ["U00///"]),
    IndicatorExample(
      Phrase("各单位差异在正常范围，不标记", "ordinary differences: not flagged"),
      world { 26 + ($0 * 7) % 9 }, flagged: []),
    IndicatorExample(
      Phrase(
        "只办重案事项的单位总占比高，但同事项内相同，不标记（总占比比较会误标）",
        "a unit with the grave item only: high overall, alike within item; a naive share would flag it"
      ),
      graveItem(), flagged: []),
    IndicatorExample(
      Phrase(
        "年中起各单位同样少罚多教，一个单位案件多在上半年，不标记（不分时期会误标）",
        "all fine less from July on, and one unit's cases lie before: a year as a whole would flag it"
      ),
      changeOfLaw(), flagged: []),
    IndicatorExample(
      Phrase("只有20件，低于最少件数，不标记", "20 cases only: below the minimum"),
      world(cases: 20) { $0 == 0 ? 20 : 10 }, flagged: []),
  ]

  private static func world(cases: Int = 60, _ money: (Int) -> Int) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      observation.patterns.outcomes += pair(unit, money: money(index), cases: cases)
    }
    return observation
  }

  private static func changeOfLaw() -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      let cases = index == 0 ? (early: 100, late: 20) : (early: 60, late: 60)
      let late = pair(unit, money: cases.late / 5, cases: cases.late)
      var early = pair(unit, money: cases.early * 17 / 20, cases: cases.early)
      for position in early.indices { early[position].month = Month(year: 2024, month: 3) }
      observation.patterns.outcomes +=
        early
        + late.map { outcome in
          var outcome = outcome
          outcome.month = Month(year: 2024, month: 9)
          return outcome
        }
    }
    return observation
  }

  private static func graveItem() -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      var grave = pair(unit, money: 54 - index % 3, cases: 60)
      for position in grave.indices { grave[position].itemCode = "H" }
      observation.patterns.outcomes += grave
      if index > 0 {
        observation.patterns.outcomes += pair(unit, money: 20 + index % 4, cases: 200)
      }
    }
    return observation
  }

  private static func pair(_ unit: String, money: Int, cases: Int) -> [PenaltyOutcome] {
    var light = PatternExample.outcome(unit, cases: cases - money)
    light.sanction = Sanction.none
    let heavy = PatternExample.outcome(unit, fineInYuan: 2_000, cases: money)
    return light.cases > 0 ? [light, heavy] : [heavy]
  }

  private struct Side {
    var cases = 0
    var withGrade = 0
    var withoutItem = 0
    var exempt = 0
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
      return .notComputable(
        page, [collection.sides.isEmpty ? "cases" : "cases.item_code"],
        Phrase(
          "没有可按事项比较的办结案件，无法计算。", "Not computable: no closed case has an item to compare within."))
    }
    var result = IndicatorResult(page.code)
    let comparison = ShareComparison(
      [ShareComparison.Family(category: "", shares: collection.shares)], Peers(observation),
      fewestCases: settings.count("cases", of: page),
      fewestUnits: settings.count("units", of: page))
    let isFlagged = { (compared: ComparedShare) in
      compared.ratio >= settings.value("ratio", of: page)
        && compared.qValue <= settings.value("q", of: page)
    }
    for compared in comparison.compared where isFlagged(compared) {
      let side = collection.sides[compared.unit] ?? Side()
      result.flags.append(flag(compared, side, observation))
    }
    let report = ShareReport(observation: observation, comparison: comparison)
    result.outcomes = report.outcomes(
      flagged: result.flags.count, categories: 1, missing: collection.missing)
    result.tables = [
      report.table(Phrase("办结案件含罚没的占比（按单位代码）", "Decisions with money, by unit code"))
    ]
    result.points = report.points(isFlagged)
    result.headline = FindingWording.headline(
      Phrase("同事项罚没处理占比偏高的单位", "Units with more money decisions within item"),
      tested: comparison.compared.count, flags: result.flags)
    return result
  }

  private static func collection(_ observation: Observation) -> Collection {
    var result = Collection()
    result.missing = observation.mostlyMissingUnits
    for outcome in observation.windowOutcomes
    where outcome.sanction != .dismissed && !result.missing.contains(outcome.unitCode) {
      note(outcome, in: &result.sides)
      let item = outcome.itemCode
      guard !item.isEmpty else { continue }
      result.shares.add(
        outcome.unitCode,
        strata: strata(item, outcome.grade, outcome.month.halfYear),
        marked: hasMoney(outcome) ? outcome.cases : 0, all: outcome.cases)
    }
    return result
  }

  // Each with its half-year where the peers have cases enough in it.
  private static func strata(_ item: String, _ grade: String, _ half: String) -> [String] {
    let names = grade.isEmpty ? [item] : [item + "/" + grade, item]
    return names.map { $0 + "/" + half } + names
  }

  private static func hasMoney(_ outcome: PenaltyOutcome) -> Bool {
    outcome.sanction == .money || outcome.sanction == .heavy && outcome.amountFen > 0
  }

  private static func note(_ outcome: PenaltyOutcome, in sides: inout [String: Side]) {
    var side = sides[outcome.unitCode] ?? Side()
    side.cases += outcome.cases
    if !outcome.grade.isEmpty { side.withGrade += outcome.cases }
    if outcome.itemCode.isEmpty { side.withoutItem += outcome.cases }
    if outcome.sanction == .none { side.exempt += outcome.cases }
    sides[outcome.unitCode] = side
  }

  private static func flag(
    _ compared: ComparedShare, _ side: Side, _ observation: Observation
  ) -> Flag {
    var flag = Flag.about(compared.finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: compared.unit)
    let name = observation.names.unit(compared.unit)
    let shares = FindingWording.shares(
      compared, of: Phrase("同事项含罚没的处理决定占比", "the share of decisions with money within item"))
    let grade = Numerals.percentage(side.withGrade, of: side.cases)
    let leftOut = compared.leftOut + side.withoutItem
    flag.reason = Phrase(
      "\(name)\(shares.chinese)。与同类相比偏高，请核实。办结\(side.cases)件中不予处罚或责令改正\(side.exempt)件；"
        + "\(grade)记载了裁量等次，未记载的情节差异无法扣除；\(leftOut)件无可比对象未计入。",
      "At \(name), \(shares.english). High beside its peers; to be checked. Of \(side.cases) closed cases "
        + "\(side.exempt) were exempted or corrected; \(grade) record a grade, and differences that no grade "
        + "records cannot be taken out; \(leftOut) cases without comparison are left out.")
    return flag
  }
}
