import Contracts
import Statistics

/// Outcomes, flags, tables and headline of what inspections found.
struct FindReport {
  let page: IndicatorPage
  let observation: Observation
  let units: [String: UnitFinds]
  let contrasts: [StreamContrast]
  /// Least denominator of a percentage.
  let fewest: Int
  /// Stated results from which zero finds are flagged.
  let zero: Int
  /// Largest q-value.
  let q: Double

  func result() -> IndicatorResult {
    var result = IndicatorResult(page.code)
    result.coverage.missing = observation.missingModes(in: observation.windowMonths)
    let below = contrasts.filter { $0.qValue <= q }
    let compared = Set(contrasts.map(\.unit))
    let flagged = Set(below.map(\.unit))
    let outcomes = units.reduce(into: [String: SubjectOutcome]()) { outcomes, entry in
      outcomes[entry.key] =
        flagged.contains(entry.key)
        ? .flagged : outcome(entry.value, isCompared: compared.contains(entry.key))
    }
    result.outcomes = observation.outcomes(of: outcomes, in: observation.windowMonths)
    let empty = units.keys.sorted().filter { units[$0].map(isZero) ?? false }
    result.flags = below.map(flag) + empty.map(zeroFlag)
    result.tables = [streams, byUnit, comparisons]
    let tests = FindingWording.headline(
      Phrase("专项与双随机发现率比较", "Targeted against random inspections"), tested: contrasts.count,
      qValues: below.map(\.qValue))
    result.headline = overall.followed(by: tests).followed(
      by: Phrase(
        "写明结果的检查满\(zero)次而无一发现问题的单位\(empty.count)个。",
        "\(English.count(empty.count, "unit has", many: "units have")) \(zero) stated results or more and not one find."
      ))
    return result
  }

  private func isZero(_ finds: UnitFinds) -> Bool {
    finds.ownChoice.known >= zero && finds.ownChoice.problems == 0
  }

  private func outcome(_ finds: UnitFinds, isCompared: Bool) -> SubjectOutcome {
    if isZero(finds) { return .flagged }
    if isCompared || finds.ownChoice.known >= zero { return .passed }
    return finds.streams.values.contains { $0.known > 0 } ? .notApplicable : .notComputable
  }

  private func sum(_ stream: VisitStream) -> FindCount {
    units.values.reduce(into: FindCount()) { $0.add($1.count(stream)) }
  }

  private var overall: Phrase {
    let sum = units.values.reduce(into: FindCount()) { $0.add($1.ownChoice) }
    let rate = MeasuredRate(sum.problems, of: sum.known, fewest: fewest)
    let blank = Numerals.grouped(sum.visits - sum.known)
    return Phrase(
      "投诉核查以外写明结果的检查中发现问题：\(rate.inWords.chinese)；另有\(blank)次未写明结果，不计。",
      rate.english("inspections with a stated result, complaint-led ones left out", .problem)
        + "; \(blank) more \(English.verb(sum.visits - sum.known, "states", "state")) none.")
  }

