import Contracts

/// Z11: how many of the open zeros a unit explained; deletes no flag.
enum ExplainedZeros: Indicator {
  static let page = IndicatorPage(
    code: "Z11", name: Phrase("零办案说明", "Explained zeros"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "explanations"],
    isDescription: true,
    definition: Phrase(
      "“零案有说明”的单元数 ÷（“零案有说明”与“零案待核实”的单元数之和），按单位，领域与事项分列。"
        + "所持事项均有说明（没有监管对象的事项除外）的领域视为有说明，各单位均有说明的区划同理。说明须在报告月末仍有效；逐一列出已超过设定月数的说明，以及已过有效期而仍无案件的说明。仅作描述，不排名、不标记，也不消除其他指标的标记。",
      "Cells in state zero_explained ÷ cells in state zero_explained or zero_open, by unit, domains and "
        + "items apart. A domain is explained where all items held of it are (but for those without regulated parties), "
        + "and so is a district where its units are. An explanation must be valid at the end of the report month; those older than the "
        + "setting are listed, and so are those that ran out while there is still no case. A description: never a ranking, never a flag, and it deletes no flag."
    ),
    pitfalls: Phrase(
      "有说明不等于说明成立，本系统不审查理由。说明率高也可能是例行填报。未报送、没有监管对象或有处置的单元不是零案，不计入。",
      "An explanation is not thereby a good one: reasons are not examined here, and a high share may be "
        + "routine. Cells that were not sent, have nothing to enforce on or were handled are no zeros."
    ),
    parameters: [
      IndicatorParameter(
        "months", 12, Phrase("说明超过此月数即列出复核", "months from which an explanation is listed"),
        range: .months),
      IndicatorParameter(
        "fewest_zeros", 5, Phrase("零案单元少于此数不给比率", "zeros below which no share is given")),
    ])

  static let examples = [
    IndicatorExample(
      Phrase("5个零案中1个有说明，仅作描述", "one of five zeros explained: a description"), exampleWorld,
      flagged: []),
    IndicatorExample(
      Phrase("说明已满14个月，列出复核，不标记", "an explanation of 14 months is listed, not flagged"),
      oldWorld, flagged: []),
  ]

  static var exampleWorld: Observation { world(explained: "2024-06-30") }
  static var oldWorld: Observation { world(explained: "2023-10-15") }

  private static func world(explained: String) -> Observation {
    let cells = (1...5).map { number in
      var cell = ExampleWorld.silentCell(state: number == 1 ? .zeroExplained : .zeroOpen)
      cell.domain = "D\(number)"
      if number == 1 { cell.explained = CalendarDate(explained) }
      return cell
    }
    var observation = ExampleWorld.with(cells)
    observation.tables.insert("explanations")
    return observation
  }

  private struct Zeros {
    var open = 0
    var explained = 0
    var all: Int { open + explained }
  }

  private struct UnitZeros {
    var domains = Zeros()
    var items = Zeros()
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("explanations") else {
      result.coverage = Coverage(isComputed: false, missing: ["explanations"])
      result.headline = Phrase(
        "没有零办案说明数据，无法计算。", "Not computable: there are no explanations.")
      return result
    }
    let units = zeros(observation)
    let old = oldCells(observation, settings.count("months", of: page))
    // A description passes nothing and flags nothing.
    result.outcomes[.notApplicable] = units.count
    let domains = units.reduce(0) { $0 + $1.zeros.domains.all }
    let explained = units.reduce(0) { $0 + $1.zeros.domains.explained }
    let isRated = domains >= settings.count("fewest_zeros", of: page)
    let share = Numerals.percentage(explained, of: isRated ? domains : 0)
    result.headline = Phrase(
      "\(domains)个零案的单位·领域中\(explained)个有有效说明\(share.isEmpty ? "" : "（\(share)）")；"
        + "\(old.count)个单元的说明已满\(settings.count("months", of: page))个月，建议复核。",
      "\(explained) of \(domains) unit × domains without a case \(English.verb(explained, "has", "have")) a valid explanation"
        + (share.isEmpty ? "" : " (\(share))") + "; \(English.count(old.count, "cell")) "
        + "\(English.verb(old.count, "rests", "rest")) on one of at least "
        + "\(settings.count("months", of: page)) months, to be looked at again.")
    let expired = expiredRows(observation)
    if !expired.isEmpty {
      result.headline = result.headline.followed(
        by: Phrase(
          "\(expired.count)项说明已过有效期，对应的零案不再作已说明处理。",
          "\(English.count(expired.count, "explanation")) \(English.verb(expired.count, "has", "have")) expired;"
            + " \(English.verb(expired.count, "its zero counts", "their zeros count")) as unexplained."
        ))
    }
    result.tables = [
      table(units, observation, settings), oldTable(old, observation), expiredTable(expired),
    ]
    return result
  }

