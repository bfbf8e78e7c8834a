import Contracts
import Statistics

/// S01: cases of a unit in a domain against those of its peers, by regulated parties.
enum PeerStandardisedRatio: Indicator {
  static let page = IndicatorPage(
    code: "S01", name: Phrase("同类偏离", "Ratio to peers"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（公正、公开）、第七十四条（不得以罚没指标考核）",
      "Decision, clause 7; APL 5 (fairness), 74 (no targets)"),
    needs: ["cases", "exposure", "units"],
    definition: Phrase(
      "单位×领域窗口期案件数（有处罚、未结或结果不明的，按事项计；无处罚办结的不计）与参照值之比。只计已报送且持有职权的月份，缺少的月份较多或持有时间与同类不同的不比（可能正是该领域的旺季）。参照值＝这些月份监管对象数之和×本单位持有事项在该领域案件中所占份额×同级其他有案单位在该领域的办案率（不含本单位）。监管对象登记只涵盖部分区域的，不作判断。"
        + "用平方根与对数两种尺度的漏斗（取宽者）、以中位单位为中心、加性过度离散（两端各10%缩尾并校正）给出95%与99.8%界限，双侧检验，单位少时按t分布放宽，同级内按BH校正。"
        + "超出99.8%界限且q达标才标记；无案的单元由零案指标处理。",
      "Cases of a unit in a domain (with a penalty, open or of unstated outcome, by item; those closed without "
        + "penalty do not count) over the expected number, in the delivered months in which the power was held (who lacks many of "
        + "them is not compared, since they may be the season of the domain): the sum of the regulated "
        + "parties of these months × the share of the domain's cases that the unit's items have × the rate of "
        + "the other units of the level that have cases there (own left out). Where the register of parties covers a "
        + "part of the place alone, nothing is judged. Funnels on the square-root and on the log scale, the wider one "
        + "counts, around the middle unit, with additive over-dispersion (winsorised 10% either end, corrected), limits "
        + "of 95 and 99.8%, both tails, chances widened by Student's law, BH within level. Flagged beyond the 99.8% "
        + "limit and within q; cells without a case belong to the zero "
        + "indicators."),
    pitfalls: Phrase(
      "监管对象登记不准会直接改变比值；对象大小和风险不同。比值高不等于执法过度，比值低不等于不作为：少办案也可能是守法好、柔性执法多。",
      "A wrong register of parties changes the ratio; parties differ in size and risk. A high ratio is not "
        + "over-enforcement and a low one not inaction: fewer cases can come of compliance and of leniency."
    ),
    parameters: [
      IndicatorParameter(
        "peers", 5, Phrase("领域内同级最少单位数", "units of a level that a domain must have")),
      IndicatorParameter(
        "expected", 3, Phrase("最小参照值", "smallest expected number that is tested"), range: .above0),
      IndicatorParameter(
        "ratio", 1.5, Phrase("比值达到此值或其倒数才标记", "ratio, or its inverse, from which it is flagged")),
      IndicatorParameter(
        "unsent", 0.17,
        Phrase(
          "未报送的月份，或持有职权的月数与同类居中单位之差，超过此比例（12个月中超过2个月）的不比",
          "share of months (2 of 12), not delivered or held more or less than by the middle peer, above which "
            + "nothing is compared"
        )),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "监管对象登记口径不同、对象规模或风险差异大；年内专项行动、举报集中；案件由上级统一办理或移交其他单位。",
      "Another way of counting parties, larger or riskier parties; a campaign or many reports in the year; cases "
        + "handled one level up or handed to another unit."),
    ask: Phrase(
      "请说明监管对象台账的口径和更新时间、案件来源构成，并提供窗口期检查计划、投诉办理和不予立案记录。",
      "Please explain how the register of parties is kept and where cases come from, and provide the plan of "
        + "inspections, the complaints handled and the decisions not to file of the window."),
    figures: FlagFigures(
      observed: Phrase(
        "有处罚、未结或结果不明的案件数（按事项）", "cases with a penalty, open or of unstated outcome, by item"),
      effect: Phrase("案件数与参照值之比", "cases ÷ expected")))

