import Contracts

/// D05: the share of inspections made jointly.
enum JointShare: Indicator {
  static let page = IndicatorPage(
    code: "D05", name: Phrase("联合检查占比", "Share of joint inspections"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；优化营商环境条例第五十四条（多个检查事项尽可能合并或纳入跨部门联合抽查）；国办发〔2024〕54号；国发〔2019〕5号",
      "Decision, clause 5; Regulation on the business environment, article 54 (items to be merged or "
        + "inspected jointly); State Council offices [2024] 54; State Council [2019] 5"),
    needs: ["inspections"],
    isDescription: true,
    definition: Phrase(
      "窗口内写明检查方式、且不是投诉核查的检查中，方式为“联合”的占比，按单位和领域给出，附Wilson 95%区间。"
        + "未写明方式的不进分母；单位写明的全为联合而空白超过二十分之一的，不给比率。",
      "Share of joint inspections among those of the window that state their mode and are not led by a "
        + "complaint, by unit and domain, with Wilson's 95% interval. Blank modes are in no denominator; where "
        + "a unit states joint alone and over one in twenty is blank, no share is given."),
    pitfalls: Phrase(
      "只作描述。联合检查可能只由牵头单位登记，参加单位会显得偏低；一次检查只登记一种方式，双随机联合抽查可能登记为“双随机”。"
        + "合并检查会使检查次数减少，次数少可能正是目标。",
      "A description. A joint visit may be recorded by the leading unit alone, so that the others look low; a "
        + "visit has one mode, and a random joint one may be recorded as random. Merging lowers the number of "
        + "visits: fewer can be the goal."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given"))
    ],
    innocent: Phrase(
      "监管对象与其他单位不重叠；由牵头单位统一登记。",
      "Its parties are nobody else's, or the leading unit records the visits."),
    ask: Phrase(
      "请说明“综合查一次”事项清单和参加联合检查的登记方式。",
      "Ask which items are inspected jointly and how those who take part record it."))

  static let examples = [
    IndicatorExample(
      Phrase("两成联合，只作描述", "one in five joint: described"),
      VisitExample.world([.init(mode: "joint", visits: 20), .init(mode: "routine", visits: 80)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "只登记联合、其余空白：不给比率，当作百分之百会误导",
        "joint is stated and all else blank: no share, where 100% would mislead"),
      VisitExample.world([.init(mode: "joint", visits: 40), .init(mode: "", visits: 60)]),
      flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let shares = VisitShares(
      page: page, marked: Phrase("联合检查", "joint"), column: "inspections.mode",
      observation: observation, fewest: settings.count("fewest", of: page)
    ) { $0.mode.isEmpty ? nil : $0.mode == "joint" }
    return shares.result()
  }
}
