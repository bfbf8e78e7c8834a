import Contracts

/// C09: units where officers have far more cases than others for months in a row.
enum OfficerWorkload: Indicator {
  static let page = IndicatorPage(
    code: "C09", name: Phrase("办案压力", "Workload"), clause: 7,
    legalBasis: Phrase(
      "决定第七条（执法监督与容错）；行政处罚法第四十二条（不得少于两人）",
      "Decision, clause 7 (supervision of enforcement); APL 42 (at least two officers)"),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.officers")],
    definition: Phrase(
      "窗口内已办结案件按办案人员和月份计数（多人办理的各计一件），只看有案的人员·月。同层级单位的人员·月从少到多排列，"
        + "第99百分位（最近秩：第⌈0.99×n⌉个）为参照线；同层级不足600个人员·月的不计算（不足时两人各连续三月也无法高于参照线）。"
        + "某人件数高于参照线连续满3个月（日历月相连）的，标记其单位，只列人数。",
      "Decided cases of the window by officer and month, a case with several officers once for each, months "
        + "with a case alone. The line is the 99th percentile of the officer-months of all units of the level, "
        + "by nearest rank: value ⌈0.99 n⌉ of n in order; below 600 officer-months there is none: two officers could not be above it for three months. A unit is "
        + "flagged where an officer lies above the line for 3 calendar months in a row; only how many is shown."
    ),
    pitfalls: Phrase(
      "案件可能以一人名义登记、由多人办理，或由系统批量录入。按定义约1%的人员·月会高于参照线，连续数月才值得核实。"
        + "按百分位比较，参照线本身很低的层级也会有高于线的。不显示人员，也不作考核。",
      "Cases may be recorded under one name for a team, or entered in batches. By definition about 1% of "
        + "officer-months lie above the line, and only months in a row are worth a look. Where the line is low, "
        + "above it is little. No officer is shown, and nobody is assessed."),
    parameters: [
      IndicatorParameter(
        "percentile", 99, Phrase("参照线的百分位", "percentile of the line"), range: .number(50...99.999)),
      IndicatorParameter(
        "officer_months", 600,
        Phrase("同层级人员·月少于此数不计算", "officer-months of a level below which there is no line")),
      IndicatorParameter(
        "months", 3, Phrase("连续高于参照线的月数", "months in a row above the line"), range: .months),
    ],
    innocent: Phrase(
      "以一人名义登记团队办理的案件；非现场执法批量录入；集中办理同类简单案件。",
      "Cases of a team under one name, batches of off-site cases, or many simple cases of one kind."
    ),
    ask: Phrase("请说明案件登记方式、人员分工与审核安排。", "Ask how cases are recorded, shared and reviewed."),
    figures: FlagFigures(
      observed: Phrase("连续超线的人员数", "officers above the line for months in a row")))

  static let examples = [
    IndicatorExample(
      Phrase("一人连续三个月远高于同层级，应标记单位", "one officer far above the level for three months"),
      world(heavy: [1, 2, 3], others: 60), flagged: ["U///"]),
    IndicatorExample(
      Phrase(
        "同样三个月但不相连，不标记（只数月数会误标）", "three months that do not follow one another"),
      world(heavy: [1, 2, 4], others: 60), flagged: []),
    IndicatorExample(
      Phrase("同层级不足600个人员·月，不计算", "fewer than 600 officer-months: not computable"),
      world(heavy: [1, 2, 3], others: 10), flagged: []),
  ]

  /// Officer 1 of unit `U` with 90 cases in some months of 2024, and others with two a month.
  static func world(heavy: [Int], others: Int = 30) -> Observation {
    var observation = StaffExample.world(units: [("U", "county"), ("V", "county")], [])
    for number in heavy {
      let month = Month(year: 2024, month: number)
      observation.legality.officerMonths.add(["U", "1", month.description], [90])
    }
    for officer in 1...others {
      for month in observation.windowMonths.lowerBound.index...observation.month.index {
        observation.legality.officerMonths.add(
          ["V", String(officer), Month(index: month).description], [2])
      }
    }
    return observation
  }

