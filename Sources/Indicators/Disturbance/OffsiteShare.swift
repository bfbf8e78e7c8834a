import Contracts

/// D06: the share of inspections made without entering the premises.
enum OffsiteShare: Indicator {
  static let page = IndicatorPage(
    code: "D06", name: Phrase("非现场占比", "Share of off-site inspections"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；国办发〔2024〕54号（能以书面核查、信息共享、智慧监管等方式监管的不得入企现场检查）；"
        + "优化营商环境条例第五十六条（非现场监管）",
      "Decision, clause 5; State Council offices [2024] 54 (no visit where papers, shared data or remote "
        + "control do); Regulation on the business environment, article 56 (off-site supervision)"),
    needs: ["inspections"],
    isDescription: true,
    definition: Phrase(
      "窗口内写明是否非现场、且不是投诉核查的检查中，非现场的占比，按单位和领域给出，附Wilson 95%区间。"
        + "空白是“不知道”，不是“否”，不进分母；单位只登记“是”而空白超过二十分之一的，不给比率。",
      "Share of off-site inspections among those of the window that say whether they were and are not led by a "
        + "complaint, by unit and domain, with Wilson's 95% interval. A blank is unknown, not a no, and is in "
        + "no denominator; where a unit states yes alone and over one in twenty is blank, no share is given."
    ),
    pitfalls: Phrase(
      "只作描述。许多系统只把非现场勾为“是”，其余留空，此时无法得出比率。远程监测若不登记为检查，占比会偏低。"
        + "有的事项依法必须到现场；检查次数减少可能正是目标。",
      "A description. Many systems tick off-site visits and leave the rest blank, which gives no share. Remote "
        + "control that is not recorded as inspection lowers it. Some items must be seen on site by law, and "
        + "fewer visits can be the goal."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given"))
    ],
    innocent: Phrase(
      "所管事项依法须到现场；非现场监管另有系统登记。",
      "Its items must be seen on site by law, or off-site control is recorded elsewhere."),
    ask: Phrase(
      "请说明可以不入企的检查事项和非现场监管的登记方式。",
      "Ask which items need no visit and how off-site supervision is recorded."))

  static let examples = [
    IndicatorExample(
      Phrase("三成非现场，只作描述", "three in ten off site: described"),
      VisitExample.world([.init(offsite: "yes", visits: 30), .init(offsite: "no", visits: 70)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "只勾“是”、其余空白：不给比率，当作百分之百会误导",
        "yes is ticked and the rest blank: no share, where 100% would mislead"),
      VisitExample.world([.init(offsite: "yes", visits: 30), .init(visits: 70)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let shares = VisitShares(
      page: page, marked: Phrase("非现场检查", "off-site"),
      column: "inspections.offsite", observation: observation,
      fewest: settings.count("fewest", of: page)
    ) { $0.offsite.isEmpty ? nil : $0.offsite == "yes" }
    return shares.result()
  }
}