  // Expired explanations whose cell is an open zero now; what was said stays in the archive.
  private static func expiredRows(_ observation: Observation) -> [[Phrase]] {
    var open: Set<[String]> = []
    for position in [CellLevel.unitDomain, .unitItem].flatMap({ observation.positions(of: $0) }) {
      let cell = observation.cells[position]
      guard cell.state == .zeroOpen else { continue }
      open.insert([cell.unitCode, cell.itemCode.isEmpty ? cell.domain : "", cell.itemCode])
    }
    return observation.expiredExplanations.sortedKeys.filter { open.contains(Array($0[..<3])) }
      .map { key in
        let subject = key[2].isEmpty ? key[1] : observation.names.item(key[2])
        return [observation.names.unit(key[0]), subject, key[3], key[4]].map { same($0) }
      }
  }

  private static func expiredTable(_ rows: [[Phrase]]) -> ResultTable {
    ResultTable(
      title: Phrase("已过有效期的说明（零案待核实）", "Explanations that expired (the zero is open)"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域或事项", "Domain or item"), Phrase("说明日期", "Explained"),
        Phrase("有效期至", "Valid to"),
      ],
      rows: rows)
  }

  private static func zeros(_ observation: Observation) -> [(unit: String, zeros: UnitZeros)] {
    var units: [String: UnitZeros] = [:]
    for index in observation.cells.indices
    where [.zeroOpen, .zeroExplained].contains(observation.cells[index].state) {
      let cell = observation.cells[index]
      let isExplained = cell.state == .zeroExplained
      let path: WritableKeyPath<UnitZeros, Zeros>
      switch cell.level {
      case .unitDomain: path = \.domains
      case .unitItem: path = \.items
      case .districtItem, .districtDomain, .cityItem: continue
      }
      units[cell.unitCode, default: UnitZeros()][keyPath: path].open += isExplained ? 0 : 1
      units[cell.unitCode, default: UnitZeros()][keyPath: path].explained += isExplained ? 1 : 0
    }
    return units.keys.sorted().map { ($0, units[$0] ?? UnitZeros()) }
  }

  private static func age(_ cell: Cell, _ observation: Observation) -> Int {
    cell.explained.map { observation.month.index - $0.month.index } ?? 0
  }

  // Items are listed where their explanations are not of one date: that of their domain may then be the
  // oldest of them. Where they are, the domain stands for them.
  private static func oldCells(_ observation: Observation, _ months: Int) -> [Cell] {
    let units = [CellLevel.unitDomain, .unitItem].flatMap { observation.positions(of: $0) }
    let explained = units.filter { observation.cells[$0].state == .zeroExplained }
    let old = explained.map { observation.cells[$0] }.filter { cell in
      cell.state == .zeroExplained
        && cell.explained != nil && age(cell, observation) >= months
    }
    let items = explained.map { observation.cells[$0] }.filter { $0.level == .unitItem }
    let dates = Dictionary(grouping: items) { [$0.unitCode, $0.domain] }
      .mapValues { Set($0.map(\.explained)) }
    let isOne = { (cell: Cell) in
      (dates[[cell.unitCode, cell.domain]] ?? []).subtracting([cell.explained]).isEmpty
    }
    let hasOldItem = Set(
      old.filter { $0.level == .unitItem }.map { [$0.unitCode, $0.domain] })
    let domains = old.filter {
      $0.level == .unitDomain && (isOne($0) || !hasOldItem.contains([$0.unitCode, $0.domain]))
    }
    let known = Set(domains.map { [$0.unitCode, $0.domain] })
    return domains
      + old.filter { $0.level == .unitItem && !known.contains([$0.unitCode, $0.domain]) }
  }

  private static func table(
    _ units: [(unit: String, zeros: UnitZeros)], _ observation: Observation,
    _ settings: IndicatorSettings
  ) -> ResultTable {
    let least = settings.count("fewest_zeros", of: page)
    let share = { (zeros: Zeros) in
      same(Numerals.percentage(zeros.explained, of: zeros.all >= least ? zeros.all : 0))
    }
    return ResultTable(
      title: Phrase("各单位的零案与说明", "Zeros and explanations by unit"),
      columns: [
        Phrase("单位", "Unit"), Phrase("零案领域", "Zero domains"),
        Phrase("有说明", "Explained"), Phrase("说明率", "Share"),
        Phrase("零案事项", "Zero items"), Phrase("有说明", "Explained"),
        Phrase("说明率", "Share"),
      ],
      rows: units.map { unit, zeros in
        [
          same(observation.names.unit(unit)), same(zeros.domains.all),
          same(zeros.domains.explained), share(zeros.domains), same(zeros.items.all),
          same(zeros.items.explained), share(zeros.items),
        ]
      })
  }

  private static func oldTable(_ cells: [Cell], _ observation: Observation) -> ResultTable {
    let names = observation.names
    return ResultTable(
      title: Phrase("时间较久的说明", "Explanations of some age"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("事项", "Item"),
        Phrase("说明日期", "Explained"), Phrase("距报告月月数", "Months ago"),
        Phrase("静默月数", "Months silent"),
      ],
      rows: cells.map { cell in
        [
          same(names.unit(cell.unitCode)), same(cell.domain),
          cell.itemCode.isEmpty ? Phrase("全领域", "whole domain") : same(names.item(cell.itemCode)),
          same(cell.explained?.description ?? ""), same(age(cell, observation)),
          same(cell.monthsSilent),
        ]
      })
  }
}
