import Contracts
import Statistics

/// S04: like cases, unlike fines, between units and between groups of parties.
enum UnequalFines: Indicator {
  static let page = IndicatorPage(
    code: "S04", name: Phrase("同案不同罚", "Like cases, unlike fines"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正、过罚相当）、第三十四条（裁量基准）",
      "Decision, clause 7; APL 5 (fairness and proportion) and 34 (discretion standards)"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.fine")],
    definition: Phrase(
      "窗口期内罚款大于0的结案，按事项×裁量等级×年度分层比较罚款的几何均值（对数罚款的分层均值之差）。"
        + "类别“unit”：单位与同级其他单位相比；类别“组别”：同一单位内两类当事人相比。"
        + "以同级各单位居中值为中心，按双组模型计算偏离概率，同级内作BH校正（各类别按模型估出的突出单位份额加权）；"
        + "少数巨额罚款不左右结论：判断用截尾后的对数罚款（同级同层至少10件的，"
        + "距该层和本单位中位数超出2.5个稳健标准差的截至此处），且层内置换检验须不大于0.05。"
        + "法律按倍数设罚的事项以罚款÷基数比较。",
      "Closed cases of the window with a fine above 0, compared by geometric means (stratified "
        + "difference of mean logarithms) within item × discretion grade × year: category unit, of "
        + "the unit against the other units of its level; of groups of parties within a unit. "
        + "Centred on the units of the level and judged by a two-group model, with Benjamini and "
        + "Hochberg by level, categories weighted by the share of outlying units in that model. What is "
        + "judged are logarithms cut at 2.5 robust standard deviations from the medians of stratum (of "
        + "ten fines or more in the level) and unit, so that a few huge fines decide nothing, and a "
        + "permutation within strata must be at most 0.05. Fines that the law sets as multiples are compared as multiples."
    ),
    pitfalls: Phrase(
      "裁量等级空白自成一层，其中的情节差异看不见；事项未匹配、罚款空白或为0、按倍数而无基数的不计；组别空白的不分组。"
        + "少数大案可以拉动均值，因此同时给出去掉最大一案的结果。",
      "Cases without a grade are a stratum of their own, in which gravity is not seen. Cases without an "
        + "item, without a fine, or without the base of a multiple are left out, as are parties "
        + "without the attribute. One large case can move a mean, so the result without the largest "
        + "is printed."),
    parameters: [
      IndicatorParameter("least", 10, Phrase("每组最少罚款件数", "fewest fines of each group")),
      IndicatorParameter(
        "ratio", 1.25, Phrase("偏离居中值的最小倍数", "least distance from the centre, as a factor")),
      IndicatorParameter(
        "spread", 0.2,
        Phrase(
          "可比单位少于20个时，单位间正常差异的对数标准差下限",
          "least standard deviation of legitimate differences, as logarithm, of fewer than 20 units"
        )),
      IndicatorParameter("q", 0.1, Phrase("误报率上限q", "expected share of false flags, q")),
      IndicatorParameter("draws", 999, Phrase("置换次数", "number of shuffles"), range: .draws),
    ],
    innocent: Phrase(
      "裁量等级未登记而情节不同；裁量基准在窗口期内调整；个别大案；当地案件的货值或面积普遍较大。",
      "Gravity differs and no grade is recorded; the standards changed within the window; single large "
        + "cases; values or areas at stake are larger there."),
    ask: Phrase(
      "请说明所列事项的裁量标准和适用过程，并提供同事项同等级案件的决定书和裁量等级认定表。",
      "Please explain the standards applied to these items and how, with decisions and grading sheets "
        + "of cases of the same item and grade."),
    figures: FlagFigures(
      observed: Phrase("比较的前一组罚款件数", "fines of the first group compared"),
      effect: Phrase("罚款额之比", "ratio of fines")))

  static let examples = UnequalFinesExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let fines = ComparableFine.fines(of: observation)
    guard !fines.isEmpty else {
      return .notComputable(
        page, ["cases.fine"],
        Phrase("窗口期内没有可比的罚款，无法计算。", "Not computable: no comparable fine in the window."))
    }
    let peers = Peers(observation)
    let rules = MeanRules(
      least: settings.count("least", of: page), spread: settings.value("spread", of: page),
      distance: SpecialFunctions.logarithm(settings.value("ratio", of: page)),
      q: settings.value("q", of: page))
    let families = FineFamilies(fines, peers)
    let cut = FineFamilies(CutFines.cut(fines, peers), peers)
    let draws = settings.count("draws", of: page)
    let answers = MeanTest.answers(
      families.subjects(cut, peers), rules, missing: observation.mostlyMissingUnits
    ) { cut.permutation($0, draws: draws) }
    let report = UnequalFinesReport(
      page: page, observation: observation, families: families,
      closed: ClosedComparisons(answers), factor: settings.value("ratio", of: page))
    var result = IndicatorResult(page.code)
    result.coverage.missing = Set(
      PartyContrast.unrecorded(fines.map(\.party)).map { "cases." + $0.column }
    ).sorted()
    result.flags = answers.filter { $0.verdict == .different }.map { answer in
      report.flag(
        answer, families.check(answer, permutation: cut.permutation(answer, draws: draws)))
    }
    result.tables = [report.table(answers), report.dispersion(fines)].compactMap { $0 }
    result.points = report.points(answers)
    result.sumUp(Phrase("罚款比较", "Comparisons of fines"), answers.map(\.verdict))
    return result
  }
}

/// Fines that can be compared with others of the same item.
struct ComparableFine {
  let unit: String
  let item: String
  let grade: String
  let year: String
  let party: PartyGroup
  var logarithm: Double
  let cases: Int

