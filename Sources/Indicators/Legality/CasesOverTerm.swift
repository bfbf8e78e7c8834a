import Contracts

/// L01: decisions after the term of 90 days, and open cases past it.
enum CasesOverTerm: Indicator {
  static let page = IndicatorPage(
    code: "L01", name: Phrase("超期办案", "Cases past the term"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第六十条：自立案之日起九十日内作出处罚决定，法律、法规、规章另有规定的从其规定",
      "APL 60: a decision within 90 days of filing, unless a law, regulation or rule says otherwise"
    ),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.filed_date")],
    definition: Phrase(
      "窗口内作出行政处罚法第五十七条所列决定（处罚、不予处罚、不成立、移送司法机关；责令改正、批评教育结案的视为不予处罚）的普通程序案件（程序未写明的按普通程序）中，立案至决定的天数扣除不计入的天数后超过期限的件数。"
        + "恰为期限的不算超期，期限末日为休息日的顺延至下一个工作日，期限可按领域另设。简易程序不适用；缺立案日期、日期先后颠倒或扣除天数多于已过天数的，不作判断。"
        + "截至报告月末未结、且已超过期限的案件另列，不进入比率；报告月未报送的单位，未结案件可能已办结，不作判断。"
        + "办理时间用卡普兰—迈耶法估计：决定、撤销等终结均为办结，未结案件在报告月末截尾。窗口期前已办结的案件不在数据中，"
        + "故每件案件自窗口首日的已办天数起才计入（延迟进入），以免高估久拖案件的占比；"
        + "已办结案件的办结日只知到月，按该月中点推算，仅影响窗口期前立案的案件。区间为格林伍德法（log-log尺度）。",
      "Ordinary cases that one of the decisions of APL 57 ended in the window (penalty, no penalty, no "
        + "offence, criminal justice; one that ended in an order to correct or in education counts as no penalty; also where no procedure is stated), and of those the ones "
        + "whose days from filing to decision, less the days left out, are above the term. The last day of "
        + "the term keeps it, and where that is a day of rest the next working day; a domain may have its own. Summary procedure is left out; cases without a "
        + "filing date, with dates in the wrong order, or with more days left out than passed are not judged. Open cases past the term at the "
        + "end of the report month stand apart from the share, and are not judged where the unit did not "
        + "deliver that month. Time to conclusion is by Kaplan and Meier: decisions and other ends conclude "
        + "a case, open ones are censored at the end of the report month. As cases concluded before the "
        + "window are not in the data, each counts from its age on the first day of the window (delayed "
        + "entry), lest slow cases be over-represented; the day of conclusion is known to the month and "
        + "taken as its middle, which touches only cases filed before the window. Intervals are "
        + "Greenwood's on the log-log scale."),
    pitfalls: Phrase(
      "听证、鉴定、公告等不计入的天数须在导出中写明，否则会误列；导出没有“扣除天数”一列的单位只列为“提示”，并在句中写明；依规章经批准延长的，应按领域设定期限或计入扣除天数。"
        + "未结案件可能是办结后未登记，或其决定的记录被退回：句中写明被退回的记录数，定级时从未结超期中扣除。曲线按扣除后的天数计，撤销、终止与决定不作区分；四年以前立案的未结案件不在数据中。",
      "Days of hearings, expert opinions and notices must be stated in the exports, or cases are listed "
        + "wrongly; a unit whose exports lack the column gets a notice alone, and the sentence says so; an extension under a rule needs a term of the domain or days left out. An open case may "
        + "be one whose end was not recorded, or stands in a record that was rejected: the sentence tells how many were, "
        + "and the grade leaves as many open cases out. The curve runs on days less those left out and does not tell "
        + "decisions from other ends; cases filed more than four years ago and still open are not in the data."
    ),
    parameters: [
      IndicatorParameter(
        "days", 90, Phrase("办案期限（天），含本数", "term in days, inclusive"), isPerDomain: true,
        range: .days),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率和曲线", "cases below which no share or curve is given")),
      .warningCases,
    ],
    innocent: Phrase(
      "听证、鉴定、公告送达等天数未登记；经批准延长；案件已办结而系统未更新。",
      "Days of a hearing, expert opinion or notice were not recorded, the term was extended, or the end of "
        + "the case was not entered."),
    ask: Phrase(
      "请说明所列案件的立案、延期审批与扣除天数，未结案件说明目前办理阶段。",
      "Ask for filing, extensions and days left out of the cases listed, and where the open ones stand."
    ),
    figures: FlagFigures(
      observed: Phrase("超期的决定与未结案件数", "decisions and open cases past the term"),
      effect: Phrase("超期决定占可判断决定的比例", "share past the term of the decisions that could be judged")))

