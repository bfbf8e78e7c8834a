import Contracts

/// D01: visits after the yearly cap of a party was used up.
enum VisitsOverCap: Indicator {
  static let page = IndicatorPage(
    code: "D01", name: Phrase("超频检查", "Visits over the yearly cap"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；国办发〔2024〕54号（公布同一行政机关对同一企业的年度检查频次上限；投诉举报、转办交办、数据监测、"
        + "企业申请等确需检查的不受上限限制）；优化营商环境条例第五十四条",
      "Decision, clause 5; State Council offices [2024] 54 (yearly caps on the visits of an authority to a firm; "
        + "visits on complaint, on assignment, on monitored data or on request are not bound by them); Regulation "
        + "on the business environment, article 54"),
    needs: ["inspections", "register", "caps"],
    restsOn: [FlagColumns("inspections.party_id", "inspections.party_name")],
    definition: Phrase(
      "报告月所在年度至报告月末，名录对象的年度检查次数达到其领域、风险等级的上限之后，各单位又检查的次数及涉及对象，"
        + "按单位×领域×风险等级列出并标记。投诉核查和非现场检查不计，联合检查只计一次；恰为上限不算超过。"
        + "上限按同一行政机关计：其中该单位自己对同一对象查过上限、且写明检查方式的次数达不到“B级”的，只作提示。不在名录的对象、没有上限的等级不适用。另列各领域×等级的次数分布，名录对象不足5个的等级不列（其数可由名录的记录数推知），标记时不写次数。本年逐月累加，1至9个对象及可推知者不列数。",
      "In the year of the report month up to its end, visits of each unit to parties of the register after the "
        + "visits that the cap of domain and risk class allows were used up, and the parties so visited, by unit "
        + "× domain × class; each is flagged. Complaint-led and off-site visits do not count, a joint one counts once, and "
        + "the cap itself is within. Caps are those of one authority: where the visits that the unit made over the cap by itself, and whose mode is stated, "
        + "do not reach grade B, it is a notice. Parties outside the register and classes without a cap: not applicable. A "
        + "second table shows the distribution of visits. Classes of fewer than five parties, whose number would "
        + "follow from the records of the register, are in no table, and their flags tell no number. The year adds up month by month: one to nine parties, "
        + "and what gives them away, are not told."
    ),
    pitfalls: Phrase(
      "上限按领域与等级计，包括各单位的检查；若上限按单位分别公布，本指标偏严。转办交办、数据监测、企业申请的检查"
        + "依规定不受上限限制，而检查方式一栏区分不出，须核对。名录为一个对象只写一个领域的，其他领域的检查不计入；未登记对象的检查无法对应，未见超过不等于没有。"
        + "最后一次检查的单位不一定是检查最多的单位。检查减少可能正是目标，应与零办案结果一并看。",
      "A cap holds for the domain and counts every unit's visits; where caps are set for each unit this is "
        + "too strict. Visits on assignment, on monitored data or on request are not bound by caps, and the mode "
        + "does not tell them. Where the register names one domain for a party, visits of other domains count against no cap; visits "
        + "that name no party cannot be matched: none found is not none made. The unit "
        + "of the last visit need not be the one with the most. Fewer visits can be the goal: read it beside the "
        + "zero-case findings."),
    parameters: [
      IndicatorParameter(
        "warning", 20, Phrase("上限后检查达到此数为“B级”，否则为“提示”", "visits from which it is grade B")),
      IndicatorParameter(
        "fewest", 30, Phrase("对象少于此数不给比率", "parties below which no share is given")),
    ],
    innocent: Phrase(
      "属转办交办、数据监测、企业申请或整改复查等不受上限限制的检查；上限年中公布；风险等级年中调整。",
      "Visits on assignment, on monitored data, on request or to check corrections; a cap published, or a class "
        + "changed, within the year."),
    ask: Phrase(
      "请提供所列检查的启动依据和审批记录，说明适用的频次上限。",
      "Ask for the ground and the approval of the visits, and for the cap that was applied."),
    figures: FlagFigures(
      observed: Phrase("上限用完后的检查次数", "visits after the cap was used up")))

