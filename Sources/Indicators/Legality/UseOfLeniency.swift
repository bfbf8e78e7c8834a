import Contracts

/// L11: how often cases end without penalty or with a lesser one, within item, against peers.
enum UseOfLeniency: Indicator {
  static let page = IndicatorPage(
    code: "L11", name: Phrase("免罚轻罚适用", "Use of leniency"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；行政处罚法第三十二条（从轻、减轻）、第三十三条（不予处罚）",
      "Decision, clause 5; APL 32 (lenient and mitigated penalties), APL 33 (no penalty)"),
    needs: ["cases", "catalogue", "units"],
    restsOn: [FlagColumns("cases.leniency")],
    definition: Phrase(
      "窗口期办结案件（不含撤销、移送等未定性案件）中，不予处罚（含责令改正而未处罚）、减轻、从轻的占比；"
        + "裁量情形空白的处罚案件不作判断，不在分母。写明情形的案件占比低于设定值的单位不作计算。"
        + "按事项×半年（同级同半年案件不足的按事项）用同级其他单位的占比推算参照值（间接标准化，不含本单位），用容许单位间正常差异的漏斗作双侧检验，"
        + "同级内按BH校正，单位少时按t分布放宽；偏高、偏低均只作提示。",
      "Share of closed cases of the window, without dismissed and transferred ones, that ended without penalty "
        + "(an order to correct among them) or were mitigated or lenient. Penalties with a blank leniency are "
        + "not judged and not in the denominator; units that state it too seldom are not computed. Expected "
        + "from the other units of the level within item and half-year, within item where they have too few "
        + "cases in one (indirect standardisation, own cases left out), "
        + "tested on both sides by a funnel that allows for ordinary differences; BH within level, chances "
        + "widened by Student's law where units are few. Either side is a notice only."),
    pitfalls: Phrase(
      "须与零办案、检查频次一并看：案件少、处罚少也可能正是目标所在，占比高不是问题，占比低也不等于过严。"
        + "不按裁量等次分层，因为等次本身就是宽严的记录，故情节轻重的差异未扣除。未归入事项的案件不参与比较。",
      "Read it beside zero cases and visits: fewer cases and fewer penalties can be the goal, a high share is no "
        + "fault and a low one no proof of harshness. Grades are no strata, since a grade is itself a record of "
        + "leniency: differences in gravity are not taken out. Cases without item are not compared."
    ),
    parameters: [
      IndicatorParameter(
        "cases", 30,
        Phrase("单位最少可比件数，少于此数不给比率", "comparable cases that a unit must have for a share")),
      IndicatorParameter(
        "units", 5, Phrase("同级最少可比单位数", "comparable units that a level must have")),
      IndicatorParameter(
        "recorded", 80,
        Phrase("写明情形的案件最低占比（%）", "least share of cases that state leniency, in percent"),
        range: .number(0...100)),
      IndicatorParameter(
        "points", 5,
        Phrase("与参照值相差达到此值（百分点）才提示", "distance from the peers in points from which it is flagged"),
        range: .number(0...100)),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "同一事项中情节轻重不同；减免情形在其他系统登记；当地免罚轻罚清单范围不同；半年之内标准有变，而本单位案件集中在变化的一侧。",
      "Cases of one item differ in gravity; leniency is recorded elsewhere; local lists of exemptions differ; a "
        + "standard changed within the half-year, and the unit's cases lie on one side of it."
    ),
    ask: Phrase(
      "请说明免罚轻罚清单的适用情况和裁量情形的登记方式，并提供差异最大的两个事项各五份案卷。",
      "Ask how the list of exemptions is applied and leniency recorded, and for five files of each of the two "
        + "items that differ most."),
    figures: FlagFigures(
      observed: Phrase("免罚、减轻、从轻的案件数", "cases with leniency"),
      effect: Phrase("其占比与参照占比之比", "their share ÷ the expected one")))

  static let examples = UseOfLeniencyExamples.all

  /// Closed cases of one unit by leniency.
  private struct Side {
    var exempt = 0
    var mitigated = 0
    var lenient = 0
    var other = 0
    var unknown = 0

    var marked: Int { exempt + mitigated + lenient }
    var known: Int { marked + other }
    var all: Int { known + unknown }

    mutating func add(_ outcome: PenaltyOutcome) {
      switch UseOfLeniency.leniency(outcome) {
      case .exempt: exempt += outcome.cases
      case .mitigated: mitigated += outcome.cases
      case .lenient: lenient += outcome.cases
      case .other: other += outcome.cases
      case nil: unknown += outcome.cases
      }
    }
  }