  static let examples = [
    IndicatorExample(
      Phrase("决定用时91天，应标记", "decided after 91 days"),
      world([("decided", "ordinary", "91", 1), ("decided", "ordinary", "30", 39)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("未结91天，应标记", "open for 91 days"), world([("pending", "", "91", 1)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为90天，不标记", "exactly 90 days"),
      world([("decided", "ordinary", "90", 40), ("pending", "ordinary", "90", 2)]), flagged: []),
    IndicatorExample(
      Phrase(
        "简易程序、撤销案件、日期颠倒、缺立案日期或扣除天数多于已过天数，均不标记（逐行相减会误标）",
        "summary procedure, dropped cases, reversed or missing dates, more days left out than passed: a "
          + "bare difference would flag"),
      world([
        ("decided", "summary", "200", 3), ("ended", "ordinary", "200", 3),
        ("decided", "ordinary", "-5", 2), ("decided", "ordinary", "", 2),
        ("decided", "ordinary", "20", 5),
      ]), flagged: []),
  ]

  private static func world(
    _ cases: [(state: String, procedure: String, days: String, number: Int)]
  ) -> Observation {
    ProcedureExample.world(.terms, cases.map { ([$0.state, $0.procedure, $0.days], $0.number) })
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.terms)
    let behind = observation.unitsWithoutReportMonth
    let checks = { (state: String) in
      RuleCheck.all(of: counts, .terms) { count in
        guard count.facts[0] == state else { return .notApplicable }
        let isBehind = state == "pending" && behind.contains(count.unitCode)
        return judgement(
          state: state, procedure: count.facts[1],
          days: isBehind ? nil : days(count),
          term: settings.count("days", of: page, domain: count.domain))
      }
    }
    let columns = ColumnGaps(observation)
    let report = CasesOverTermReport(
      page: page, observation: observation, columns: columns,
      fewest: settings.count("fewest", of: page),
      warning: settings.count("warning", of: page), term: TermInDays.phrase(of: page, settings))
    var result = report.result(
      CaseTermCheck.all(decided: checks("decided"), pending: checks("pending")),
      ConclusionTimes(observation))
    if result.coverage.isComputed {
      if observation.lacks("procedure", of: .terms) { result.lack(["cases.procedure"]) }
      let isGross = result.flags.contains {
        columns.lacks("cases.excluded_days", of: $0.unitCode, in: observation.windowMonths)
      }
      if isGross { result.lack(["cases.excluded_days"]) }
    }
    return result
  }

  // A term that ends on a day of rest goes on to the next working day.
  private static func days(_ count: ProcedureCount) -> Int? {
    guard let days = Int(count.facts[2]), days >= 0 else { return Int(count.facts[2]) }
    return max(0, days - (Int(count.facts[3]) ?? 0))
  }

  /// Judges a case that was decided or is open; nil and negative days say nothing.
  static func judgement(
    state: String, procedure: String, days: Int?, term: Int
  ) -> RuleJudgement {
    guard procedure != "summary", state == "decided" || state == "pending" else {
      return .notApplicable
    }
    guard let days, days >= 0 else { return .unknown }
    return days > term ? .broken(state + "_over") : .kept
  }
}
