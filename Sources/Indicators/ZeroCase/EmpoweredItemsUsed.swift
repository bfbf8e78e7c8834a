import Contracts

/// Z08: how many of the items that were handed over to a town the town used.
enum EmpoweredItemsUsed: Indicator {
  static let page = IndicatorPage(
    code: "Z08", name: Phrase("赋权事项激活率", "Use of empowered items"), clause: 2,
    legalBasis: Phrase(
      "决定第二条；行政处罚法第二十四条（交由乡镇街道行使的处罚权应当定期组织评估）",
      "Decision, clause 2; APL 24 (powers handed over to towns are assessed regularly)"),
    needs: ["cases", "authority", "units"],
    definition: Phrase(
      "报告月仍持有的赋权事项中，窗口期有案件或有处置无处罚的事项数 ÷ 可评估的赋权事项数，按乡镇街道计算。"
        + "未报送、没有监管对象或监管对象不明的事项不计入分母，另列件数。并列本区县区级单位在赋权前12个月内有案件的同一事项数。"
        + "可评估事项达到设定值而一项未用，且其中至少若干项在赋权前一年区级有案件的，标记为“提示”；其余只作描述。",
      "Items held by empowerment in the report month with a case or a settlement without penalty in the "
        + "window ÷ items that can be assessed, by town. Items that were not sent, or of which it is not "
        + "known that there is anything to enforce on, are left out and counted. Beside it stand the same "
        + "items on which county-level units of the same county had cases in the 12 months before the "
        + "hand-over. A town that used none of at least the fewest items is a notice if the county had "
        + "cases on several of them in the year before; all else is a description."),
    pitfalls: Phrase(
      "赋权不等于必须有案件：乡镇可能没有违法行为，或以教育、调解解决。数据开始前已赋权的事项不知道此前用过没有，"
        + "不据此标记。区级在赋权之后的案件不作比较。",
      "A power is no duty to have cases: there may be no violation, or teaching and mediation may do. Of "
        + "items that were handed over before the data begin it is not known whether the county used them, "
        + "and nothing is concluded from them. What the county does after the hand-over is not compared."
    ),
    parameters: [
      IndicatorParameter(
        "fewest_items", 10,
        Phrase("可评估赋权事项少于此数不给比率、不标记", "assessable items below which no share is given")),
      IndicatorParameter(
        "county_items", 3,
        Phrase("赋权前一年区级有案件的最少事项数", "fewest items with cases of the county before")),
    ],
    figures: FlagFigures(
      observed: Phrase("用过的赋权事项数，为0", "empowered items used, which are 0"),
      effect: Phrase("可判断的赋权事项数", "empowered items that could be judged")))

  static let examples = [
    IndicatorExample(
      Phrase("12项一项未用，而赋权前一年区级在3项上有案件，应标记", "none of 12 used, the county used 3 before"),
      world(items: 12, usedBefore: 3), flagged: ["U///"]),
    IndicatorExample(
      Phrase("赋权前区级也只用过2项，只作描述", "the county itself used only 2 before: a description"),
      world(items: 12, usedBefore: 2), flagged: []),
    IndicatorExample(
      Phrase("有一项只作出不予处罚，也是使用，不标记", "one item settled without penalty is use"),
      world(items: 12, usedBefore: 3, first: .handled), flagged: []),
    IndicatorExample(
      Phrase("监管对象不明的事项不能说未用，不标记", "exposure unknown: left out, not unused"),
      world(items: 12, usedBefore: 3, others: .exposureUnknown), flagged: []),
    IndicatorExample(
      Phrase("可评估的只有9项，不标记", "9 assessable items are too few"),
      world(items: 9, usedBefore: 3), flagged: []),
    IndicatorExample(
      Phrase("数据开始前已赋权，此前用过没有不明，不标记", "handed over before the data begin: unknown"),
      world(items: 12, usedBefore: 3, handOver: Month(year: 2022, month: 1)), flagged: []),
  ]

  private static func world(
    items: Int, usedBefore: Int, first: CellState = .zeroOpen, others: CellState = .zeroOpen,
    handOver: Month = EmpoweredWorld.handOver
  ) -> Observation {
    let codes = (1...items).map { "I\($0 < 10 ? "0" : "")\($0)" }
    let towns = codes.enumerated().map { place, code in
      var cell = EmpoweredWorld.town(code, state: place == 0 ? first : others)
      cell.heldFrom = handOver
      return cell
    }
    let offices = codes.enumerated().map { place, code in
      EmpoweredWorld.office(code, cases: place < usedBefore ? 1 : 0)
    }
    return EmpoweredWorld.with(offices + towns)
  }

  private struct Use {
    let unit: String
    let county: String
    var empowered = 0
    var used = 0
    var notSent = 0
    var unexposed = 0
    // Assessed items whose use by the county before the hand-over is known, and those used.
    var knownBefore = 0
    var usedBefore = 0
    var casesBefore = 0

    var assessed: Int { empowered - notSent - unexposed }

