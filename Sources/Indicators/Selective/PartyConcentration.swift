import Contracts
import Statistics

/// S07: whether penalties gather on one party more than sizes of parties make them.
enum PartyConcentration: Indicator {
  static let page = IndicatorPage(
    code: "S07", name: Phrase("对象集中", "Concentration on parties"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正、过罚相当）、第二十九条（一事不二罚款）",
      "Decision, clause 7; APL 5 (fairness and proportion) and 29 (no second fine for one act)"),
    needs: ["cases", "exposure"],
    restsOn: [FlagColumns("cases.party_id", "cases.party_name")],
    definition: Phrase(
      "窗口期某单位某领域处罚最多的一个当事人（假名）的处罚件数。概率由模拟给出：以监管对象底数（只计所持事项涉及的类别）为可能当事人数，"
        + "当事人间差异按同级同领域其余多数单位拟合gamma或对数正态分布（取似然较大者），只作两者都解释不了的集中。"
        + "同级内作BH校正；q不超过设定值、份额高于同规模单位95%分位、"
        + "不低于其他单位最大份额中位数的设定倍数（各单位都有一个大对象的领域不算集中）、份额和件数均达设定值的标记。"
        + "HHI和基尼系数（有处罚的当事人之间）只作描述。S08不列当事人数的领域，这里也不列当事人数、HHI和基尼系数。"
        + "任何表中都不出现当事人。",
      "Penalties of the party (a pseudonym) with the most in a unit and domain in the window. The chance "
        + "comes from simulations with as many possible parties as are regulated (of the groups whose items the unit "
        + "holds), whose differences "
        + "follow a gamma or lognormal law, whichever is likelier among most units of the level and "
        + "domain. Benjamini and Hochberg by level. Flagged: q within the setting, a share beyond the "
        + "95% point of units of its size and at least a multiple of the median top share of the other "
        + "units (where each has one large party none is conspicuous), and share and number at least "
        + "the settings. HHI and Gini (among parties with a penalty) are descriptions; neither they nor "
        + "the number of parties are told of a domain where S08 does not tell it. No party is ever "
        + "shown."),
    pitfalls: Phrase(
      "当事人空白的处罚不计，超过一半空白则无法计算。没有监管对象底数，或底数少于出现过的当事人，则只描述不检验："
        + "未出现的对象有多少不明，检验会误报。当事人规模没有登记，规模差异极大的领域里几乎无法发现集中。"
        + "连锁企业的分店若共用一个代码就成为一个对象，一个市场的摊位却是许多对象。",
      "Penalties without a party are left out; where they are more than half nothing is computed. Without "
        + "regulated parties, or with fewer of them than parties seen, it is described and not tested: "
        + "how many had no penalty is unknown, and the test would err. Sizes of parties are not on "
        + "record, so that in domains of very unequal parties hardly any concentration is found. The "
        + "shops of a chain that share a code are one party, the stalls of a market are many."),
    parameters: [
      IndicatorParameter(
        "cases", 30,
        Phrase("写明当事人的处罚少于此数不检验", "penalties with a party below which nothing is tested")),
      SimulatedTests.units, SimulatedTests.q,
      IndicatorParameter("share", 0.05, Phrase("标记的最小份额", "least share of a flag"), range: .effect),
      IndicatorParameter(
        "peer_ratio", 1.2,
        Phrase("标记的最小倍数（相对其他单位最大份额的中位数）", "least multiple of the median top share of peers")),
      IndicatorParameter(
        "top_cases", 5, Phrase("标记的最少件数（最多的当事人）", "fewest penalties of the top party of a flag")),
      SimulatedTests.seed,
    ],
    innocent: Phrase(
      "该对象规模大、网点多或共用一个代码（连锁、平台、物业、施工总包），持续违法经多次复查，或举报集中于它。",
      "The party is large, has many premises or one code for all (chains, platforms, contractors), went on "
        + "after several checks, or drew most complaints."),
    ask: Phrase(
      "请说明处罚集中于同一对象的原因，并提供该对象的网点数、历次检查和复查记录、举报来源以及同业对象的检查安排。",
      "Please explain why penalties gather on one party, with the number of its premises, the records of "
        + "checks, the complaints, and the plan of checks for others of its trade."),
    figures: FlagFigures(
      observed: Phrase("首位对象的案件数", "cases of the largest party"),
      effect: Phrase("其占比", "their share")))

