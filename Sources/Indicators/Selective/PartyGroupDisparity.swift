import Contracts

/// S13: how severely groups of parties are treated in like cases of one unit.
enum PartyGroupDisparity: Indicator {
  static let page = IndicatorPage(
    code: "S13", name: Phrase("群体处罚差异", "Penalties by group of parties"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正、过罚相当）、第三十二条、第三十三条、第三十四条",
      "Decision, clause 7; APL 5 (fairness and proportion), 32 and 33 (leniency) and 34 (standards)"
    ),
    needs: ["cases"],
    restsOn: [
      FlagColumns("cases.party_type", of: "type:"),
      FlagColumns("cases.party_ownership", of: "ownership:"),
    ],
    definition: Phrase(
      "窗口期内结案（不成立或移送的除外）中，罚款、没收或更重处罚相对于警告或不予处罚的比例，在同一单位内按当事人组别比较，"
        + "按事项×裁量等级×年度分层；另一类别“组别/band”比较罚款在法定幅度中的位置（（罚款－下限）÷（上限－下限），"
        + "截于0至1）的分层均值之差，同样居中、以正态分布计算，与前者一并校正。"
        + "信息量V小于设定的只印区间，不作判断。" + ContrastRules.method(.level).chinese,
      "Share of closed cases (other than dismissed) that ended in money or more against warning or no "
        + "penalty, by group of parties within a unit, by item × discretion grade × year; and, "
        + "category /band, the stratified difference of the mean position in the statutory band, "
        + "(fine − least) ÷ (most − least), bounded to 0 and 1, centred likewise, judged by the "
        + "normal law and adjusted with the others. Below the setting of information V only the "
        + "interval is printed. "
        + ContrastRules.method(.level).english),
    pitfalls: Phrase(
      "未登记的情节轻重会在全市同向出现，故以居中值为中心；只在本单位出现的情节差异仍会被标记。"
        + "组别空白的不分组；事项未匹配的不计；裁量等级空白自成一层。",
      "Gravity that is not recorded shows all over the city in one direction, hence the centre; gravity "
        + "that differs in one unit alone would still be flagged. Parties without the attribute "
        + "and cases without an item are left out; a blank grade is a stratum of its own."),
    parameters: ContrastRules.parameters + [
      IndicatorParameter(
        "difference", 0.1,
        Phrase("幅度位置偏离居中值的最小差", "least distance of positions in the band from the centre"),
        range: .effect),
      IndicatorParameter(
        "band_spread", 0.05,
        Phrase(
          "可比单位少于20个时，单位间幅度位置正常差异的标准差下限",
          "least standard deviation of legitimate differences of positions of fewer than 20 units")),
    ],
    innocent: Phrase(
      "该组当事人的违法情节、整改配合、再犯次数不同而未登记裁量等级；或案件来自不同的专项行动；年内标准有变，而该组案件集中在变化的一侧。",
      "Gravity, cooperation or repetition differ in this group and no grade is recorded; or the cases "
        + "come from other campaigns; or a standard changed within the year, and this group's cases lie on one "
        + "side of it."),
    ask: Phrase(
      "请说明该组案件的裁量理由，并提供同事项两组案件的决定书、裁量等级认定表和免罚、轻罚的依据。",
      "Please explain the discretion in these cases, with the decisions of both groups on the same "
        + "items, the grading sheets and the grounds of leniency."),
    figures: FlagFigures(
      observed: Phrase("前一类当事人的罚款件数或比较件数", "fines, or cases compared, of the first group"),
      effect: Phrase(
        "分层优势比；按幅度位置比较的为位置之差", "stratified odds ratio; of positions in the band, their difference"))
  )

  private static let words = ContrastWords(
    members: Phrase("案件", "cases"), counter: "件",
    event: Phrase("罚款、没收或更重处罚", "money or a heavier penalty"),
    strata: Phrase("事项×裁量等级×年度", "item × grade × year"))

  static let examples = PartyGroupDisparityExamples.all

