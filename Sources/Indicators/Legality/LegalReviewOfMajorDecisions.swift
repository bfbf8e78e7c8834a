import Contracts

/// L03: penalty decisions that need legal review and were not reviewed before they were made.
enum LegalReviewOfMajorDecisions: Indicator {
  static let page = IndicatorPage(
    code: "L03", name: Phrase("重大决定法制审核", "Legal review of major decisions"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第五十八条：符合规定情形的，在行政机关负责人作出行政处罚决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核；"
        + "未经法制审核或者审核未通过的，不得作出决定",
      "APL 58: in the cases that it names a penalty decision is reviewed by legal reviewers before it is made; "
        + "without a passed review it may not be made"),
    needs: ["cases", "catalogue"],
    restsOn: [
      FlagColumns("cases.legal_review"), FlagColumns("cases.legal_review_date"),
      FlagColumns("cases.major"), FlagColumns("cases.fine"),
    ],
    definition: Phrase(
      "只统计窗口期的行政处罚决定，不含许可、强制等其他重大执法决定。应审核的决定：勾选为重大执法决定的，"
        + "或者有下列任一情形的——罚没金额达到事项清单的法制审核起点，处罚为降低资质等级、吊销许可证件、责令停产停业、责令关闭或者限制从业，举行过听证。"
        + "审核通过日早于决定日的为决定前已审核；决定后审核、与决定同日、审核日期不明、退回后仍作决定、记为未审核、未填审核分别列出。"
        + "一个单位窗口期内没有一件处罚决定填写审核的，或者某月应审核的决定达到5件而当月没有一件填写的，视为未报送该列，不作判断；"
        + "导出没有审核日期这一列的单位和月份，审核日期不明的不作判断；只填了较早审核日期而没有审核结论的，不知是否通过，列为缺少数据。占比为决定前已审核÷应审核。",
      "Penalty decisions of the window alone, not licences, coercion or other major decisions. Review is required "
        + "where the unit ticked the decision as major, or where fine and confiscation reach the review threshold "
        + "of the catalogue, the penalty is one of APL 63 (grade lowered, licence revoked, operation stopped, closed, barred), or a hearing was held. Reviewed "
        + "before: passed on an earlier day than the decision. Reviews after it, on its day, on an unknown day, "
        + "sent back, stated as none and left blank are told apart. A unit none of whose penalty decisions states "
        + "a review has not delivered the column and is not judged, nor is a month of five or more decisions that "
        + "need one and none that states it; where the exports of a unit and month lack the column of dates, "
        + "reviews without a date are not judged either; nor is one of an earlier day without a result, of which "
        + "nobody knows whether it passed. The rate is reviewed before ÷ required."
    ),
    pitfalls: Phrase(
      "同日审核只凭日期不能判断先后，属较弱线索。推导范围以事项清单的起点金额和处罚种类为准，一案多个事项取最低的起点，清单未写起点的事项只能看种类、听证与勾选；"
        + "涉及重大公共利益、疑难复杂等情形（第五十八条第一、三项）数据看不到，应审核数是下限。有审核记录不等于审核到位。",
      "With the same day on both, the day alone does not tell which came first. Of several items the lowest threshold counts. Items without a threshold in the "
        + "catalogue are judged by penalty, hearing and tick alone; public interest and difficult cases (58, nos. 1 "
        + "and 3) cannot be seen, so that the required number is a lower bound. A review on record is no proof of "
        + "its quality."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "required reviews below which no share is given")),
      IndicatorParameter(
        "warning", 3,
        Phrase("除同日外达到此数为“B级”，否则为“提示”", "cases, same day left out, from which it is grade B")),
    ],
    innocent: Phrase(
      "审核日期按补录日填写；同日先审核后决定；由上级或司法行政机关集中审核，另册登记；清单起点与本领域标准不一致。",
      "The date is that of a later entry; the review came first on the same day; reviews by another body are kept "
        + "elsewhere; the catalogue's threshold is not the one of the domain."),
    ask: Phrase(
      "请提供所列案卷的法制审核意见书，核对审核人、审核日期与决定日期。",
      "Please provide the written reviews of the files listed, with reviewer, date of review and of decision."
    ),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase(
        "未勾选但金额达到起点，记为未审核，应标记（只看勾选会漏掉）",
        "not ticked, but the amount is reached, and not reviewed: a look at the ticks alone would miss it"
      ),
      ProcedureExample.world(
        .review, [(["no", "amount", "none"], 1), (["yes", "", "before"], 5)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("审核与决定同日，列为较弱线索", "reviewed on the day of the decision: the weaker kind"),
      ProcedureExample.world(.review, [(["yes", "hearing", "same_day"], 2)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("都在决定前审核，不标记", "all reviewed before"),
      ProcedureExample.world(
        .review, [(["yes", "", "before"], 3), (["no", "penalty", "before"], 2)]), flagged: []),
    IndicatorExample(
      Phrase("不需审核的决定未审核，不标记", "a decision that needs no review was not reviewed"),
      ProcedureExample.world(.review, [(["no", "", "none"], 9), (["yes", "", "before"], 1)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "导出没有审核日期一列，审核都已通过；算作日期不明会误标，不标记",
        "the exports lack the dates of reviews that all passed: undated ones would flag it"),
      ProcedureExample.world(.review, [(["yes", "amount", "undated"], 8)])
        .lacking("cases.legal_review_date", of: "U"), flagged: []),
    IndicatorExample(
      Phrase("有审核日期一列而未填，应标记", "the column of dates is there and left blank"),
      ProcedureExample.world(.review, [(["yes", "amount", "undated"], 8)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "有较早的审核日期而没有结论：不知是否通过，不算已审核，也不标记",
        "an earlier day without a result: not known to have passed, and not flagged"),
      ProcedureExample.world(
        .review, [(["yes", "amount", "unstated"], 8), (["yes", "", "before"], 2)]), flagged: []),
    IndicatorExample(
      Phrase("整列未报送，不能算未审核", "a column that was not delivered is no missing review"),
      ProcedureExample.world(
        .review, [(["yes", "amount", ""], 40), (["no", "", ""], 200)]), flagged: []),
  ]

  static let kinds: [(finding: String, name: Phrase)] = [
    (ReviewTiming.after.rawValue, Phrase("决定后审核", "Reviewed after")),
    (ReviewTiming.sameDay.rawValue, Phrase("决定当日审核", "Reviewed on the same day")),
    (ReviewTiming.undated.rawValue, Phrase("审核日期不明", "Review undated")),
    (ReviewTiming.returned.rawValue, Phrase("退回后仍作决定", "Sent back and decided")),
    (ReviewTiming.none.rawValue, Phrase("记为未审核", "Stated as not reviewed")),
    ("missing", Phrase("未填审核", "Review left blank")),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.review)
    let readings = counts.map(ReviewReading.init)
    if !readings.contains(where: { $0.isRequired || $0.statesTick }) {
      return .notComputable(
        page, [counts.isEmpty ? "cases" : "cases.major"],
        Phrase(
          "没有处罚决定写明是否重大，也推导不出应审核的决定，无法计算。",
          "Not computable: no penalty decision says whether it is major, and none is derived."))
    }
    let stating = StatedReviews(counts, readings)
    let columns = ColumnGaps(observation)
    let checks = RuleCheck.all(of: counts, .review) { count in
      let lacks = { columns.lacks($0, of: count.unitCode, in: count.month) }
      return judgement(
        ReviewReading(count),
        statesReviews: stating.holds(count) && !lacks("cases.legal_review"),
        statesDates: !lacks("cases.legal_review_date"))
    }
    let report = report(observation, settings)
    var result = report.result(
      checks,
      weaker: WeakerFinding(
        finding: ReviewTiming.sameDay.rawValue,
        note: Phrase(
          "同日审核的，仅凭日期不能判断先后。",
          "Where both bear the same date, the day alone does not tell which came first.")))
    if !observation.tables.contains("catalogue") { result.lack(["catalogue.review_threshold"]) }
    guard result.coverage.isComputed else { return result }
    result.lack(report.wording.columns, ofUnitsIn: checks)
    let tables = LegalReviewTables(observation: observation, fewest: report.fewest)
    result.tables = [tables.reviews(checks, kinds), tables.derivedAgainstTicked(counts)]
    result.headline = headline(checks, fewest: report.fewest)
    return result
  }

  /// Whether decisions keep the rule; what is blank because no column was delivered is unknown.
  static func judgement(
    _ reading: ReviewReading, statesReviews: Bool, statesDates: Bool = true
  ) -> RuleJudgement {
    guard reading.isRequired else { return .notApplicable }
    guard reading.statesReview else { return statesReviews ? .broken("missing") : .unknown }
    guard let timing = reading.timing, timing != .unstated, statesDates || timing != .undated
    else { return .unknown }
    return timing == .before ? .kept : .broken(timing.rawValue)
  }

  private static func report(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> RuleReport {
    RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("应法制审核的处罚决定", "penalty decisions that need legal review"),
        broken: Phrase("未见决定前审核记录", "without a review on record before the decision"),
        columns: ["cases.legal_review"], kinds: kinds,
        predicate: .have("no review on record before the decision")),
      observation: observation, settings: settings)
  }

  private static func headline(_ checks: [RuleCheck], fewest: Int) -> Phrase {
    let kept = checks.reduce(0) { $0 + $1.kept }
    let broken = checks.reduce(0) { $0 + $1.broken }
    let unknown = checks.reduce(0) { $0 + $1.unknown }
    let sameDay = checks.reduce(0) { $0 + ($1.brokenBy[ReviewTiming.sameDay.rawValue] ?? 0) }
    let units = checks.filter { $0.broken > 0 }.count
    let rate = MeasuredRate(kept, of: kept + broken, fewest: fewest)
    let gap =
      unknown > 0
      ? Phrase(
        "；另有\(unknown)件缺少审核数据，不在其中",
        "; \(unknown) more \(English.verb(unknown, "lacks", "lack")) data on review") : same("")
    return Phrase(
      "应法制审核的处罚决定（勾选或推导）中决定前已审核：\(rate.inWords.chinese)；未见决定前审核记录\(broken)件，"
        + "其中与决定同日\(sameDay)件，涉及\(units)个单位\(gap.chinese)。只统计行政处罚决定。",
      rate.english(
        "penalty decisions that need legal review by tick or derivation",
        .were("reviewed before the decision"))
        + "; \(broken) \(English.verb(broken, "has", "have")) no review on record before it, \(sameDay) of "
        + "them with one of the same day, in \(English.count(units, "unit"))\(gap.english). Only penalty "
        + "decisions are counted.")
  }
}

/// Of which units and months the exports hold the column of reviews.
private struct StatedReviews {
  // One of few may be the one that was forgotten; of more a whole month is an export without the column.
  private static let fewestOfMonth = 5
  private var units: Set<String> = []
  private var months: Set<[String]> = []
  private var required: [[String]: Int] = [:]

  init(_ counts: [ProcedureCount], _ readings: [ReviewReading]) {
    for (count, reading) in zip(counts, readings) {
      let month = [count.unitCode, count.month.description]
      if reading.statesReview {
        units.insert(count.unitCode)
        months.insert(month)
      }
      if reading.isRequired { required[month, default: 0] += count.cases }
    }
  }

  func holds(_ count: ProcedureCount) -> Bool {
    let month = [count.unitCode, count.month.description]
    return units.contains(count.unitCode)
      && (months.contains(month) || required[month] ?? 0 < Self.fewestOfMonth)
  }
}
