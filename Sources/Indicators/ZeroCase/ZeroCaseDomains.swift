import Contracts

/// Z03: domains without a case, to be assessed once expected counts exist.
enum ZeroCaseDomains: Indicator {
  static let page = IndicatorPage(
    code: "Z03", name: Phrase("零办案领域", "Zero-case domains"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "catalogue", "feeds"],
    definition: Phrase(
      "单位（或区划）× 领域处于“零案待核实”状态，且已报送的连续静默月数达到设定值。"
        + "本期尚无参照值，只列为“待评估”，不进入标记清单，也不进入简报。",
      "Unit (or district) × domain in state zero_open whose delivered silent months reach the setting. "
        + "Without expected counts they are listed as to be assessed, and stay out of flags and briefing."
    ),
    pitfalls: Phrase(
      "仅凭“多少个月无案”作判断，在模拟数据中约九成三是误报；必须结合参照值、监管对象与投诉举报。",
      "On planted worlds the bare rule “no case for n months” is wrong in about 93 of 100: it takes the "
        + "expected count, the exposure and the complaints to judge."),
    parameters: [
      IndicatorParameter("months", 12, Phrase("最短静默月数", "shortest silence in months"))
    ])

  static let examples = [
    IndicatorExample(
      Phrase("静默36个月只列为待评估，不标记", "36 silent months: listed to be assessed, not flagged"),
      ExampleWorld.with([ExampleWorld.silentCell()]), flagged: []),
    IndicatorExample(
      Phrase("未报送不列入", "not sent: not listed"),
      ExampleWorld.with([ExampleWorld.silentCell(state: .notSent)]), flagged: []),
  ]

  /// Cells to be assessed, of units first, then of districts.
  static func candidates(_ observation: Observation, months: Int) -> [Cell] {
    observation.cells.filter {
      ($0.level == .unitDomain || $0.level == .districtDomain) && $0.state == .zeroOpen
        && $0.monthsSilent >= months
    }.sorted { ($0.level == .districtDomain ? 1 : 0) < ($1.level == .districtDomain ? 1 : 0) }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    result.coverage = Coverage(
      isComputed: false,
      missing: ["expected"] + ["catalogue", "feeds"].filter { !observation.tables.contains($0) })
    let months = settings.count("months", of: page)
    let cells = candidates(observation, months: months)
    result.outcomes[.notComputable] = cells.count
    let units = cells.count { $0.level == .unitDomain }
    result.headline = Phrase(
      "待评估：\(units)个单位·领域、\(cells.count - units)个区划·领域在已报送的至少\(months)个月内没有案件，尚无参照值，不作判断。",
      "To be assessed: \(units) unit × domains and \(cells.count - units) district × domains without a "
        + "case for at least \(months) delivered months; no judgement without expected counts.")
    result.tables = [table(cells, observation)]
    return result
  }

  private static func table(_ cells: [Cell], _ observation: Observation) -> ResultTable {
    let names = observation.names
    return ResultTable(
      title: Phrase("待评估的零案领域", "Zero-case domains to be assessed"),
      columns: [
        Phrase("单位或区划", "Unit or district"), Phrase("领域", "Domain"),
        Phrase("静默月数", "Months silent"), Phrase("此前案件", "Cases before"),
        Phrase("最后案件或处置月", "Last active"), Phrase("投诉举报", "Complaints"),
        Phrase("检查发现问题", "Findings"), Phrase("监管对象", "Regulated parties"),
      ],
      rows: cells.map { cell in
        [
          same(
            cell.level == .unitDomain
              ? names.unit(cell.unitCode) : names.district(cell.districtCode)),
          same(cell.domain), same(cell.monthsSilent), same(cell.casesEver),
          cell.lastActive.map { same($0.description) } ?? Phrase("无记录", "none on record"),
          same(cell.complaints), same(cell.findings),
          cell.regulatedParties.map { same($0) } ?? Phrase("不明", "unknown"),
        ]
      })
  }
}