  private static let bandSuffix = "/band"

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let cases = observation.windowOutcomes.filter {
      $0.sanction != .dismissed && !$0.itemCode.isEmpty
    }
    let unrecorded = PartyContrast.unrecorded(cases.map(\.party))
    let missing = Set(unrecorded.map { "cases." + $0.column }).sorted()
    guard unrecorded.count < PartyContrast.all.count else {
      return notComputable(observation, cases, missing)
    }
    let rules = ContrastRules(page, settings, family: .level)
    let (peers, undelivered) = (Peers(observation), observation.mostlyMissingUnits)
    let subjects = severityStrata(cases).subjects(peers)
    let bands = BandContrast(page: page, observation: observation)
    // Severity and position are one question, so that both are adjusted together.
    let severities = ContrastTest.answers(subjects, rules, missing: undelivered)
    let positions = MeanTest.answers(
      positionStrata(cases, observation).meanSubjects(peers), bands.rules(settings),
      missing: undelivered, others: LevelTests(severities))
    let answers = ContrastTest.answers(
      subjects, rules, missing: undelivered, others: LevelTests(positions))
    let report = ContrastReport(
      page: page, words: words, rules: rules, observation: observation,
      closed: ClosedComparisons(answers))
    let (graded, closed) = (gradedShares(cases), ClosedComparisons(positions))
    var result = IndicatorResult(page.code)
    result.coverage.missing = missing + (positions.isEmpty ? ["catalogue.fine_max"] : [])
    result.flags =
      answers.filter { $0.verdict == .different }
      .map { report.flag($0, in: "penalty_outcomes", besides: remark($0.subject.unit, graded)) }
      + positions.filter { $0.verdict == .different }
      .map { answer in
        bands.flag(
          answer, closed, distance: settings.value("difference", of: page),
          besides: remark(answer.subject.unit, graded))
      }
    result.tables =
      [report.table(answers), bands.table(positions, closed), report.overall(subjects)]
      .compactMap { $0 }
    result.points = report.points(answers)
    result.sumUp(
      Phrase("群体比较", "Comparisons of groups"),
      answers.map(\.verdict) + positions.map(\.verdict))
    return result
  }

  private static func notComputable(
    _ observation: Observation, _ cases: [PenaltyOutcome], _ missing: [String]
  ) -> IndicatorResult {
    let isEmpty = observation.windowOutcomes.isEmpty
    return .notComputable(
      page, isEmpty ? ["cases"] : cases.isEmpty ? ["cases.item_code"] : missing,
      Phrase(
        "没有写明当事人组别的结案，无法计算。",
        "Not computable: no closed case states the group of its party."))
  }

  private static func remark(_ unit: String, _ graded: [String: (Int, Int)]) -> Phrase {
    let (with, all) = graded[unit] ?? (0, 0)
    let share = Numerals.percentage(with, of: all)
    return Phrase(
      "该单位结案中登记裁量等级的占\(share)；未登记的情节可能解释差异。",
      "\(share) of the unit's cases state a grade; gravity that is not recorded may explain it.")
  }

  private static func gradedShares(_ cases: [PenaltyOutcome]) -> [String: (Int, Int)] {
    var shares: [String: (Int, Int)] = [:]
    for outcome in cases {
      let own = shares[outcome.unitCode] ?? (0, 0)
      shares[outcome.unitCode] = (
        own.0 + (outcome.grade.isEmpty ? 0 : outcome.cases), own.1 + outcome.cases
      )
    }
    return shares
  }

  private static func stratum(_ outcome: PenaltyOutcome) -> [String] {
    [outcome.itemCode, outcome.grade, String(outcome.month.year)]
  }

  private static func severityStrata(_ cases: [PenaltyOutcome]) -> Strata<SideCounts> {
    var strata = Strata<SideCounts>()
    for outcome in cases {
      let isSevere = outcome.sanction == .money || outcome.sanction == .heavy
      let stratum = stratum(outcome)
      for contrast in PartyContrast.all {
        guard let side = contrast.side(of: outcome.party) else { continue }
        strata.change(
          PatternSubject(outcome.unitCode, contrast.key), stratum, from: SideCounts()
        ) {
          $0.add(side, yes: isSevere ? outcome.cases : 0, no: isSevere ? 0 : outcome.cases)
        }
      }
    }
    return strata
  }

  private static func positionStrata(
    _ cases: [PenaltyOutcome], _ observation: Observation
  ) -> Strata<SideValues> {
    let bands = observation.patterns.bandsByItem
    var strata = Strata<SideValues>()
    for outcome in cases {
      guard let place = BandContrast.position(of: outcome, bands[outcome.itemCode] ?? [])
      else { continue }
      for contrast in PartyContrast.all {
        guard let side = contrast.side(of: outcome.party) else { continue }
        strata.change(
          PatternSubject(outcome.unitCode, contrast.key + bandSuffix), stratum(outcome),
          from: SideValues()
        ) {
          $0.add(side, place, cases: outcome.cases)
        }
      }
    }
    return strata
  }
}
