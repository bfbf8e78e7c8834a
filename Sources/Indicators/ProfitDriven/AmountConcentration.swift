import Contracts
import Statistics

/// P07: a yearly amount that lies in few cases, against the unit's own past.
enum AmountConcentration: Indicator {
  static let page = IndicatorPage(
    code: "P07", name: Phrase("金额集中", "Concentration of amounts"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（过罚相当）、第七十四条（罚缴分离、不得下达指标）",
      "Decision, clause 7; APL 5 (proportion), 74 (receipts apart from fines, no targets)"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.fine", "cases.amount")],
    definition: Phrase(
      "窗口期罚没金额（罚款＋没收，只计有金额的案件）中金额最高的1%案件（至少一件）所占份额，与本单位四年内此前案件相比："
        + "从以往金额中按相同件数反复抽样，上端一成分别按原样和按拟合的帕累托分布抽取，取较大的概率；按层级作多重检验校正。"
        + "随机数种子固定为20240701。",
      "Share of the amount of the window (fines + confiscations, cases with an amount) in the top 1% of its "
        + "cases (at least one), against the unit's own earlier cases of four years: as many amounts are "
        + "drawn again and again from the past, their upper tenth once as it was and once from the Pareto "
        + "law fitted to it, and the larger chance counts; adjusted by level. The seed is 20240701."
    ),
    pitfalls: Phrase(
      "一件大案即可使份额升高，句中给出最大一件所占份额和去掉它以后的份额。办案事项结构变化会改变金额分布。"
        + "直接重抽以往金额会低估大案出现的概率，未变化的单位每百个有三至十三个越过界线。",
      "One large case is enough: the sentence gives its share, and the share without it. Another mix of "
        + "items changes the amounts. Drawing past amounts alone makes large cases look too rare: 3 to 13 "
        + "of 100 unchanged units then pass the limits."),
    parameters: [
      IndicatorParameter("fewest", 100, Phrase("窗口期和此前案件各不少于此数", "fewest cases now and before")),
      IndicatorParameter("top", 0.01, Phrase("金额最高案件的比例", "share of cases that are the top")),
      IndicatorParameter(
        "difference", 0.10, Phrase("份额高出以往的下限", "smallest difference to the own past"),
        range: .effect),
      IndicatorParameter(
        "draws", 1_999, Phrase("抽样次数", "samples drawn in each way"), range: .draws),
      IndicatorParameter("q", 0.10, Phrase("q值上限", "largest q-value")),
    ],
    innocent: Phrase(
      "查处个别重大案件；没收货值较高；小额案件改为免罚或轻罚，件数和金额减少；承接了金额较高的事项。",
      "One grave case; goods of high value confiscated; small cases now exempted; new items with higher "
        + "fines."),
    ask: Phrase(
      "请说明金额最高的几件案件的违法事实、裁量依据和审核、集体讨论情况，并提供没收财物的估价材料。",
      "Could the unit set out the facts, the grounds, the review and the minutes of its few largest cases, "
        + "with the valuation of confiscated goods?"),
    figures: FlagFigures(
      observed: Phrase("金额最大的一部分案件数", "the largest cases"),
      effect: Phrase("其金额占比减此前平均占比", "their share of the amount less the mean share before")))

  static let examples = [
    IndicatorExample(
      Phrase("以往金额平稳，本期两件占七成，应标记", "two cases hold 70% after an even past: flagged"),
      world(past: [1_000: 400, 2_000: 200], now: [1_000: 150, 2_000: 50, 300_000: 2]),
      flagged: ["U00///"]),
    IndicatorExample(
      Phrase(
        "每年都有一件大案，份额与以往相当；只看份额会误报，不标记",
        "one large case every year; a rule of the share alone would flag it"),
      world(past: [1_000: 600, 300_000: 6], now: [1_000: 200, 300_000: 2]), flagged: []),
    IndicatorExample(
      Phrase("本期只有60件，不检验，不标记", "60 cases are too few"),
      world(past: [1_000: 600], now: [1_000: 59, 300_000: 1]), flagged: []),
  ]

  // Cases by amount in yuan; the past lies in 2023.
  private static func world(past: [Int: Int], now: [Int: Int]) -> Observation {
    var observation = PatternExample.units(["U00"])
    for (yuan, cases) in past {
      var outcome = PatternExample.outcome("U00", fineInYuan: yuan, cases: cases)
      outcome.month = Month(year: 2023, month: 6)
      observation.patterns.outcomes.append(outcome)
    }
    for (yuan, cases) in now {
      observation.patterns.outcomes.append(
        PatternExample.outcome("U00", fineInYuan: yuan, cases: cases))
    }
    return observation
  }

  static let seed: UInt64 = 20_240_701

  private struct Comparison {
    var finding: PatternFinding
    let now: AmountSample
    let past: AmountSample
    let top: Int
    var isFlagged = false

    var expectedShare: Double { now.share(ofTop: top) - finding.effect }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let samples = UnitAmounts.all(observation)
    guard !samples.isEmpty else {
      return .notComputable(
        page, ["cases.fine"],
        Phrase("案件没有罚没金额，无法计算。", "Not computable: no case states an amount."))
    }
    let comparisons = comparisons(samples, observation, settings)
    let tested = Dictionary(
      comparisons.map { ($0.finding.unitCode, $0) }, uniquingKeysWith: { first, _ in first })
    let gaps = MissingMonths(observation, in: observation.windowMonths, ofFines: true)
    var result = IndicatorResult(page.code)
    for unit in observation.unitCodes(and: samples.keys) {
      let outcome: SubjectOutcome =
        tested[unit].map { $0.isFlagged ? .flagged : .passed } ?? gaps.outcomeOfLittle(unit)
      result.outcomes[outcome, default: 0] += 1
    }
    let flagged = comparisons.filter(\.isFlagged)
    result.flags = flagged.map { flag($0, observation) }
    result.headline = FindingWording.headline(
      Phrase("单位的金额集中", "Concentrations of amounts in a unit"), tested: comparisons.count,
      flagged: flagged.map(\.finding))
    result.tables = [table(comparisons, observation)]
    result.points = comparisons.flatMap { points($0, samples) }
    return result
  }

  private static func comparisons(
    _ samples: [String: UnitAmounts], _ observation: Observation, _ settings: IndicatorSettings
  ) -> [Comparison] {
    let comparisons = samples.keys.sorted().compactMap { unit in
      samples[unit].flatMap { comparison(unit, $0, settings) }
    }
    let peers = Peers(observation)
    let findings = comparisons.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    return zip(comparisons, findings).map { comparison, finding in
      var result = comparison
      result.finding = finding
      result.isFlagged =
        finding.qValue <= settings.value("q", of: page)
        && finding.effect >= settings.value("difference", of: page)
      return result
    }
  }

  private static func comparison(
    _ unit: String, _ amounts: UnitAmounts, _ settings: IndicatorSettings
  ) -> Comparison? {
    let (now, past) = (AmountSample(amounts.now), AmountSample(amounts.past))
    let fewest = max(settings.count("fewest", of: page), 1)
    guard now.cases >= fewest, past.cases >= fewest, let tail = AmountTail(past) else {
      return nil
    }
    let top = max(1, Int(settings.value("top", of: page) * Double(now.cases)))
    let draws = max(settings.count("draws", of: page), 99)
    var source = RandomSource(seed: seed, purpose: "P07/\(unit)")
    var comparison = Comparison(
      finding: PatternFinding(unit, effect: 0, pValue: 1), now: now, past: past, top: top)
    // Most units are far from any limit, which a fifth of the samples shows.
    for number in [max(draws / 5, 99), draws] {
      comparison.finding = finding(comparison, tail, draws: number, &source)
      if comparison.finding.pValue > 0.1 { break }
    }
    return comparison
  }

  // Of the two ways to draw the one that makes the share less surprising.
  private static func finding(
    _ comparison: Comparison, _ tail: AmountTail, draws: Int, _ source: inout RandomSource
  ) -> PatternFinding {
    let share = comparison.now.share(ofTop: comparison.top)
    var chosen = comparison.finding
    for isPareto in [false, true] {
      let shares = tail.shares(
        cases: comparison.now.cases, top: comparison.top, draws: draws, isPareto: isPareto,
        &source)
      // Sums in another order differ in the last digits.
      let asHigh = shares.count { $0 >= share - 1e-9 }
      let mean = shares.reduce(0, +) / Double(draws)
      var finding = PatternFinding(
        comparison.finding.unitCode, effect: share - mean,
        pValue: Double(1 + asHigh) / Double(1 + draws))
      finding.lower = share - SampleQuantile.value(of: shares, at: 0.975)
      finding.upper = share - SampleQuantile.value(of: shares, at: 0.025)
      finding.observed = comparison.top
      let isLess = (finding.pValue, -finding.effect) > (chosen.pValue, -chosen.effect)
      if !isPareto || isLess { chosen = finding }
    }
    return chosen
  }

  private static func flag(_ comparison: Comparison, _ observation: Observation) -> Flag {
    let finding = comparison.finding
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: finding.unitCode)
    let (now, top) = (comparison.now, comparison.top)
    let name = observation.names.unit(finding.unitCode)
    let share = Figures.percent(now.share(ofTop: top))
    let before = Figures.percent(comparison.expectedShare)
    let rise = Figures.points(finding.effect)
    let range = Figures.span(
      finding.lower ?? 0, finding.upper ?? 0, Figures.points)
    let q = Figures.chance(finding.qValue)
    let largest = Figures.percent(now.largestShare)
    let rest = Figures.percent(now.withoutLargest.share(ofTop: top))
    flag.reason = Phrase(
      "\(name)金额最高的\(top)件占窗口期罚没金额的\(share)，比本单位以往同样件数时的\(before)高\(rise)个百分点"
        + "（95%区间\(range.chinese)，q＝\(q)）。与以往相比偏高，请核实。最大一件占\(largest)；去掉它，最高的\(top)件占\(rest)。"
        + "本期\(now.cases)件有金额，此前\(comparison.past.cases)件。",
      "The \(top) largest cases of \(name) hold \(share) of the amount of the window, \(rise) points above "
        + "the \(before) of its own past for as many cases (95% interval \(range.english), q = \(q)). High beside "
        + "its past: please verify. The largest case alone holds \(largest); without it the \(top) largest "
        + "hold \(rest). \(now.cases) cases have an amount now, \(comparison.past.cases) had before."
    )
    return flag
  }

