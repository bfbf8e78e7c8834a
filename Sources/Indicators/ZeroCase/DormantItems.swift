import Contracts
import Statistics

/// Z02: items in force that nobody in the city used for a long time.
enum DormantItems: Indicator {
  static let page = IndicatorPage(
    code: "Z02", name: Phrase("休眠事项", "Dormant items"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "catalogue"],
    definition: Phrase(
      "清单中持续有效、且在已报送的最近12、24、36个月内全市没有立案、处罚、移送或有记录的不予处罚的事项。"
        + "只计全部有权单位均已报送的月份。给出月均案件数的95%上限（零案时为3.00÷月数）。",
      "Items in force throughout the last 12, 24 or 36 delivered months for which nobody in the city has "
        + "a filing, decision, transfer or recorded non-punishment. Only months delivered by every unit "
        + "that holds the power count. The 95% upper bound on cases a month is given (3.00 ÷ months "
        + "for none seen; Garwood 1936)."),
    pitfalls: Phrase(
      "休眠不等于不作为：可能没有违法行为、没有监管对象，或事项本身罕见。没有监管对象的不标记。",
      "Dormant is not inaction: there may be no violation, nothing to enforce on, or the item is rare. "
        + "Items without regulated parties are not flagged."),
    parameters: [
      IndicatorParameter(
        "months", 12, Phrase("最短休眠月数", "shortest silence in months"), range: .months)
    ],
    figures: FlagFigures(
      observed: Phrase("案件数，为0", "cases, which are 0")))

  static let examples = [
    IndicatorExample(
      Phrase("全市36个月无案，应标记", "no case in the city for 36 months: flagged"),
      ExampleWorld.with([ExampleWorld.silentCell(.cityItem)]), flagged: ["/D/I/36"]),
    IndicatorExample(
      Phrase("没有监管对象的事项不标记", "nothing to enforce on: not flagged"),
      ExampleWorld.with([ExampleWorld.silentCell(.cityItem, state: .noExposure)]), flagged: []),
    IndicatorExample(
      Phrase("未报送的月份不算静默", "months that were not sent are not silent"),
      ExampleWorld.with([ExampleWorld.silentCell(.cityItem, state: .notSent, months: 8)]),
      flagged: []),
    IndicatorExample(
      Phrase("已撤销的事项不标记", "an item that was withdrawn is not flagged"),
      ExampleWorld.with([ExampleWorld.silentCell(.cityItem, state: .notEmpowered, months: 15)]),
      flagged: []),
  ]

  private static let bands = [36, 24, 12]

  // Cases a month below which the true rate lies with 95 % confidence when none was seen.
  private static func upperBound(_ months: Int) -> Double {
    PoissonRate.upperBound(events: 0, exposure: Double(months), confidence: 0.95)
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("catalogue") else {
      result.coverage = Coverage(isComputed: false, missing: ["catalogue"])
      result.headline = Phrase(
        "没有执法事项清单，不能认定休眠事项；下表仅列曾有案件而近期没有的事项。",
        "There is no catalogue, so dormant items cannot be told; the table lists items that had cases "
          + "before and none lately.")
      result.tables = [formerlyUsed(observation, settings)]
      return result
    }
    let least = settings.count("months", of: page)
    let cells = observation.cells(of: .cityItem)
    let observed = observation.month.index - observation.firstMonth.index + 1
    guard observed >= least else {
      result.coverage = Coverage(isComputed: false, missing: ["history"])
      result.outcomes[.notComputable] = cells.count
      result.headline = Phrase(
        "仅有\(observed)个月的数据，不足\(least)个月，不能认定休眠事项。",
        "Only \(observed) months of data, fewer than \(least): dormant items cannot be told.")
      return result
    }
    for cell in cells {
      let outcome = outcome(cell, least)
      result.outcomes[outcome, default: 0] += 1
      if outcome == .flagged { result.flags.append(flag(cell, observation, least)) }
    }
    let flagged = result.outcomes[.flagged] ?? 0
    result.headline = Phrase(
      "\(Numerals.grouped(cells.count))个事项中，\(Numerals.grouped(flagged))个在已报送的至少\(least)个月内全市没有案件。",
      "\(Numerals.grouped(flagged)) of \(Numerals.grouped(cells.count)) items \(English.verb(flagged, "has", "have")) no case in the whole city for at least \(least) delivered "
        + "months.")
    result.tables = [
      cityTable(cells.filter { outcome($0, least) == .flagged }, observation),
      districtTable(observation, least),
    ]
    return result
  }