  static let examples = [
    IndicatorExample(
      Phrase("对象数相同，案件为同类六倍，应标记", "as many parties, six times the cases: flagged"),
      world { $0 == 0 ? (240, 100) : (36 + $0 % 9, 100) }, flagged: ["U00/D//high"]),
    IndicatorExample(
      Phrase("参照约40件而只有3件，应标记", "3 cases where 40 are expected: flagged"),
      world { $0 == 0 ? (3, 100) : (36 + $0 % 9, 100) }, flagged: ["U00/D//low"]),
    IndicatorExample(
      Phrase(
        "案件多六倍但对象也多六倍，不标记（只比件数会误标）",
        "six times the cases of six times the parties: not flagged; counts alone would flag it"),
      world { $0 == 0 ? (240, 600) : (36 + $0 % 9, 100) }, flagged: []),
    IndicatorExample(
      Phrase(
        "单位间正常差异大，最高者三倍，不标记（泊松界限会误标）",
        "units that differ widely, the highest three times the middle: Poisson limits would flag it"
      ),
      world { ([120, 12, 20, 90, 35, 60, 28, 75, 16, 48, 100, 40][$0], 100) }, flagged: []),
  ]

  private static func world(_ numbers: (Int) -> (cases: Int, parties: Int)) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    observation.tables.insert("exposure")
    observation.cells = PatternExample.codes(12).enumerated().map { index, unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      cell.unitCode = unit
      (cell.monthsEmpowered, cell.monthsSent) = (12, 12)
      cell.cases = numbers(index).cases
      cell.regulatedParties = numbers(index).parties
      return cell
    }
    return observation
  }

  /// A cell that can be compared.
  private struct Subject {
    let cell: Cell
    /// Mean share of the domain that the unit's items are.
    let share: Double

    /// Cases of the months that count.
    var cases: Int { PeerStandardisedRatio.cases(of: cell) }

    /// Sum of the regulated parties of the months.
    var partyMonths: Int {
      cell.partyMonths ?? (cell.regulatedParties ?? 0) * cell.monthsSent
    }

    /// Regulated parties by month × share.
    var exposure: Double { Double(partyMonths) * share }

    /// Regulated parties of the mean month.
    var parties: Int { Int((Double(partyMonths) / Double(max(1, cell.monthsSent))).rounded()) }

    init(_ cell: Cell, _ shares: [Double]?, _ observation: Observation) {
      self.cell = cell
      let first = observation.windowStart.index - observation.firstMonth.index
      let months = cell.history.observed.joined().lazy.map { Int($0) }.filter { $0 >= first }
      share =
        shares.map { shares in
          months.reduce(0) { $0 + shares[$1] } / Double(max(1, months.count))
        } ?? 1
    }
  }

  /// A cell beside its peers.
  private struct Rated {
    let subject: Subject
    let expected: Double
    /// Ratio of the middle unit.
    let middle: Double
    /// Limits of the ratio, of 95 and of 99.8 %.
    let limits: [ClosedRange<Double>]
    var finding: PatternFinding

    /// Whether the ratio is beyond the outer limit, and far from 1 as well as from the middle one.
    func isBeyond(_ least: Double) -> Bool {
      guard let limit = limits.last, !limit.contains(finding.effect) else { return false }
      let apart = [finding.effect, finding.effect / middle]
      return apart.allSatisfy { $0 >= least } || apart.allSatisfy { 1 / $0 >= least }
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let cells = observation.cells(of: .unitDomain)
    guard cells.contains(where: { $0.regulatedParties != nil }) else {
      return .notComputable(
        page, ["exposure"],
        Phrase(
          "没有监管对象数，无法计算。", "Not computable: there are no numbers of regulated parties."))
    }
    var result = IndicatorResult(page.code)
    let peers = Peers(observation)
    let usual = usual(cells, peers)
    let outcomes = cells.map { cell in
      outcome(
        cell, usual: usual[[peers.group(of: cell.unitCode), cell.domain]] ?? 0,
        settings.value("unsent", of: page))
    }
    for outcome in outcomes { if let outcome { result.outcomes[outcome, default: 0] += 1 } }
    let powers = PowerShares(beneath: .unitDomain, of: observation)
    let open = zip(cells.indices, outcomes).filter { $0.1 == nil }.map { position, _ in
      Subject(cells[position], powers.months(of: position), observation)
    }
    let rated = rated(open, peers, settings)
    result.outcomes[.notApplicable, default: 0] += open.count - rated.count
    let level = settings.value("q", of: page)
    let least = settings.value("ratio", of: page)
    let isFlagged = { (rated: Rated) in
      rated.isBeyond(least) && rated.finding.qValue <= level
    }
    for rated in rated where isFlagged(rated) { result.flags.append(flag(rated, observation)) }
    result.outcomes[.flagged] = result.flags.count
    result.outcomes[.passed] = rated.count - result.flags.count
    result.outcomes = result.outcomes.filter { $0.value > 0 }
    result.tables = [table(rated, observation)]
    result.points = rated.map { point($0, isFlagged($0)) }
    result.headline = FindingWording.headline(
      Phrase("与同类办案率明显不同的单位·领域", "Units × domains whose rate differs from their peers'"),
      tested: rated.count, flags: result.flags)
    return result
  }

  // Months for which the peers held the power, the upper middle of each group and domain.
  private static func usual(_ cells: ArraySlice<Cell>, _ peers: Peers) -> [[String]: Int] {
    let held = cells.filter { $0.monthsEmpowered > 0 }
    return Dictionary(grouping: held) { [peers.group(of: $0.unitCode), $0.domain] }
      .mapValues { cells in
        let months = cells.map(\.monthsEmpowered).sorted()
        return months[months.count / 2]
      }
  }

  /// What can be said of a cell before it is compared; nil where it can be.
  ///
  /// The months that one lacks, or has alone, may be the season of the domain or the rest of the year.
  private static func outcome(
    _ cell: Cell, usual: Int, _ unsent: Double
  ) -> SubjectOutcome? {
    guard cell.state != .notEmpowered, cell.monthsEmpowered > 0 else { return .notApplicable }
    guard let parties = cell.wholeParties else { return .notComputable }
    guard parties > 0 else { return .notApplicable }
    let most = unsent * Double(usual)
    guard cell.state != .notSent, cell.monthsSent > 0,
      Double(cell.monthsEmpowered - cell.monthsSent) <= most
    else { return .notComputable }
    let isApart = Double(abs(usual - cell.monthsEmpowered)) > most
    return isApart || cases(of: cell) == 0 ? .notApplicable : nil
  }

  private static func cases(of cell: Cell) -> Int { cell.cases - cell.casesUnobserved }

  private static func rated(
    _ subjects: [Subject], _ peers: Peers, _ settings: IndicatorSettings
  ) -> [Rated] {
    let fewest = max(2, settings.count("peers", of: page))
    let groups = Dictionary(grouping: subjects) {
      [peers.group(of: $0.cell.unitCode), $0.cell.domain]
    }
    var rated: [Rated] = []
    for key in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let members = groups[key] ?? []
      guard members.count >= fewest else { continue }
      let cases = members.reduce(0) { $0 + $1.cases }
      let expected = members.indices.map { index -> Double in
        let others = members.indices.reduce(0) { $1 == index ? $0 : $0 + members[$1].exposure }
        guard others > 0 else { return 0 }
        return members[index].exposure * Double(cases - members[index].cases) / others
      }
      let tested = zip(members, expected).filter {
        $0.1 >= max(settings.value("expected", of: page), .leastNonzeroMagnitude)
      }
      guard tested.count >= fewest else { continue }
      rated += beside(tested)
    }
    let findings = rated.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    for index in rated.indices { rated[index].finding = findings[index] }
    return rated.sorted {
      ($0.finding.unitCode, $0.finding.domain) < ($1.finding.unitCode, $1.finding.domain)
    }
  }

  private static func beside(_ tested: [(Subject, Double)]) -> [Rated] {
    // Counts are skewed on either scale, on the one below and on the other above: the wider counts.
    let funnels = [RatioScale.squareRoot, .logarithm].map { scale in
      RatioFunnelFit(
        scale, tested.map { (observed: $0.0.cases, expected: $0.1) })
    }
    return tested.indices.map { index in
      let (subject, expected) = tested[index]
      let cell = subject.cell
      let ratio = Double(subject.cases) / expected
      var finding = PatternFinding(
        cell.unitCode, effect: ratio,
        pValue: funnels.reduce(0) { max($0, $1.twoSidedChance(of: index)) })
      finding.domain = cell.domain
      finding.category = ratio > 1 ? "high" : "low"
      let interval = PoissonRate.interval(
        events: subject.cases, exposure: expected, confidence: 0.95)
      (finding.lower, finding.upper) = (interval.lowerBound, interval.upperBound)
      (finding.observed, finding.expected) = (subject.cases, expected)
      let limits = [0.025, 0.001].map { tail in
        let ends = funnels.map { $0.limits(of: index, tail: tail) }
        return (ends.map(\.lowerBound).min() ?? 0)...(ends.map(\.upperBound).max() ?? 0)
      }
      return Rated(
        subject: subject, expected: expected, middle: funnels[0].middle, limits: limits,
        finding: finding)
    }
  }

  private static func flag(_ rated: Rated, _ observation: Observation) -> Flag {
    let subject = rated.subject
    let cell = subject.cell
    var flag = Flag.about(rated.finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode, cell.domain)
    let isHigh = rated.finding.effect > 1
    let ratio = FindingWording.ratioWithInterval(rated.finding)
    let chances = FindingWording.chances(rated.finding)
    let expected = Numerals.fixed(rated.expected, places: 1)
    let name = observation.names.unit(cell.unitCode)
    let middle = Figures.ratio(rated.middle)
    let basis = basis(subject)
    flag.reason = Phrase(
      "\(name)在“\(cell.domain)”的案件数为同类参照值的\(ratio.chinese)倍：实际\(subject.cases)件，"
        + "参照\(expected)件（\(basis.chinese)），超出99.8%界限；\(chances.chinese)。"
        + "同级各单位比值的中位为\(middle)。"
        + "与同类相比偏\(isHigh ? "高" : "低")，请核实。同期投诉举报\(cell.complaints)件，不予处罚或另行处理\(cell.settled)件。"
        + "比值高不等于执法过度，比值低不等于不作为。",
      "\(name) has \(ratio.english) times the cases of its peers in \(cell.domain): \(subject.cases) against "
        + "\(expected) (\(basis.english)), beyond the 99.8% "
        + "limit; \(chances.english). The middle ratio of the level is \(middle). \(isHigh ? "High" : "Low") beside its peers; to be checked. In the same "
        + "time there were \(cell.complaints) complaints and \(cell.settled) matters settled without penalty. A "
        + "high ratio is not over-enforcement, a low one not inaction.")
    return flag
  }

  // What the expected number follows from, and cases that do not count beside it.
  private static func basis(_ subject: Subject) -> Phrase {
    let cell = subject.cell
    let parties = Numerals.grouped(subject.parties)
    let isMean = cell.partyMonths != nil
    var basis = Phrase(
      "监管对象\(isMean ? "月均" : "")\(parties)个，已报送\(cell.monthsSent)个月",
      "\(parties) regulated parties\(isMean ? " in the mean month" : ""), \(cell.monthsSent) delivered months"
    )
    if subject.share < 1 {
      let share = Figures.percent(subject.share)
      basis = Phrase(
        basis.chinese + "，持有事项占该领域案件的\(share)",
        basis.english + ", items that have \(share) of the domain's cases")
    }
    if cell.casesUnobserved > 0 {
      basis = Phrase(
        basis.chinese + "；未报送或无职权月份的\(cell.casesUnobserved)件不计",
        basis.english + "; \(cell.casesUnobserved) of months without delivery or power left out")
    }
    return basis
  }

  private static func table(_ rated: [Rated], _ observation: Observation) -> ResultTable {
    ResultTable(
      title: Phrase("案件数与同类参照值（按单位代码）", "Cases beside peers, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("监管对象（月均）", "Parties, mean month"),
        Phrase("已报送月数", "Delivered months"), Phrase("持有事项份额", "Share of the items held"),
        Phrase("案件（按事项，不含无处罚办结的）", "Cases by item, none closed without penalty"),
        Phrase("参照值", "Expected"), Phrase("比值", "Ratio"),
        Phrase("95%界限", "95% limits"), Phrase("99.8%界限", "99.8% limits"), Phrase("q值", "q"),
        Phrase("投诉举报", "Complaints"),
      ],
      rows: rated.map { rated in
        let limits = rated.limits.map { limit in
          Figures.ratio(limit.lowerBound) + "–" + Figures.ratio(limit.upperBound)
        }
        let (subject, cell) = (rated.subject, rated.subject.cell)
        let cells = [
          observation.names.unit(cell.unitCode), cell.domain, "\(subject.parties)",
          "\(cell.monthsSent)", Figures.percent(subject.share), "\(subject.cases)",
          Numerals.fixed(rated.expected, places: 1), Figures.ratio(rated.finding.effect),
        ]
        return
          (cells + limits + [
            Figures.chance(rated.finding.qValue), "\(cell.complaints)",
          ]).map { same($0) }
      })
  }

  private static func point(_ rated: Rated, _ isFlagged: Bool) -> ChartPoint {
    var point = ChartPoint(
      "funnel", unit: rated.finding.unitCode, x: Numerals.fixed(rated.expected, places: 2))
    point.domain = rated.finding.domain
    point.y = rated.finding.effect
    point.lower = rated.limits.last?.lowerBound
    point.upper = rated.limits.last?.upperBound
    point.isFlagged = isFlagged
    return point
  }
}
