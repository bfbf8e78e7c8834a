import Contracts

/// S03: how often inspections find a problem, by group of parties and by unit.
enum OutcomeTest: Indicator {
  static let page = IndicatorPage(
    code: "S03", name: Phrase("检查结果差异", "Outcome test of inspections"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（纠正选择性执法）；行政处罚法第五条（公正、过罚相当）、第三十四条（裁量基准）",
      "Decision, clause 7; APL 5 (fairness and proportion) and 34 (discretion standards)"),
    needs: ["inspections", "register"],
    restsOn: [
      FlagColumns("inspections.result"),
      FlagColumns("inspections.party_type", of: "type:"),
      FlagColumns("inspections.party_ownership", of: "ownership:"),
    ],
    definition: Phrase(
      "窗口期内有结果的检查中发现问题的比例。类别“组别”：同一单位内两类当事人相比，按领域×事项×风险等级×方式×年度分层；"
        + "类别“unit”：单位与同级其他单位相比，分层同上，多数检查所在区县有两个以上单位检查时再按区县分层。"
        + ContrastRules.method(.category).chinese,
      "Share of inspections with a result that found a problem. Of groups of parties within a unit, "
        + "by domain × item × risk class × mode × year; and, category unit, of the unit against the "
        + "other units of its level in the same strata, and by district where most inspections lie "
        + "in districts in which two units inspect. "
        + ContrastRules.method(.category).english
    ),
    pitfalls: Phrase(
      "边际问题（Ayres 2002；Simoiu、Corbett-Davies和Goel 2017）：发现率低不等于门槛低，两类对象的风险分布不同也会如此。"
        + "结果空白的检查不计；类型、性质、住所地空白的当事人不分组。事项、方式、风险等级空白的各自成层。",
      "Infra-marginality (Ayres 2002; Simoiu, Corbett-Davies and Goel 2017): a lower hit rate need not "
        + "mean a lower bar, since risks may be distributed differently. Inspections without a "
        + "result and parties without the attribute are left out; blank items, modes and risk "
        + "classes are strata of their own."),
    parameters: ContrastRules.parameters,
    innocent: Phrase(
      "检查对象的风险构成、任务来源（举报引发、上级交办）或对“发现问题”的登记口径不同。",
      "Other risks among those inspected, other sources of the task (complaints, orders from above), "
        + "or another reading of what counts as a problem."),
    ask: Phrase(
      "请说明检查对象的确定方式和“发现问题”的登记口径，并提供抽查计划、检查记录单和该组对象的任务来源清单。",
      "Please explain how the inspected were chosen and what is recorded as a problem, with the plan, "
        + "inspection records and sources of the tasks for this group."),
    figures: FlagFigures(
      observed: Phrase("前一类当事人中发现问题的检查数", "inspections of the first group that found a problem"),
      effect: Phrase("分层优势比", "stratified odds ratio")))

  // The strata that the data give: without risk classes none are compared, and none are spoken of.
  private static func words(isClassed: Bool) -> ContrastWords {
    ContrastWords(
      members: Phrase("检查", "inspections"), counter: "次",
      event: Phrase("发现问题", "a problem found"),
      strata: isClassed
        ? Phrase("领域×事项×风险等级×方式×年度", "domain × item × risk class × mode × year")
        : Phrase("领域×事项×方式×年度", "domain × item × mode × year"))
  }

