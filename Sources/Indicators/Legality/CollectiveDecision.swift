import Contracts

/// L05: major penalty decisions without a collective discussion on record.
enum CollectiveDecision: Indicator {
  static let page = IndicatorPage(
    code: "L05", name: Phrase("集体讨论", "Collective decision"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第五十七条第二款：对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定",
      "APL 57, paragraph 2: penalties for complex or grave violations are decided by the heads of the body "
        + "together"),
    needs: ["cases"],
    definition: Phrase(
      "窗口期的行政处罚决定中，勾选为重大执法决定的，或者处罚为降低资质等级、吊销许可证件、责令停产停业、责令关闭或者限制从业的，或者举行过听证的，为应集体讨论；"
        + "单以金额达到审核起点的不计入。集体讨论一栏为是的为已讨论，为否的列出，未填的不作判断。数据没有该列时不计算。",
      "Penalty decisions of the window that the unit ticked as major, by which a grade is lowered, a licence "
        + "revoked, operation stopped, a business closed or a person barred, or in which a hearing was held; an amount alone does not count. With a discussion stated "
        + "the rule is kept, stated as none it is listed, left blank it is not judged. Without the column "
        + "nothing is computed."),
    pitfalls: Phrase(
      "现行数据规范没有集体讨论一列，通常无法计算。情节复杂（未必重大）的案件数据看不到，应讨论数是下限。集体讨论记录常只在案卷内。",
      "The data contract has no such column today, so that this is usually not computable. Complex cases cannot be "
        + "seen, so that the number required is a lower bound; minutes often lie in the file alone."
    ),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "讨论记录只存于纸质案卷；重大勾选口径宽于第五十七条。",
      "The minutes are in the paper file alone; the tick is wider than article 57."),
    ask: Phrase(
      "请提供所列案卷的集体讨论记录。", "Please provide the minutes of the discussions of the files listed."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("未勾选重大而处罚为停产停业，登记为未讨论，应标记", "not ticked, but a suspension, and not discussed"),
      ProcedureExample.world(
        .collective, [(["no", "penalty", "no"], 1), (["yes", "", "yes"], 3)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("仅金额达到起点，未讨论，不标记", "an amount alone asks for no discussion"),
      ProcedureExample.world(
        .collective, [(["no", "amount", "no"], 5), (["yes", "amount", "yes"], 1)]),
      flagged: []),
    IndicatorExample(
      Phrase("数据没有该列，不能算未讨论", "a column that does not exist is no missing discussion"),
      ProcedureExample.world(.collective, [(["yes", "hearing;penalty", ""], 40)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.collective)
    let checks = RuleCheck.all(of: counts, .collective) { count in
      judgement(major: count.facts[0], triggers: count.facts[1], collective: count.facts[2])
    }
    let wording = RuleWording(
      applicable: Phrase("应集体讨论的处罚决定", "penalty decisions that need a collective discussion"),
      broken: Phrase("登记为未集体讨论", "stated as not discussed"),
      columns: ["cases.collective_decision"],
      kinds: [("not_discussed", Phrase("登记为未集体讨论", "stated as not discussed"))])
    guard counts.contains(where: { !$0.facts[2].isEmpty }) else {
      var result = IndicatorResult.notComputable(
        page, wording.columns,
        Phrase(
          "数据没有集体讨论一列，无法计算。", "Not computable: no export says whether a decision was discussed."))
      if !checks.isEmpty { result.outcomes[.notComputable] = checks.count }
      return result
    }
    let report = RuleReport(
      page: page, wording: wording, observation: observation, settings: settings)
    var result = report.result(checks)
    result.lack(wording.columns, ofUnitsIn: checks)
    return result
  }

  /// Whether decisions keep the rule.
  static func judgement(major: String, triggers: String, collective: String) -> RuleJudgement {
    let found = ReviewTrigger.all(in: triggers)
    guard major == "yes" || !found.isDisjoint(with: [.penalty, .hearing]) else {
      return .notApplicable
    }
    switch collective {
    case "yes": return .kept
    case "no": return .broken("not_discussed")
    default: return .unknown
    }
  }
}
