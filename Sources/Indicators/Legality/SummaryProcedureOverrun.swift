import Contracts

/// L08: fines by summary procedure above what it allows.
enum SummaryProcedureOverrun: Indicator {
  static let page = IndicatorPage(
    code: "L08", name: Phrase("简易程序越限", "Summary procedure overrun"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第五十一条：对公民二百元以下、对法人或者其他组织三千元以下罚款或者警告，可以当场作出；其他法律另有规定的从其规定",
      "APL 51: up to 200 yuan for a person and 3,000 yuan for an organisation, unless another law says otherwise"
    ),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.procedure"), FlagColumns("cases.fine")],
    definition: Phrase(
      "窗口内适用简易程序且写明罚款的决定中，罚款超过限额的件数。自然人适用公民限额；"
        + "企业、个体工商户及其他适用组织限额；未写明当事人类型的，超过组织限额才列出，介于两者之间的不作判断。限额可按领域另设。",
      "Decisions of the window by summary procedure that state a fine, and of those the ones above the limit. "
        + "Individuals have the limit of persons, all others that of organisations; where the party's type is "
        + "not stated, a fine between both limits is not judged. A domain may have limits of its own."
    ),
    pitfalls: Phrase(
      "个体工商户按组织限额判断（对当事人较宽，避免误报）。程序登记错误会造成误报；其他法律有特别规定的领域须先设置限额。",
      "Households are judged by the limit of organisations, the more lenient reading. A procedure that was "
        + "recorded wrongly makes a false finding; domains under other laws need limits of their own."
    ),
    parameters: [
      IndicatorParameter(
        "person_yuan", 200, Phrase("公民罚款限额（元），含本数", "limit for persons in yuan, inclusive"),
        isPerDomain: true),
      IndicatorParameter(
        "organisation_yuan", 3_000,
        Phrase("组织罚款限额（元），含本数", "limit for organisations in yuan, inclusive"),
        isPerDomain: true),
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "程序一栏误登；所适用的专门法律另定限额。",
      "The procedure was recorded wrongly, or a special law sets another limit."),
    ask: Phrase("请调阅所列案卷，核对适用程序与法律依据。", "Ask for the files and the law that was applied."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("自然人201元、企业3001元，应标记", "201 yuan for a person and 3,001 for an enterprise"),
      ProcedureExample.world(
        .summary, [(["individual", "20100"], 1), (["enterprise", "300100"], 1)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为限额，不标记", "exactly the limits"),
      ProcedureExample.world(
        .summary, [(["individual", "20000"], 4), (["enterprise", "300000"], 2)]),
      flagged: []),
    IndicatorExample(
      Phrase("个体工商户1000元、类型不明1000元，不标记", "a household and an unknown party of 1,000 yuan"),
      ProcedureExample.world(.summary, [(["household", "100000"], 2), (["", "100000"], 2)]),
      flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let checks = RuleCheck.all(of: observation.procedures(.summary), .summary) { count in
      let limit = { (key: String) in 100 * settings.count(key, of: page, domain: count.domain) }
      return judgement(
        party: count.facts[0], fine: Int(count.facts[1]), person: limit("person_yuan"),
        organisation: limit("organisation_yuan"))
    }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("简易程序罚款决定", "fines by summary procedure"),
        broken: Phrase("超过限额", "above the limit"), columns: ["cases.procedure", "cases.fine"],
        selecting: ["cases.procedure"],
        kinds: [("over_limit", Phrase("超过限额", "above the limit"))]),
      observation: observation, settings: settings)
    return report.result(checks)
  }

  // A fine that is not stated breaks no limit on fines.
  private static func judgement(
    party: String, fine: Int?, person: Int, organisation: Int
  ) -> RuleJudgement {
    guard let fine else { return .notApplicable }
    if party.isEmpty, fine > person, fine <= organisation { return .unknown }
    let limit = party == "individual" ? person : organisation
    return fine > limit ? .broken("over_limit") : .kept
  }
}