  static let examples = [
    IndicatorExample(
      Phrase("高风险上限4次，某单位在用完后又查16次，应标记", "a cap of 4, and 16 visits after it was used up"),
      world(visits: ["4": 90, "5": 4, "6": 6], over: Over(visits: 16, parties: 10)),
      flagged: ["U/D//高"]),
    IndicatorExample(
      Phrase(
        "恰为上限4次，另有投诉核查80次；连投诉一起数会误标，不标记",
        "4 visits each, and 80 on complaint: counting these would flag it"),
      world(visits: ["4": 100], over: nil), flagged: []),
    IndicatorExample(
      Phrase("该等级没有上限，无法计算，不标记", "a class without a cap: not computable"),
      world(visits: ["12": 100], over: nil, cap: ""), flagged: []),
  ]

  private struct Over {
    let visits: Int
    let parties: Int
    var own = 16
    var modeless = 0
  }

  private static func world(
    visits: [String: Int], over: Over?, cap: String = "4"
  ) -> Observation {
    var observation = VisitExample.world([
      .init(visits: 400), .init(mode: "complaint", visits: 80),
    ])
    observation.tables.formUnion(["register", "caps"])
    for (number, parties) in visits {
      observation.legality.visitFrequency.add(["1", "D", "高", cap, number], [parties])
    }
    if let over {
      observation.legality.visitsOverCap.add(
        ["U", "D", "高", cap], [over.visits, over.parties, over.own, over.modeless])
    }
    return observation
  }

  private struct Row {
    let unit: String
    let group: CapUse.Group
    let visits: Int
    let parties: Int
    /// The unit's visits of the domain in the year, on the spot and not complaint-led.
    let made: Int
    /// Whether the class has one to four parties, of whom any number of visits would tell.
    let isOfFew: Bool
    /// Visits over the cap by the unit's visits alone, with a mode.
    let byItself: Int
    /// Visits after the cap whose mode is blank: they may be complaint-led.
    let modeless: Int

    /// Whether the visits would give away how many parties there are.
    var isHidden: Bool { isOfFew || SmallNumbers.isGrowthHidden(visits) }
  }

  private struct Year {
    /// Visits by unit and domain, on the spot and not complaint-led.
    var visits: [String: [String: Int]] = [:]
    let uses: [CapUse]

    /// Units with a visit in a domain of which some class has a cap.
    var units: [String] {
      let capped = Set(uses.filter { $0.group.cap != nil }.map(\.group.domain))
      return visits.filter { $0.value.keys.contains { capped.contains($0) || capped.contains("") } }
        .keys.sorted()
    }

    init(_ observation: Observation) {
      uses = CapUse.all(observation.legality.visitFrequency)
      for group in observation.conductedVisits(in: observation.yearToDate)
      where group.isOnTheSpot {
        visits[group.unitCode, default: [:]][group.domain, default: 0] += group.visits
      }
    }

    /// Visits of a unit in a domain, in every one where the register names none.
    func made(by unit: String, in domain: String) -> Int {
      let own = visits[unit] ?? [:]
      return domain.isEmpty ? own.values.reduce(0, +) : own[domain] ?? 0
    }

    /// Whether a class has one to four parties of the register.
    func isOfFew(_ group: CapUse.Group) -> Bool {
      uses.contains { $0.group == group && SmallNumbers.isHidden($0.all) }
    }

    /// What the tables lack; nil where they lack nothing.
    var missing: [String]? {
      if uses.isEmpty { return ["register"] }
      if uses.allSatisfy({ $0.group.cap == nil }) {
        return uses.allSatisfy { $0.group.risk.isEmpty } ? ["register.risk_class"] : ["caps"]
      }
      let isAnyVisited = uses.contains { $0.most > 0 }
      return units.isEmpty || isAnyVisited ? nil : ["inspections.party_id"]
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let absent = page.needs.filter { !observation.tables.contains($0) }
    guard absent.isEmpty else { return notComputable(absent) }
    let year = Year(observation)
    if let missing = year.missing { return notComputable(missing) }
    let rows = rows(observation.legality.visitsOverCap, year)
    guard !year.units.isEmpty || !rows.isEmpty else {
      return .notComputable(
        page, [],
        Phrase(
          "本年没有对设有上限的领域的检查，不作判断。",
          "Nothing to judge: no inspection this year in a domain with a cap."))
    }
    var judged: [String: SubjectOutcome] = [:]
    let missing = MissingMonths(observation, in: observation.yearToDate).unitsMostlyMissing
    for unit in year.units { judged[unit] = missing.contains(unit) ? .notComputable : .passed }
    for row in rows { judged[row.unit] = .flagged }
    var result = IndicatorResult(page.code)
    result.coverage.missing = observation.missingModes(in: observation.yearToDate)
    result.outcomes = observation.outcomes(of: judged, in: observation.yearToDate)
    result.flags = rows.map { flag($0, observation, settings) }
    result.tables = [
      table(rows.filter { !$0.isOfFew }, observation.names),
      distribution(year.uses, settings.count("fewest", of: page)),
    ]
    result.headline = headline(rows, units: judged.filter { $0.value == .flagged }.count)
    return result
  }

