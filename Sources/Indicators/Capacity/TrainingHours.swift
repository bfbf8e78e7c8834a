import Contracts

/// C04: officers with fewer hours of training than a year asks for.
enum TrainingHours: Indicator {
  static let page = IndicatorPage(
    code: "C04", name: Phrase("培训学时", "Training hours"), clause: 3,
    legalBasis: Phrase(
      "决定第三条：执法人员每人每年培训不少于60学时", "Decision, clause 3: at least 60 hours an officer and year"),
    needs: ["officers"],
    definition: Phrase(
      "人员名录中执法岗位与法制审核岗位人员（报告月末已撤销的单位除外），本年培训学时少于应达学时的人数；辅助人员不在此列。报告月为12月时应达60学时，"
        + "年度未满按月折算（60×月份÷12，向上取整），最近一次名录的导出日期更早的按该月折算；恰好达到为合格。没有报告年度名录的，按最近的较早年度全年判断并注明。"
        + "前一年另按全年列出。学时空白为不明，不作0；岗位空白的不作判断。",
      "Officers of role enforcement and legal review of units that exist at the end of the report month, whose "
        + "training in the year is below what it asks for; "
        + "auxiliaries are none of them. In December that is 60 hours; earlier in the year 60 × month ÷ 12, "
        + "rounded up, and by the month of the last list where that is earlier; just enough passes. A unit without a list of the year is judged by its latest earlier "
        + "one, in full and so named. The year before is shown in full. Blank hours are unknown and no zero; "
        + "blank roles are not judged."),
    pitfalls: Phrase(
      "培训集中在下半年的，年中按月折算会偏严，只作提示。新到岗、长期病假人员按全年标准判断。学时年底才录入的，年中会显得不足。"
        + "一人列入多个单位的各单位都计。名录是全数，不是抽样，不给区间。",
      "Where training comes late in the year the share of the year is strict, and a notice only. New officers "
        + "and those on leave are judged by the full year. Hours that are entered at the year's end look short "
        + "before. An officer listed in several units counts in each. A list is no sample: no interval."
    ),
    parameters: [
      IndicatorParameter("hours", 60, Phrase("每年学时", "hours a year"), range: .above0(upTo: 1_000)),
      IndicatorParameter(
        "pro_rata", 1,
        Phrase(
          "年度未满：1按月折算，0只判断上一个完整年度", "before December: 1 judges by months, 0 the last full year"),
        range: .whole(0...1)),
      IndicatorParameter(
        "warning", 3,
        Phrase(
          "全年不足人数达到此数为“B级”，否则为“提示”", "officers short of a full year from which it is grade B")),
      IndicatorParameter(
        "fewest", 30, Phrase("人员少于此数不给百分比", "officers below which no percentage is given")),
    ],
    innocent: Phrase(
      "培训安排在下半年；学时尚未录入；年内新到岗或长期离岗。",
      "Training later in the year, hours not yet entered, officers who joined or were on leave."),
    ask: Phrase("请提供培训计划与学时登记。", "Ask for the plan of training and the register of hours."),
    figures: FlagFigures(
      observed: Phrase("学时不足的人员数", "officers short of hours")))