  static let examples = OutcomeTestExamples.all

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let visits = observation.patterns.visits.filter {
      observation.windowMonths.contains($0.month) && $0.known > 0
    }
    guard !visits.isEmpty else {
      let isThere = observation.tables.contains("inspections")
      return .notComputable(
        page, [isThere ? "inspections.result" : "inspections"],
        Phrase("窗口期内没有写明结果的检查，无法计算。", "Not computable: no inspection with a result."))
    }
    let rules = ContrastRules(page, settings, family: .category)
    let peers = Peers(observation)
    let byParty = partyStrata(visits).subjects(peers)
    let byDistrict = levelsWithSharedDistricts(visits, peers)
    let byUnit = unitStrata(visits, peers, byDistrict)
    let subjects = byParty + byUnit.subjectsAgainstOthers(peers, byDistrict: byDistrict)
    let answers = ContrastTest.answers(
      subjects, rules, missing: observation.mostlyMissingUnits)
    let closed = ClosedComparisons(answers)
    let report = { (isClassed: Bool) in
      ContrastReport(
        page: page, words: words(isClassed: isClassed), rules: rules, observation: observation,
        closed: closed)
    }
    let classed = classedUnits(visits)
    var result = IndicatorResult(page.code)
    result.coverage.missing = Set(
      PartyContrast.unrecorded(visits.map(\.party)).map { "inspections." + $0.column }
        + (visits.allSatisfy(\.riskClass.isEmpty) ? ["register.risk_class"] : [])
    ).sorted()
    for answer in answers where answer.verdict == .different {
      let isClassed = classed.contains(answer.subject.unit)
      var flag = report(isClassed).flag(
        answer, in: "visit_outcomes", besides: remark(answer).followed(by: unclassed(isClassed)))
      if !isClassed { flag.severity = .notice }
      result.flags.append(flag)
    }
    let whole = report(true)
    result.tables = [whole.table(answers), whole.overall(byParty)].compactMap { $0 }
    result.points = whole.points(answers)
    result.sumUp(
      Phrase("检查结果比较", "Comparisons of inspection results"), answers.map(\.verdict))
    return result
  }

  // Units that inspect parties of known risk for the most part.
  private static func classedUnits(_ visits: [VisitOutcome]) -> Set<String> {
    var known: [String: (classed: Int, all: Int)] = [:]
    for visit in visits {
      known[visit.unitCode, default: (0, 0)].all += visit.known
      if !visit.riskClass.isEmpty { known[visit.unitCode]?.classed += visit.known }
    }
    return Set(known.filter { 2 * $0.value.classed > $0.value.all }.keys)
  }

  private static func unclassed(_ isClassed: Bool) -> Phrase {
    guard !isClassed else { return Phrase("", "") }
    return Phrase(
      "这些检查对象大多没有登记风险等级，未按风险分层，差异可能只是对象风险不同，先核实名录。",
      "Of most of these parties no risk class is on record, so risk is not allowed for and may be all the "
        + "difference: check the register first.")
  }

  private static func remark(_ answer: ContrastAnswer) -> Phrase {
    if answer.isAgainstOthers {
      let own = Numerals.percentage(answer.comparable.first, of: answer.pooled.first)
      return Phrase(
        "本单位检查的\(own)处于同级其他单位也有检查的层内；发现率低不等于门槛低（边际问题）。",
        "\(own) of the unit's inspections lie in strata in which others of its level inspect too; a "
          + "lower rate need not mean a lower bar (infra-marginality).")
    }
    let strata = Numerals.percentage(answer.comparable.total, of: answer.pooled.total)
    return Phrase(
      "本比较所及检查的\(strata)处于两组都有的层内；发现率低不等于门槛低（边际问题）。",
      "\(strata) of the inspections compared lie in strata with both groups; a lower rate need "
        + "not mean a lower bar (infra-marginality).")
  }

  private static func stratum(_ visit: VisitOutcome) -> [String] {
    [visit.domain, visit.itemCode, visit.riskClass, visit.mode, String(visit.month.year)]
  }

  private static func partyStrata(_ visits: [VisitOutcome]) -> Strata<SideCounts> {
    var strata = Strata<SideCounts>()
    for visit in visits {
      let stratum = stratum(visit)
      for contrast in PartyContrast.all {
        guard let side = contrast.side(of: visit.party) else { continue }
        strata.change(PatternSubject(visit.unitCode, contrast.key), stratum, from: SideCounts()) {
          $0.add(side, yes: visit.problems, no: visit.known - visit.problems)
        }
      }
    }
    return strata
  }

  private static func unitStrata(
    _ visits: [VisitOutcome], _ peers: Peers, _ byDistrict: Set<String>
  ) -> Strata<YesNo> {
    var strata = Strata<YesNo>()
    for visit in visits {
      let level = peers.group(of: visit.unitCode)
      let district = byDistrict.contains(level) ? visit.districtCode : ""
      strata.change(
        PatternSubject(visit.unitCode, "unit"), [level, district] + stratum(visit), from: YesNo()
      ) {
        $0.yes += visit.problems
        $0.no += visit.known - visit.problems
      }
    }
    return strata
  }

  /// Levels most of whose inspections lie in districts where at least two of their units inspect.
  private static func levelsWithSharedDistricts(
    _ visits: [VisitOutcome], _ peers: Peers
  ) -> Set<String> {
    var known: [String: [String: Int]] = [:]
    var units: [String: [String: Set<String>]] = [:]
    for visit in visits {
      let level = peers.group(of: visit.unitCode)
      known[level, default: [:]][visit.districtCode, default: 0] += visit.known
      units[level, default: [:]][visit.districtCode, default: []].insert(visit.unitCode)
    }
    return Set(
      known.filter { level, districts in
        let all = districts.values.reduce(0, +)
        let shared = districts.reduce(0) { sum, district in
          let holders = units[level]?[district.key]?.count ?? 0
          return sum + (!district.key.isEmpty && holders >= 2 ? district.value : 0)
        }
        return 2 * shared > all
      }.keys)
  }
}
