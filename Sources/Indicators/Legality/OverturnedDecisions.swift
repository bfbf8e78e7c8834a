import Contracts
import Statistics

/// L13: decisions that a review or a court overturned, of those on which it decided.
enum OverturnedDecisions: Indicator {
  static let page = IndicatorPage(
    code: "L13", name: Phrase("复议诉讼纠错", "Overturned on challenge"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七条（申请复议、提起诉讼的权利）；行政复议法、行政诉讼法关于撤销、变更、确认违法或者无效、责令履行的规定",
      "Decision, clause 7; APL 7 (the right to review and suit); the laws on administrative review and "
        + "litigation on revoking, changing, finding unlawful or void, and ordering to act"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.review_result"), FlagColumns("cases.court_result")],
    definition: Phrase(
      "窗口内决定中，复议或诉讼已有结论（维持、变更、撤销、确认违法、确认无效、责令履行）的件数，及其中任一程序变更、撤销、"
        + "确认违法、确认无效或责令履行的件数；同一决定只计一次。审理中、撤回、调解、未提起的不在分母。"
        + "单位的纠错占比与同级其他单位在同一领域和事项内相比，用分层单侧精确检验（各层超几何分布的卷积），同级内按BH校正；"
        + "不分事项的参照值并列。同事项可比结论少于设定值的，与全市其他单位全部结论相比，事项差异未扣除，只作提示；"
        + "全部结论也少于设定值的只列数。",
      "Decisions of the window on which a review or a court has concluded (upheld, changed, revoked, found "
        + "unlawful or void, ordered to act), and of those the ones that either overturned; a decision counts "
        + "once. Pending, withdrawn, mediated and unchallenged ones are not in the denominator. A unit's share "
        + "is tested against the other units of its level within domain and item by the one-sided stratified "
        + "exact test (convolution of the strata's hypergeometric laws), BH within level; what the share "
        + "without regard to items lets one expect stands beside it. Units with too few conclusions that are "
        + "comparable within items are compared with all others of the city: items are not taken out, and "
        + "it is a notice only. Units with few conclusions at all are listed only."),
    pitfalls: Phrase(
      "近期决定多在审理中，占比随结论增加而变。复议维持而诉讼未结的，暂计为维持。调解、撤回之后自行改正的不在其中（见L16）。"
        + "提起复议的案件并非随机，占比不代表全部决定的质量。同级没有其他单位办理的事项无从比较；未归入事项的决定自成一层，"
        + "其中的事项差异看不见。",
      "Recent decisions are often still pending, and the share moves as they conclude. Upheld in review and "
        + "pending in court counts as upheld for now. What was put right after mediation or withdrawal is not "
        + "in it (see L16). Challenged decisions are no random sample of all. Items that no other unit of the "
        + "level has cannot be compared; decisions without item are a stratum of their own, in which items "
        + "are not told apart."),
    parameters: [
      IndicatorParameter(
        "concluded", 10,
        Phrase(
          "单位及相比的其他单位最少结论件数",
          "conclusions that a unit, and the others compared with it, must have")),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "conclusions below which no share is given")),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "同一批次的类似案件因同一法律争议被纠正；疑难新类型案件较多；登记的结论有误。",
      "A batch of like cases was overturned on one point of law, there are many novel cases, or a result was "
        + "recorded wrongly."),
    ask: Phrase(
      "请提供被纠正决定的复议决定书或判决书，说明纠正理由和已采取的改进。",
      "Ask for the review decisions or judgments, the grounds, and what was changed since."),
    figures: FlagFigures(
      observed: Phrase("被纠正的件数", "decisions overturned"),
      effect: Phrase("其占已审结的比例", "their share of those concluded")))

  static let examples = [
    IndicatorExample(
      Phrase("结论20件中8件被纠正，其他单位各20件中1件，应标记", "8 of 20 overturned, 1 of 20 at each other unit"),
      world(own: [("changed", "", 5), ("upheld", "revoked", 3), ("upheld", "", 12)]),
      flagged: ["U00///"]),
    IndicatorExample(
      Phrase("20件中2件被纠正，不标记", "2 of 20 overturned"),
      world(own: [("revoked", "", 2), ("upheld", "upheld", 18)]), flagged: []),
    IndicatorExample(
      Phrase("只有9件结论，均被纠正，只列数，不标记", "9 conclusions, all overturned: listed, not tested"),
      world(own: [("revoked", "", 9)]), flagged: []),
    IndicatorExample(
      Phrase(
        "撤回、调解和审理中的不算纠错，不标记（算作被推翻会误标）",
        "withdrawn, mediated and pending are not overturned: to count them would flag"),
      world(own: [
        ("withdrawn", "", 10), ("mediated", "", 10), ("", "pending", 10), ("upheld", "", 20),
      ]), flagged: []),
    IndicatorExample(
      Phrase(
        "主要办理人人纠错都多的事项，同事项内相同，不标记（合计比较会误标）",
        "mainly an item that is often overturned everywhere, alike within it: the sums would flag it"
      ),
      mixedItems(ownOverturned: 14), flagged: []),
  ]

  // Item `I` is overturned at 35 % everywhere, item `J` at 5 %; the first unit has mainly `I`.
  static func mixedItems(ownOverturned: Int) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(6))
    for (index, unit) in PatternExample.codes(6).enumerated() {
      let own = [("I", ownOverturned, 40), ("J", 0, 2)]
      for (item, overturned, all) in index == 0 ? own : [("I", 7, 20), ("J", 4, 80)] {
        for (review, cases) in [("revoked", overturned), ("upheld", all - overturned)]
        where cases > 0 {
          observation.legality.add(
            ProcedureCount(
              month: ExampleWorld.month, unitCode: unit, itemCode: item, facts: [review, "", ""],
              cases: cases), to: .challenges)
        }
      }
    }
    return observation
  }

  private static func world(own: [(String, String, Int)]) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(6))
    for (index, unit) in PatternExample.codes(6).enumerated() {
      let decisions = index == 0 ? own : [("revoked", "", 1), ("upheld", "", 19)]
      for (review, court, number) in decisions + [("none", "none", 100)] {
        observation.legality.add(
          ProcedureCount(
            month: ExampleWorld.month, unitCode: unit, facts: [review, court, ""], cases: number),
          to: .challenges)
      }
    }
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let records = ChallengeRecord.all(of: observation.procedures(.challenges))
    guard records.contains(where: { $0.known > 0 }) else {
      let missing = records.isEmpty ? [] : ["cases.review_result", "cases.court_result"]
      var result = IndicatorResult.notComputable(
        page, missing,
        Phrase(
          "没有记载复议或诉讼结果的决定，无法计算。",
          "Not computable: no decision of the window says whether it was challenged."))
      if !records.isEmpty { result.outcomes[.notComputable] = records.count }
      return result
    }
    var result = IndicatorResult(page.code)
    let peers = Peers(observation)
    let comparisons = ChallengeComparison.all(
      of: observation.procedures(.challenges), peers,
      fewest: settings.count("concluded", of: page))
    let findings = comparisons.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    let highest = settings.value("q", of: page)
    let flagged = findings.count { $0.qValue <= highest }
    let fewest = settings.count("fewest", of: page)
    result.outcomes = outcomes(records, findings, flagged, observation)
    for (comparison, finding) in zip(comparisons, findings) where finding.qValue <= highest {
      guard let record = records.first(where: { $0.unitCode == finding.unitCode }) else { continue }
      result.flags.append(flag(finding, comparison, record, fewest: fewest, observation))
    }
    result.marks = records.flatMap(\.marks)
    result.tables = [
      table(records, comparisons, findings, fewest: fewest, observation.names)
    ]
    result.headline = headline(records, findings.count, flagged, fewest: fewest)
    return result
  }

  private static func outcomes(
    _ records: [ChallengeRecord], _ findings: [PatternFinding], _ flagged: Int,
    _ observation: Observation
  ) -> [SubjectOutcome: Int] {
    let units = observation.unitCodes(and: records.map(\.unitCode)).count
    let silent = records.count { $0.known == 0 }
    let outcomes: [SubjectOutcome: Int] = [
      .flagged: flagged, .passed: findings.count - flagged, .notComputable: silent,
      .notApplicable: units - silent - findings.count,
    ]
    return outcomes.filter { $0.value > 0 }
  }

  private static let decisions = "decisions concluded on challenge"
  private static let overturned = Predicate.were("overturned")

  private static func headline(
    _ records: [ChallengeRecord], _ tested: Int, _ flagged: Int, fewest: Int
  ) -> Phrase {
    let concluded = records.reduce(0) { $0 + $1.concluded }
    let rate = MeasuredRate(
      records.reduce(0) { $0 + $1.overturned }, of: concluded, fewest: fewest)
    return Phrase(
      concluded == 0
        ? "本期决定尚无复议或诉讼结论。"
        : "复议或诉讼已有结论的决定中被纠正：\(rate.inWords.chinese)；检验\(tested)个单位，标记\(flagged)个。",
      concluded == 0
        ? "No review or law suit on decisions of the window has concluded."
        : rate.english(decisions, overturned)
          + "; \(English.count(tested, "unit")) tested, \(flagged) flagged.")
  }

  private static func flag(
    _ finding: PatternFinding, _ comparison: ChallengeComparison, _ record: ChallengeRecord,
    fewest: Int, _ observation: Observation
  ) -> Flag {
    var flag = Flag.about(
      finding, page, comparison.isWithinItems ? .warning : .notice, in: observation)
    flag.evidence = observation.evidence(in: "procedure_challenges", of: record.unitCode)
    let table = comparison.comparable
    if table.first < fewest { (flag.effect, flag.effectLower, flag.effectUpper) = (nil, nil, nil) }
    let name = observation.names.unit(record.unitCode)
    let rate = MeasuredRate(record.overturned, of: record.concluded, fewest: fewest)
    let chances = FindingWording.chances(finding)
    let expected = Figures.decimal(comparison.expected)
    guard comparison.isWithinItems else {
      flag.reason = Phrase(
        "\(name)已有复议或诉讼结论的决定中被纠正：\(rate.inWords.chinese)；同级同事项可比的结论太少，按其他单位全部结论的占比参照值为"
          + "\(expected)件，事项差异未扣除；\(chances.chinese)。请核对纠正理由。",
        "At \(name), \(rate.english(decisions, overturned)), against "
          + "\(expected) at the share of all other units: too few conclusions of its level are on the same "
          + "items, and differences between items are not taken out; \(chances.english). The grounds should "
          + "be read.")
      return flag
    }
    let pooled = Figures.decimal(comparison.pooledExpected)
    let reversed =
      comparison.isReversed
      ? Phrase("（方向相反，以分层结果为准）", " (the other way: the items decide)") : same("")
    flag.reason = Phrase(
      "\(name)已有复议或诉讼结论的决定中被纠正：\(rate.inWords.chinese)；同级其他单位也有结论的事项中\(table.first)件被纠正"
        + "\(table.firstYes)件，按其同事项占比参照值为\(expected)件，不分事项为\(pooled)件\(reversed.chinese)；"
        + "\(chances.chinese)。请核对纠正理由。",
      "At \(name), \(rate.english(decisions, overturned)); on items that other "
        + "units of its level have, \(table.firstYes) of \(table.first), against \(expected) at their share "
        + "within item and \(pooled) without regard to items\(reversed.english); \(chances.english). The "
        + "grounds should be read.")
    return flag
  }

  private static func table(
    _ records: [ChallengeRecord], _ comparisons: [ChallengeComparison],
    _ findings: [PatternFinding], fewest: Int, _ names: NameBook
  ) -> ResultTable {
    ResultTable(
      title: Phrase("复议诉讼结果（按单位代码）", "Results of challenges, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("已有结论", "Concluded"), Phrase("被纠正", "Overturned"),
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"),
        Phrase("撤回或调解", "Withdrawn or mediated"), Phrase("审理中", "Pending"),
        Phrase("未记载", "Not recorded"), Phrase("可比结论", "Comparable"),
        Phrase("参照值", "Expected"), Phrase("不分事项参照值", "Expected without items"), Phrase("q值", "q"),
      ],
      rows: records.filter { $0.known > 0 }.map { record in
        let rate = MeasuredRate(record.overturned, of: record.concluded, fewest: fewest)
        let comparison = comparisons.first { $0.unitCode == record.unitCode }
        let within = comparison.flatMap { $0.isWithinItems ? $0 : nil }
        let finding = findings.first { $0.unitCode == record.unitCode }
        return [
          same(names.unit(record.unitCode)), same(record.concluded), same(record.overturned),
          same(rate.percentage), same(rate.range), same(record[.settled]),
          same(record[.pending]), same(record[.unknown]),
          same(within.map { String($0.comparable.first) } ?? ""),
          same(within.map { Figures.decimal($0.expected) } ?? ""),
          same(comparison.map { Figures.decimal($0.pooledExpected) } ?? ""),
          same(finding.map { Figures.chance($0.qValue) } ?? ""),
        ]
      })
  }
}
