import Contracts

/// L10: decisions that were published late, or not yet.
enum PublicationInTime: Indicator {
  static let page = IndicatorPage(
    code: "L10", name: Phrase("公示及时", "Publication in time"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第四十八条：具有一定社会影响的处罚决定应当依法公开；国办发〔2018〕118号：处罚决定信息自作出之日起7个工作日内公开，"
        + "法律、行政法规另有规定的除外",
      "APL 48: decisions of social impact are published; General Office of the State Council (2018) 118: within "
        + "7 working days of the decision, unless a law or regulation says otherwise"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.published_date"), FlagColumns("cases.publish_due")],
    definition: Phrase(
      "应公示的决定中，决定后超过期限（工作日）才公示，或超过期限仍无公示日期的件数。恰为期限的不算超过，可按领域另设。"
        + "写明不应公示的不适用；应否公示未写明的，有公示日期的按日期判断，没有的不作判断。未满期限的尚不判断；"
        + "逐月导出而此后不再补报公示日期的单位，该月首次完整导出时未满期限的，不知此后是否公示，同样不作判断；"
        + "公示日早于决定日的不作判断；报告月未报送的单位，尚无公示日期的不作判断。导出没有公示日期这一列的单位和月份，无日期的不作判断；"
        + "全市均无公示日期的，视为缺少该列。",
      "Decisions due to be published, and of those the ones published after the term in working days, or with "
        + "no publication on record past it. The last day of the term keeps it; a domain may have its own. "
        + "Decisions marked as not due are left out; where that is not stated, a publication date is judged and "
        + "its absence is not. Within the term it is too early to tell. "
        + "Of units that export each month once and never fill in later dates, what was within the term at the first whole export of its month is not judged either: nobody knows what came after. "
        + "Dates before the decision are not "
        + "judged, nor are unpublished decisions of units that did not deliver the report month, or of units "
        + "and months whose exports lack the column. Where no decision of the city has a date, the column "
        + "is missing."),
    pitfalls: Phrase(
      "已公示而公示日期未回填导出的，会列为未见公示。没有当年节假日时按周一至周五计工作日，超过期限8个工作日以内的不作判断。"
        + "市场监管等领域经信用信息公示系统公示的，期限为二十个工作日，须按领域设置。依法不予公开的须在“应否公示”中写明。",
      "A publication whose date was not entered in the exports looks like none. Without a table of holidays, "
        + "Monday to Friday are working days. Market regulation publishes through the credit system within "
        + "20 working days: set the domain's term. What the law keeps private must be marked as not due."
    ),
    parameters: [
      IndicatorParameter(
        "working_days", 7, Phrase("公示期限（工作日），含本数", "term in working days, inclusive"),
        isPerDomain: true, range: .days),
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "已在其他平台公示而未回填；适用更长的公示期限；依法不予公开。",
      "Published elsewhere without entering the date, a longer term, or kept private by law."),
    ask: Phrase(
      "请提供所列决定的公示网址与日期，未公示的说明依据。",
      "Ask for address and date of publication, and for the ground where there was none."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("决定后8个工作日公示，应标记", "published after 8 working days"),
      ProcedureExample.world(
        .publication, [(["yes", "published", "8"], 1), (["yes", "published", "3"], 20)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("8个工作日仍无公示日期，应标记", "no publication on record after 8 working days"),
      ProcedureExample.world(
        .publication, [(["yes", "waiting", "8"], 1), (["yes", "published", "3"], 20)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为7个工作日，不标记", "exactly 7 working days"),
      ProcedureExample.world(
        .publication, [(["yes", "published", "7"], 40), (["yes", "waiting", "7"], 5)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "不应公示的、未写明且无日期的、公示早于决定的，不标记（凡无日期即算会误标）",
        "not due, not stated and without date, or dated before the decision: counting every blank flags"
      ),
      ProcedureExample.world(
        .publication,
        [
          (["no", "waiting", "60"], 9), (["", "waiting", "60"], 9),
          (["yes", "published", "-2"], 2),
          (["", "published", "5"], 4),
        ]), flagged: []),
    IndicatorExample(
      Phrase(
        "该单位的导出没有公示日期一列，其他单位有；凡无日期即算会误标，不标记",
        "the exports of the unit lack the column and others have it: counting every blank flags it"),
      ProcedureExample.world(
        .publication, [(["yes", "waiting", "60"], 40), (["yes", "published", "3"], 1)]
      ).lacking("cases.published_date", of: "U"),
      flagged: []),
    IndicatorExample(
      Phrase("全市均无公示日期，视为缺列，不标记", "no date in the whole city: the column is missing"),
      ProcedureExample.world(.publication, [(["yes", "waiting", "60"], 40)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.publication)
    let behind = observation.unitsWithoutReportMonth
    let gap = HolidayGap(observation)
    let columns = ColumnGaps(observation)
    let isDated = counts.contains { $0.facts[1] == "published" }
    var fillIns = FillIns()
    for count in counts where count.facts[0] != "no" {
      fillIns.note(
        count.unitCode, rows: count.cases, isDated: count.facts[1] == "published",
        isLater: count.facts[3] == "later")
    }
    let checks = RuleCheck.all(of: counts, .publication) { count in
      let term = settings.count("working_days", of: page, domain: count.domain)
      // What was exported before the term was over cannot say that nothing was published in it.
      let isKnown = count.facts[1] == "published" || fillIns.reach(count.unitCode)
      let days = isKnown ? Int(count.facts[2]) : Int(count.facts[3]) ?? Int(count.facts[2])
      let judgement = gap.judgement(
        Self.judgement(due: count.facts[0], state: count.facts[1], workingDays: days, term: term),
        days: days, term: term, from: count.month)
      let isSeen =
        isDated && !behind.contains(count.unitCode)
        && !columns.lacks("cases.published_date", of: count.unitCode, in: count.month)
      return judgement == .broken("not_published") && !isSeen ? .unknown : judgement
    }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("应公示的决定", "decisions due to be published"),
        broken: Phrase("超过期限公示或未见公示", "published late or not on record"),
        columns: ["cases.published_date"],
        kinds: [
          ("published_late", Phrase("超过期限公示", "published late")),
          ("not_published", Phrase("超过期限未见公示", "no publication on record")),
        ], records: Phrase("公示记录", "records of publication"),
        predicate: Predicate(
          "was published late or is not on record", "were published late or are not on record")),
      observation: observation, settings: settings)
    var result = report.result(checks)
    if result.coverage.isComputed {
      let isDueUnknown = observation.lacks("due", of: .publication)
      result.coverage.missing = (isDueUnknown ? ["cases.publish_due"] : []) + gap.missing
      result.lack(report.wording.columns, ofUnitsIn: checks)
    }
    return result
  }

  /// Judges a decision by whether it is due, was published, and how long it took or waits.
  static func judgement(
    due: String, state: String, workingDays: Int?, term: Int
  ) -> RuleJudgement {
    guard due != "no" else { return .notApplicable }
    guard let workingDays, workingDays >= 0 else { return .unknown }
    let isLate = workingDays > term
    if state == "published" { return isLate ? .broken("published_late") : .kept }
    guard isLate else { return .notApplicable }
    return due == "yes" ? .broken("not_published") : .unknown
  }
}