  /// What a closed case says of leniency.
  enum Leniency: Hashable {
    case exempt
    case mitigated
    case lenient
    case other
  }

  /// The leniency of a closed case; nil where a penalty does not state it.
  static func leniency(_ outcome: PenaltyOutcome) -> Leniency? {
    if outcome.sanction == .none { return .exempt }
    switch outcome.leniency {
    case "": return nil
    case "exempt": return .exempt
    case "mitigated": return .mitigated
    case "lenient": return .lenient
    default: return .other
    }
  }

  /// Closed cases of the window, and the units of which enough is known.
  private struct Closed {
    let outcomes: [PenaltyOutcome]
    let judged: [String: Side]
    let missing: Set<String>
    let isEmpty: Bool

    init(_ observation: Observation, leastRecorded: Double) {
      let closed = observation.windowOutcomes.filter { $0.sanction != .dismissed }
      var sides: [String: Side] = [:]
      for outcome in closed { sides[outcome.unitCode, default: Side()].add(outcome) }
      let unrecorded = sides.filter { _, side in
        Double(side.known) < leastRecorded * Double(side.all)
      }
      let missing = observation.mostlyMissingUnits.union(unrecorded.keys)
      outcomes = closed.filter { !missing.contains($0.unitCode) }
      judged = sides.filter { !missing.contains($0.key) }
      self.missing = missing
      isEmpty = closed.isEmpty
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let closed = Closed(
      observation, leastRecorded: settings.value("recorded", of: page) / 100)
    guard !closed.judged.isEmpty else {
      return .notComputable(
        page, [closed.isEmpty ? "cases" : "cases.leniency"],
        Phrase(
          "没有单位的办结案件写明裁量情形，无法计算。",
          "Not computable: no unit states the leniency of its closed cases."))
    }
    var result = IndicatorResult(page.code)
    let comparison = comparison(closed.outcomes, observation, settings)
    let isFlagged = { (compared: ComparedShare) in
      compared.qValue <= settings.value("q", of: page)
        && abs(compared.excess) >= settings.value("points", of: page) / 100
    }
    result.flags = comparison.tested.filter(isFlagged).map {
      flag($0, closed.judged[$0.unit] ?? Side(), observation)
    }
    let report = ShareReport(observation: observation, comparison: comparison.upper)
    result.outcomes = report.outcomes(
      flagged: result.flags.count, categories: 1, missing: closed.missing)
    let flagged = Set(result.flags.map(\.unitCode))
    result.points = report.points { flagged.contains($0.unit) }
    result.tables = [table(closed.judged, comparison.tested, observation.names, settings)]
    result.headline = headline(closed.judged, comparison.tested.count, result.flags, settings)
    return result
  }

  // The upper tails of both the share and its rest; the smaller of two, doubled, has both sides.
  private static func comparison(
    _ closed: [PenaltyOutcome], _ observation: Observation, _ settings: IndicatorSettings
  ) -> (upper: ShareComparison, tested: [ComparedShare]) {
    var (shares, rests) = (PeerShares(), PeerShares())
    for outcome in closed where !outcome.itemCode.isEmpty {
      guard let leniency = leniency(outcome) else { continue }
      let marked = leniency == .other ? 0 : outcome.cases
      let strata = [outcome.itemCode + "/" + outcome.month.halfYear, outcome.itemCode]
      shares.add(
        outcome.unitCode, strata: strata, marked: marked, all: outcome.cases)
      rests.add(
        outcome.unitCode, strata: strata, marked: outcome.cases - marked,
        all: outcome.cases)
    }
    let peers = Peers(observation)
    let (upper, lower) = (compared(shares, peers, settings), compared(rests, peers, settings))
    let tested = twoSided(upper.compared, lower.compared)
    let adjusted = tested.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    return (
      upper,
      zip(tested, adjusted).map { compared, finding in
        var compared = compared
        compared.qValue = finding.qValue
        return compared
      }
    )
  }

  private static func compared(
    _ shares: PeerShares, _ peers: Peers, _ settings: IndicatorSettings
  ) -> ShareComparison {
    ShareComparison(
      [ShareComparison.Family(category: "", shares: shares)], peers,
      fewestCases: settings.count("cases", of: page),
      fewestUnits: settings.count("units", of: page))
  }

