import Contracts

/// C08: decided cases whose named officers are all auxiliaries.
enum AuxiliariesOnly: Indicator {
  static let page = IndicatorPage(
    code: "C08", name: Phrase("仅登记辅助人员", "Auxiliaries only"), clause: 3,
    legalBasis: Phrase(
      "决定第三条；行政处罚法第四十二条：行政处罚应当由具有行政执法资格的执法人员实施",
      "Decision, clause 3; APL 42: penalties are imposed by officers qualified for enforcement"),
    needs: ["cases", "officers"],
    restsOn: [FlagColumns("cases.officers")],
    definition: Phrase(
      "窗口期已决定的案件中，登记的执法人员在人员名录上全部为辅助岗位的件数。至少有一人在名录上为其他岗位的为正常；"
        + "未登记人员的、除辅助人员外其余都不在名录或在名录上没有岗位的、名录没有写明该单位岗位的，不作判断。名录没有辅助岗位的，本项不适用。",
      "Decided cases of the window whose named officers are all auxiliaries by the list of officers. With at least "
        + "one officer listed in another role the rule is kept. Cases that name nobody, in which all but the "
        + "auxiliaries are missing from the list or stand there without a role, or of units without roles on the list are not judged. Where the "
        + "list holds no auxiliary the question does not arise."),
    pitfalls: Phrase(
      "名录的岗位可能不是办案当时的岗位；登记的可能是录入人而非办案人。没有把辅助人员列入名录的单位，本项看不到。",
      "The role on the list may not be that of the day; the name may be that of the clerk who entered the case. "
        + "A unit that keeps auxiliaries off the list shows nothing here."),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "录入人登记为执法人员；当年已转为执法岗位而名录未更新。",
      "The clerk was entered as the officer; the person had become an officer and the list not yet said so."
    ),
    ask: Phrase(
      "请提供所列案卷的执法人员签名页，核对实际办案人员及其资格。",
      "Please provide the signatures in the files listed, and verify who handled the cases and their "
        + "qualification."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("登记两人都是辅助人员，应标记（人数足够，只数人头会漏掉）", "two officers, both auxiliaries: enough by number"),
      world([
        (["ordinary", "2", "0", "0", "0", "2", "0"], 1),
        (["ordinary", "2", "2", "0", "0", "0", "0"], 9),
      ]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("一名辅助人员与一名执法人员，不标记", "an auxiliary beside an officer"),
      world([(["ordinary", "2", "1", "0", "0", "1", "0"], 20)]), flagged: []),
    IndicatorExample(
      Phrase("另一人不在名录，岗位不明，不标记", "the other one is not on the list: role unknown"),
      world([
        (["ordinary", "2", "0", "0", "1", "1", "0"], 3), (["summary", "", "", "", "", "", ""], 5),
      ]),
      flagged: []),
    IndicatorExample(
      Phrase("另一人在名录上没有岗位，岗位不明，不标记", "the other one is listed without a role: role unknown"),
      world([(["ordinary", "2", "1", "0", "0", "1", "1"], 3)]), flagged: []),
    IndicatorExample(
      Phrase("名录没有辅助岗位，不适用", "no auxiliary on the list: does not arise"),
      ProcedureExample.list(
        ["enforcement", "legal_review"],
        in: ProcedureExample.world(.officers, [(["ordinary", "2", "2", "0", "0", "0", "0"], 9)])),
      flagged: []),
  ]

  private static func world(_ cases: [(facts: [String], number: Int)]) -> Observation {
    ProcedureExample.list(
      ["auxiliary", "enforcement"], in: ProcedureExample.world(.officers, cases))
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.officers)
    let list = OfficerList(observation)
    if let missing = unanswerable(observation, list) { return missing }
    let checks = RuleCheck.all(of: counts, .officers) { count in
      guard list.roles.contains(count.unitCode) || !list.listed.contains(count.unitCode) else {
        return .unknown
      }
      return judgement(
        named: Int(count.facts[1]), auxiliary: Int(count.facts[5]),
        unknown: Int(count.facts[4]).flatMap { unlisted in
          Int(count.facts[6]).map { unlisted + $0 }
        })
    }
    let wording = RuleWording(
      applicable: Phrase("登记了执法人员的已决定案件", "decided cases with named officers"),
      broken: Phrase("仅登记辅助人员", "naming auxiliaries only"),
      columns: ["cases.officers", "officers.role"],
      kinds: [("auxiliaries_only", Phrase("仅登记辅助人员", "naming auxiliaries only"))],
      predicate: Predicate("names auxiliaries only", "name auxiliaries only"))
    let report = RuleReport(
      page: page, wording: wording, observation: observation, settings: settings)
    var result = report.result(checks)
    result.lack(wording.columns, ofUnitsIn: checks)
    return result
  }

  private static func unanswerable(
    _ observation: Observation, _ list: OfficerList
  ) -> IndicatorResult? {
    guard observation.tables.contains("officers") else {
      return .notComputable(
        page, ["officers"],
        Phrase("没有人员名录，无法计算。", "Not computable: there is no list of officers."))
    }
    guard !list.roles.isEmpty else {
      return .notComputable(
        page, ["officers.role"],
        Phrase("人员名录没有写明岗位，无法计算。", "Not computable: the list of officers states no role."))
    }
    guard !list.hasAuxiliaries else { return nil }
    var result = IndicatorResult.notComputable(
      page, [],
      Phrase("人员名录没有辅助岗位，本项不适用。", "Does not arise: the list of officers holds no auxiliary."))
    let units = observation.unitCodes(and: observation.procedures(.officers).map(\.unitCode))
    if !units.isEmpty { result.outcomes[.notApplicable] = units.count }
    return result
  }

  /// Whether cases keep the rule; numbers are nil where the exports do not say.
  ///
  /// - Parameters:
  ///   - named: Different officers of the case.
  ///   - auxiliary: Those who are listed as auxiliaries.
  ///   - unknown: Those who are not listed, or without a role.
  /// - Returns: Unknown unless another officer is known to be none.
  static func judgement(named: Int?, auxiliary: Int?, unknown: Int?) -> RuleJudgement {
    guard let named, named > 0, let auxiliary, let unknown else { return .unknown }
    if auxiliary == named { return .broken("auxiliaries_only") }
    return auxiliary + unknown >= named ? .unknown : .kept
  }
}
