import Contracts

/// C06: officers on secondment, of whom there should be none.
enum Secondment: Indicator {
  static let page = IndicatorPage(
    code: "C06", name: Phrase("借调", "Secondment"), clause: 2,
    legalBasis: Phrase(
      "决定第二条：执法力量下沉基层，不得借调执法人员从事执法以外的工作",
      "Decision, clause 2: officers go to the base and are not seconded to other duties"),
    needs: ["officers"],
    definition: Phrase(
      "人员名录中执法岗位人员（不论证件；报告月末已撤销的单位除外），写明借调的人数 ÷ 写明是否借调的人数；有一人即标记。"
        + "取报告月所在年度的名录，没有的取最近的较早年度并注明。借调一栏空白为不明，不作0；岗位空白的不作判断。",
      "Officers of role enforcement, whatever their certificate, of units that exist at the end of the report "
        + "month, who are stated to be seconded, of those of "
        + "whom the list says; one is enough for a flag. From the list of the report month's year, else the "
        + "latest earlier one, which is named. Blank is unknown and no zero; blank roles are not judged."
    ),
    pitfalls: Phrase(
      "名录不写借调去向：借调到其他执法单位从事执法工作的，不属于决定所指。名录是年度时点数，已归队的可能未更新。"
        + "一人列入多个单位的各单位都计。",
      "The list does not say where to: work for another enforcement unit is not what the decision means. A "
        + "list is of a year, and a return may not be entered. An officer listed in several units counts in "
        + "each."),
    parameters: [
      IndicatorParameter(
        "warning", 3,
        Phrase("借调人数达到此数为“B级”，否则为“提示”", "officers from which it is grade B")),
      IndicatorParameter(
        "fewest", 30, Phrase("人员少于此数不给百分比", "officers below which no percentage is given")),
    ],
    innocent: Phrase(
      "借调到其他执法单位从事执法；已归队而名录未更新。",
      "Enforcement for another unit, or a return that the list does not show yet."),
    ask: Phrase("请说明借调去向、期限与批准文件。", "Ask where to, how long and by whose approval."),
    figures: FlagFigures(
      observed: Phrase("借调的人员数", "officers seconded")))

