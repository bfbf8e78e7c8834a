import Contracts

/// L06: cases ticked as due for transfer to criminal justice without a transfer on record.
enum TransferToCriminalJustice: Indicator {
  static let page = IndicatorPage(
    code: "L06", name: Phrase("应移尽移", "Transfer to criminal justice"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第二十七条：违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关，依法追究刑事责任",
      "APL 27: where a violation is suspected to be a crime, the case is transferred to criminal justice without "
        + "delay"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.transfer_due"), FlagColumns("cases.transferred")],
    definition: Phrase(
      "窗口期已决定、已终结和在办的案件中，单位勾选涉嫌犯罪的件数、其中已登记移送的件数、登记为未移送的件数（列出）；移送情况未填的另列。违法事实不能成立而未移送的，以及由司法机关移送而来的，不在其中。"
        + "分母是单位自己勾选的数，达到设定件数才给占比。另列罚没金额达到提示线、既未勾选也未登记移送的件数，作为问题提出，不作判断。"
        + "一个单位没有一件填写是否涉嫌犯罪的，不作判断。",
      "Of decided, ended and open cases: those that the unit ticked as suspected crimes, those of them with a "
        + "transfer on record, and those stated as not transferred, which are listed; blanks stand apart. Cases without an offence, and those that came from criminal justice are left out. The "
        + "denominator is what the unit ticked itself, and a share is given from a set number of cases alone. "
        + "Cases whose fine and confiscation reach a line, neither ticked nor transferred, are counted as a "
        + "question and not judged. A unit that never says whether a crime is suspected is not judged."
    ),
    pitfalls: Phrase(
      "不能据此说应移送的都已移送：未勾选的案件不在分母内。罚没金额不是刑事立案追诉标准所看的数额，提示线只用于提问。"
        + "在办案件可能正在移送途中；行刑衔接系统中的移送未必回填。",
      "This cannot say whether everything due was transferred: cases that nobody ticked are not in the "
        + "denominator. Fine and confiscation are not the sums that criminal thresholds look at; the line only "
        + "prompts a question. Open cases may be on their way, and transfers in another system may not be "
        + "entered here."),
    parameters: [
      IndicatorParameter(
        "amount_yuan", 50_000,
        Phrase("金额提示线（元），含本数，可按领域另设", "line of fine and confiscation in yuan, inclusive"),
        isPerDomain: true),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "ticked cases below which no share is given")),
      .warningCases,
    ],
    innocent: Phrase(
      "已移送而未登记；勾选后经研判不构成犯罪；在办案件尚在准备移送。",
      "Transferred and not recorded; found to be no crime after the tick; an open case that is being prepared."
    ),
    ask: Phrase(
      "请提供所列案件的移送书、回执或者不移送的理由；对达到提示线而未勾选的，请说明是否作过涉罪研判。",
      "Please provide the transfer and its receipt, or why there was none; for cases above the line that are not "
        + "ticked, please say whether a crime was considered."),
    figures: FlagFigures(
      observed: Phrase("勾选应移送而未移送的件数", "cases ticked as due and not transferred"),
      effect: Phrase("其占勾选件的比例", "their share of those ticked")))

  static let examples = [
    IndicatorExample(
      Phrase("勾选4件，1件未移送，应标记", "4 ticked, one not transferred"),
      ProcedureExample.world(
        .transfer, [(["yes", "yes", "0"], 3), (["yes", "no", "0"], 1)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "未勾选而金额达到提示线：作为问题列出，不标记",
        "not ticked with an amount at the line: a question, not a flag"),
      ProcedureExample.world(
        .transfer, [(["no", "no", "5000000"], 6), (["yes", "yes", "0"], 2)]), flagged: []),
    IndicatorExample(
      Phrase("勾选一栏整列未填，不能算没有", "the tick was never delivered: not none"),
      ProcedureExample.world(.transfer, [(["", "no", "9000000"], 6)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let records = records(observation, settings)
    guard records.contains(where: \.statesDue) else {
      var result = IndicatorResult.notComputable(
        page, [records.isEmpty ? "cases" : "cases.transfer_due"],
        Phrase("没有案件填写是否涉嫌犯罪，无法计算。", "Not computable: no case says whether a crime is suspected."))
      if !records.isEmpty { result.outcomes[.notComputable] = records.count }
      return result
    }
    let report = TransferReport(
      page: page, observation: observation, fewest: settings.count("fewest", of: page),
      warning: settings.count("warning", of: page))
    return report.result(records)
  }

  private static func records(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> [TransferRecord] {
    var records: [String: TransferRecord] = [:]
    for count in observation.procedures(.transfer) {
      let reading = reading(
        due: count.facts[0], transferred: count.facts[1], amount: Int(count.facts[2]),
        line: 100 * settings.count("amount_yuan", of: page, domain: count.domain))
      let empty = TransferRecord(unitCode: count.unitCode)
      records[count.unitCode, default: empty].add(count, reading)
    }
    return records.values.sorted { $0.unitCode < $1.unitCode }
  }

  /// What the exports say of cases; amounts in fen.
  static func reading(due: String, transferred: String, amount: Int?, line: Int) -> TransferReading
  {
    switch (due, transferred) {
    case ("yes", "yes"): return .transferred
    case ("yes", "no"): return .notTransferred
    case ("yes", _): return .unstated
    case (_, "yes"): return .transferredUnticked
    default: break
    }
    guard let amount, amount >= line else { return .neither }
    return .overAmount
  }
}
