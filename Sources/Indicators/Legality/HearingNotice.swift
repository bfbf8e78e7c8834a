import Contracts

/// L04: penalty decisions that need a hearing notice and have none on record.
enum HearingNotice: Indicator {
  static let page = IndicatorPage(
    code: "L04", name: Phrase("听证告知", "Hearing notice"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第六十三条：拟作出较大数额罚款、没收较大数额违法所得或较大价值财物、降低资质等级、吊销许可证件、"
        + "责令停产停业、责令关闭、限制从业等较重处罚的，应当告知当事人有要求听证的权利；第六十四条（听证程序）",
      "APL 63: before large fines and confiscations, lowering of a grade, revocation of a licence, suspension, "
        + "closure, a bar from an occupation and other heavy penalties the party is told of the right to a "
        + "hearing; APL 64 (its procedure)"),
    needs: ["cases", "catalogue"],
    restsOn: [FlagColumns("cases.hearing"), FlagColumns("cases.fine")],
    definition: Phrase(
      "窗口期的行政处罚决定中，罚款或者没收金额（各自单算，只有合计数的按其一半）达到事项清单所列金额，或者处罚为降低资质等级、吊销许可证件、责令停产停业、责令关闭或者限制从业的，为应告知。"
        + "听证一栏为已举行、告知未申请的，为已告知；为未告知的，以及有上述情形而填不适用的，分别列出；未填的不作判断。",
      "Penalty decisions of the window whose fine, or whose confiscation, reaches the amount of the catalogue (of one sum of both half is one of them at least), or by "
        + "which a grade is lowered, a licence revoked, operation stopped, a business closed or a person barred. With a hearing held or waived the notice was given; "
        + "those stated as not informed, and those stated as not applicable in spite of such a ground, are listed "
        + "apart; a blank is not judged."),
    pitfalls: Phrase(
      "法律看的是拟作出的处罚，数据只有最后的决定，告知后减轻的案件看不到。一案多个事项取最低的起点金额，清单未写的只看处罚种类；"
        + "未拆分的“暂扣或者吊销”不作为应告知的情形，其他较重处罚看不出来。",
      "The law looks at the penalty intended, the data at the one imposed. Of several items the lowest amount counts; "
        + "those without one are judged by the kind of penalty alone. A licence “suspended or revoked”, unsplit, is no ground, "
        + "and other heavy penalties are not seen."
    ),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "听证一栏误登；已在事先告知书中一并告知听证权利；本领域听证起点高于清单所列；所列种类依专门法律不适用听证。",
      "The column was filled in wrongly; the notice was part of the advance notice; the domain's own amount is "
        + "higher; a special law excludes a hearing."),
    ask: Phrase(
      "请提供所列案卷的听证告知书及送达回证，或者说明不适用听证的依据。",
      "Please provide the hearing notices of the files listed with proof of service, or the ground on which none "
        + "was needed."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("涉及停产停业，登记为未告知，应标记", "a suspension, stated as not informed"),
      ProcedureExample.world(
        .hearing, [(["penalty", "not_informed"], 1), (["penalty", "waived"], 4)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "金额达到起点而填不适用，应标记（只数“未告知”会漏掉）",
        "the amount is reached and the notice called not applicable: a count of “not informed” misses it"
      ),
      ProcedureExample.world(.hearing, [(["amount", "not_applicable"], 1)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("已举行或者告知未申请，不标记", "held, or waived after notice"),
      ProcedureExample.world(
        .hearing, [(["amount;penalty", "held"], 1), (["amount", "waived"], 6)]), flagged: []),
    IndicatorExample(
      Phrase(
        "没有听证情形而填不适用、未告知，或者有情形而未填，不标记",
        "no ground and stated as not applicable or not informed; a ground and left blank"),
      ProcedureExample.world(
        .hearing,
        [(["", "not_applicable"], 50), (["", "not_informed"], 5), (["amount", ""], 2)]),
      flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let checks = RuleCheck.all(of: observation.procedures(.hearing), .hearing) { count in
      judgement(triggers: count.facts[0], hearing: count.facts[1])
    }
    let wording = RuleWording(
      applicable: Phrase("有听证情形的处罚决定", "penalty decisions with a ground for a hearing notice"),
      broken: Phrase("未见听证告知记录", "without a notice on record"), columns: ["cases.hearing"],
      kinds: [
        ("not_informed", Phrase("登记为未告知", "Stated as not informed")),
        ("contradiction", Phrase("有情形而填不适用", "Stated as not applicable")),
      ], predicate: .have("no notice on record"))
    let report = RuleReport(
      page: page, wording: wording, observation: observation, settings: settings)
    var result = report.result(checks)
    result.lack(wording.columns, ofUnitsIn: checks)
    if !observation.tables.contains("catalogue") { result.lack(["catalogue.hearing_threshold"]) }
    return result
  }

  /// Whether decisions keep the rule.
  static func judgement(triggers: String, hearing: String) -> RuleJudgement {
    guard !ReviewTrigger.all(in: triggers).isEmpty else { return .notApplicable }
    switch hearing {
    case "held", "waived": return .kept
    case "not_informed": return .broken("not_informed")
    case "not_applicable": return .broken("contradiction")
    default: return .unknown
    }
  }
}