  private func flag(_ contrast: StreamContrast) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: contrast.unit, category: "targeted_below_random"), page,
      in: observation)
    let table = contrast.pooled
    flag.severity = .warning
    flag.observed = contrast.observed
    flag.expected = contrast.expected
    flag.effect = contrast.oddsRatio
    (flag.pValue, flag.qValue) = (contrast.chance, contrast.qValue)
    flag.evidence = observation.evidence(in: "visit_conduct", of: contrast.unit)
    let name = observation.names.unit(contrast.unit)
    let (targeted, random) = (
      MeasuredRate(table.firstYes, of: table.first, fewest: fewest),
      MeasuredRate(table.secondYes, of: table.second, fewest: fewest)
    )
    let odds = Figures.estimatedRatio(contrast.oddsRatio)
    let crude = Figures.estimatedRatio(contrast.crude)
    let reversed =
      contrast.isReversed
      ? Phrase("（方向相反，以分层结果为准）", " (the other way: the strata decide)") : same("")
    let (chance, adjusted) = (Figures.chance(contrast.chance), Figures.chance(contrast.qValue))
    flag.reason = Phrase(
      "\(name)专项检查发现问题\(targeted.inWords.chinese)，双随机检查\(random.inWords.chinese)；按领域×事项×年度分层的优势比\(odds)，"
        + "不分层\(crude)\(reversed.chinese)。若各层内两者相同，专项这样少的概率为\(chance)（q值\(adjusted)）。请核对专项检查对象的选取与结果登记。",
      "At \(name), \(targeted.english("targeted inspections", .problem)), and "
        + "\(random.english("random ones")); the odds ratio within domain, item and year is \(odds), without strata "
        + "\(crude)\(reversed.english). If they were alike within strata, the chance of so few would be "
        + "\(chance) (q \(adjusted)). How targets are chosen and results recorded should be checked."
    )
    return flag
  }

  private func zeroFlag(_ unit: String) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: unit, category: "zero_finds"), page, in: observation)
    let known = units[unit]?.ownChoice.known ?? 0
    // Both tails of 90 % leave 5 % above, which is the one-sided bound of 95 %.
    let bound = ClopperPearsonInterval(successes: 0, trials: known, confidence: 0.90).upper
    flag.observed = 0
    (flag.effect, flag.effectLower, flag.effectUpper) = (0, 0, bound)
    flag.evidence = observation.evidence(in: "visit_conduct", of: unit)
    let others = units.filter { $0.key != unit }.values
      .reduce(into: FindCount()) { $0.add($1.ownChoice) }
    let name = observation.names.unit(unit)
    let (least, told) = (Figures.percent(bound), peers(others))
    flag.reason = Phrase(
      "\(name)投诉核查以外写明结果的检查\(Numerals.grouped(known))次，没有一次记录发现问题；发现率的单侧95%上界为"
        + "\(least)（精确法，约3/n）。\(told.chinese)对象守法也会如此，请核对结果一栏的登记和检查内容。",
      "\(name) has \(English.count(known, "inspection")) with a stated result, complaint-led ones left out, and "
        + "not one that found a problem; "
        + "the one-sided 95% bound of its share is \(least) (exact, about 3/n). \(told.english) Parties that "
        + "comply look the same: results and content of the inspections should be checked.")
    return flag
  }

  private func peers(_ others: FindCount) -> Phrase {
    guard others.problems > 0 else {
      return Phrase("其他单位同样没有发现记录，无从比较。", "No other unit has a find: there is no base rate.")
    }
    let rate = MeasuredRate(others.problems, of: others.known, fewest: fewest)
    return Phrase(
      "其他单位为\(rate.inWords.chinese)。",
      "Of the other units \(rate.english("inspections", .problem)).")
  }
}

extension Predicate {
  fileprivate static let problem = Predicate("found a problem")
}

extension FindReport {
  private static let counts = [
    Phrase("检查", "Inspections"), Phrase("写明结果", "With a result"),
    Phrase("发现问题", "Problem found"), Phrase("发现率", "Share"), Phrase("95%区间", "95% interval"),
  ]

  private func cells(_ count: FindCount) -> [Phrase] {
    let rate = MeasuredRate(count.problems, of: count.known, fewest: fewest)
    return [
      same(count.visits), same(count.known), same(count.problems), same(rate.percentage),
      same(rate.range),
    ]
  }

  private var streams: ResultTable {
    ResultTable(
      title: Phrase("各检查方式的发现率", "Finds by stream"),
      columns: [Phrase("检查方式", "Stream")] + FindReport.counts,
      rows: VisitStream.allCases.filter { sum($0).visits > 0 }.map { [$0.name] + cells(sum($0)) })
  }

  private var byUnit: ResultTable {
    ResultTable(
      title: Phrase("各单位各方式的发现率", "Finds by unit and stream"),
      columns: [Phrase("单位", "Unit"), Phrase("检查方式", "Stream")] + FindReport.counts,
      rows: units.keys.sorted().flatMap { unit -> [[Phrase]] in
        let finds = units[unit] ?? UnitFinds()
        return VisitStream.allCases.filter { finds.count($0).visits > 0 }.map { stream in
          [same(observation.names.unit(unit)), stream.name] + cells(finds.count(stream))
        }
      })
  }

  private var comparisons: ResultTable {
    ResultTable(
      title: Phrase("专项与双随机的比较", "Targeted against random"),
      columns: [
        Phrase("单位", "Unit"), Phrase("专项发现问题", "Targeted, found"),
        Phrase("专项写明结果", "Targeted, with a result"), Phrase("双随机发现问题", "Random, found"),
        Phrase("双随机写明结果", "Random, with a result"),
        Phrase("分层优势比", "Stratified odds ratio"), Phrase("不分层", "Unstratified"),
        Phrase("单侧概率", "One-sided chance"),
        Phrase("q值", "q"),
      ],
      rows: contrasts.map { contrast in
        let table = contrast.pooled
        return [
          same(observation.names.unit(contrast.unit)), same(table.firstYes), same(table.first),
          same(table.secondYes), same(table.second),
          same(Figures.estimatedRatio(contrast.oddsRatio)),
          same(Figures.estimatedRatio(contrast.crude)), same(Figures.chance(contrast.chance)),
          same(Figures.chance(contrast.qValue)),
        ]
      })
  }
}
