import Contracts

/// D08: the share of inspections made unannounced.
enum UnannouncedShare: Indicator {
  static let page = IndicatorPage(
    code: "D08", name: Phrase("飞行检查占比", "Share of unannounced inspections"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；国办发〔2024〕54号（检查方式与频次）；优化营商环境条例第五十四条",
      "Decision, clause 5; State Council offices [2024] 54 (modes and frequency of inspection); Regulation on "
        + "the business environment, article 54"),
    needs: ["inspections"],
    isDescription: true,
    definition: Phrase(
      "窗口内写明检查方式、且不是投诉核查的检查中，方式为“飞行”的占比，按单位和领域给出，附Wilson 95%区间。"
        + "未写明方式的不进分母；单位写明的全为飞行检查而空白超过二十分之一的，不给比率。",
      "Share of unannounced inspections among those of the window that state their mode and are not led by a "
        + "complaint, by unit and domain, with Wilson's 95% interval. Blank modes are in no denominator; where "
        + "a unit states unannounced alone and over one in twenty is blank, no share is given."),
    pitfalls: Phrase(
      "只作描述，高低都不说明好坏：飞行检查能发现平时看不到的问题，也最打扰经营。一次检查只登记一种方式，"
        + "不预先通知的双随机抽查不在其内。检查次数减少可能正是目标。",
      "A description; neither high nor low is good in itself: such visits find what others miss, and disturb "
        + "most. A visit has one mode, so a random one without notice is not among them. Fewer visits can be the "
        + "goal."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given"))
    ],
    innocent: Phrase(
      "药品、食品、安全生产等领域依规定开展飞行检查。",
      "Food, drugs and work safety are inspected unannounced under rules of their own."),
    ask: Phrase(
      "请说明飞行检查的启动依据与审批情况。", "Ask on what ground such visits are started and who approves them."))

  static let examples = [
    IndicatorExample(
      Phrase("半数飞行检查，只作描述", "half unannounced: described"),
      VisitExample.world([
        .init(mode: "unannounced", visits: 50), .init(mode: "routine", visits: 50),
      ]), flagged: []),
    IndicatorExample(
      Phrase(
        "方式全部空白：无法计算，而不是0%", "no mode is stated: not computable, and not 0%"),
      VisitExample.world([.init(mode: "", visits: 100)]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let shares = VisitShares(
      page: page, marked: Phrase("飞行检查", "unannounced"), column: "inspections.mode",
      observation: observation, fewest: settings.count("fewest", of: page)
    ) { $0.mode.isEmpty ? nil : $0.mode == "unannounced" }
    return shares.result()
  }
}
