import Contracts

/// D04: the share of inspections drawn at random.
enum RandomShare: Indicator {
  static let page = IndicatorPage(
    code: "D04", name: Phrase("双随机占比", "Share of random inspections"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；优化营商环境条例第五十四条；国办发〔2015〕58号、国发〔2019〕5号（双随机、一公开）；国办发〔2024〕54号",
      "Decision, clause 5; Regulation on the business environment, article 54; State Council offices "
        + "[2015] 58, [2019] 5 (random inspection) and [2024] 54"),
    needs: ["inspections"],
    isDescription: true,
    definition: Phrase(
      "窗口内写明检查方式、且不是投诉核查的检查中，方式为“双随机”的占比，按单位和领域给出，附Wilson 95%区间。"
        + "未写明方式的不进分母；单位写明的全为双随机而空白超过二十分之一的，不给比率。",
      "Share of inspections by random draw among those of the window that state their mode and are not led "
        + "by a complaint, by unit and domain, with Wilson's 95% interval. Blank modes are in no denominator; "
        + "where a unit states random alone and over one in twenty is blank, no share is given."),
    pitfalls: Phrase(
      "只作描述：没有公开文件规定最低比例，重点领域、特殊行业可依法实行重点检查。一次检查只登记一种方式，跨部门联合的"
        + "双随机可能登记为“联合”。检查次数减少、占比变化都可能正是改革目标，占比高不等于检查好。",
      "A description: no public text sets a least share, and key areas are lawfully inspected in other ways. A "
        + "visit has one mode, so a random joint visit may be recorded as joint. Fewer visits can be the goal, "
        + "and a high share is no merit by itself."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given")),
      IndicatorParameter(
        "least", 0, Phrase("占比低于此值时提示；0为不提示", "share below which there is a notice; 0 for none"),
        range: .number(0...1)),
    ],
    innocent: Phrase(
      "属依法实行重点监管的领域；双随机抽查由上级统一登记；方式一栏误登。",
      "A field under lawful key supervision; random draws recorded by a higher body; modes recorded wrongly."
    ),
    ask: Phrase(
      "请说明本年抽查计划、随机抽查事项清单和未采用双随机方式的理由。",
      "Ask for the plan of random inspections, the list of items and why other modes were used."))

  static let examples = [
    IndicatorExample(
      Phrase("一成双随机；未设下限，只作描述", "one in ten at random: described, no least share is set"),
      VisitExample.world([.init(mode: "random", visits: 10), .init(mode: "routine", visits: 90)]),
      flagged: []),
    IndicatorExample(
      Phrase(
        "投诉核查500次不进分母；当作分母会把五成算成一成",
        "500 complaint-led visits are in no denominator; counting them would turn half into a tenth"
      ),
      VisitExample.world([
        .init(mode: "random", visits: 50), .init(mode: "special", visits: 50),
        .init(mode: "complaint", visits: 500),
      ]), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let shares = VisitShares(
      page: page, marked: Phrase("双随机检查", "random"), column: "inspections.mode",
      observation: observation, fewest: settings.count("fewest", of: page),
      least: settings.value("least", of: page)
    ) { $0.mode.isEmpty ? nil : $0.mode == "random" }
    return shares.result()
  }
}
