import Contracts

/// S10: how often a problem found or a complaint taken up becomes a filing.
enum FilingConversion: Indicator {
  static let page = IndicatorPage(
    code: "S10", name: Phrase("立案转化差异", "Conversion into filings"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条、第五十四条（符合立案标准的应当及时立案）",
      "Decision, clause 7; APL 5 and 54 (what meets the standard is filed in time)"),
    needs: ["inspections", "complaints"],
    restsOn: [
      FlagColumns("inspections.result", of: "inspection"),
      FlagColumns("complaints.outcome", of: "complaint"),
    ],
    definition: Phrase(
      "窗口期内检查发现问题（移送的除外）后以立案处理的比例，和受理并办结的投诉举报中立案的比例；登记类别的，只计举报和类别空白的，投诉（调解）与咨询不计；"
        + "登记举报人的，同一举报人就同一单位、事项和同类对象的只计一件，其中有立案的计为立案。"
        + "类别“unit/inspection”“unit/complaint”：单位与同级其他单位相比，按领域×事项以其他单位（留一法）的比例标准化，"
        + "贝塔二项漏斗下侧mid-p（可比单位不少于20个、件数足够时用对数比值的正态分布）；类别“组别/inspection”“组别/complaint”：同一单位内两类当事人按领域×事项分层相比，"
        + "单位间正常差异由同级各单位的离散度得出；单位比较在同级同类别内作BH校正，并乘以双组模型估出的正常单位份额。组别比较："
        + ContrastRules.method(.category).chinese,
      "Share of problems found by inspections and not referred that became a filing, and of accepted "
        + "and decided complaints that did: where kinds are stated, of reports and blank kinds, not of complaints for "
        + "mediation and inquiries; where complainants are stated, one of each complainant about one "
        + "unit, item and group of parties, filed if any was. Categories unit/inspection and unit/complaint: the unit against its "
        + "level, standardised by the shares of the others (leave-one-out) by domain × item, "
        + "beta-binomial funnel, lower mid-p (from 20 units on and with cases enough the "
        + "normal law of log odds). Of groups of parties within "
        + "the unit by domain × item. Benjamini and Hochberg by level and category, "
        + "times the share of ordinary units in that model. Groups: "
        + ContrastRules.method(.category).english),
    pitfalls: Phrase(
      "检查结果只记一种处理：先责令改正后立案的，填有案件编号才计为立案，否则会低估转化。结果空白、未受理、未办结的不计，不当作“未立案”；是否受理空白的，已办结即视为受理。"
        + "检查、投诉登记为“立案”的计为立案，不核对案件数据中有无该案；登记立案而没有案件的见Z05、Z06。"
        + "同级没有任何立案记录的来源视为未登记立案，不作判断。",
      "An inspection has one result: an order that became a filing later counts as one only where its "
        + "case number is stated. Blank results, and complaints not accepted or not decided, are left "
        + "out, not taken for no filing; where nothing is stated a decided one counts as accepted. What "
        + "says that it was filed counts as filed, whether or not the case is in the data; those without "
        + "one are told by Z05 and Z06. Where a whole level has no filing, filings are not recorded and nothing is said."
    ),
    parameters: ContrastRules.parameters + [
      IndicatorParameter(
        "unit_ratio", 1.4,
        Phrase("单位低于参照值的最小倍数", "least factor by which a unit lies below expectation")),
      IndicatorParameter(
        "unit_least", 30, Phrase("单位可比的最少件数", "fewest comparable chances of a unit")),
    ],
    innocent: Phrase(
      "当场改正或轻微问题较多、投诉多属民事纠纷，或立案由其他单位、上级办理。",
      "More slight problems corrected on the spot, complaints that are private disputes, or filings "
        + "made by another body."),
    ask: Phrase(
      "请说明发现问题后未立案的处理方式，并提供检查问题台账、投诉举报办理台账和不予立案审批表。",
      "Please explain what was done where nothing was filed, with the lists of problems and complaints "
        + "and the approvals not to file."),
    figures: FlagFigures(
      observed: Phrase("立案数（组别比较为前组立案数）", "filings; of groups, those of the first"),
      effect: Phrase(
        "立案与参照值之比；组别比较为分层优势比", "filings ÷ expected; of groups, the stratified odds ratio")))

  static let examples = FilingConversionExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let rules = ContrastRules(page, settings, family: .category)
    var result = IndicatorResult(page.code)
    let sources = ConversionSource.allCases.map {
      LinkedConversion($0, observation, Peers(observation), settings)
    }
    result.coverage.missing = sources.compactMap(\.missing)
    let gaps = sources.flatMap(\.gaps)
    guard !gaps.isEmpty else {
      return .notComputable(
        page, result.coverage.missing,
        Phrase(
          "检查和投诉举报都没有登记立案，无法计算。",
          "Not computable: neither inspections nor complaints record filings."))
    }
    let subjects = sources.flatMap(\.parties)
    let answers = ContrastTest.answers(
      subjects, rules, missing: observation.mostlyMissingUnits)
    let contrasts = ContrastReport(
      page: page, words: words, rules: rules, observation: observation,
      closed: ClosedComparisons(answers))
    let different = answers.filter { $0.verdict == .different }
    let report = ConversionReport(
      page: page, observation: observation, ratio: settings.value("unit_ratio", of: page),
      level: settings.value("q", of: page))
    result.flags = report.flags(gaps) + different.map { flag($0, contrasts) }
    result.tables =
      [report.table(gaps)]
      + [contrasts.table(answers), contrasts.overall(subjects)].compactMap { $0 }
    result.points = ConversionReport.points(gaps) + contrasts.points(answers)
    result.sumUp(
      Phrase("立案转化比较", "Comparisons of conversion"),
      answers.map(\.verdict) + gaps.map(\.verdict))
    let unlinked = sources.reduce(0) { $0 + $1.unlinkedUnits }
    if unlinked > 0 { result.outcomes[.notComputable, default: 0] += unlinked }
    return result
  }

  private static let words = ContrastWords(
    members: Phrase("问题或投诉举报", "problems or complaints"), counter: "件",
    event: Phrase("立案", "a filing"), strata: Phrase("领域×事项", "domain × item"))

  private static func flag(_ answer: ContrastAnswer, _ contrasts: ContrastReport) -> Flag {
    let source = ConversionSource.of(category: answer.subject.category)
    return contrasts.flag(answer, in: source.table, besides: remark(source))
  }

  private static func remark(_ source: ConversionSource) -> Phrase {
    source == .inspection
      ? Phrase(
        "来源：检查；未立案的可能已责令改正。", "Source: inspections; others may have been ordered to correct.")
      : Phrase("来源：投诉举报；不实的投诉不应立案。", "Source: complaints; unfounded ones are rightly not filed.")
  }
}