  private static func outcome(_ cell: Cell, _ least: Int) -> SubjectOutcome {
    switch cell.state {
    case .notEmpowered, .noExposure: .notApplicable
    case .notSent: .notComputable
    case .active, .handled: .passed
    case .zeroOpen, .zeroExplained, .exposureUnknown:
      cell.monthsSilent >= least ? .flagged : .passed
    }
  }

  // The longest of the documented bands that a silence reaches, else the setting that it reached.
  private static func band(_ months: Int, _ least: Int) -> Int {
    bands.first { months >= $0 && $0 >= least } ?? least
  }

  private static func flag(
    _ cell: Cell, _ observation: Observation, _ least: Int
  ) -> Flag {
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.category = String(band(cell.monthsSilent, least))
    flag.from = cell.silentFrom ?? observation.windowStart
    flag.observed = 0
    flag.monthsSilent = cell.monthsSilent
    flag.effectUpper = upperBound(cell.monthsSilent)
    flag.evidence = observation.evidence(in: "cells", of: "city_item", cell.itemCode)
    let name = observation.names.item(cell.itemCode)
    // A bound that was rounded down would be none.
    let bound = Numerals.fixed((120 * upperBound(cell.monthsSilent)).rounded(.up) / 10, places: 1)
    let history = cell.isLeftCensored
    flag.reason = Phrase(
      "“\(name)”（\(cell.domain)）全市已报送的\(cell.monthsSilent)个月没有案件"
        + (history ? "（自有数据以来一直没有，实际可能更久）" : "")
        + "；据此每年真实案件数以95%把握低于\(bound)件。",
      "No case on “\(name)” (\(cell.domain)) in the whole city for \(English.count(cell.monthsSilent, "delivered month"))"
        + (history ? " (none since the data begin, so that it may be longer)" : "")
        + "; with 95% confidence there are fewer than \(bound) cases a year.")
    return flag
  }

  private static func cityTable(_ cells: [Cell], _ observation: Observation) -> ResultTable {
    ResultTable(
      title: Phrase("全市休眠事项", "Dormant items of the city"),
      columns: [
        Phrase("事项编码", "Item"), Phrase("事项", "Name"), Phrase("领域", "Domain"),
        Phrase("静默月数", "Months silent"), Phrase("最后案件或处置月", "Last active"),
        Phrase("投诉举报", "Complaints"), Phrase("监管对象", "Regulated parties"),
      ],
      rows: cells.map { cell in
        [
          same(cell.itemCode), same(observation.names.item(cell.itemCode)), same(cell.domain),
          same(cell.monthsSilent),
          cell.lastActive.map { same($0.description) } ?? Phrase("无记录", "none on record"),
          same(cell.complaints),
          cell.partiesText,
        ]
      })
  }

  private static func districtTable(_ observation: Observation, _ least: Int) -> ResultTable {
    // There may be millions of cells: they are counted, not gathered.
    var counts: [String: [Int]] = [:]
    for index in observation.positions(of: .districtItem) {
      let place = observation.cells[index].districtCode
      let silent =
        outcome(observation.cells[index], least) == .flagged
        ? observation.cells[index].monthsSilent : 0
      let inForce = observation.cells[index].monthsEmpowered > 0 ? 1 : 0
      var own = counts[place] ?? [Int](repeating: 0, count: bands.count + 1)
      own[0] += inForce
      for (band, months) in bands.reversed().enumerated() where silent >= max(months, 1) {
        own[band + 1] += 1
      }
      counts[place] = own
    }
    return ResultTable(
      title: Phrase("各区划的休眠事项数", "Dormant items by district"),
      columns: [Phrase("区划", "District"), Phrase("有效事项", "In force")]
        + bands.reversed().map { Phrase("静默≥\($0)个月", "Silent ≥ \($0) months") },
      rows: counts.keys.sorted().map { district in
        [same(observation.names.district(district))]
          + (counts[district] ?? []).map { same($0) }
      })
  }

  private static func formerlyUsed(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let least = settings.count("months", of: page)
    return cityTable(
      observation.cells(of: .cityItem).filter { $0.monthsSilent >= least }, observation)
  }
}
