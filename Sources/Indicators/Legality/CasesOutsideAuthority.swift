import Contracts

/// L17: cases on items that the unit did not hold on that day.
enum CasesOutsideAuthority: Indicator {
  static let page = IndicatorPage(
    code: "L17", name: Phrase("清单外办案", "Cases outside the list of powers"), clause: 2,
    legalBasis: Phrase(
      "决定第二条；行政处罚法第十七条（在法定职权范围内实施）、第二十四条（下放乡镇街道并公布）",
      "Decision, clause 2; APL 17 (within the powers given by law), APL 24 (powers handed to towns are published)"
    ),
    needs: ["cases", "catalogue", "authority"],
    restsOn: [FlagColumns("cases.item_code", "cases.item_name")],
    definition: Phrase(
      "窗口内已匹配事项的案件中，按案件当日的事项目录与赋权清单，该单位不具有该事项的件数。"
        + "一案多个事项的逐项判断：任一事项不在清单内即计入，一案计一件，列其首个不在清单内的事项。"
        + "不予立案、移送其他机关的不看（无管辖权的本应移送）。事项不明、没有任何清单说明归属、"
        + "清单完全未列该单位或清单最早的生效日期晚于案件当日的，不作判断。逐单位列出，并列明事项。",
      "Cases of the window with an item, and of those the ones whose unit did not hold the item on the day of "
        + "the case by catalogue and list of powers. Of a case of several items each is judged: it counts once, "
        + "under the first of its items that is not on the list. Cases not filed, or handed on to another body, are "
        + "left out: who has no jurisdiction must hand on. Cases without item, items of which no list says who "
        + "holds them, units that the list does not name at all, and days before the first on which any "
        + "power of the list begins are not judged. By unit, with the items."),
    pitfalls: Phrase(
      "清单更新滞后、只按最新公布日填写生效日期、赋权日期登记错误、受委托办案而未登记委托，都会列出合法的案件。",
      "A list that lags behind or bears the day of its last issue, a wrong date of hand-over, or an entrustment that was not recorded puts lawful "
        + "cases on the list."),
    parameters: [
      .fewestCases,
      .warningCases,
    ],
    innocent: Phrase(
      "赋权或委托已经生效而清单未更新；事项编码误登；机构改革期间职责划转。",
      "A power was handed over before the list was updated, an item was coded wrongly, or duties moved in a "
        + "reform."),
    ask: Phrase(
      "请提供所列事项的赋权、委托或职责划转文件及生效日期。",
      "Ask for the document that gave the power, with the day from which it held."),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("12件中2件不在清单内，应标记", "2 of 12 cases are on items that the unit did not hold"),
      ProcedureExample.world(.authority, [(["yes"], 10), (["no"], 2)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("全部在清单内，不标记", "every item was held"),
      ProcedureExample.world(.authority, [(["yes"], 12)]), flagged: []),
    IndicatorExample(
      Phrase(
        "没有清单说明归属的事项不作判断，不标记（把空白当作“不具有”会误标）",
        "where no list says who holds the item nothing is judged; to read the blank as no would flag"
      ),
      ProcedureExample.world(.authority, [(["yes"], 3), ([""], 9)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let counts = observation.procedures(.authority)
    let checks = RuleCheck.all(of: counts, .authority) { judgement(held: $0.facts[0]) }
    let report = RuleReport(
      page: page,
      wording: RuleWording(
        applicable: Phrase("可核对职权的案件", "cases whose authority can be checked"),
        broken: Phrase("不在当日清单内", "outside the list of that day"),
        columns: [observation.tables.contains("authority") ? "cases.item_code" : "authority"],
        kinds: [("not_held", Phrase("不在清单内", "not on the list"))]),
      observation: observation, settings: settings)
    var result = report.result(checks)
    if !result.flags.isEmpty { result.tables.append(items(counts, observation.names)) }
    return result
  }

  static func judgement(held: String) -> RuleJudgement {
    switch held {
    case "yes": .kept
    case "no": .broken("not_held")
    default: .unknown
    }
  }

  private static func items(_ counts: [ProcedureCount], _ names: NameBook) -> ResultTable {
    var cases: [[String]: Int] = [:]
    for count in counts where count.facts[0] == "no" {
      cases[[count.unitCode, count.domain, count.itemCode], default: 0] += count.cases
    }
    return ResultTable(
      title: Phrase("不在清单内的事项（按单位与事项代码）", "Items not on the list, by unit and item code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("事项代码", "Item code"),
        Phrase("事项", "Item"), Phrase("件数", "Cases"),
      ],
      rows: cases.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
        [
          same(names.unit(key[0])), same(key[1]), same(key[2]), same(names.item(key[2])),
          same(cases[key] ?? 0),
        ]
      })
  }
}