  /// The value of nearest rank at a percentile; nil without values.
  static func line(_ values: [Int], percentile: Double) -> Int? {
    let rank = Int((percentile * Double(values.count) / 100).rounded(.up))
    let sorted = values.sorted()
    return sorted.isEmpty ? nil : sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// The longest run of months that follow one another.
  static func longestRun(_ months: some Sequence<Month>) -> Int {
    var (longest, run, last) = (0, 0, nil as Month?)
    for month in Set(months).sorted() {
      run = last.map { $0 + 1 == month } ?? false ? run + 1 : 1
      longest = max(longest, run)
      last = month
    }
    return longest
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let loads = OfficerLoads(
      observation, percentile: settings.value("percentile", of: page),
      fewest: settings.count("officer_months", of: page),
      months: settings.count("months", of: page))
    guard loads.levels.contains(where: { $0.line != nil }) else {
      let isEmpty = loads.levels.isEmpty
      return .withoutStaff(
        page, isEmpty ? ["cases.officers"] : [], units: isEmpty ? 0 : loads.units.count,
        isEmpty
          ? Phrase("案件没有登记办案人员，无法计算。", "Not computable: cases name no officer.")
          : Phrase(
            "各层级的人员·月都不足，没有参照线，无法计算。",
            "Not computable: no level has enough officer-months for a line."))
    }
    var result = IndicatorResult(page.code)
    result.outcomes = outcomes(loads, observation)
    result.flags = loads.units.filter { $0.inRow > 0 }.map { unit in
      flag(unit, loads.line(of: unit.level), settings, observation)
    }
    result.headline = headline(loads, settings)
    result.tables = [levelTable(loads, settings), unitTable(loads, settings, observation.names)]
    return result
  }

  // A unit with cases of which none names an officer cannot be judged.
  private static func outcomes(
    _ loads: OfficerLoads, _ observation: Observation
  ) -> [SubjectOutcome: Int] {
    var outcomes: [SubjectOutcome: Int] = [:]
    for unit in loads.units {
      let isKnown = loads.line(of: unit.level) != nil
      let outcome: SubjectOutcome =
        !isKnown ? .notComputable : unit.inRow > 0 ? .flagged : .passed
      outcomes[outcome, default: 0] += 1
    }
    let active = Set(
      observation.cases.sums.filter { key, sums in
        sums[0] > sums[3]
          && Month(key[0]).map(observation.windowMonths.contains) ?? false
      }.map { $0.key[1] })
    let judged = Set(loads.units.map(\.code))
    for unit in observation.unitCodes(and: judged) where !judged.contains(unit) {
      outcomes[active.contains(unit) ? .notComputable : .notApplicable, default: 0] += 1
    }
    return outcomes
  }

  private static func headline(_ loads: OfficerLoads, _ settings: IndicatorSettings) -> Phrase {
    let months = settings.count("months", of: page)
    let flagged = loads.units.filter { $0.inRow > 0 }
    let officers = flagged.reduce(0) { $0 + $1.inRow }
    return Phrase(
      "\(flagged.count)个单位的\(officers)名人员连续\(months)个月及以上办案件数高于同层级参照线；"
        + "可能是以一人名义登记团队案件。",
      "\(English.count(officers, "officer")) of \(English.count(flagged.count, "unit")) "
        + "\(English.verb(officers, "lies", "lie")) above the line of the level for \(months) "
        + "months in a row or more; cases may be recorded under one name for a team.")
  }

  private static func flag(
    _ unit: OfficerLoads.Unit, _ line: Int?, _ settings: IndicatorSettings,
    _ observation: Observation
  ) -> Flag {
    let months = settings.count("months", of: page)
    let percentile = Numerals.decimal(settings.value("percentile", of: page), places: 1)
    let least = line.map { String($0) } ?? ""
    var flag = Flag.listed(ListedSubject(unitCode: unit.code), page, in: observation)
    flag.observed = unit.inRow
    flag.evidence = observation.evidence(in: "officer_months", of: unit.code)
    flag.reason = Phrase(
      "有\(unit.inRow)名人员连续\(months)个月及以上，每月办结件数高于同层级的\(percentile)%参照线（\(least)件）。"
        + "案件可能以一人名义登记、由团队办理，请核对登记方式与人员负担。",
      "\(English.count(unit.inRow, "officer")) decided more than \(least) cases a month, the \(percentile)% line of the "
        + "level, for \(months) months in a row or more. Caseload may be recorded under one name for a team; "
        + "how cases are recorded and shared should be checked.")
    return flag
  }

  private static func levelTable(
    _ loads: OfficerLoads, _ settings: IndicatorSettings
  ) -> ResultTable {
    ResultTable(
      title: Phrase("按层级", "By level"),
      columns: [
        Phrase("层级", "Level"), Phrase("人员·月", "Officer-months"),
        Phrase("参照线（件/月）", "Line, cases a month"),
        Phrase("高于参照线的人员·月", "Officer-months above"),
        Phrase("连续高于参照线的人员", "Officers above in a row"), Phrase("涉及单位", "Units"),
      ],
      rows: loads.levels.map { level in
        let units = loads.units.filter { $0.level == level.level }
        guard let line = level.line else {
          return [LevelName.phrase(level.level), same(level.officerMonths)]
            + [Phrase("人员·月不足", "too few")] + Array(repeating: same(""), count: 3)
        }
        return [
          LevelName.phrase(level.level), same(level.officerMonths), same(line), same(level.above),
          same(units.reduce(0) { $0 + $1.inRow }), same(units.filter { $0.inRow > 0 }.count),
        ]
      })
  }

  private static func unitTable(
    _ loads: OfficerLoads, _ settings: IndicatorSettings, _ names: NameBook
  ) -> ResultTable {
    let months = settings.count("months", of: page)
    return ResultTable(
      title: Phrase("各单位情况（按单位代码）", "By unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("层级", "Level"), Phrase("有案人员", "Officers with cases"),
        Phrase("连续\(months)个月高于参照线的人员", "Officers above for \(months) months in a row"),
      ],
      rows: loads.units.map { unit in
        [
          same(names.unit(unit.code)), LevelName.phrase(unit.level), same(unit.officers),
          same(loads.line(of: unit.level) == nil ? "" : String(unit.inRow)),
        ]
      })
  }
}