    mutating func add(_ cell: Cell, casesBefore: Int?) {
      empowered += 1
      switch cell.state {
      case .notSent: notSent += 1
      case .noExposure, .exposureUnknown: unexposed += 1
      case .active, .handled, .zeroExplained, .zeroOpen, .notEmpowered:
        if cell.state == .active || cell.state == .handled { used += 1 }
        guard let casesBefore else { return }
        knownBefore += 1
        usedBefore += casesBefore > 0 ? 1 : 0
        self.casesBefore += casesBefore
      }
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard let items = HandedOverItems.found(in: observation, orSaidIn: &result) else {
      return result
    }
    let towns = uses(items)
    for use in towns {
      let outcome = outcome(use, settings)
      result.outcomes[outcome, default: 0] += 1
      if outcome == .flagged { result.flags.append(flag(use, observation)) }
    }
    result.headline = headline(towns, settings)
    result.tables = [table(towns, observation, settings)]
    return result
  }

  private static func uses(_ items: HandedOverItems) -> [Use] {
    Dictionary(grouping: items.townCells, by: \.unitCode).sorted { $0.key < $1.key }
      .map { unit, cells in
        var use = Use(unit: unit, county: items.county(of: unit))
        for cell in cells {
          use.add(
            cell, casesBefore: items.casesBefore(cell.heldFrom, use.county, cell.itemCode))
        }
        return use
      }
  }

  private static func outcome(_ use: Use, _ settings: IndicatorSettings) -> SubjectOutcome {
    guard use.assessed >= settings.count("fewest_items", of: page) else {
      return use.assessed == 0 && use.notSent > 0 ? .notComputable : .notApplicable
    }
    let least = settings.count("county_items", of: page)
    guard use.used == 0 else { return .passed }
    if use.usedBefore >= least { return .flagged }
    return use.knownBefore >= least ? .passed : .notComputable
  }

  private static func headline(_ towns: [Use], _ settings: IndicatorSettings) -> Phrase {
    let used = towns.reduce(0) { $0 + $1.used }
    let assessed = towns.reduce(0) { $0 + $1.assessed }
    let notSent = towns.reduce(0) { $0 + $1.notSent }
    let unexposed = towns.reduce(0) { $0 + $1.unexposed }
    let isEnough = assessed >= settings.count("fewest_items", of: page)
    let share = Numerals.percentage(used, of: isEnough ? assessed : 0)
    return Phrase(
      "\(Numerals.grouped(towns.count))个乡镇街道可评估的赋权事项\(Numerals.grouped(assessed))个，有案件或处置的\(Numerals.grouped(used))个"
        + (share.isEmpty ? "；" : "，激活率\(share)；")
        + "另有\(Numerals.grouped(notSent))个未报送、\(Numerals.grouped(unexposed))个没有监管对象或不明，不计算。",
      "\(Numerals.grouped(used)) of \(Numerals.grouped(assessed)) assessable items empowered to \(Numerals.grouped(towns.count)) towns were used"
        + (share.isEmpty ? "" : ": \(share)")
        + "; \(Numerals.grouped(notSent)) not sent and \(Numerals.grouped(unexposed)) without known regulated parties left out."
    )
  }

  private static func flag(_ use: Use, _ observation: Observation) -> Flag {
    var cell = Cell(level: .unitDomain, domain: "", state: .zeroOpen)
    cell.unitCode = use.unit
    cell.districtCode =
      observation.units.first { $0.code == use.unit }?.districtCode ?? ""
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.observed = 0
    flag.effect = Double(use.assessed)
    flag.evidence = observation.evidence(in: "cells", of: "unit_item", use.unit)
    let name = observation.names.unit(use.unit)
    flag.reason = Phrase(
      "\(name)可评估的\(use.assessed)个赋权事项在\(observation.windowInWords.chinese)均无案件或处置记录，"
        + "其中\(use.usedBefore)项在赋权前12个月内区级有案件（共\(use.casesBefore)件），请核实承接情况。",
      "None of the \(use.assessed) assessable items empowered to \(name) has a case or settlement on "
        + "record \(observation.windowInWords.english); on \(use.usedBefore) of them the county had "
        + "\(use.casesBefore) cases in the 12 months before the hand-over; check how they were taken "
        + "over.")
    return flag
  }

  private static func table(
    _ towns: [Use], _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let least = settings.count("fewest_items", of: page)
    return ResultTable(
      title: Phrase("各乡镇街道的赋权事项", "Empowered items by town"),
      columns: [
        Phrase("乡镇街道", "Town"), Phrase("区划", "County"), Phrase("赋权事项", "Empowered"),
        Phrase("可评估", "Assessable"), Phrase("有案件或处置", "Used"),
        Phrase("未报送", "Not sent"), Phrase("无监管对象或不明", "Exposure none or unknown"),
        Phrase("激活率", "Share"), Phrase("赋权前情况已知", "Year before known"),
        Phrase("赋权前区级用过", "Used by county before"),
        Phrase("赋权前区级案件", "Cases of county before"),
      ],
      rows: towns.map { use in
        [
          same(observation.names.unit(use.unit)), same(observation.names.district(use.county)),
          same(use.empowered), same(use.assessed), same(use.used), same(use.notSent),
          same(use.unexposed),
          same(Numerals.percentage(use.used, of: use.assessed >= least ? use.assessed : 0)),
          same(use.knownBefore), same(use.usedBefore), same(use.casesBefore),
        ]
      })
  }
}