  private static func twoSided(
    _ upper: [ComparedShare], _ lower: [ComparedShare]
  ) -> [ComparedShare] {
    let below = Dictionary(
      lower.map { ($0.unit, $0.pValue) }, uniquingKeysWith: { first, _ in first })
    return upper.map { compared in
      let other = below[compared.unit] ?? 1
      return ComparedShare(
        unit: compared.unit, group: compared.group,
        category: other < compared.pValue ? "low" : "high", marked: compared.marked,
        all: compared.all, leftOut: compared.leftOut, expected: compared.expected,
        interval: compared.interval, limits: compared.limits,
        pValue: min(1, 2 * min(compared.pValue, other)))
    }
  }

  private static func flag(
    _ compared: ComparedShare, _ side: Side, _ observation: Observation
  ) -> Flag {
    var flag = Flag.about(compared.finding, page, .notice, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: compared.unit)
    let name = observation.names.unit(compared.unit)
    let shares = FindingWording.shares(
      compared, of: Phrase("同事项免罚轻罚占比", "the share of exempt and lesser penalties within item"))
    let isLow = compared.category == "low"
    flag.reason = Phrase(
      "\(name)\(shares.chinese)。与同类相比偏\(isLow ? "低" : "高")，请核对情形的登记与适用；"
        + "不予处罚或责令改正\(side.exempt)件、减轻\(side.mitigated)件、从轻\(side.lenient)件，"
        + "未写明\(side.unknown)件。占比高低本身不是问题。",
      "At \(name), \(shares.english). \(isLow ? "Low" : "High") beside its peers; how leniency is recorded "
        + "and applied should be checked. Without penalty \(side.exempt), mitigated \(side.mitigated), "
        + "lenient \(side.lenient), not stated \(side.unknown). Neither side is a fault in itself.")
    return flag
  }

  private static func headline(
    _ sides: [String: Side], _ tested: Int, _ flags: [Flag], _ settings: IndicatorSettings
  ) -> Phrase {
    let marked = sides.values.reduce(0) { $0 + $1.marked }
    let known = sides.values.reduce(0) { $0 + $1.known }
    let rate = MeasuredRate(marked, of: known, fewest: settings.count("cases", of: page))
    let low = flags.count { $0.category == "low" }
    return Phrase(
      "写明情形的办结案件中不予处罚、减轻或从轻：\(rate.inWords.chinese)；检验\(tested)个单位，同事项偏低\(low)个、"
        + "偏高\(flags.count - low)个。须与零办案一并看：处罚少也可能是目标所在。",
      rate.english(
        "closed cases with their leniency on record",
        Predicate("ended without penalty or with a mitigated or lenient one"))
        + "; \(English.count(tested, "unit")) tested, \(low) low and \(flags.count - low) high within item. Read it beside zero cases: fewer "
        + "penalties can be the goal.")
  }

  private static func table(
    _ sides: [String: Side], _ tested: [ComparedShare], _ names: NameBook,
    _ settings: IndicatorSettings
  ) -> ResultTable {
    let byUnit = Dictionary(
      tested.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    let fewest = settings.count("cases", of: page)
    return ResultTable(
      title: Phrase("免罚轻罚适用（按单位代码）", "Use of leniency, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("写明情形的办结案件", "Closed cases that state it"),
        Phrase("不予处罚或责令改正", "Without penalty"), Phrase("减轻", "Mitigated"),
        Phrase("从轻", "Lenient"), Phrase("占比", "Share"), Phrase("未写明", "Not stated"),
        Phrase("可比件数", "Comparable cases"), Phrase("可比占比", "Comparable share"),
        Phrase("同类参照", "Peers"), Phrase("比值", "Ratio"), Phrase("95%区间", "95% interval"),
        Phrase("q值", "q"),
      ],
      rows: sides.keys.sorted().map { unit in
        let side = sides[unit] ?? Side()
        let rate = MeasuredRate(side.marked, of: side.known, fewest: fewest)
        let counts = [side.known, side.exempt, side.mitigated, side.lenient].map { same($0) }
        return [same(names.unit(unit))] + counts + [same(rate.percentage), same(side.unknown)]
          + cells(byUnit[unit])
      })
  }

  private static func cells(_ compared: ComparedShare?) -> [Phrase] {
    guard let compared else { return Array(repeating: same(""), count: 6) }
    let finding = compared.finding
    let ends = [finding.lower, finding.upper].compactMap { $0 }.map(Figures.ratio)
    return [
      same(compared.all), same(Figures.percent(compared.share)),
      same(Figures.percent(compared.expected)), same(Figures.ratio(compared.ratio)),
      same(ends.joined(separator: "–")), same(Figures.chance(compared.qValue)),
    ]
  }
}
