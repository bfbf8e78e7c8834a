import Contracts

/// C05: inspections for each certified officer and year, as a description.
enum InspectionsPerOfficer: Indicator {
  static let page = IndicatorPage(
    code: "C05", name: Phrase("人均检查量", "Inspections per officer"), clause: 5,
    legalBasis: Phrase(
      "决定第五条（减少对企业的打扰）；行政处罚法第四十二条（执法资格）",
      "Decision, clause 5 (less disturbance of business); APL 42 (officers with a certificate)"),
    needs: ["inspections", "officers", "units"],
    isDescription: true,
    definition: Phrase(
      "窗口内的检查次数 ÷（持有效证件的执法岗位人员 × 单位在窗口内存在的月数）× 12，人员口径同C01。联合检查在各参加单位各计一次；"
        + "非现场检查计入并另列。近24个月没有任何检查记录的单位不计算，不作0。",
      "Inspections of the window ÷ (officers of role enforcement with a valid certificate × months of the "
        + "window in which the unit existed) × 12, officers as in C01. A joint visit counts for each unit that has it on record; off-site "
        + "checks are included and shown. A unit without any inspection on record in 24 months is not "
        + "computable, and no zero."),
    pitfalls: Phrase(
      "仅作描述，与D01（超频检查）并看：多不等于好，少也不等于不作为。检查数据没有逐月报送登记，缺报的月份会使数值偏低。"
        + "检查多按计划安排，95%区间只反映次数的偶然波动。",
      "A description, to be read beside D01: many are no merit and few no neglect. Nothing registers the "
        + "months of inspections that were delivered, so gaps lower the figure. Most visits follow a plan; the "
        + "interval is of chance in their number alone."),
    parameters: OfficerRateReport.parameters,
    innocent: Phrase(
      "非现场监管代替到场；检查任务集中在少数专业队伍。",
      "Off-site supervision instead of visits, or visits by a few special teams."),
    ask: Phrase("请与检查计划、频次上限一并说明。", "Ask for the plan of inspections and the caps beside it."))

  static let examples = [
    IndicatorExample(
      Phrase("仅作描述：每人每年500次，也不标记", "a description: 500 visits an officer, no flag"),
      world(visits: [("2024-06", 2_500)]), flagged: []),
    IndicatorExample(
      Phrase("检查记录中没有该单位：不计算，不给0", "a unit without any visit on record: no zero"),
      world(visits: []), flagged: []),
  ]

  /// Unit `U` with five officers and visits by month.
  static func world(visits: [(month: String, number: Int)]) -> Observation {
    var observation = StaffExample.world([StaffExample.Officers(number: 5)])
    observation.tables.insert("inspections")
    for (month, number) in visits {
      observation.legality.visitConduct.add(
        [month, "U", "1", "D", "routine", "no", "", ""], [number, number, 0])
    }
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("inspections"),
      !observation.legality.visitConduct.sums.isEmpty
    else {
      return .notComputable(
        page, ["inspections"], Phrase("没有检查数据，无法计算。", "Not computable: there are no inspections."))
    }
    let staff = StaffRecord(observation)
    let peers = Peers(observation)
    let visits = visits(observation)
    let existence = Existence(observation)
    let units = observation.unitCodes(and: staff.unitCodes.union(visits.keys))
    let rates = units.map { unit in
      OfficerRate(
        unitCode: unit, level: peers.group(of: unit), officers: staff.officers(of: unit),
        events: visits[unit]?.all, months: existence.months(of: unit))
    }.filter { $0.months > 0 || $0.events ?? 0 > 0 }
    let report = OfficerRateReport(
      page, Phrase("检查次数", "inspections"), observation, settings)
    return report.result(
      rates,
      note: (
        Phrase("其中非现场", "Of these off-site"),
        { visits[$0].map { String($0.offsite) } ?? "" }
      ))
  }

  // Units with a visit in the 24 months; one of them without any in the window has 0.
  private static func visits(_ observation: Observation) -> [String: (all: Int, offsite: Int)] {
    var visits: [String: (all: Int, offsite: Int)] = [:]
    let table = observation.legality.visitConduct
    for (key, sums) in table.sums {
      guard let month = Month(key[0]) else { continue }
      let isInWindow = observation.windowMonths.contains(month)
      let number = isInWindow ? sums[0] : 0
      visits[key[1], default: (0, 0)].all += number
      visits[key[1], default: (0, 0)].offsite += key[5] == "yes" ? number : 0
    }
    return visits
  }
}

/// In how many months of the window each unit existed.
private struct Existence {
  private let known: MissingMonths
  // Visits may be older than the first month with cases: who was there then was there before.
  private let first: Set<String>
  private let before: Int

  init(_ observation: Observation) {
    known = MissingMonths(observation, in: observation.windowMonths)
    first = Set(
      observation.unitMonths.lazy.filter { $0.month == observation.firstMonth }.map(\.unitCode))
    before = max(0, observation.firstMonth.index - observation.windowStart.index)
  }

  func months(of unit: String) -> Int { known.existed(unit) + (first.contains(unit) ? before : 0) }
}
