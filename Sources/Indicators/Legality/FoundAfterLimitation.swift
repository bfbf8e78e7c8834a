import Contracts

/// L02: acts that were found after the limitation had run out.
enum FoundAfterLimitation: Indicator {
  static let page = IndicatorPage(
    code: "L02", name: Phrase("追责时效", "Limitation of acts"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第三十六条：违法行为二年内未被发现的不再处罚；涉及公民生命健康安全、金融安全且有危害后果的延长至五年；"
        + "连续或者继续状态的自终了之日起算；法律另有规定的除外",
      "APL 36: no penalty for an act not found within two years; five where life, health or financial safety "
        + "is harmed; a lasting act counts from its end; unless another law says otherwise"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.act_ended_date"), FlagColumns("cases.found_date")],
    definition: Phrase(
      "窗口内写明违法行为终了日期和发现日期的行政处罚决定中，发现日晚于时效最后一日的件数。时效按整年计，恰满期限之日发现的不算超过，"
        + "可按领域另设（如五年）。缺任一日期的不作判断；发现日早于行为终了日的也不作判断，另列一栏。",
      "Penalty decisions of the window that state when the act ended and when it was found, and of those the ones found after the last "
        + "day of the limitation, in whole years. The last day itself keeps it; a domain may have another "
        + "limitation, such as five years. Cases that lack a date are not judged, nor those found before "
        + "the act ended, which have a column of their own."),
    pitfalls: Phrase(
      "发现日可以是投诉举报、检查或线索登记之日，登记为立案日的会误列。同一领域内适用五年的只是部分案件时，按二年会误列，"
        + "按五年会漏列。短于一年的时效（如治安管理的六个月）无法判断。持续至查处时的行为，终了日可能晚于发现日，并非差错。",
      "The day of finding may be that of a complaint, visit or lead; where the filing date was entered, cases "
        + "are listed wrongly. Where five years hold for a part of a domain, neither value fits all. Terms "
        + "below a year cannot be judged. An act that lasted until it was stopped may end after it was found."
    ),
    parameters: [
      IndicatorParameter(
        "years", 2, Phrase("追责时效（年），含末日", "limitation in years, last day included"),
        isPerDomain: true, range: .whole(1...100)),
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "适用五年或专门法律的时效；行为连续、继续而终了日登记过早；发现日误登为立案日。",
      "A limitation of five years or of a special law, an end of the act entered too early, or a filing date "
        + "entered as the day of finding."),
    ask: Phrase(
      "请核对所列案件的行为终了日期、发现日期及适用的时效依据。",
      "Ask for the end of the act, the day it was found and the limitation applied."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("满二年次日才发现，应标记", "found the day after two years"),
      ProcedureExample.world(.limitation, [(["3"], 1), (["1"], 9)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰满二年之日发现，不标记", "found on the last day of two years"),
      ProcedureExample.world(.limitation, [(["2"], 40)]), flagged: []),
    IndicatorExample(
      Phrase(
        "日期缺失或发现日早于终了日，不标记（按零处理会误判为未超过）",
        "a missing date, or found before the end: neither kept nor broken"),
      ProcedureExample.world(.limitation, [([""], 5), (["reversed"], 3)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.limitation)
    let checks = RuleCheck.all(of: counts, .limitation) { count in
      judgement(
        years: count.facts[0], limit: settings.count("years", of: page, domain: count.domain))
    }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("应判断时效的案件", "cases under a limitation"),
        broken: Phrase("发现日晚于时效", "found after the limitation"),
        columns: ["cases.act_ended_date", "cases.found_date"],
        kinds: [("found_late", Phrase("发现日晚于时效", "found after the limitation"))],
        predicate: .were("found after the limitation")),
      observation: observation, settings: settings)
    return withReversed(report.result(checks), checks, counts)
  }

  /// Judges an act by the years within which it was found.
  static func judgement(years: String, limit: Int) -> RuleJudgement {
    guard let years = Int(years) else { return .unknown }
    return years > limit ? .broken("found_late") : .kept
  }

  private static func withReversed(
    _ result: IndicatorResult, _ checks: [RuleCheck], _ counts: [ProcedureCount]
  ) -> IndicatorResult {
    var reversed: [String: Int] = [:]
    for count in counts where count.facts[0] == "reversed" {
      reversed[count.unitCode, default: 0] += count.cases
    }
    var result = result
    let all = reversed.values.reduce(0, +)
    if all > 0 {
      result.headline = result.headline.followed(
        by: Phrase(
          "缺少数据的案件中，\(all)件的发现日早于行为终了日。",
          "Of those that lack data, \(all) \(English.verb(all, "was", "were")) found before the act"
            + " ended."))
    }
    guard !result.tables.isEmpty else { return result }
    result.tables[0].columns.append(Phrase("其中发现早于终了", "Of those, found before the end"))
    for (row, check) in checks.enumerated() {
      result.tables[0].rows[row].append(same(reversed[check.unitCode] ?? 0))
    }
    return result
  }
}
