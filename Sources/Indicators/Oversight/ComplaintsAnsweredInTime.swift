import Contracts

/// O01: complaints and reports that were answered late, or not yet.
enum ComplaintsAnsweredInTime: Indicator {
  static let page = IndicatorPage(
    code: "O01", name: Phrase("投诉举报办理", "Answers to complaints"), clause: 6,
    legalBasis: Phrase(
      "决定第六条；市场监督管理投诉举报处理暂行办法第十四条（投诉：七个工作日内决定是否受理）、第三十一条（举报：依处罚程序规定处理）；"
        + "市场监督管理行政处罚程序规定第十八条（十五个工作日内核查并决定是否立案，可延长）",
      "Decision, clause 6; Interim Measures on complaints and reports to market regulation, art. 14 (complaints: "
        + "7 working days to accept or refuse) and 31 (reports follow the rules of penalty procedure); Rules of "
        + "penalty procedure of market regulation, art. 18 (15 working days to decide on filing, extendable)"
    ),
    needs: ["complaints"],
    restsOn: [FlagColumns("complaints.outcome"), FlagColumns("complaints.outcome_date")],
    definition: Phrase(
      "窗口内收到的投诉举报中，自收到起超过期限（工作日）才有处理日期，或截至报告月末（可能补报答复的最后一次导出更早的，截至其导出日）超过期限仍无处理记录的件数。"
        + "举报与投诉期限分别设定，可按领域另设；类别未写明的按较长期限；咨询不适用。恰为期限的不算超过，未满期限的尚不判断。"
        + "投诉写明是否受理的，即已答复；有答复记录而无日期、处理日早于收到日的不作判断。导出没有处理结果和处理日期的单位和月份，不作判断；"
        + "全市均无处理记录的，视为缺少该列。",
      "Complaints received in the window, and of those the ones answered after the term in working days from "
        + "receipt, or with no answer on record past it at the end of the report month, or on the day of the last "
        + "export that could have told of it where that is earlier. Reports and complaints "
        + "have terms of their own, which a domain may change; where the kind is not stated the longer one "
        + "holds; inquiries are left out. A complaint that states whether it was accepted has been answered, on an unknown day. The last day of the term keeps it; within it, it is too early to "
        + "tell. Answers without a date or before the receipt are not judged, nor are units and months whose "
        + "exports lack the columns of the answer. Where no complaint of the city has an answer, the column "
        + "is missing."),
    pitfalls: Phrase(
      "导出只有处理（办结）日期，没有告知受理或立案决定的日期：投诉按期受理而后调解的，会显示为超过期限。"
        + "期限出自市场监管规章，其他领域须按其规定设置；经批准延长的未计入。没有当年节假日时按周一至周五计工作日，超过期限8个工作日以内的不作判断。"
        + "答复未回填的会列为未见处理。未写明承办单位的只计总数。",
      "The exports date the outcome alone, not the decision to accept or to file: a complaint accepted in time "
        + "and mediated later looks late. The terms are those of market regulation; other domains need their "
        + "own, and extensions are not seen. Without a table of holidays, Monday to Friday are working days. "
        + "An answer that was not entered looks like none. Complaints without unit are counted in total only."
    ),
    parameters: [
      IndicatorParameter(
        "report_days", 15, Phrase("举报的期限（工作日），含本数", "term of reports in working days, inclusive"),
        isPerDomain: true, range: .days),
      IndicatorParameter(
        "complaint_days", 7,
        Phrase("投诉的期限（工作日），含本数", "term of complaints in working days, inclusive"),
        isPerDomain: true, range: .days),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "complaints below which no share is given")),
      IndicatorParameter(
        "warning", 3, Phrase("达到此数为“B级”，否则为“提示”", "complaints from which it is grade B")),
    ],
    innocent: Phrase(
      "已按期告知受理，登记的是办结日期；经批准延长核查；办理结果未回填。",
      "Accepted in time while the date of the outcome was entered, an extension, or an answer not entered."
    ),
    ask: Phrase(
      "请提供所列投诉举报的收到、受理或立案决定、告知日期。",
      "Ask for the dates of receipt, of the decision to accept or file, and of the answer given."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("举报16个工作日才处理，应标记", "a report answered after 16 working days"),
      world([("report", "answered", "16", 1), ("report", "answered", "4", 9)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("投诉8个工作日仍无处理记录，应标记", "a complaint waiting for 8 working days"),
      world([("complaint", "waiting", "8", 1), ("complaint", "answered", "2", 9)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为期限，不标记", "exactly the terms"),
      world([
        ("report", "answered", "15", 20), ("complaint", "answered", "7", 20),
        ("complaint", "waiting", "7", 3),
      ]), flagged: []),
    IndicatorExample(
      Phrase(
        "导出没有处理结果一列，其他单位有；凡无记录即算会误标，不标记",
        "the exports of the unit lack the outcome and others have it: every blank would flag it"),
      world([("report", "waiting", "60", 20), ("report", "answered", "4", 1)])
        .lacking("complaints.outcome", of: "U"), flagged: []),
    IndicatorExample(
      Phrase(
        "咨询、类别不明15日内、日期缺失或颠倒，不标记（一律按七日会误标）",
        "inquiries, unknown kinds within 15 days, missing or reversed dates: 7 days for all would flag"
      ),
      world([
        ("inquiry", "waiting", "90", 5), ("", "answered", "15", 5), ("report", "answered", "", 2),
        ("report", "answered", "-1", 2),
      ]), flagged: []),
  ]

  private static func world(
    _ complaints: [(kind: String, state: String, days: String, number: Int)]
  ) -> Observation {
    var observation = ExampleWorld.empty()
    observation.patterns.calendar = .ofExamples
    observation.tables.insert("complaints")
    for one in complaints {
      observation.legality.complaintAnswers.add(
        [ExampleWorld.month.description, "U", "1", "D", one.kind, one.state, one.days],
        [one.number])
    }
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("complaints") else {
      return .notComputable(
        page, ["complaints"], Phrase("没有投诉举报数据，无法计算。", "Not computable: there are no complaints."))
    }
    let rows = rows(observation)
    let isDated = rows.contains { $0.state == "answered" }
    let columns = ColumnGaps(observation)
    let former = observation.formerUnits
    let gap = HolidayGap(observation)
    let judged = rows.map { row in
      let term = Self.term(
        of: row.kind, report: settings.count("report_days", of: page, domain: row.domain),
        complaint: settings.count("complaint_days", of: page, domain: row.domain))
      let judgement = term.map { term in
        gap.judgement(
          Self.judgement(state: row.state, workingDays: row.workingDays, term: term),
          days: row.workingDays, term: term, from: row.month)
      }
      let isUnseen =
        judgement == .broken("not_answered")
        && (!isDated || former.contains(row.unit)
          || columns.lacks("complaints.outcome", of: row.unit, in: row.month))
      return (
        unitCode: row.unit, number: row.number,
        judgement: isUnseen ? RuleJudgement.unknown : judgement ?? .notApplicable
      )
    }
    let checks = RuleCheck.all(of: judged.filter { !$0.unitCode.isEmpty })
    var result = report(observation, settings).result(checks)
    let unassigned = judged.filter { $0.unitCode.isEmpty && $0.judgement != .notApplicable }
    let number = unassigned.reduce(0) { $0 + $1.number }
    if number > 0 {
      result.headline = result.headline.followed(
        by: Phrase("另有\(number)件未写明承办单位。", "\(number) more state no unit."))
    }
    if result.coverage.isComputed {
      let isKindUnknown = rows.allSatisfy { $0.kind.isEmpty }
      result.coverage.missing = (isKindUnknown ? ["complaints.kind"] : []) + gap.missing
      result.lack(["complaints.outcome"], ofUnitsIn: checks)
    }
    return result
  }

  /// The term of a kind of complaint; nil where it has none, the longer one where none is stated.
  static func term(of kind: String, report: Int, complaint: Int) -> Int? {
    switch kind {
    case "inquiry": nil
    case "report": report
    case "complaint": complaint
    default: max(report, complaint)
    }
  }

  /// Judges a complaint by whether it was answered, and how long it took or waits.
  static func judgement(state: String, workingDays: Int?, term: Int) -> RuleJudgement {
    guard let workingDays, workingDays >= 0 else { return .unknown }
    let isLate = workingDays > term
    if state == "answered" { return isLate ? .broken("answered_late") : .kept }
    return isLate ? .broken("not_answered") : .notApplicable
  }

  private struct Row {
    let month: Month
    let unit: String
    let domain: String
    let kind: String
    let state: String
    let workingDays: Int?
    let number: Int
  }

  private static func rows(_ observation: Observation) -> [Row] {
    let tally = observation.legality.complaintAnswers
    return tally.sortedKeys.compactMap { key in
      guard let month = Month(key[0]), observation.windowMonths.contains(month) else { return nil }
      return Row(
        month: month, unit: key[1], domain: key[3], kind: key[4], state: key[5],
        workingDays: Int(key[6]),
        number: tally.sums[key]?.first ?? 0)
    }
  }

  private static func report(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> RuleReport {
    RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("应答复的投诉举报", "complaints due an answer"),
        broken: Phrase("超过期限处理或未见处理", "answered late or not on record"),
        columns: ["complaints.outcome_date"],
        kinds: [
          ("answered_late", Phrase("超过期限处理", "answered late")),
          ("not_answered", Phrase("超过期限未见处理", "no answer on record")),
        ], records: Phrase("办理记录", "records of the complaints"),
        predicate: Predicate(
          "was answered late or has no answer on record",
          "were answered late or have no answer on record")),
      observation: observation, settings: settings, source: "complaint_answers")
  }
}