  static let examples = [
    IndicatorExample(
      Phrase("40人中1人借调，应标记", "one of 40 officers"),
      StaffExample.world([
        StaffExample.Officers(number: 39), StaffExample.Officers(seconded: "yes"),
      ]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("辅助人员借调、其余空白一半，不标记", "an auxiliary seconded, and half of the others blank"),
      StaffExample.world([
        StaffExample.Officers(number: 5), StaffExample.Officers(seconded: "", number: 5),
        StaffExample.Officers(role: "auxiliary", seconded: "yes"),
      ]), flagged: []),
    IndicatorExample(
      Phrase("去年有借调、今年名录没有，不标记（看旧名录会误标）", "seconded in last year's list alone"),
      StaffExample.world([
        StaffExample.Officers(year: 2023, seconded: "yes"), StaffExample.Officers(number: 8),
      ]), flagged: []),
    IndicatorExample(
      Phrase("借调一栏全部空白：不计算，不作0", "every cell blank: not computable, no zero"),
      StaffExample.world([StaffExample.Officers(seconded: "", number: 10)]), flagged: []),
  ]

  /// Judges officers by their roles and what the list says of secondment.
  static func judgement(roles: Set<Substring>, seconded: String) -> RuleJudgement {
    if roles.isEmpty { return .unknown }
    guard roles.contains("enforcement") else { return .notApplicable }
    if seconded.isEmpty { return .unknown }
    return seconded == "yes" ? .broken("seconded") : .kept
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let staff = StaffRecord(observation)
    let units = observation.standingUnitCodes(and: staff.unitCodes)
    let checks = units.compactMap { unit in
      staff.list(of: unit).map { list in
        StaffCheck(unit, list) { judgement(roles: $0.roles, seconded: $0.seconded) }
      }
    }
    guard !checks.isEmpty else {
      return .withoutStaff(
        page, ["officers"], units: units.count,
        Phrase("没有执法人员名录，无法计算。", "Not computable: there is no list of officers."))
    }
    var result = IndicatorResult(page.code)
    result.countStaff(
      checks, units: units, column: staff.hasRoles ? "officers.seconded" : "officers.role")
    result.flags = checks.filter { $0.broken > 0 }.map { flag($0, observation, settings) }
    result.headline = headline(
      checks, unlisted: units.count - checks.count, fewest: settings.count("fewest", of: page))
    result.tables = [table(checks, observation, settings)]
    return result
  }

  private static func headline(_ checks: [StaffCheck], unlisted: Int, fewest: Int) -> Phrase {
    let judged = checks.reduce(0) { $0 + $1.judged }
    let unknown = checks.reduce(0) { $0 + $1.unknown }
    let broken = checks.reduce(0) { $0 + $1.broken }
    guard judged > 0 else {
      return Phrase(
        "执法人员的岗位或借调情况均未填写（\(unknown)人），无法判断。",
        "Nothing to judge: role or secondment are blank of all \(unknown) officers.")
    }
    let units = checks.filter { $0.broken > 0 }.count
    let share = Numerals.percentage(broken, of: judged >= fewest ? judged : 0)
    return Phrase(
      "写明是否借调的执法人员\(Numerals.grouped(judged))人，借调\(Numerals.grouped(broken))人"
        + (share.isEmpty ? "" : "（\(share)）") + "，涉及\(units)个单位"
        + (unknown > 0 ? "；另有\(unknown)人空白，未作判断" : "")
        + (unlisted > 0 ? "；\(unlisted)个单位没有名录" : "") + "。",
      "Of \(Numerals.grouped(judged)) officers of whom the lists say, \(Numerals.grouped(broken)) "
        + "\(English.verb(broken, "is", "are")) seconded" + (share.isEmpty ? "" : " (\(share))")
        + ", in \(English.count(units, "unit"))"
        + (unknown > 0 ? "; \(unknown) more are blank" : "")
        + (unlisted > 0
          ? "; \(English.count(unlisted, "unit has", many: "units have")) no list" : "") + ".")
  }

  private static func flag(
    _ check: StaffCheck, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: check.unitCode), page, in: observation)
    flag.severity = check.broken >= settings.count("warning", of: page) ? .warning : .notice
    flag.observed = check.broken
    flag.evidence = observation.evidence(
      in: "officer_facts", of: check.unitCode, String(check.year))
    flag.reason = Phrase(
      "\(check.year)年人员名录：写明是否借调的执法人员\(check.judged)人中，借调\(check.broken)人"
        + (check.unknown > 0 ? "；另有\(check.unknown)人空白，未作判断" : "") + "。请核对借调去向与期限。",
      "List of \(check.year): of \(check.judged) officers of whom it says, \(check.broken) "
        + "\(English.verb(check.broken, "is", "are")) seconded"
        + (check.unknown > 0 ? "; \(check.unknown) more are blank" : "")
        + ". Where to and how long should be checked.")
    return flag
  }

  private static func table(
    _ checks: [StaffCheck], _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let fewest = settings.count("fewest", of: page)
    return ResultTable(
      title: Phrase("各单位借调情况（按单位代码）", "Secondment by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("年度", "Year"),
        Phrase("写明是否借调的执法人员", "Officers of whom it is stated"), Phrase("借调", "Seconded"),
        Phrase("空白", "Blank"), Phrase("借调占比", "Share seconded"),
      ],
      rows: checks.map { check in
        [
          same(observation.names.unit(check.unitCode)), same(check.year), same(check.judged),
          same(check.broken), same(check.unknown), same(check.share(fewest: fewest)),
        ]
      })
  }
}
