import Contracts

/// D07: results of random inspections that were published in time.
enum ResultsPublished: Indicator {
  static let page = IndicatorPage(
    code: "D07", name: Phrase("抽查结果公开", "Results of random inspections published"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；优化营商环境条例第五十四条（抽查事项及查处结果及时向社会公开）；国办发〔2015〕58号、国发〔2019〕5号"
        + "（双随机、一公开）；市场监管部门为抽查任务完成后20个工作日内",
      "Decision, clause 5; Regulation on the business environment, article 54 (results of random inspections "
        + "are published in time); State Council offices [2015] 58 and State Council [2019] 5; within 20 working "
        + "days of the end of the task in market supervision"),
    needs: ["inspections", "holidays"],
    restsOn: [FlagColumns("inspections.mode"), FlagColumns("inspections.result_published_date")],
    definition: Phrase(
      "窗口内的双随机检查，自检查日起至报告月末计工作日：期限内公开的为按期，期限后公开的为逾期，"
        + "超过期限仍无公示日期的为未见公开；尚在期限内的不作判断。逐月导出而此后不再补报公示日期的单位，计至该月首次完整导出之日。未按期＝（逾期＋未见公开）÷已可判断的检查。"
        + "公示日期早于检查日的缺少数据；导出没有公示日期一列的单位和月份，无日期的同样缺少数据。全部检查都没有公示日期的，视为未采集，无法计算。期限可按领域另设。",
      "Random inspections of the window by working days from the visit to the end of the report month: "
        + "published within the term, published later, or past the term without a date; those still within it "
        + "are not judged. Of units that export each month once and never fill in later dates, days count to the first whole export of the month. Not in time: the second and third by all judged. A date before the visit lacks data, "
        + "and so does none at all where the exports of a unit and month lack the column. Where no inspection at all has a date the column is missing: not computable. A domain may have its "
        + "own term."),
    pitfalls: Phrase(
      "期限从抽查任务完成起算，而数据只有每次检查的日期，批次较长的会显得逾期。依法不公开的情形无法识别；"
        + "在公示平台公开而未回填日期的会误列。近期检查只有已公开的能判断，比率略偏乐观。"
        + "本指标不说明检查多少为宜，检查减少可能正是目标。没有当年节假日时按周一至周五计工作日，超过期限8个工作日以内的不作判断。",
      "The term runs from the end of the task, of which the data hold only each visit; long batches look late. "
        + "Results that may not be published cannot be told, and those published elsewhere without a date here "
        + "are listed wrongly. Of recent visits only published ones are judged, a slightly rosy view. Nothing "
        + "is said of how many visits there should be: fewer can be the goal. Without a table of holidays Monday "
        + "to Friday are working days."),
    parameters: [
      IndicatorParameter(
        "days", 20, Phrase("公开期限（工作日），含当日，不超过98", "term in working days, inclusive, 98 at most"),
        isPerDomain: true, range: .whole(1...98)),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given")),
      IndicatorParameter(
        "warning", 5, Phrase("达到此数为“B级”，否则为“提示”", "inspections from which it is grade B")),
    ],
    innocent: Phrase(
      "抽查任务尚未整体完成；结果已在公示系统公开而未回填日期；属依法不公开的情形。",
      "The task as a whole was not finished, the result is public without a date here, or may not be published."
    ),
    ask: Phrase(
      "请提供所列抽查的任务完成日期和公示截图或链接。",
      "Ask when the tasks were finished and where the results were published."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("第21个工作日公开，应标记", "published on the 21st working day"),
      VisitExample.world([random("21", visits: 1), random("3", visits: 50)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为第20个工作日，不标记", "published on the 20th working day"),
      VisitExample.world([random("20", visits: 50)]), flagged: []),
    IndicatorExample(
      Phrase("等待21个工作日仍未公开，应标记", "waiting for 21 working days"),
      VisitExample.world([
        random("3", unit: "V", visits: 5), random("waiting", waited: 21, visits: 5),
      ]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "才等20个工作日，期限未过；当作未公开会误标，不标记",
        "waiting for 20 working days, within the term: a naive count would flag it"),
      VisitExample.world([random("waiting", waited: 20, visits: 40), random("3", visits: 5)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "该单位的导出没有公示日期一列，其他单位有；凡无日期即算会误标，不标记",
        "the exports of the unit lack the column and others have it: every blank would flag it"),
      VisitExample.world([
        random("waiting", waited: 60, visits: 40), random("3", unit: "V", visits: 5),
      ]).lacking("inspections.result_published_date", of: "U"), flagged: []),
    IndicatorExample(
      Phrase(
        "所有单位都没有公示日期：未采集该列，无法计算，不标记",
        "nobody has any date: the column is missing, and nobody is flagged"),
      VisitExample.world([random("waiting", waited: 99, visits: 400)]), flagged: []),
  ]

  private static func random(
    _ published: String, unit: String = "U", waited: Int = 40, visits: Int
  ) -> VisitExample.Visits {
    .init(unit: unit, mode: "random", published: published, waited: waited, visits: visits)
  }

  /// Whether the result of an inspection was published in time.
  enum Judgement: Hashable {
    /// Within the term.
    case inTime
    /// After the term.
    case late
    /// The term is over, and nothing was published.
    case notPublished
    /// The term is not over.
    case notDue
    /// The exports do not say.
    case unknown
  }

  /// Judges one inspection; both counts are working days from the visit.
  static func judgement(published: String, waited: Int?, term: Int) -> Judgement {
    if published == "waiting" {
      guard let waited else { return .unknown }
      // Waits are counted up to 99 days: no term is longer than 98.
      return waited > term ? .notPublished : .notDue
    }
    guard let days = Int(published), days >= 0 else { return .unknown }
    return days <= term ? .inTime : .late
  }

  private struct Record {
    var by: [Judgement: Int] = [:]

    var inTime: Int { by[.inTime] ?? 0 }
    var late: Int { by[.late] ?? 0 }
    var notPublished: Int { by[.notPublished] ?? 0 }
    var notDue: Int { by[.notDue] ?? 0 }
    var unknown: Int { by[.unknown] ?? 0 }
    var broken: Int { late + notPublished }
    var judged: Int { inTime + broken }
    var publishesNothing: Bool { notPublished > 0 && inTime + late + unknown == 0 }

    var outcome: SubjectOutcome {
      if broken > 0 { return .flagged }
      if judged > 0 { return .passed }
      return unknown > 0 ? .notComputable : .notApplicable
    }

    mutating func add(_ other: Record) { by.merge(other.by, uniquingKeysWith: +) }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("inspections") else {
      return .notComputable(
        page, ["inspections"], Phrase("没有检查数据，无法计算。", "Not computable: there are no inspections."))
    }
    let units = records(observation, settings)
    guard !units.isEmpty else { return nothingToJudge(observation) }
    guard hasAnyDate(observation) else { return withoutDates(units, observation) }
    var result = IndicatorResult(page.code)
    result.coverage.missing = HolidayGap(observation).missing
    if units.values.contains(where: { $0.outcome == .notComputable }) {
      result.lack(["inspections.result_published_date"])
    }
    let sorted = units.sorted { $0.key < $1.key }.map { (unit: $0.key, record: $0.value) }
    result.outcomes = observation.outcomes(
      of: units.mapValues(\.outcome), in: observation.windowMonths)
    let flagged = sorted.filter { $0.record.outcome == .flagged }
    result.flags = flagged.map { flag($0.unit, $0.record, observation, settings) }
    let fewest = settings.count("fewest", of: page)
    result.tables = [table(sorted, observation.names, fewest)]
    result.headline = headline(sorted.map(\.record), flagged.count, fewest)
    return result
  }

  private static func nothingToJudge(_ observation: Observation) -> IndicatorResult {
    let missing = observation.missingModes(in: observation.windowMonths)
    return .notComputable(
      page, missing,
      missing.isEmpty
        ? Phrase("本期没有双随机检查，不作判断。", "Nothing to judge: no random inspection in the window.")
        : Phrase("检查均未写明方式，无法计算。", "Not computable: no inspection states its mode."))
  }

  private static func withoutDates(
    _ units: [String: Record], _ observation: Observation
  ) -> IndicatorResult {
    var result = IndicatorResult.notComputable(
      page, ["inspections.result_published_date"],
      Phrase(
        "所有检查都没有结果公示日期，视为未采集，无法计算。",
        "Not computable: no inspection has a date of publication."))
    result.outcomes = observation.outcomes(
      of: units.mapValues { _ in .notComputable }, in: observation.windowMonths)
    return result
  }

  private static func records(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> [String: Record] {
    var units: [String: Record] = [:]
    let (gap, columns) = (HolidayGap(observation), ColumnGaps(observation))
    let column = "inspections.result_published_date"
    for group in observation.conductedVisits(in: observation.windowMonths)
    where group.mode == "random" {
      let term = settings.count("days", of: page, domain: group.domain)
      // What lies between the term and a term with every possible holiday is not judged.
      let doubt = gap.days(from: group.month, counting: term + HolidayGap.most)
      let judged = [term, term + doubt].map {
        Self.judgement(published: group.published, waited: group.waited, term: $0)
      }
      let isSeen =
        judged[0] != .notPublished
        || !columns.lacks(column, of: group.unitCode, in: group.month)
      let judgement = judged[0] == judged[1] && isSeen ? judged[0] : .unknown
      units[group.unitCode, default: Record()].by[judgement, default: 0] += group.visits
    }
    return units
  }

  // Dates of any mode and month show that the column is collected.
  private static func hasAnyDate(_ observation: Observation) -> Bool {
    observation.legality.visitConduct.sums.keys.contains { Int($0[6]) != nil }
  }

  private static func headline(_ records: [Record], _ units: Int, _ fewest: Int) -> Phrase {
    var sum = Record()
    for record in records { sum.add(record) }
    let rate = MeasuredRate(sum.broken, of: sum.judged, fewest: fewest)
    let (late, none) = (Numerals.grouped(sum.late), Numerals.grouped(sum.notPublished))
    let young = Numerals.grouped(sum.notDue)
    return Phrase(
      "双随机检查结果未按期公开：\(rate.inWords.chinese)，其中逾期公开\(late)次、期满未见公开\(none)次，涉及\(units)个单位；"
        + "另有\(young)次未到期限（含导出时未到、其后不知的）。",
      rate.english("results of random inspections", .were("not published in time"))
        + ", \(late) late and \(none) "
        + "without a date, in \(English.count(units, "unit")); \(young) more "
        + "\(English.verb(sum.notDue, "is", "are")) within the term, or \(English.verb(sum.notDue, "was", "were")) when exported."
    )
  }

  private static func flag(
    _ unit: String, _ record: Record, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: unit), page, in: observation)
    let isMany = record.broken >= settings.count("warning", of: page)
    flag.severity = isMany || record.publishesNothing ? .warning : .notice
    let rate = MeasuredRate(
      record.broken, of: record.judged, fewest: settings.count("fewest", of: page))
    flag.observed = record.broken
    flag.effect = rate.share
    flag.effectLower = rate.interval?.lower
    flag.effectUpper = rate.interval?.upper
    flag.evidence = observation.evidence(in: "visit_conduct", of: unit)
    let name = observation.names.unit(unit)
    let (words, nothing) = (rate.inWords, record.publishesNothing)
    flag.reason = Phrase(
      "\(name)双随机检查结果未按期公开：\(words.chinese)，其中逾期公开\(record.late)次、期满未见公开"
        + "\(record.notPublished)次"
        + (nothing ? "；该单位没有任何公示日期，而其他检查有，请先核对是否回填" : "")
        + "。请核对公示记录。",
      rate.english("results of random inspections of \(name)", .were("not published in time"))
        + ", \(record.late) "
        + "late and \(record.notPublished) without a date"
        + (nothing
          ? "; it has no date of publication at all while others do: see whether it is kept" : "")
        + ". The publication should be checked.")
    return flag
  }

  private static func table(
    _ units: [(unit: String, record: Record)], _ names: NameBook, _ fewest: Int
  ) -> ResultTable {
    ResultTable(
      title: Phrase("各单位情况", "By unit"),
      columns: [
        Phrase("单位", "Unit"), Phrase("可判断的双随机检查", "Random inspections judged"),
        Phrase("按期公开", "In time"), Phrase("逾期公开", "Late"),
        Phrase("期满未见公开", "Past the term, no date"), Phrase("未按期占比", "Share not in time"),
        Phrase("95%区间", "95% interval"), Phrase("未到期限", "Within the term"),
        Phrase("缺少数据", "Data missing"),
      ],
      rows: units.map { unit, record in
        let rate = MeasuredRate(record.broken, of: record.judged, fewest: fewest)
        return [
          same(names.unit(unit)), same(record.judged), same(record.inTime), same(record.late),
          same(record.notPublished), same(rate.percentage), same(rate.range),
          same(record.notDue), same(record.unknown),
        ]
      })
  }
}
