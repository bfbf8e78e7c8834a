import Contracts

/// L18: cases that came back from criminal justice, and whether they were filed.
enum JudicialReferralsBack: Indicator {
  static let page = IndicatorPage(
    code: "L18", name: Phrase("反向移送", "Judicial referrals back"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第二十七条（司法机关移送行政机关、信息通报）；刑事诉讼法第一百七十七条（不起诉后移送主管机关处理）",
      "APL 27 (referral from criminal justice and its answer); Criminal Procedure Law 177 (after a decision not "
        + "to prosecute)"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.source")],
    definition: Phrase(
      "来源为司法机关移送的案件（窗口内办结的和报告月末仍在办的），按已立案、已决定、办理中、其他方式结束、未立案列数。"
        + "登记为不予立案，或未作决定即以其他方式结束的，列为待核对；办理中的不列。",
      "Cases that came from criminal justice, closed in the window or still open at the end of the report month: "
        + "filed, decided, pending, ended otherwise, not filed. Those not filed, and those that ended without "
        + "a decision, are to be checked; pending ones are not."),
    pitfalls: Phrase(
      "只含已登记为案件的移送；收到后未登记的移送意见不可见，须与检察机关的台账核对。不予立案可能有正当理由，例如已过追责时效。",
      "Only referrals that were recorded as cases: what was received and never recorded is not seen, and has to "
        + "be compared with the prosecutor's register. There can be good grounds not to file, such as limitation."
    ),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "已过追责时效；违法事实不能成立；已由其他机关处理。",
      "The time limit had passed, no offence was established, or another body dealt with it."),
    ask: Phrase(
      "请说明所列案件不予立案或终结的理由，以及是否已答复司法机关。",
      "Ask why the cases were not filed or ended, and whether criminal justice was told."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("5件移回，1件未立案，应标记", "5 came back and 1 was not filed"),
      ProcedureExample.world(
        .judicialReferral, [(["decided", "yes"], 4), (["not_filed", "no"], 1)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("立案后撤销，待核对，应标记", "filed and ended without a decision: to be checked"),
      ProcedureExample.world(.judicialReferral, [(["ended", "yes"], 1)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "已决定或仍在办理（含尚未立案），不标记（把尚未立案当作未立案会误标）",
        "decided or pending, one of them not yet filed: to take that for a refusal would flag"),
      ProcedureExample.world(
        .judicialReferral,
        [(["decided", "yes"], 3), (["pending", "no"], 1), (["pending", "yes"], 2)]),
      flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.judicialReferral)
    let checks = RuleCheck.all(of: counts, .judicialReferral) { judgement(state: $0.facts[0]) }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("司法机关移回案件", "cases referred back by criminal justice"),
        broken: Phrase("未立案或未作决定即结束", "not filed or ended without a decision"),
        columns: ["cases.disposition"], selecting: ["cases.source"],
        kinds: [
          ("not_filed", Phrase("不予立案", "not filed")),
          ("ended", Phrase("未作决定即结束", "ended without a decision")),
        ], predicate: .were("not filed or ended without a decision")),
      observation: observation, settings: settings)
    var result = report.result(checks)
    if result.coverage.isComputed { result.tables.append(states(counts, observation.names)) }
    return result
  }

  static func judgement(state: String) -> RuleJudgement {
    switch state {
    case "decided", "pending": .kept
    case "not_filed", "ended": .broken(state)
    default: .unknown
    }
  }

  private static func states(_ counts: [ProcedureCount], _ names: NameBook) -> ResultTable {
    var cases: [String: [String: Int]] = [:]
    for count in counts {
      let isFiled = count.facts[1] == "yes" && count.facts[0] != "not_filed"
      let keys = ["all", count.facts[0]] + (isFiled ? ["filed"] : [])
      for key in keys { cases[count.unitCode, default: [:]][key, default: 0] += count.cases }
    }
    return ResultTable(
      title: Phrase("移回案件的办理情况", "What became of cases referred back"),
      columns: [
        Phrase("单位", "Unit"), Phrase("移回", "Came back"), Phrase("已立案", "Filed"),
        Phrase("已决定", "Decided"), Phrase("办理中", "Pending"),
        Phrase("其他方式结束", "Ended otherwise"), Phrase("未立案", "Not filed"),
      ],
      rows: cases.keys.sorted().map { unit in
        [same(names.unit(unit))]
          + ["all", "filed", "decided", "pending", "ended", "not_filed"].map {
            same(cases[unit]?[$0] ?? 0)
          }
      })
  }
}
