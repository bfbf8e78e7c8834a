import Contracts

/// Z09: items that counties handed over and that nobody uses since.
enum BetweenLevels: Indicator {
  static let page = IndicatorPage(
    code: "Z09", name: Phrase("上下皆空", "Fell between the levels"), clause: 2,
    legalBasis: Phrase(
      "决定第二条；行政处罚法第二十四条（赋权应当具备承接能力并定期评估）",
      "Decision, clause 2; APL 24 (powers go to towns that can take them on, and are assessed)"),
    needs: ["cases", "authority", "units"],
    definition: Phrase(
      "某区县已赋权乡镇街道的事项，窗口期内所有乡镇与区级（及市级在该区划）均无案件或处置，"
        + "而赋权（最早一个乡镇）前12个月内区级案件达到设定件数，按区划×事项标记。任何持有该职权的单位在窗口期有未报送月份的，不能计算；"
        + "该区划没有监管对象或监管对象不明的，不适用；数据开始前已赋权的，不能计算。",
      "An item empowered to towns of a county on which in the window neither a town nor the county (nor "
        + "the city in that county) has a case or settlement, while the county had at least the set number "
        + "of cases in the 12 months before the hand-over to the first town; by district and item. Months "
        + "that any holder did not send make it not computable, and so does a hand-over before the data "
        + "begin; where nothing, or nothing known, is there to enforce on it does not apply."),
    pitfalls: Phrase(
      "区级案件少不等于失职：案件本应转由乡镇办理。个别案件可能登记在其他领域或未匹配事项。只看乡镇或只看区级都会误判。",
      "Few cases of the county are no failing: towns were to take them over. A case may be kept under "
        + "another domain or an item that matched none. Looking at the towns alone, or at the county "
        + "alone, misleads."),
    parameters: [
      IndicatorParameter(
        "cases", 3,
        Phrase("赋权前12个月区级最少案件数", "fewest cases of the county in the year before"))
    ],
    figures: FlagFigures(
      observed: Phrase("窗口期案件数，为0", "cases of the window, which are 0"),
      effect: Phrase("县区在此前一年的案件数", "cases of the county in the year before")))

  static let examples = [
    IndicatorExample(
      Phrase("赋权前一年区级3件，赋权后上下均无，应标记", "3 cases of the county before, none anywhere since"),
      world(before: 3), flagged: ["/D/I/"]),
    IndicatorExample(
      Phrase("赋权前区级仅2件，不标记", "only 2 before: not flagged"), world(before: 2), flagged: []),
    IndicatorExample(
      Phrase("乡镇没有案件而区级仍在办理，不是上下皆空", "no town has a case, but the county goes on"),
      world(before: 3, county: .active), flagged: []),
    IndicatorExample(
      Phrase("乡镇有两个月未报送，不能计算", "two months of the town were not sent: not computable"),
      world(before: 3, sent: 10), flagged: []),
    IndicatorExample(
      Phrase("同样持有职权的市级有两个月未报送，不能计算", "two months of the city, a holder too: not computable"),
      world(before: 3, sentByCity: 10), flagged: []),
    IndicatorExample(
      Phrase("没有监管对象，不适用", "nothing to enforce on: not applicable"),
      world(before: 3, county: .noExposure), flagged: []),
  ]

  private static func world(
    before: Int, county: CellState = .zeroOpen, sent: Int = 12, sentByCity: Int = 12
  ) -> Observation {
    var town = EmpoweredWorld.town("I")
    town.monthsSent = sent
    var city = EmpoweredWorld.city("I")
    city.monthsSent = sentByCity
    return EmpoweredWorld.with([
      EmpoweredWorld.county("I", state: county),
      EmpoweredWorld.office("I", cases: before, state: county == .active ? .active : .zeroOpen),
      city, town,
    ])
  }