  private static func notComputable(_ missing: [String]) -> IndicatorResult {
    .notComputable(
      page, missing,
      Phrase(
        "缺少检查、名录或频次上限的数据，无法计算。",
        "Not computable: inspections, register or caps are missing."))
  }

  private static func rows(_ tally: Tally, _ year: Year) -> [Row] {
    tally.sortedKeys.compactMap { key in
      guard let sums = tally.sums[key], sums[0] > 0, let cap = Int(key[3]) else { return nil }
      let group = CapUse.Group(domain: key[1], risk: key[2], cap: cap)
      return Row(
        unit: key[0], group: group, visits: sums[0], parties: sums[1],
        made: year.made(by: key[0], in: group.domain), isOfFew: year.isOfFew(group),
        byItself: sums[2], modeless: sums[3])
    }.sorted { $0.unit == $1.unit ? $0.group.precedes($1.group) : $0.unit < $1.unit }
  }

  // A sum would give away what one row hides: each such row counts as one.
  private static func headline(_ rows: [Row], units: Int) -> Phrase {
    let visits = rows.reduce(0) { $0 + ($1.isHidden ? 1 : $1.visits) }
    let isLeast = rows.contains(where: \.isHidden)
    let number = Numerals.grouped(visits)
    return Phrase(
      "本年至报告月末，年度上限用完后的检查\(isLeast ? "至少" : "")\(number)次，涉及\(units)个单位"
        + "（投诉核查、非现场不计；联合检查对上限计一次，在参与的各单位各列一次）。",
      "\(isLeast ? "At least \(number)" : number) visits of the year came after a cap was used up, in "
        + "\(English.count(units, "unit")) (none on complaint; a joint one uses the cap once "
        + "and is listed for each of its units).")
  }

