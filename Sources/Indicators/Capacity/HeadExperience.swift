import Contracts

/// C07: town units whose head has no experience of enforcement on record.
enum HeadExperience: Indicator {
  static let page = IndicatorPage(
    code: "C07", name: Phrase("负责人执法经历", "Head's experience"), clause: 3,
    legalBasis: Phrase(
      "决定第三条：镇街综合执法队伍负责人应当具有执法工作经历",
      "Decision, clause 3: heads of town brigades have experience of enforcement"),
    needs: ["units"],
    definition: Phrase(
      "层级为镇街的执法单位中，单位表写明负责人无执法经历的标记，写明有的通过，空白的不计算，不作“无”。其他层级不适用。",
      "Of the units of level town, those whose head is stated to have no experience of enforcement are "
        + "flagged, those stated to have it pass; blank is not computable and no “no”. Other levels: not "
        + "applicable."),
    pitfalls: Phrase(
      "单位表只写有无，不写年限与岗位；负责人更换后可能未更新。层级空白的单位不在其中。",
      "The units table says yes or no, not how long or where, and may be out of date after a change. Units "
        + "of unknown level are left out."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("单位少于此数不给百分比", "units below which no percentage is given"))
    ],
    innocent: Phrase(
      "负责人新任而单位表未更新；执法经历在其他地区或部门。",
      "A new head not entered yet, or experience elsewhere that is not on record."),
    ask: Phrase("请核对负责人任职经历。", "Ask for the record of the head's posts."))

  static let examples = [
    IndicatorExample(
      Phrase("镇街单位负责人写明无执法经历，应标记", "the head of a town unit is stated to have none"),
      world(level: "town", "no"), flagged: ["U///"]),
    IndicatorExample(
      Phrase("县级单位写明无，不适用", "a county unit: not applicable"), world(level: "county", "no"),
      flagged: []),
    IndicatorExample(
      Phrase("镇街单位空白：不计算，不作“无”", "blank is no “no”"), world(level: "town", ""), flagged: []),
    IndicatorExample(
      Phrase("镇街单位写明有，不标记", "stated to have it"), world(level: "town", "yes"), flagged: []),
  ]

  private static func world(level: String, _ experience: String) -> Observation {
    StaffExample.world(units: [("U", level)], [], staff: [["U", "6", "1", experience]])
  }

  // The kind tells where the level is blank; where both are, nobody knows whether it is a town.
  private static func level(of unit: UnitFact) -> String {
    if unit.level.isEmpty, unit.kind == "town" { return "town" }
    return unit.level.isEmpty && !unit.kind.isEmpty ? "other" : unit.level
  }

  /// Judges a unit by its level and what the units table says of its head.
  static func outcome(level: String, experience: String) -> SubjectOutcome {
    guard !level.isEmpty else { return experience.isEmpty ? .notApplicable : .notComputable }
    guard level == "town" else { return .notApplicable }
    switch experience {
    case "no": return .flagged
    case "yes": return .passed
    default: return .notComputable
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let staff = StaffRecord(observation)
    let units = observation.units.filter(\.isStanding)
    let towns = units.filter { level(of: $0) == "town" }
    let outcomes = units.map { unit in
      outcome(level: level(of: unit), experience: staff.stated(of: unit.code).headExperience)
    }
    let hasUnits = observation.tables.contains("units")
    let isKnown = outcomes.contains { $0 == .flagged || $0 == .passed }
    guard isKnown || (hasUnits && towns.isEmpty) else {
      return .withoutStaff(
        page, [hasUnits ? "units.head_experience" : "units"], units: towns.count,
        Phrase(
          "单位表没有镇街负责人执法经历，无法计算。",
          "Not computable: the units table says nothing of heads of town units."))
    }
    var result = IndicatorResult(page.code)
    for outcome in outcomes { result.outcomes[outcome, default: 0] += 1 }
    if zip(units, outcomes).contains(where: {
      level(of: $0).isEmpty && $1 == .notComputable
    }) {
      result.coverage.missing = ["units.level"]
    }
    for (unit, outcome) in zip(units, outcomes) where outcome == .flagged {
      result.flags.append(flag(unit, observation))
    }
    result.headline = headline(
      result.outcomes, towns: towns.count, fewest: settings.count("fewest", of: page))
    result.tables = towns.isEmpty ? [] : [table(towns, staff, observation.names)]
    return result
  }

  private static func headline(
    _ outcomes: [SubjectOutcome: Int], towns: Int, fewest: Int
  ) -> Phrase {
    guard towns > 0 else {
      return Phrase("没有镇街执法单位，不作判断。", "Nothing to judge: there is no town unit.")
    }
    let none = outcomes[.flagged] ?? 0
    let known = none + (outcomes[.passed] ?? 0)
    let share = Numerals.percentage(none, of: known >= fewest ? known : 0)
    return Phrase(
      "写明负责人执法经历的镇街单位\(known)个，\(none)个写明没有" + (share.isEmpty ? "" : "（\(share)）")
        + (towns > known ? "；\(towns - known)个空白，未作判断" : "") + "。",
      "Of \(English.count(known, "town unit")) with a statement, \(none) "
        + "\(English.verb(none, "has a head", "have heads")) stated to be without experience"
        + (share.isEmpty ? "" : " (\(share))")
        + (towns > known
          ? "; \(towns - known) \(English.verb(towns - known, "is", "are")) blank" : "") + ".")
  }

  private static func flag(_ unit: UnitFact, _ observation: Observation) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: unit.code), page, in: observation)
    flag.severity = .warning
    flag.evidence = observation.evidence(in: "unit_staff", of: unit.code)
    flag.reason = Phrase(
      "单位表写明该镇街单位负责人没有执法工作经历。请核对任职经历与单位表是否更新。",
      "The units table states no experience of enforcement for the head of this town unit. Record and table "
        + "should be checked.")
    return flag
  }

  private static func table(
    _ towns: [UnitFact], _ staff: StaffRecord, _ names: NameBook
  ) -> ResultTable {
    ResultTable(
      title: Phrase("镇街单位负责人执法经历（按单位代码）", "Heads of town units, by unit code"),
      columns: [Phrase("单位", "Unit"), Phrase("负责人执法经历", "Experience of the head")],
      rows: towns.map { unit in
        let stated: Phrase =
          switch staff.stated(of: unit.code).headExperience {
          case "yes": Phrase("有", "yes")
          case "no": Phrase("无", "no")
          default: Phrase("未填", "not stated")
          }
        return [same(names.unit(unit.code)), stated]
      })
  }
}