/// One source of filings, of the levels that record any.
private struct LinkedConversion {
  /// What is missing where no level records filings.
  let missing: String?
  /// Units of levels that record none.
  let unlinkedUnits: Int
  let gaps: [ConversionGap]
  let parties: [ContrastSubject]

  init(
    _ source: ConversionSource, _ observation: Observation, _ peers: Peers,
    _ settings: IndicatorSettings
  ) {
    let trials = source.trials(of: observation)
    let linked = source.linked(trials, peers)
    missing = linked.isEmpty ? source.missing(in: observation) : nil
    unlinkedUnits = Set(trials.map(\.unit)).count - Set(linked.map(\.unit)).count
    gaps = ConversionGap.gaps(source, linked, settings, Surroundings(observation, peers))
    parties = source.partyStrata(linked).subjects(peers)
  }
}

/// What a comparison of units needs besides its numbers.
struct Surroundings {
  let peers: Peers
  /// Units whose data mostly did not come.
  let missing: Set<String>

  init(_ observation: Observation, _ peers: Peers) {
    self.peers = peers
    missing = observation.mostlyMissingUnits
  }
}

/// Chances of a filing of one unit, item and group of parties, and filings made of them.
struct ConversionTrials {
  let unit: String
  let domain: String
  let item: String
  let party: PartyGroup
  let filings: YesNo
}

/// Where a chance of a filing comes from.
enum ConversionSource: String, CaseIterable {
  case inspection
  case complaint

  /// The source that a category ends with.
  static func of(category: String) -> ConversionSource {
    category.hasSuffix(inspection.rawValue) ? .inspection : .complaint
  }

  /// The aggregates that count the chances.
  var table: String {
    switch self {
    case .inspection: "visit_outcomes"
    case .complaint: "complaint_results"
    }
  }

  /// Chances within the window, in the order of the aggregates.
  func trials(of observation: Observation) -> [ConversionTrials] {
    let months = observation.windowMonths
    switch self {
    case .inspection:
      return observation.patterns.visits.compactMap { visit in
        let chances = visit.problems - visit.referred
        guard months.contains(visit.month), chances > 0 else { return nil }
        let filed = min(visit.filed, chances)
        return ConversionTrials(
          unit: visit.unitCode, domain: visit.domain, item: visit.itemCode, party: visit.party,
          filings: YesNo(yes: filed, no: chances - filed))
      }
    case .complaint:
      let complaints = observation.patterns.complaints
      let asking = ComplaintOutcome.asking(
        hasReports: complaints.contains { $0.kind == "report" })
      return complaints.compactMap { complaint in
        let decided = complaint.decided - complaint.decidedAgain
        guard months.contains(complaint.month), decided > 0,
          !complaint.unitCode.isEmpty, asking.contains(complaint.kind)
        else { return nil }
        let filed = complaint.filed - complaint.filedAgain
        return ConversionTrials(
          unit: complaint.unitCode, domain: complaint.domain, item: complaint.itemCode,
          party: complaint.party,
          filings: YesNo(yes: filed, no: decided - filed))
      }
    }
  }

  /// Chances of levels in which anything was filed: elsewhere filings are not recorded.
  func linked(_ trials: [ConversionTrials], _ peers: Peers) -> [ConversionTrials] {
    let levels = Set(trials.filter { $0.filings.yes > 0 }.map { peers.group(of: $0.unit) })
    return trials.filter { levels.contains(peers.group(of: $0.unit)) }
  }

  /// What is missing when no level records filings.
  func missing(in observation: Observation) -> String {
    let table = self == .inspection ? "inspections" : "complaints"
    let column = self == .inspection ? "result" : "outcome"
    return observation.tables.contains(table) ? "\(table).\(column)" : table
  }

  func partyStrata(_ trials: [ConversionTrials]) -> Strata<SideCounts> {
    var strata = Strata<SideCounts>()
    for trial in trials {
      for contrast in PartyContrast.all {
        guard let side = contrast.side(of: trial.party) else { continue }
        strata.change(
          PatternSubject(trial.unit, "\(contrast.key)/\(rawValue)"), [trial.domain, trial.item],
          from: SideCounts()
        ) { $0.add(side, yes: trial.filings.yes, no: trial.filings.no) }
      }
    }
    return strata
  }
}
