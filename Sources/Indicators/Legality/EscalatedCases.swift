import Contracts

/// L15: major cases that were handled above the lowest level that may enforce the item.
enum EscalatedCases: Indicator {
  static let page = IndicatorPage(
    code: "L15", name: Phrase("提级办理", "Cases handled one level up"), clause: 6,
    legalBasis: Phrase(
      "决定第六条；行政处罚法第二十二条、第二十三条、第二十五条（管辖、层级与管辖争议）",
      "Decision, clause 6; APL 22, 23 and 25 (jurisdiction, level, and disputes about it)"),
    needs: ["cases", "units", "catalogue"],
    isDescription: true,
    definition: Phrase(
      "窗口内已决定、登记为重大的案件，其事项由下级（县级或镇街）也可实施的，由高于最低可实施层级的单位办理的占比。"
        + "仅市级可实施的事项没有下级，不计；层级不明的不计，另列件数。按领域列出。",
      "Decided cases of the window marked as major whose item a level below the city may also enforce, and the share "
        + "that a unit above the lowest such level handled. Items that the city alone may enforce have no level "
        + "below and are left out; cases with an unknown level are counted apart. By domain."),
    pitfalls: Phrase(
      "仅作描述，不标记。数据不能区分“提级”与本来就由上级管辖的分工；只看登记为重大的案件，未登记的重大案件和跨区域案件不可见；"
        + "只有一级可实施的事项也计在分母内，会拉低占比。",
      "A description, never a flag. The data cannot tell a case that was taken up from one that lay with the "
        + "higher level anyway. Only cases marked as major are seen, cross-region ones not. Items that a "
        + "single level below the city may enforce stay in the denominator and lower the share."),
    parameters: [
      .fewestCases
    ],
    innocent: Phrase(
      "分工本来如此；重大标记的口径不一。",
      "The duties are divided that way, or units mark cases as major by different standards."),
    ask: Phrase(
      "请说明重大、复杂、跨区域案件提级办理的标准和程序。",
      "Ask by which rule and procedure major, complex and cross-region cases are taken up."))

  static let examples = [
    IndicatorExample(
      Phrase("县级办理镇街可实施的重大案件，仅作描述", "a county handles what towns may enforce: a description"),
      ProcedureExample.world(.escalation, [(["county", "town"], 30), (["town", "town"], 10)]),
      flagged: []),
    IndicatorExample(
      Phrase("层级不明或仅市级可实施，没有占比", "an unknown level, or the city alone: no share"),
      ProcedureExample.world(.escalation, [(["county", ""], 20), (["city", "city"], 20)]),
      flagged: []),
  ]

  /// Where a case was handled.
  enum Handling: Hashable {
    case above
    case atLowest
    case cityAlone
    case unknown
  }

  private static let order = ["town": 1, "county": 2, "city": 3]

  /// Tells where a case was handled from the level of the unit and the lowest of the item.
  static func handling(unit: String, lowest: String) -> Handling {
    guard let least = order[lowest] else { return .unknown }
    if lowest == "city" { return .cityAlone }
    guard let own = order[unit] else { return .unknown }
    return own > least ? .above : .atLowest
  }

  // Cases that are all stated not to be major lack nothing.
  private static func missing(_ observation: Observation, hasMajor: Bool) -> [String] {
    guard !hasMajor else {
      return [observation.tables.contains("catalogue") ? "units.level" : "catalogue"]
    }
    let isStated = observation.procedures(.review).contains { !$0.facts[0].isEmpty }
    return isStated ? [] : ["cases.major"]
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var domains: [String: [Handling: Int]] = [:]
    var units: [String: Bool] = [:]
    for count in observation.procedures(.escalation) {
      let handling = handling(unit: count.facts[0], lowest: count.facts[1])
      domains[count.domain, default: [:]][handling, default: 0] += count.cases
      units[count.unitCode] = (units[count.unitCode] ?? false) || handling != .unknown
    }
    let silent = units.count { !$0.value }
    guard silent < units.count else {
      var result = IndicatorResult.notComputable(
        page, missing(observation, hasMajor: !units.isEmpty),
        units.isEmpty
          ? Phrase("没有登记为重大的案件，无法计算。", "Not computable: no case is marked as major.")
          : Phrase("重大案件的层级均不明，无法计算。", "Not computable: no major case has known levels."))
      if silent > 0 { result.outcomes[.notComputable] = silent }
      return result
    }
    var result = IndicatorResult(page.code)
    // A description passes nothing and flags nothing.
    let all = observation.unitCodes(and: units.keys).count
    result.outcomes[.notApplicable] = all - silent
    if silent > 0 { result.outcomes[.notComputable] = silent }
    let fewest = settings.count("fewest", of: page)
    result.tables = [table(domains, fewest: fewest)]
    result.headline = headline(domains, fewest: fewest)
    return result
  }

  private static func rate(_ counts: [Handling: Int], fewest: Int) -> MeasuredRate {
    let above = counts[.above] ?? 0
    return MeasuredRate(above, of: above + (counts[.atLowest] ?? 0), fewest: fewest)
  }

  private static func headline(_ domains: [String: [Handling: Int]], fewest: Int) -> Phrase {
    let sums = domains.values.reduce(into: [Handling: Int]()) { sums, counts in
      sums.merge(counts, uniquingKeysWith: +)
    }
    let rate = rate(sums, fewest: fewest)
    let (alone, unknown) = (sums[.cityAlone] ?? 0, sums[.unknown] ?? 0)
    let rest = Phrase(
      "另有\(alone)件仅市级可实施、\(unknown)件层级不明，不计。",
      "\(alone) that the city alone may enforce and \(unknown) with unknown levels are left out.")
    guard rate.all > 0 else {
      return Phrase("没有下级也可实施的重大案件。", "No major case has an item that a lower level may enforce.")
        .followed(by: rest)
    }
    return Phrase(
      "下级也可实施的重大案件中由上级办理：\(rate.inWords.chinese)。",
      rate.english("major cases that a lower level may enforce", .were("handled above it")) + "."
    ).followed(by: rest)
  }

  private static func table(
    _ domains: [String: [Handling: Int]], fewest: Int
  ) -> ResultTable {
    ResultTable(
      title: Phrase("重大案件的办理层级（按领域）", "Levels that handled major cases, by domain"),
      columns: [
        Phrase("领域", "Domain"), Phrase("高于最低层级办理", "Above the lowest level"),
        Phrase("最低层级办理", "At the lowest level"), Phrase("仅市级可实施", "City alone"),
        Phrase("层级不明", "Level unknown"), Phrase("高于最低层级占比", "Share above"),
        Phrase("95%区间", "95% interval"),
      ],
      rows: domains.keys.sorted().map { domain in
        let counts = domains[domain] ?? [:]
        let rate = rate(counts, fewest: fewest)
        let handlings: [Handling] = [.above, .atLowest, .cityAlone, .unknown]
        return [domain.isEmpty ? Phrase("领域不明", "Domain unknown") : same(domain)]
          + handlings.map { same(counts[$0] ?? 0) } + [same(rate.percentage), same(rate.range)]
      })
  }
}