  static let examples = [
    IndicatorExample(
      Phrase("12月，59学时，应标记", "December and 59 hours"),
      StaffExample.world([StaffExample.Officers(hours: 59), StaffExample.Officers(number: 9)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("法制审核人员不足60学时，应标记", "a legal reviewer short of 60 hours"),
      StaffExample.world([StaffExample.Officers(role: "legal_review", hours: 40)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("6月，29学时不足30，应标记", "June and 29 hours of 30"),
      inJune([StaffExample.Officers(hours: 29)]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("6月，30学时，不标记（按60学时会误标）", "June and 30 hours: 60 asked in June would flag them"),
      inJune([StaffExample.Officers(hours: 30, number: 12)]), flagged: []),
    IndicatorExample(
      Phrase(
        "恰好60学时、辅助人员0学时、学时空白，不标记",
        "just 60 hours, an auxiliary without any, and blank hours"),
      StaffExample.world([
        StaffExample.Officers(number: 8), StaffExample.Officers(role: "auxiliary", hours: 0),
        StaffExample.Officers(hours: nil, number: 2),
      ]), flagged: []),
    IndicatorExample(
      Phrase("学时全部空白：不计算，不作0", "every hour blank: not computable, no zero"),
      StaffExample.world([StaffExample.Officers(hours: nil, number: 10)]), flagged: []),
  ]

  private static func inJune(_ officers: [StaffExample.Officers]) -> Observation {
    var observation = StaffExample.world(officers)
    observation.month = Month(year: 2024, month: 6)
    return observation
  }

  /// Hours that a year asks for by the end of a month, 1 to 12, rounded up.
  static func due(_ hours: Double, by month: Int) -> Int {
    // A whole number of hours stays one: products and quotients of these are exact.
    Int((hours * Double(month) / 12).rounded(.up))
  }

  /// Judges officers by their roles and hours.
  static func judgement(roles: Set<Substring>, hours: Int?, due: Int) -> RuleJudgement {
    if roles.isEmpty { return .unknown }
    guard !roles.isDisjoint(with: ["enforcement", "legal_review"]) else { return .notApplicable }
    guard let hours else { return .unknown }
    return hours >= due ? .kept : .broken("short")
  }

  /// Officers of a unit in the year judged and in the year before.
  struct Year {
    let check: StaffCheck
    let due: Int
    /// Whether the year is judged in full.
    let isFull: Bool
    let before: StaffCheck?
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let staff = StaffRecord(observation)
    let units = observation.standingUnitCodes(and: staff.unitCodes)
    let years = units.compactMap {
      year(of: $0, staff, observation.month, listed: listed(observation), settings)
    }
    guard !years.isEmpty else {
      return .withoutStaff(
        page, ["officers"], units: units.count,
        Phrase("没有执法人员名录，无法计算。", "Not computable: there is no list of officers."))
    }
    var result = IndicatorResult(page.code)
    result.countStaff(
      years.map(\.check), units: units,
      column: staff.hasRoles ? "officers.training_hours" : "officers.role")
    result.flags = years.filter { $0.check.broken > 0 }.map { flag($0, observation, settings) }
    result.headline = headline(years, unlisted: units.count - years.count)
    result.tables = [table(years, observation, settings)]
    return result
  }

  private static func year(
    of unit: String, _ staff: StaffRecord, _ month: Month, listed: Month?,
    _ settings: IndicatorSettings
  ) -> Year? {
    let hours = settings.value("hours", of: page)
    let isPartial = month.month < 12 && settings.count("pro_rata", of: page) == 0
    guard let list = staff.list(of: unit, upTo: isPartial ? month.year - 1 : month.year) else {
      return nil
    }
    // A list of January holds the hours up to January, whenever it is read.
    let known = listed.flatMap { $0.year == list.year ? $0.month : nil } ?? 12
    let last = min(known, list.year < month.year ? 12 : month.month)
    let isFull = last == 12
    let due = due(hours, by: last)
    let before = staff.list(of: unit, in: list.year - 1)
    return Year(
      check: check(unit, list, due: due), due: due, isFull: isFull,
      before: before.map { check(unit, $0, due: Self.due(hours, by: 12)) })
  }

  // Month of the last list of officers; nil where none has a date.
  private static func listed(_ observation: Observation) -> Month? {
    observation.sources.filter { $0.table == Table.officers.name }
      .compactMap { CalendarDate($0.asOf)?.month }.max()
  }

  private static func check(_ unit: String, _ list: StaffList, due: Int) -> StaffCheck {
    StaffCheck(unit, list) { judgement(roles: $0.roles, hours: $0.trainingHours, due: due) }
  }

  private static func headline(_ years: [Year], unlisted: Int) -> Phrase {
    let checks = years.map(\.check)
    let judged = checks.reduce(0) { $0 + $1.judged }
    let unknown = checks.reduce(0) { $0 + $1.unknown }
    let broken = checks.reduce(0) { $0 + $1.broken }
    guard judged > 0 else {
      return Phrase(
        "执法与法制审核人员的岗位或培训学时均未填写（\(unknown)人），无法判断。",
        "Nothing to judge: role or hours are blank of all \(unknown) officers.")
    }
    let units = checks.filter { $0.broken > 0 }.count
    return Phrase(
      "有学时记录的执法与法制审核人员\(Numerals.grouped(judged))人，\(Numerals.grouped(broken))人未达应达学时，"
        + "涉及\(units)个单位" + (unknown > 0 ? "；另有\(unknown)人岗位或学时空白，未作判断" : "")
        + (unlisted > 0 ? "；\(unlisted)个单位没有名录" : "") + "。",
      "Of \(Numerals.grouped(judged)) officers and reviewers with hours on record, "
        + "\(Numerals.grouped(broken)) \(English.verb(broken, "has", "have")) fewer than are due, in \(English.count(units, "unit"))"
        + (unknown > 0 ? "; role or hours of \(unknown) more are blank" : "")
        + (unlisted > 0
          ? "; \(English.count(unlisted, "unit has", many: "units have")) no list" : "") + ".")
  }

  private static func flag(
    _ year: Year, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    let check = year.check
    var flag = Flag.listed(ListedSubject(unitCode: check.unitCode), page, in: observation)
    let isMany = check.broken >= settings.count("warning", of: page)
    flag.severity = year.isFull && isMany ? .warning : .notice
    flag.observed = check.broken
    flag.evidence = observation.evidence(
      in: "officer_facts", of: check.unitCode, String(check.year))
    let due =
      year.isFull
      ? Phrase("全年\(year.due)学时", "the \(year.due) hours of the year")
      : Phrase("按月折算的\(year.due)学时", "the \(year.due) hours due by this month")
    flag.reason = Phrase(
      "\(check.year)年人员名录：执法与法制审核人员\(check.judged)人中\(check.broken)人未达\(due.chinese)"
        + (check.unknown > 0 ? "；另有\(check.unknown)人空白，未作判断" : "") + "。请核对学时登记。",
      "List of \(check.year): of \(check.judged) officers and reviewers \(check.broken) "
        + "\(English.verb(check.broken, "has", "have")) fewer than "
        + due.english + (check.unknown > 0 ? "; \(check.unknown) more are blank" : "")
        + ". The register of hours should be checked.")
    return flag
  }

  private static func table(
    _ years: [Year], _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let fewest = settings.count("fewest", of: page)
    let hours = Numerals.decimal(settings.value("hours", of: page), places: 2)
    return ResultTable(
      title: Phrase("各单位培训学时（按单位代码）", "Training by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("年度", "Year"), Phrase("应达学时", "Hours due"),
        Phrase("已判断人员", "Officers judged"), Phrase("不足学时", "Short"), Phrase("空白", "Blank"),
        Phrase("不足占比", "Share short"), Phrase("前一年已判断人员", "Judged, year before"),
        Phrase("前一年不足\(hours)学时", "Short of \(hours), year before"),
      ],
      rows: years.map { year in
        let check = year.check
        return [
          same(observation.names.unit(check.unitCode)), same(check.year), same(year.due),
          same(check.judged), same(check.broken), same(check.unknown),
          same(check.share(fewest: fewest)),
          same(year.before.map { String($0.judged) } ?? ""),
          same(year.before.map { $0.judged > 0 ? String($0.broken) : "" } ?? ""),
        ]
      })
  }
}
