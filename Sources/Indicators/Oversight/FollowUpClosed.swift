import Contracts

/// O02: whether flags were asked about, answered and closed.
enum FollowUpClosed: Indicator {
  static let page = IndicatorPage(
    code: "O02", name: Phrase("整改闭环", "Follow-up closed"), clause: 8,
    legalBasis: Phrase(
      "决定第八条（报告与监督）；监督法（专项工作报告、执法检查的跟踪监督）",
      "Decision, clause 8 (reports and oversight); Law on Oversight (follow-up of special reports "
        + "and inspections)"),
    needs: ["followups", "accountability", "conduct_complaints"],
    definition: Phrase(
      "整改台账截至报告月末的每条线索：询问、答复、整改、销号（中英文写法均可，其他写法另计，案卷评查的合格、不合格属L14）各有多少条，"
        + "各停在哪一步，从首次询问到其后首次答复的天数中位数。最后一次答复、整改或销号之后又询问、至报告月末超过设定天数没有回音的列出；"
        + "多次催办从第一次算起，恰满设定天数的不列。另列近24个月各单位追责决定与对执法行为投诉的件数，只列数，不作判断。",
      "Of every flag in the register of follow-ups up to the end of the report month: how many were "
        + "asked about, answered, rectified and closed (in Chinese or English; other words are counted "
        + "apart, and the words of file review belong to L14), where they stand, and the median of days "
        + "from the first question to the first answer after it. Flags whose question has had no reply "
        + "for more than the set days are listed: the wait starts with the first question after the last "
        + "reply, and exactly the set days are within it. Accountability decisions and complaints about "
        + "conduct of 24 months are counted by unit, and not judged."),
    pitfalls: Phrase(
      "台账只记步骤和日期，登记销号不等于问题解决。未进台账的线索不在其中；台账不写单位，线索编号可在以往各期flags.csv中查到。"
        + "答复未登记的会误列。追责和投诉没有记录，可能是没有发生，也可能没有登记；件数多少不说明优劣。",
      "The register holds steps and days: closed does not mean solved. Flags that are not in it are not "
        + "counted; it names no unit, and the flag's number is found in flags.csv of earlier reports. An "
        + "answer that was not recorded makes a false finding. No accountability or complaint on record "
        + "may mean none happened or none was recorded; their number is neither good nor bad."),
    parameters: [
      IndicatorParameter(
        "days", 60, Phrase("询问后超过此天数无回音即列出", "days without a reply beyond which it is listed"),
        range: .days),
      IndicatorParameter(
        "fewest", 5, Phrase("已答复线索少于此数不给中位数", "answered flags below which no median is given")),
    ],
    innocent: Phrase(
      "已答复而台账未登记；所需核实时间较长并已说明。",
      "It was answered and not recorded, or needs more time and said so."),
    ask: Phrase(
      "请承办单位答复所列线索，或说明进展和预计时间，并补登台账。",
      "Ask for an answer or the state of the matter, and for the register to be brought up to date."
    ),
    figures: FlagFigures(
      observed: Phrase("已等待的天数", "days waited")))

  static let examples = [
    IndicatorExample(
      Phrase("10月31日询问，至年末61天没有答复，应标记", "asked on 31 October: 61 days without a reply"),
      world([("F1", "2024-10-31", "询问")]), flagged: ["///F1"]),
    IndicatorExample(
      Phrase("11月1日询问，恰满60天，不标记", "asked on 1 November: exactly 60 days"),
      world([("F1", "2024-11-01", "asked")]), flagged: []),
    IndicatorExample(
      Phrase("答复后又询问，从再次询问起算，不标记", "asked again after an answer: the wait starts anew"),
      world([
        ("F1", "2024-03-01", "已询问"), ("F1", "2024-04-01", "已答复"),
        ("F1", "2024-12-01", "已询问"),
      ]), flagged: []),
    IndicatorExample(
      Phrase("催办不重新起算，应标记", "a reminder starts no new wait"),
      world([("F1", "2024-06-01", "询问"), ("F1", "2024-12-20", "询问")]), flagged: ["///F1"]),
    IndicatorExample(
      Phrase("未登记答复而已销号，不标记", "closed without an answer on record"),
      world([("F1", "2024-03-01", "asked"), ("F1", "2024-05-01", "办结")]), flagged: []),
    IndicatorExample(
      Phrase("案卷评查结论和不认识的步骤，不标记", "steps of file review, and an unknown step"),
      world([("L14-1", "2024-01-05", "不合格"), ("F2", "2024-01-05", "转办")]), flagged: []),
  ]

  private static func world(_ steps: [(flag: String, day: String, step: String)]) -> Observation {
    var observation = ExampleWorld.empty()
    observation.tables.formUnion(["followups", "accountability", "conduct_complaints"])
    for step in steps { observation.legality.followups.add([step.flag, step.day, step.step], [1]) }
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let report = FollowUpReport(page, observation, settings)
    var result = IndicatorResult(page.code)
    let absent = page.needs.filter { !observation.tables.contains($0) }
    guard observation.tables.contains("followups") else {
      result = .notComputable(
        page, absent,
        Phrase("没有整改台账，无法计算。", "Not computable: there is no register of follow-ups."))
      result.tables = report.conductTables
      return result
    }
    for record in report.records { result.outcomes[report.outcome(record), default: 0] += 1 }
    let unread = report.records.contains { report.outcome($0) == .notComputable }
    result.coverage = Coverage(
      isComputed: report.records.contains { !$0.days.isEmpty },
      missing: absent + (unread ? ["followups.step"] : []))
    result.flags = report.flags
    result.headline = report.headline
    let unreadable = FollowUpRecord.unreadable(in: observation)
    if unreadable > 0 {
      result.headline = result.headline.followed(
        by: Phrase(
          "另有\(unreadable)行的问题编号不是线索编号，未计。",
          "\(unreadable) rows name no flag by its number and are not counted."))
    }
    result.tables = [report.stepTable] + report.conductTables
    return result
  }
}
