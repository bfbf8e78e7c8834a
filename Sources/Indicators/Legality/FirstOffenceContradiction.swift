import Contracts

/// L12: exempted as a first offence although a decision on the same item had found one before.
enum FirstOffenceContradiction: Indicator {
  static let page = IndicatorPage(
    code: "L12", name: Phrase("首违矛盾", "First-offence contradiction"), clause: 5,
    legalBasis: Phrase(
      "行政处罚法第三十三条第一款：初次违法且危害后果轻微并及时改正的，可以不予行政处罚",
      "APL 33, first paragraph: a first offence with slight harm that was put right in time may go unpunished"
    ),
    needs: ["cases"],
    restsOn: [
      FlagColumns("cases.party_id", "cases.party_name"),
      FlagColumns("cases.exempt_ground"),
    ],
    definition: Phrase(
      "窗口内以首违为由不予处罚的案件中，同一当事人此前（当日不算，限报告月末前48个月内）因同一事项已受过处罚或者已被不予处罚的件数。"
        + "未写明当事人的不作判断。",
      "Cases of the window exempted as a first offence, and of those the ones whose party was punished "
        + "or let off on the same item on an earlier day, within 48 months before the end of the report month. "
        + "Cases without a party are not judged."
    ),
    pitfalls: Phrase(
      "各地“初次”的期间和范围（本单位、本市、本领域）规定不一，可能短于四年。"
        + "较早或未报送月份的决定不可见，因此未列出不等于确属首违。已被撤销、确认违法或无效的决定不算。案件只按首个事项和首个当事人。当事人代码登记错误、以姓名代替代码会造成误报。",
      "Local rules set other periods and scopes for a first offence, often shorter than four years. Earlier "
        + "decisions and months that were not delivered are not seen, so that a case that is not listed need "
        + "not be a first offence. Decisions that were revoked or found unlawful or void do not count. A "
        + "case counts under its first item and party. A wrong number, or a name in its place, makes a false finding."
    ),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "当地首违清单的期间较短；理由一栏误登。",
      "The local rule counts a shorter period, or the ground was recorded "
        + "wrongly."),
    ask: Phrase(
      "请核对所列案件当事人的既往处罚记录和所适用的首违规定。",
      "Ask for the party's earlier decisions and the rule on first offences that was applied."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("三件中一件此前已有同事项决定，应标记", "one of three had an earlier decision on the same item"),
      ProcedureExample.world(.firstOffence, [(["no"], 2), (["yes"], 1)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("此前均无同事项决定，不标记", "none had an earlier decision"),
      ProcedureExample.world(.firstOffence, [(["no"], 5)]), flagged: []),
    IndicatorExample(
      Phrase(
        "当事人不明的不作判断，不标记（把空白当作“有”或“无”都会出错）",
        "cases without a party are not judged; to read the blank as yes or no would be wrong"),
      ProcedureExample.world(.firstOffence, [([""], 4)]), flagged: []),
  ]

  // Years of earlier decisions that are looked through.
  private static let monthsBefore = 48

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let checks = RuleCheck.all(of: observation.procedures(.firstOffence), .firstOffence) {
      judgement(earlier: $0.facts[0])
    }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("首违不罚案件", "cases exempted as a first offence"),
        broken: Phrase("此前有同事项处罚或不予处罚记录", "with an earlier decision on the same item"),
        columns: ["cases.party_id"], selecting: ["cases.exempt_ground"],
        kinds: [("earlier_decision", Phrase("此前有决定", "earlier decision"))],
        predicate: .have("an earlier decision on the same item")),
      observation: observation, settings: settings)
    var result = report.result(checks)
    let first = observation.firstMonth
    if result.coverage.isComputed, first > observation.windowStart - monthsBefore {
      result.headline = result.headline.followed(
        by: Phrase(
          "记录自\(first)起，更早的决定不可见。",
          "Records begin in \(first); earlier decisions are not seen."))
    }
    return result
  }

  static func judgement(earlier: String) -> RuleJudgement {
    switch earlier {
    case "yes": .broken("earlier_decision")
    case "no": .kept
    default: .unknown
    }
  }
}