  private static func table(
    _ comparisons: [Comparison], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("金额最高案件所占份额", "Share of the largest cases"),
      columns: [
        Phrase("单位", "Unit"), Phrase("有金额的案件", "Cases with an amount"),
        Phrase("最高件数", "Largest cases"),
        Phrase("份额", "Share"), Phrase("以往参照", "Own past"), Phrase("差（百分点）", "Points"),
        Phrase("95%区间", "95% interval"), Phrase("最大一件", "Largest case"), Phrase("q", "q"),
      ],
      rows: comparisons.map { comparison in
        let finding = comparison.finding
        return [
          same(observation.names.unit(finding.unitCode)), same(comparison.now.cases),
          same(comparison.top),
          same(Figures.percent(comparison.now.share(ofTop: comparison.top))),
          same(Figures.percent(comparison.expectedShare)),
          same(Figures.points(finding.effect)),
          Figures.span(finding.lower ?? 0, finding.upper ?? 0, Figures.points),
          same(Figures.percent(comparison.now.largestShare)),
          same(Figures.chance(finding.qValue)),
        ]
      })
  }

  // The share of the same part of the cases in each year, the present one last.
  private static func points(
    _ comparison: Comparison, _ samples: [String: UnitAmounts]
  ) -> [ChartPoint] {
    let unit = comparison.finding.unitCode
    let part = Double(comparison.top) / Double(comparison.now.cases)
    return (samples[unit]?.years ?? []).enumerated().map { index, year in
      let sample = AmountSample(year.amounts)
      var point = ChartPoint("timeline", unit: unit, x: year.end.description)
      if sample.cases > 0 {
        point.y = sample.share(ofTop: max(1, Int(part * Double(sample.cases) + 1e-9)))
      }
      point.isFlagged = comparison.isFlagged && index == (samples[unit]?.years.count ?? 0) - 1
      return point
    }
  }
}

/// Amounts of a unit by year of twelve months to the report month; the last year is the window.
private struct UnitAmounts {
  struct Year {
    let end: Month
    var amounts: [Int: Int] = [:]
  }

  var years: [Year]
  var now: [Int: Int] { years.last?.amounts ?? [:] }
  var past: [Int: Int] {
    years.dropLast().reduce(into: [:]) { sum, year in sum.merge(year.amounts, uniquingKeysWith: +) }
  }

  static func all(_ observation: Observation) -> [String: UnitAmounts] {
    let length = max(observation.window, 1)
    let number = max(PatternAggregates.months / length, 1)
    let empty = UnitAmounts(
      years: (0..<number).reversed().map { Year(end: observation.month - $0 * length) })
    var amounts: [String: UnitAmounts] = [:]
    for outcome in observation.patterns.outcomes
    where outcome.amountFen > 0 && !outcome.unitCode.isEmpty {
      let age = observation.month.index - outcome.month.index
      guard age >= 0, age / length < number else { continue }
      let place = number - 1 - age / length
      amounts[outcome.unitCode, default: empty].years[place]
        .amounts[outcome.amountFen, default: 0] += outcome.cases
    }
    return amounts
  }
}