  static let examples = PartyConcentrationExamples.all

  /// A record with its test, where there was one.
  struct Judged {
    let record: PartyRecord
    let result: ConcentrationResult?
    /// Median of the top shares of the other units of the level in the domain.
    var peerShare: Double?
    var finding: PatternFinding?
    var outcome: SubjectOutcome
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> IndicatorResult {
    let records = records(observation, settings)
    guard records.contains(where: { $0.known > 0 }) else {
      return .notComputable(
        page, [records.isEmpty && observation.cases.sums.isEmpty ? "cases" : "cases.party_id"],
        Phrase("窗口期内没有写明当事人的处罚，无法计算。", "Not computable: no penalty with a party."))
    }
    var judged = await tested(records, observation, settings)
    var positions = judged.indices.filter { judged[$0].finding != nil }
    let levels = Peers(observation)
    let findings = positions.compactMap { judged[$0].finding }
      .adjusted { levels.group(of: $0.unitCode) }
    for (position, finding) in zip(positions, findings) {
      judged[position].finding = finding
      judged[position].outcome = outcome(finding, judged[position], settings)
    }
    positions = positions.filter { judged[$0].outcome == .flagged }
    var result = IndicatorResult(page.code)
    for one in judged { result.outcomes[one.outcome, default: 0] += 1 }
    if !records.contains(where: { $0.regulated != nil }) {
      result.coverage = Coverage(isComputed: false, missing: ["exposure"])
      result.headline = Phrase(
        "没有监管对象底数，无法检验，只列集中程度。", "Not testable without regulated parties; only described.")
    } else {
      result.headline = FindingWording.headline(
        Phrase("单位·领域的对象集中", "Concentrations of a unit and domain"), tested: findings.count,
        flagged: positions.compactMap { judged[$0].finding })
    }
    result.flags = positions.compactMap { flag(judged[$0], observation) }
    result.tables = [table(judged, observation, settings)]
    result.points = judged.compactMap(point)
    return result
  }

  /// The records of the window, each with what S08 hides of its parties.
  private static func records(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> [PartyRecord] {
    let hidden = SamePartyAgain.hiddenDomains(observation, settings)
    let limit = settings.count("penalties", of: SamePartyAgain.page)
    return PartyRecord.all(in: observation).map {
      var record = $0
      record.hiddenAgain = hidden.contains([$0.unit, $0.domain]) ? limit : nil
      return record
    }
  }

  private static func tested(
    _ records: [PartyRecord], _ observation: Observation, _ settings: IndicatorSettings
  ) async -> [Judged] {
    let unsent = observation.mostlyMissingUnits
    let reasons = records.map { reasonAgainst($0, unsent, settings) }
    let sound = records.indices.filter { reasons[$0] == nil }
    let groups = Dictionary(grouping: sound) { [records[$0].level, records[$0].domain] }
      .filter { $0.value.count >= settings.count("units", of: page) }
    var units: [ConcentrationUnit] = []
    var members: [Int] = []
    let names = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }
    for (number, name) in names.enumerated() {
      for member in groups[name] ?? [] {
        units.append(records[member].tested(group: number))
        members.append(member)
      }
    }
    let test = await ConcentrationTest(
      units: units, hasPartySizes: false,
      settings: SimulatedTests.simulation(of: page, settings))
    var judged = zip(records, reasons).map { record, reason in
      Judged(record: record, result: nil, outcome: reason ?? .notApplicable)
    }
    for (member, result) in zip(members, test.results) {
      guard let result else { continue }
      let record = records[member]
      let others = (groups[[record.level, record.domain]] ?? []).filter { $0 != member }
      judged[member] = Judged(
        record: record, result: result,
        peerShare: SampleQuantile.value(of: others.map { records[$0].topShare }, at: 0.5),
        finding: finding(record, result), outcome: .passed)
    }
    return judged
  }