  /// Fines of the window, in the order of the outcomes.
  static func fines(of observation: Observation) -> [ComparableFine] {
    let bands = observation.patterns.bandsByItem
    return observation.windowOutcomes.compactMap { outcome in
      guard !outcome.itemCode.isEmpty, outcome.isFined, let fine = outcome.fineFen else {
        return nil
      }
      var value = Double(fine)
      let band = bands[outcome.itemCode]?.last { $0.covers(outcome.month) }
      if band?.isMultiple == true {
        guard let base = outcome.fineBaseFen, base > 0 else { return nil }
        value /= Double(base)
      }
      return ComparableFine(
        unit: outcome.unitCode, item: outcome.itemCode, grade: outcome.grade,
        year: String(outcome.month.year), party: outcome.party,
        logarithm: SpecialFunctions.logarithm(value), cases: outcome.cases)
    }
  }
}

/// Fines by unit and by group of parties, in strata.
struct FineFamilies {
  /// What a second look at a candidate gives.
  struct Check {
    /// Two-sided p of the permutation within strata, around the centre, of the fines judged.
    let permutation: Double
    /// The difference without the largest fine of the first group.
    let withoutLargest: Double?
    /// Fines compared that state a grade, and all of them.
    let graded: (with: Int, all: Int)
  }

  private(set) var byUnit = Strata<[Double]>()
  private(set) var byParty = Strata<SideValues>()
  private var units: [[String]: [String]] = [:]

  init(_ fines: [ComparableFine], _ peers: Peers) {
    for fine in fines {
      let stratum = [fine.item, fine.grade, fine.year]
      byUnit.change(
        PatternSubject(fine.unit, "unit"), [peers.group(of: fine.unit)] + stratum, from: []
      ) { $0 += repeatElement(fine.logarithm, count: fine.cases) }
      for contrast in PartyContrast.all {
        guard let side = contrast.side(of: fine.party) else { continue }
        byParty.change(
          PatternSubject(fine.unit, contrast.key), stratum, from: SideValues()
        ) { $0.add(side, fine.logarithm, cases: fine.cases) }
      }
    }
    for subject in byUnit.subjects {
      for (key, _) in byUnit.strata(of: subject) { units[key, default: []].append(subject.unit) }
    }
  }

  /// Every comparison, with the same ones among fines of which far ones are cut.
  func subjects(_ cut: FineFamilies, _ peers: Peers) -> [MeanSubject] {
    zip(allSubjects(peers), cut.allSubjects(peers)).map { subject, same in
      var subject = subject
      subject.cut = (same.strata, same.within)
      return subject
    }
  }

  private func allSubjects(_ peers: Peers) -> [MeanSubject] {
    byParty.meanSubjects(peers) + byUnit.meanSubjectsAgainstOthers(peers)
  }

  /// Strata of a comparison that hold both groups, with their grade.
  private func strata(_ answer: MeanAnswer) -> [(grade: String, values: SideValues)] {
    let strata: [(grade: String, values: SideValues)]
    if answer.isAgainstOthers {
      strata = byUnit.strata(of: answer.subject).map { key, own in
        let others = (units[key] ?? []).filter { $0 != answer.subject.unit }.flatMap { unit in
          byUnit.value(PatternSubject(unit, answer.subject.category), key) ?? []
        }
        return (grade: key[2], values: SideValues(first: own, second: others))
      }
    } else {
      strata = byParty.strata(of: answer.subject).map { (grade: $0.key[1], values: $0.value) }
    }
    return strata.filter { !$0.values.first.isEmpty && !$0.values.second.isEmpty }
  }

  /// The two-sided chance of a comparison when groups are shuffled within strata, around the centre.
  func permutation(_ answer: MeanAnswer, draws: Int) -> Double {
    let centre = answer.centre ?? 0
    let purpose = "S04/\(answer.subject.category)/\(answer.subject.unit)"
    var generator = SourceGenerator(
      source: RandomSource(seed: 20_240_701, purpose: purpose))
    let shifted = strata(answer).map { stratum in
      LogFineValues(
        first: stratum.values.first.map { $0 - centre }, second: stratum.values.second)
    }
    return StratifiedPermutation(shifted, draws: draws, using: &generator)?.twoSided ?? 1
  }

  /// A second look at a comparison that stands out.
  func check(_ answer: MeanAnswer, permutation: Double) -> Check {
    let strata = strata(answer)
    let count = { (values: SideValues) in values.first.count + values.second.count }
    return Check(
      permutation: permutation, withoutLargest: FineFamilies.withoutLargest(strata.map(\.values)),
      graded: (
        with: strata.filter { !$0.grade.isEmpty }.reduce(0) { $0 + count($1.values) },
        all: strata.reduce(0) { $0 + count($1.values) }
      ))
  }

  private static func withoutLargest(_ strata: [SideValues]) -> Double? {
    var strata = strata
    let places = strata.indices.filter { !strata[$0].first.isEmpty }
    let top = places.max { left, right in
      (strata[left].first.max() ?? 0) < (strata[right].first.max() ?? 0)
    }
    guard let top, let largest = strata[top].first.max(),
      let place = strata[top].first.firstIndex(of: largest)
    else { return nil }
    strata[top].first.remove(at: place)
    return StratifiedLogRatio(strata.map(\.sums), residualVariance: 0)?.difference
  }
}

/// The seeded source as the library of shuffles wants it.
private struct SourceGenerator: RandomNumberGenerator {
  var source: RandomSource

  mutating func next() -> UInt64 { source.next() }
}
