import Contracts

/// C10: the share of officers at town level, with the year before, as a description.
enum OfficersAtBase: Indicator {
  static let page = IndicatorPage(
    code: "C10", name: Phrase("基层执法力量", "Officers at the base"), clause: 2,
    legalBasis: Phrase(
      "决定第二条（执法力量向基层倾斜）；行政处罚法第二十四条（镇街有效承接）",
      "Decision, clause 2 (officers go to the base); APL 24 (powers for towns that can take them up)"
    ),
    needs: ["officers", "units"],
    isDescription: true,
    definition: Phrase(
      "层级为镇街的单位的执法岗位人员（不论证件）÷ 全部单位的执法岗位人员，按全市与县区列出，与前一年并列。"
        + "年度为名录中不晚于报告年的最近年度，报告月末已撤销且无承继的单位只计入前一年。变化另按两年都有名录的单位计算。层级不明的单位另列，不计入。"
        + "没有名录的，取单位表执法人员数，不比较年度。",
      "Officers of role enforcement, whatever their certificate, in units of level town ÷ those in all units, "
        + "for the city and by county, beside the year before. The year is the latest of the lists up to the "
        + "report month's; a unit that is gone at the end of the report month, without a successor, counts in "
        + "the year before alone. The change is also given for units listed in both years. Units of unknown level "
        + "are shown apart. Without lists the units table is taken, and no year is compared."),
    pitfalls: Phrase(
      "仅作描述，不标记。某单位一年没有名录会造成虚假的升降，应看两年都有名录的单位。人员在县级而派驻镇街的不显示为镇街；"
        + "一人列入多个单位的各单位都计。名录是全数，不给区间。",
      "A description, never a flag. A unit without a list in one year makes a rise or fall of its own: see the "
        + "change among units listed in both. Officers of a county who serve in towns are not counted there; "
        + "one listed in several units counts in each. A list is no sample: no interval."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("人员少于此数不给百分比", "officers below which no percentage is given"))
    ],
    innocent: Phrase(
      "派驻人员登记在县级；机构调整尚未更新名录。",
      "Officers who serve in towns are listed at the county, or a reform is not in the lists yet."),
    ask: Phrase("请说明派驻与下沉人员的登记方式。", "Ask how officers who serve in towns are listed."))

  static let examples = [
    IndicatorExample(
      Phrase("仅作描述：镇街占比由五成降到两成五，不标记", "a description: from a half to a quarter, no flag"),
      world(town: [2023: 20, 2024: 10], county: [2023: 20, 2024: 30]), flagged: []),
    IndicatorExample(
      Phrase("镇街今年没有名录：变化只看两年都有的单位", "a town without a list this year"),
      world(town: [2023: 20], county: [2023: 20, 2024: 30]), flagged: []),
  ]

  /// A town `T` and a county unit `U` with officers by year.
  static func world(town: [Int: Int], county: [Int: Int]) -> Observation {
    let officers = [("T", town), ("U", county)].flatMap { unit, years in
      years.sorted { $0.key < $1.key }.map { year, number in
        StaffExample.Officers(unit: unit, year: year, number: number)
      }
    }
    return StaffExample.world(units: [("T", "town"), ("U", "county")], officers)
  }

  /// Officers at town level and all of a group of units.
  struct Base: Equatable {
    var towns = 0
    var all = 0
    /// Units of level town that are listed; without one their officers are unknown, and no zero.
    var townUnits = 0

    mutating func add(_ officers: Int?, isTown: Bool) {
      guard let officers else { return }
      all += officers
      towns += isTown ? officers : 0
      townUnits += isTown ? 1 : 0
    }

    func share(fewest: Int) -> Double? {
      townUnits > 0 && all > 0 && all >= fewest ? Double(towns) / Double(all) : nil
    }
  }

  /// One group of units in two years.
  struct Group {
    var now = Base()
    var before = Base()
    /// Of units listed in both years alone.
    var pairedNow = Base()
    var pairedBefore = Base()
    /// Units listed in one of the years alone.
    var unpaired = 0
    var unknownLevel = 0

    /// Adds the officers of a unit; nil where it has no list that states roles.
    mutating func add(_ level: String, now new: Int?, before old: Int?) {
      guard new != nil || old != nil else { return }
      guard !level.isEmpty else {
        unknownLevel += new ?? 0
        return
      }
      let isTown = level == "town"
      now.add(new, isTown: isTown)
      before.add(old, isTown: isTown)
      guard let new, let old else {
        unpaired += 1
        return
      }
      pairedNow.add(new, isTown: isTown)
      pairedBefore.add(old, isTown: isTown)
    }

    /// Change in the share of town officers in percentage points, in units listed in both years.
    func change(fewest: Int) -> Double? {
      guard let now = pairedNow.share(fewest: fewest),
        let before = pairedBefore.share(fewest: fewest)
      else { return nil }
      return now - before
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let staff = StaffRecord(observation)
    let year = staff.latestYear
    let facts = Dictionary(
      observation.units.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var result = IndicatorResult(page.code)
    var city = Group()
    var counties: [String: Group] = [:]
    let former = observation.formerUnits
    for unit in observation.unitCodes(and: staff.unitCodes) {
      let now = former.contains(unit) ? nil : officers(of: unit, staff, in: year)
      let before = year.flatMap { listed(unit, staff, in: $0 - 1) }
      if !former.contains(unit) {
        result.outcomes[now == nil ? .notComputable : .notApplicable, default: 0] += 1
      }
      let level = facts[unit]?.level ?? ""
      city.add(level, now: now, before: before)
      counties[facts[unit]?.countyCode ?? "", default: Group()].add(
        level, now: now, before: before)
    }
    guard city.now.all > 0 else {
      return .withoutStaff(
        page, year == nil ? ["officers", "units.officers"] : ["units.level"],
        units: result.outcomes.values.reduce(0, +),
        Phrase("没有可按层级统计的执法人员数，无法计算。", "Not computable: no number of officers by level."))
    }
    let isCompared = city.before.all > 0
    if year == nil { result.coverage.missing = ["officers"] }
    let fewest = settings.count("fewest", of: page)
    result.headline = headline(
      city, year, unlisted: result.outcomes[.notComputable] ?? 0, fewest: fewest)
    let rows =
      [(Phrase("全市", "City as a whole"), city)]
      + counties.sorted { $0.key < $1.key }.filter { $0.value.now.all + $0.value.before.all > 0 }
      .map { (name($0.key, observation.names), $0.value) }
    result.tables = [table(rows, year, fewest: fewest, isCompared: isCompared)]
    return result
  }

  private static func officers(of unit: String, _ staff: StaffRecord, in year: Int?) -> Int? {
    guard let year else { return staff.stated(of: unit).officers }
    return listed(unit, staff, in: year)
  }

  private static func listed(_ unit: String, _ staff: StaffRecord, in year: Int) -> Int? {
    staff.list(of: unit, in: year).flatMap { $0.hasRoles ? $0.enforcement : nil }
  }

  private static func name(_ county: String, _ names: NameBook) -> Phrase {
    county.isEmpty
      ? Phrase("市本级或区划不明", "City units, or place unknown") : same(names.district(county))
  }

  private static func headline(
    _ city: Group, _ year: Int?, unlisted: Int, fewest: Int
  ) -> Phrase {
    let source = (year.map { StaffSource.list($0).name } ?? StaffSource.units.name).capitalised
    let share = percentage(city.now, fewest)
    let change = city.change(fewest: fewest).map(Figures.points)
    let number = Numerals.grouped(city.now.towns)
    let towns = city.now.townUnits > 0 ? Phrase("\(number)人", number) : nil
    return Phrase(
      "\(source.chinese)：执法人员\(Numerals.grouped(city.now.all))人，其中镇街\(towns?.chinese ?? "没有数据")"
        + (share.isEmpty ? "" : "（\(share)）")
        + (change.map { "；两年都有名录的单位，镇街占比变化\($0)个百分点" } ?? "")
        + (unlisted > 0 ? "；\(unlisted)个单位没有人数" : "")
        + (city.unknownLevel > 0 ? "；另有\(city.unknownLevel)人所在单位层级不明" : "") + "。",
      "\(source.english): \(Numerals.grouped(city.now.all)) officers, "
        + "\(towns?.english ?? "none known") at town level" + (share.isEmpty ? "" : " (\(share))")
        + (change.map { "; in units listed in both years the share moved by \($0) points" } ?? "")
        + (unlisted > 0 ? "; of \(English.count(unlisted, "unit")) no number is known" : "")
        + (city.unknownLevel > 0
          ? "; the level of \(city.unknownLevel) more \(English.noun(city.unknownLevel, "officer")) is unknown"
          : "") + ".")
  }

  private static func percentage(_ base: Base, _ fewest: Int) -> String {
    base.share(fewest: fewest).map(Figures.percent) ?? ""
  }

  private static func table(
    _ groups: [(name: Phrase, group: Group)], _ year: Int?, fewest: Int, isCompared: Bool
  ) -> ResultTable {
    let now = year.map { same($0) } ?? StaffSource.units.name
    let before = year.map { same($0 - 1) } ?? same("—")
    let title = { (year: Phrase, what: Phrase) in
      Phrase("\(year.chinese)\(what.chinese)", "\(year.english) \(what.english)")
    }
    let columns = [Phrase("镇街人员", "at towns"), Phrase("全部人员", "all"), Phrase("镇街占比", "share")]
    let numbers = { (base: Base, isKnown: Bool) in
      isKnown
        ? [
          same(base.townUnits > 0 ? String(base.towns) : ""), same(base.all),
          same(percentage(base, fewest)),
        ]
        : [same(""), same(""), same("")]
    }
    return ResultTable(
      title: Phrase("镇街执法人员占比（按区划代码）", "Officers at town level, by district code"),
      columns: [Phrase("区划", "District")] + columns.map { title(before, $0) }
        + columns.map { title(now, $0) } + [
          Phrase("变化（百分点，两年都有名录的单位）", "Change in points, units listed in both"),
          Phrase("只有一年名录的单位", "Units listed in one year alone"),
          Phrase("层级不明人员", "Officers of unknown level"),
        ],
      rows: groups.map { name, group in
        [name] + numbers(group.before, group.before.all > 0)
          + numbers(group.now, group.now.all > 0) + [
            same(group.change(fewest: fewest).map(Figures.points) ?? ""),
            same(isCompared ? String(group.unpaired) : ""), same(group.unknownLevel),
          ]
      })
  }
}