  private static func flag(
    _ row: Row, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: row.unit, domain: row.group.domain, category: row.group.risk), page,
      in: observation)
    let isMany = row.byItself >= settings.count("warning", of: page)
    flag.severity = isMany && !row.isOfFew ? .warning : .notice
    flag.from = observation.yearToDate.lowerBound
    flag.observed = row.isHidden ? nil : row.visits
    flag.evidence = observation.evidence(
      in: "visits_over_cap", of: row.unit, row.group.domain, row.group.risk)
    flag.reason = reason(row, observation).followed(by: doubt(row))
    return flag
  }

  private static func reason(_ row: Row, _ observation: Observation) -> Phrase {
    let name = observation.names.unit(row.unit)
    let kind = [row.group.domain, row.group.risk].filter { !$0.isEmpty }.joined(separator: "·")
    let cap = row.group.cap ?? 0
    guard !row.isOfFew else {
      return Phrase(
        "\(name)本年对“\(kind)”对象，在年度上限\(cap)次用完后又有检查；该等级对象很少，次数与对象数不列"
          + "（投诉核查、非现场不计，联合检查计一次）。请核对是否属于不受上限限制的情形。",
        "\(name) made visits in \(observation.month.year) to parties of \(kind) after their cap of \(cap) was "
          + "used up (none on complaint, a joint one once); so few parties are of this class that no number is "
          + "told. Whether the cap bound these visits should be checked.")
    }
    let (visits, parties) = (
      SmallNumbers.shownGrowing(row.visits), SmallNumbers.shownGrowing(row.parties)
    )
    return Phrase(
      "\(name)本年对“\(kind)”对象，在年度上限\(cap)次用完后又检查\(visits)次，涉及\(parties)个对象"
        + "（投诉核查、非现场不计，联合检查计一次）。请核对是否属于不受上限限制的情形。",
      "\(name) made \(SmallNumbers.growing(row.visits, "visit")) in \(observation.month.year) to "
        + "\(SmallNumbers.growing(row.parties, "party", many: "parties")) of \(kind) after their cap of \(cap) "
        + "was used up (none on complaint, a joint one once). Whether the cap bound these visits should be "
        + "checked.")
  }

  private static func doubt(_ row: Row) -> Phrase {
    var doubt = Phrase("", "")
    if row.byItself == 0, row.modeless == 0 {
      doubt = Phrase(
        "没有一次是该单位自己对同一对象查过上限之后的，上限是与其他单位合计用完的；上限按单位分别计算的，不属超频。",
        "None came after the unit had used the cap up by itself; other units used it up with it, and where caps "
          + "are counted by authority these visits are within.")
    } else if row.byItself < row.visits, row.modeless < row.visits, !row.isOfFew {
      let own = row.byItself == 0 ? "0" : SmallNumbers.shownGrowing(row.byItself)
      doubt = Phrase(
        "其中该单位自己（写明检查方式的）对同一对象查过上限之后的\(own)次，其余的上限是与其他单位合计用完的，或未写明检查方式。",
        "Of these \(row.byItself == 0 ? "none" : SmallNumbers.growing(row.byItself, "visit")) came after the unit had used the cap up by itself; for the "
          + "others it was used up with other units, or the mode is not stated.")
    }
    if row.modeless == row.visits {
      doubt = doubt.followed(
        by: Phrase(
          "这些检查均未写明检查方式，可能是投诉核查。",
          "None of these visits states its mode; they may be complaint-led."))
    }
    return doubt
  }

  private static func table(_ rows: [Row], _ names: NameBook) -> ResultTable {
    ResultTable(
      title: Phrase("上限用完后的检查", "Visits after the cap was used up"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("风险等级", "Risk class"),
        Phrase("年度上限", "Yearly cap"), Phrase("上限后检查", "Visits after the cap"),
        Phrase("涉及对象", "Parties"),
        Phrase("本单位该领域检查（投诉核查、非现场除外）", "Own visits of the domain (on the spot, no complaints)"),
      ],
      rows: rows.map { row in
        [
          same(names.unit(row.unit)), same(row.group.domain), same(row.group.risk),
          same(row.group.cap ?? 0), same(SmallNumbers.shownGrowing(row.visits)),
          same(SmallNumbers.shownGrowing(row.parties)), same(row.made),
        ]
      })
  }

  private static func distribution(_ uses: [CapUse], _ fewest: Int) -> ResultTable {
    ResultTable(
      title: Phrase("名录对象的年度检查次数", "Visits of the year to parties of the register"),
      columns: [
        Phrase("领域", "Domain"), Phrase("风险等级", "Risk class"), Phrase("年度上限", "Yearly cap"),
        Phrase("名录对象", "Parties"), Phrase("次数中位数", "Median visits"),
        Phrase("最多次数", "Most visits"), Phrase("超过上限的对象", "Parties over the cap"),
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"),
      ],
      rows: uses.filter { !SmallNumbers.isHidden($0.all) }.map { distributionRow($0, fewest) })
  }

  // A share would give away few parties, and so would the most visits of them.
  private static func distributionRow(_ use: CapUse, _ fewest: Int) -> [Phrase] {
    let over = use.overCap
    let isRestHidden = over.map { SmallNumbers.isGrowthHidden(use.all - $0) } ?? false
    let isOverHidden = over.map { SmallNumbers.isGrowthHidden($0) } ?? false
    let rate = over.map { MeasuredRate($0, of: use.all, fewest: fewest) }
    return [
      same(use.group.domain), same(use.group.risk),
      use.group.cap.map { same($0) } ?? Phrase("未设", "none"), same(Numerals.grouped(use.all)),
      same(use.median.map { Numerals.decimal($0, places: 1) } ?? ""),
      same(isOverHidden ? "—" : String(use.most)),
      over.map { same(isRestHidden && !isOverHidden ? "—" : SmallNumbers.shownGrowing($0)) }
        ?? Phrase("不适用", "not applicable"),
      same(isRestHidden || isOverHidden ? "" : rate?.percentage ?? ""),
      same(isRestHidden || isOverHidden ? "" : rate?.range ?? ""),
    ]
  }
}