  /// Why a record is not tested; nil where it may be.
  private static func reasonAgainst(
    _ record: PartyRecord, _ unsent: Set<String>, _ settings: IndicatorSettings
  ) -> SubjectOutcome? {
    let least = settings.count("cases", of: page)
    if unsent.contains(record.unit) { return .notComputable }
    if record.known + record.unknown < least { return .notApplicable }
    if record.unknown > record.known { return .notComputable }
    if record.known < least { return .notApplicable }
    return record.isRegisterWideEnough ? nil : .notComputable
  }

  private static func finding(
    _ record: PartyRecord, _ result: ConcentrationResult
  ) -> PatternFinding {
    var finding = PatternFinding(record.unit, effect: result.topShare, pValue: result.pValue)
    finding.domain = record.domain
    finding.observed = result.topCases
    let interval = WilsonInterval(
      successes: result.topCases, trials: result.cases, confidence: 0.95)
    (finding.lower, finding.upper) = (interval.lower, interval.upper)
    return finding
  }

  private static func outcome(
    _ finding: PatternFinding, _ judged: Judged, _ settings: IndicatorSettings
  ) -> SubjectOutcome {
    guard let result = judged.result else { return judged.outcome }
    let isFlagged =
      finding.qValue <= settings.value("q", of: page)
      && result.topShare > result.topShareBand.upperBound
      && result.topShare >= settings.value("share", of: page)
      && result.topShare >= settings.value("peer_ratio", of: page) * (judged.peerShare ?? 0)
      && result.topCases >= settings.count("top_cases", of: page)
    return isFlagged ? .flagged : .passed
  }

  private static func flag(_ judged: Judged, _ observation: Observation) -> Flag? {
    guard let finding = judged.finding, let result = judged.result else { return nil }
    let record = judged.record
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "party_multiplicities", of: record.unit, record.domain)
    guard record.isTold else { return untold(flag, judged, observation) }
    let name = observation.names.unit(record.unit)
    let share = Figures.percent(result.topShare)
    let interval = Figures.range(
      finding.lower ?? 0, finding.upper ?? 1, Figures.percent)
    let band = Figures.range(result.topShareBand, Figures.percent)
    let chances = FindingWording.chances(finding)
    let peers = Figures.percent(judged.peerShare ?? 0)
    let spread = spread(record)
    let stated = Numerals.percentage(record.known, of: record.known + record.unknown)
    flag.reason = Phrase(
      "\(name)在“\(record.domain)”的\(result.cases)件处罚中\(share)（95%区间\(interval)，\(result.topCases)件）"
        + "集中于同一对象，同规模单位90%在\(band)之间，其他单位的中位数为\(peers)；\(chances.chinese)。"
        + "\(spread.chinese)写明当事人的处罚占\(stated)。对象规模没有登记，规模大也会如此。"
        + "与同类相比偏高，请核实。",
      "\(share) (95% interval \(interval), \(result.topCases)) of \(result.cases) penalties of \(name) in "
        + "\(record.domain) fall on one party, against \(band) in 90% of units of its size and a "
        + "median of \(peers) in the others; "
        + "\(chances.english). \(spread.english)\(stated) of the penalties state a party. Sizes "
        + "of parties are not on record, and a large one would look the same. It is high against its "
        + "peers; please check.")
    return flag
  }