  private struct Subject {
    let cell: Cell
    let towns: [Cell]
    let handOver: Month?
    let casesBefore: Int?
    let isWhole: Bool
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard let items = HandedOverItems.found(in: observation, orSaidIn: &result) else {
      return result
    }
    let least = settings.count("cases", of: page)
    var flagged: [Subject] = []
    for subject in subjects(items, observation) {
      let outcome = outcome(subject, least)
      result.outcomes[outcome, default: 0] += 1
      guard outcome == .flagged else { continue }
      flagged.append(subject)
      result.flags.append(flag(subject, observation))
    }
    let all = result.outcomes.values.reduce(0, +)
    let unknown = result.outcomes[.notComputable] ?? 0
    result.headline = Phrase(
      "\(Numerals.grouped(all))个区划·赋权事项中，\(Numerals.grouped(flagged.count))个上下均无案件而赋权前一年区级有\(least)件以上；"
        + "\(Numerals.grouped(unknown))个因未报送或赋权早于数据而不能计算。",
      "Of \(Numerals.grouped(all)) district × empowered items \(Numerals.grouped(flagged.count)) have no case at any level while the county "
        + "had at least \(least) in the year before; \(Numerals.grouped(unknown)) cannot be computed, for months not sent "
        + "or a hand-over before the data begin.")
    result.tables = [table(flagged, observation)]
    return result
  }

  private static func subjects(
    _ items: HandedOverItems, _ observation: Observation
  ) -> [Subject] {
    let towns = Dictionary(grouping: items.townCells) { cell in
      [items.county(of: cell.unitCode), cell.itemCode]
    }
    return observation.cells(of: .districtItem).compactMap { cell in
      guard let own = towns[[cell.districtCode, cell.itemCode]] else { return nil }
      let others =
        items.countyCells(cell.districtCode, cell.itemCode) + items.cityCells(cell.itemCode)
      let handOver = own.compactMap(\.heldFrom).min()
      return Subject(
        cell: cell, towns: own, handOver: handOver,
        casesBefore: items.casesBefore(handOver, cell.districtCode, cell.itemCode),
        isWhole: (own + others + [cell]).allSatisfy { $0.monthsSent >= $0.monthsEmpowered })
    }
  }

  private static func outcome(_ subject: Subject, _ least: Int) -> SubjectOutcome {
    switch subject.cell.state {
    case .active, .handled: return .passed
    case .notEmpowered, .noExposure, .exposureUnknown: return .notApplicable
    case .notSent: return .notComputable
    case .zeroExplained, .zeroOpen: break
    }
    guard subject.isWhole, let before = subject.casesBefore else { return .notComputable }
    return before >= least ? .flagged : .passed
  }

  private static func flag(_ subject: Subject, _ observation: Observation) -> Flag {
    let cell = subject.cell
    let before = subject.casesBefore ?? 0
    let isExplained = cell.state == .zeroExplained
    var flag = Flag.on(cell, page, isExplained ? .notice : .warning, in: observation)
    flag.observed = 0
    flag.effect = Double(before)
    flag.monthsSilent = cell.monthsSilent
    flag.evidence = observation.evidence(
      in: "cells", of: "district_item", cell.districtCode, cell.itemCode)
    let names = observation.names
    let (item, district) = (names.item(cell.itemCode), names.district(cell.districtCode))
    let since = subject.handOver?.description ?? ""
    flag.reason = Phrase(
      "“\(item)”（\(cell.domain)）在\(district)自\(since)起赋权\(subject.towns.count)个乡镇街道，"
        + "\(observation.windowInWords.chinese)乡镇与区级均无案件或处置记录，而赋权前12个月区级有\(before)件，"
        + "\(isExplained ? "现持有职权的单位均已作说明，" : "")请核实职责衔接。",
      "\(item) (\(cell.domain)) was handed over in \(district) to \(subject.towns.count) towns from "
        + "\(since) on; neither they nor the county have a case or settlement on record "
        + "\(observation.windowInWords.english), and the county had \(before) cases in the 12 months before; "
        + "\(isExplained ? "the units that hold the power now gave an explanation; " : "")check who is in charge."
    )
    return flag
  }

  private static func table(_ subjects: [Subject], _ observation: Observation) -> ResultTable {
    let names = observation.names
    return ResultTable(
      title: Phrase("上下均无案件的赋权事项", "Empowered items without a case at any level"),
      columns: [
        Phrase("区划", "District"), Phrase("领域", "Domain"), Phrase("事项", "Item"),
        Phrase("赋权乡镇数", "Towns"), Phrase("最早赋权月", "Handed over"),
        Phrase("赋权前12个月区级案件", "Cases of the county before"),
        Phrase("静默月数", "Months silent"), Phrase("投诉举报", "Complaints"),
      ],
      rows: subjects.map { subject in
        let cell = subject.cell
        return [
          same(names.district(cell.districtCode)), same(cell.domain),
          same(names.item(cell.itemCode)), same(subject.towns.count),
          same(subject.handOver?.description ?? ""), same(subject.casesBefore ?? 0),
          same(cell.monthsSilent), same(cell.complaints),
        ]
      })
  }
}