  // How penalties spread over the other parties, as far as it is told.
  private static func spread(_ record: PartyRecord) -> Phrase {
    let parties = Numerals.grouped(record.parties)
    let regulated = Numerals.grouped(record.regulated ?? 0)
    guard record.isSpreadTold else {
      return Phrase("监管对象\(regulated)个；", "\(regulated) parties are regulated; ")
    }
    let rest = record.shareWithoutTop.map { Figures.percent($0) } ?? "–"
    return Phrase(
      "有处罚的对象\(parties)个，监管对象\(regulated)个；除去该对象，其余处罚中最多的对象占\(rest)；",
      "\(parties) parties have a penalty, \(regulated) are regulated; without that party the next has "
        + "\(rest) of the rest; ")
  }

  // Of few parties the shares would say how many they are.
  private static func untold(_ flag: Flag, _ judged: Judged, _ observation: Observation) -> Flag {
    var flag = flag
    let record = judged.record
    flag.hideFigures()
    let name = observation.names.unit(record.unit)
    let regulated = Numerals.grouped(record.regulated ?? 0)
    let stated = Numerals.percentage(record.known, of: record.known + record.unknown)
    let few =
      SmallNumbers.isGrowthHidden(record.parties)
      ? Phrase("不足10个对象", "fewer than 10") : Phrase("少数对象", "few")
    flag.reason = Phrase(
      "\(name)在“\(record.domain)”的\(record.known)件处罚集中于\(few.chinese)，监管对象\(regulated)个；集中程度高于同规模单位，"
        + "份额不列；写明当事人的处罚占\(stated)。对象规模没有登记，规模大也会如此。与同类相比偏高，请核实。",
      "The \(record.known) penalties of \(name) in \(record.domain) fall on \(few.english) of "
        + "\(regulated) regulated parties, more unevenly than in units of its size; shares are not "
        + "told. \(stated) of the penalties state a party. Sizes of parties are not on record, and a "
        + "large one would look the same. It is high against its peers; please check.")
    return flag
  }

  private static func table(
    _ judged: [Judged], _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let least = settings.count("cases", of: page)
    return ResultTable(
      title: Phrase("各单位·领域处罚在当事人间的集中程度", "How penalties gather on parties"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("写明当事人的处罚", "Penalties with a party"),
        Phrase("未写明", "Without"), Phrase("当事人", "Parties"), Phrase("监管对象", "Regulated"),
        Phrase("最多者份额", "Top share"), Phrase("同规模单位90%范围", "90% of units of its size"),
        Phrase("HHI", "HHI"), Phrase("基尼系数", "Gini"), Phrase("q值", "q"),
      ],
      rows: judged.filter { $0.record.known >= least }.map { one in
        let record = one.record
        let told = { (text: String) in record.isTold ? text : "—" }
        let spread = { (text: String) in record.isSpreadTold ? text : "—" }
        let parties = SmallNumbers.shownGrowing(record.parties)
        return [
          observation.names.unit(record.unit), record.domain, Numerals.grouped(record.known),
          Numerals.grouped(record.unknown),
          SmallNumbers.isGrowthHidden(record.parties) ? parties : spread(parties),
          record.regulated.map { Numerals.grouped($0) } ?? "",
          told(Numerals.percentage(record.top, of: record.known)),
          one.result.map { Figures.range($0.topShareBand, Figures.percent) } ?? "",
          spread(record.index.map { Numerals.fixed($0, places: 3) } ?? ""),
          spread(record.gini.map { Numerals.fixed($0, places: 3) } ?? ""),
          told(one.finding.map { Figures.chance($0.qValue) } ?? ""),
        ].map { same($0) }
      })
  }

  private static func point(_ judged: Judged) -> ChartPoint? {
    guard let result = judged.result else { return nil }
    var point = ChartPoint(
      "funnel", series: judged.record.level, unit: judged.record.unit, x: String(result.cases))
    point.domain = judged.record.domain
    point.y = judged.record.isTold ? result.topShare : nil
    point.lower = result.topShareBand.lowerBound
    point.upper = result.topShareBand.upperBound
    point.isFlagged = judged.outcome == .flagged
    return point
  }
}
