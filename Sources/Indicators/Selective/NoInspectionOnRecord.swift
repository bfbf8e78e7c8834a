import Contracts
import Statistics

/// S09: parties of the register of whom no inspection in three years is on record.
enum NoInspectionOnRecord: Indicator {
  static let page = IndicatorPage(
    code: "S09", name: Phrase("三年无检查记录", "No inspection on record in three years"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（公正）；国发〔2019〕5号（双随机、一公开）",
      "Decision, clause 7; APL 5 (fairness); State Council [2019] 5 (random inspection)"),
    needs: ["register", "inspections"],
    definition: Phrase(
      "名录中列入已满设定月数的对象（同一区县、等级前后相接的几行为一次列入），按区县×领域×风险等级计算这段时间没有检查记录的比例（Wilson区间），"
        + "与其他区县同领域同等级的比例相比（留一法，上侧概率，不少于5个区县时按过度离散漏斗，否则用二项分布；"
        + "全部比较一起作多重检验校正）。另列风险高者反而更少被查的区县×领域。",
      "Of parties listed for at least the set months (rows of one district and class that meet are one "
        + "listing), the share of whom no inspection is on record in them, "
        + "by district × domain × risk class with its Wilson interval, against the other districts' share "
        + "of the same domain and class (leave-one-out, upper tail of an over-dispersed funnel for five "
        + "districts or more, else binomial; adjusted over all comparisons). Where a higher class is "
        + "visited less than a lower one, a table says so."),
    pitfalls: Phrase(
      "检查记录按当事人假名与名录对应，检查未登记当事人时会误为无检查。停业未移出名录、联合检查由他单位登记、"
        + "非现场监管都会抬高比例。等级、区县或列入日期空白的对象不计。全区或全类从无记录的，以及有单位的检查导出没有相对人代码一列，或报送登记载明超过六分之一的月份未报送检查的区县和领域，"
        + "不作比较，先核实数据是否报送。全市对象不足5个的领域×等级不列。",
      "Inspections are matched by pseudonym: one that names no party is missed. Closed firms still listed, "
        + "joint visits on another's record and off-site control raise the share. Parties without class, "
        + "district or date of listing are left out. A whole district or class without a record, and a district and "
        + "domain of which some unit's inspections come without the column of parties, or by the register of deliveries did not come for more "
        + "than a sixth of the months, are not compared: verify the delivery first. A domain and class of fewer than five parties in all is not listed."
    ),
    parameters: [
      IndicatorParameter(
        "months", 36, Phrase("没有检查记录的月数", "months without an inspection"), range: .months),
      IndicatorParameter(
        "fewest", 30, Phrase("对象少于此数只列数、不检验", "parties below which only counts are given")),
      IndicatorParameter("share", 0.2, Phrase("比例下限", "smallest share"), range: .effect),
      IndicatorParameter(
        "difference", 0.10, Phrase("高出其他区县的下限", "smallest difference to other districts"),
        range: .effect),
      IndicatorParameter("q", 0.10, Phrase("q值上限", "largest q-value")),
    ],
    innocent: Phrase(
      "名录含已停业、迁出的对象；检查由上级或其他部门实施、未在本表登记；以非现场方式监管；检查未登记当事人。",
      "Closed or moved parties still listed; inspections by a higher or another body, not in this table; "
        + "off-site control; inspections that name no party."),
    ask: Phrase(
      "请说明长期没有检查记录的对象如何监管，并提供抽查计划、名录更新记录和非现场监管情况。",
      "Could the district say how parties without an inspection on record are supervised, with the plan of "
        + "random inspections, the upkeep of the register and off-site control?"),
    figures: FlagFigures(
      observed: Phrase("没有检查记录的对象数", "parties without an inspection on record"),
      effect: Phrase("其占比", "their share")))

  static let examples = [
    IndicatorExample(
      Phrase("各区县约一成，一区六成，应列出", "60% in one district, 10% elsewhere: listed"),
      world(["A": 60, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12]), flagged: ["/D//高"]),
    IndicatorExample(
      Phrase(
        "各区县都在六成左右；只看比例会处处误报，不标记",
        "about 60% everywhere; a rule of the share alone would flag each"),
      world(["A": 62, "B": 60, "C": 61, "E": 58, "F": 60, "G": 59]), flagged: []),
    IndicatorExample(
      Phrase(
        "一区没有任何检查记录，先核实是否报送；当作无检查会误报，不标记",
        "a district without any record: verify the delivery; taking it for inaction would flag it"),
      world(["A": 100, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12]), flagged: []),
    IndicatorExample(
      Phrase(
        "一区的检查导出没有相对人代码一列；当作无检查会误报，不标记",
        "inspections of a district come without the column of parties: taking it for inaction would flag it"
      ),
      world(["A": 60, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12], anonymous: "A"), flagged: []),
    IndicatorExample(
      Phrase(
        "报送登记载明一区有7个月未报送检查，当作无检查会误报，不标记",
        "inspections of seven months did not come from a district: taking it for inaction would flag it"
      ),
      world(["A": 60, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12]).without(7), flagged: []),
    IndicatorExample(
      Phrase("六分之一以内的月份未报送，仍应列出", "no more than a sixth of the months did not come: listed"),
      world(["A": 60, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12]).without(6),
      flagged: ["/D//高"]),
    IndicatorExample(
      Phrase("检查记录不足三年，无法计算", "records of less than three years: not computable"),
      world(["A": 60, "B": 10, "C": 11, "E": 9, "F": 10, "G": 12], since: 30), flagged: []),
  ]

  // Districts of 100 parties of high risk, each with so many without a visit.
  private static func world(
    _ unvisited: [String: Int], since months: Int = 40, anonymous district: String? = nil
  ) -> Observation {
    var observation = PatternExample.units([])
    observation.tables.insert("register")
    for (district, number) in unvisited {
      for (last, parties) in [("", number), ("5", 100 - number)] where parties > 0 {
        observation.patterns.registered.add([district, "D", "高", "48", last], [parties])
      }
    }
    observation.patterns.visits = [
      VisitOutcome(month: observation.month - months, unitCode: "U", domain: "D", itemCode: "")
    ]
    guard let district else { return observation }
    var visits = VisitOutcome(
      month: observation.month, unitCode: "V", domain: "D", itemCode: "")
    visits.districtCode = district
    observation.patterns.visits.append(visits)
    return observation.lacking("inspections.party_id", of: "V")
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let months = settings.count("months", of: page)
    for table in page.needs where !observation.tables.contains(table) {
      return .notComputable(
        page, [table],
        Phrase(
          "没有监管对象名录或检查数据，无法计算。",
          "Not computable: there is no register of parties, or no inspections."))
    }
    let first = observation.patterns.visits.map(\.month).min() ?? observation.month
    guard first <= observation.month - (months - 1) else {
      return .notComputable(
        page, ["history"],
        Phrase(
          "检查记录自\(first)起，不足\(months)个月，无法计算。",
          "Not computable: inspections reach back to \(first), less than \(months) months."))
    }
    let parties = RegisteredParties(observation, months: months)
    guard parties.isLinked else {
      return .notComputable(
        page, ["inspections.party_id"],
        Phrase(
          "检查记录没有一条能与名录对象对应，无法计算。",
          "Not computable: no inspection matches a party of the register."))
    }
    guard !parties.groups.isEmpty else {
      return .notComputable(
        page, [parties.undated > 0 ? "register.since" : "history"],
        Phrase(
          "名录没有列入满\(months)个月且等级、区县完整的对象，无法计算。",
          "Not computable: nobody complete in the register was listed for \(months) months."))
    }
    return answer(parties, observation, settings)
  }

  private static func answer(
    _ parties: RegisteredParties, _ observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let comparisons = VisitComparison.all(parties, settings, of: page)
    let byGroup = Dictionary(
      comparisons.map { ($0.group, $0) }, uniquingKeysWith: { first, _ in first })
    var result = IndicatorResult(page.code)
    for group in parties.sorted {
      let outcome: SubjectOutcome =
        byGroup[group].map { $0.isFlagged ? .flagged : .passed }
        ?? (parties.isUnseen(group) ? .notComputable : .notApplicable)
      result.outcomes[outcome, default: 0] += 1
    }
    let flagged = comparisons.filter(\.isFlagged)
    result.flags = flagged.map { flag($0, observation, settings) }
    let unseen = result.outcomes[.notComputable] ?? 0
    let tests = FindingWording.headline(
      Phrase("区县×领域×等级", "Districts × domains × classes"), tested: comparisons.count,
      qValues: flagged.map(\.qValue))
    let rest = Phrase(
      "\(unseen)个没有可用的检查记录，先核实报送；",
      "In \(unseen) nobody has a usable record: verify the delivery first."
    ).followed(by: leftOut(parties))
    result.headline = tests.followed(by: rest)
    let hidden = parties.groupsHidden(besides: Set(flagged.map(\.group)))
    let tables = RegisterTables(
      parties: parties, hidden: hidden, names: observation.names,
      fewest: settings.count("fewest", of: page))
    result.tables = [tables.shares(byGroup), tables.inverted()]
    result.points = comparisons.map { point($0, isHidden: hidden.contains($0.group)) }
    return result
  }

  // Either number follows from the other and the register.
  private static func leftOut(_ parties: RegisteredParties) -> Phrase {
    guard ![parties.incomplete, parties.recent].contains(where: SmallNumbers.isHidden) else {
      return Phrase(
        "另有对象信息不全或列入未满期，不计。",
        "Parties with gaps and parties listed too short are left out.")
    }
    let (incomplete, recent) = (
      Numerals.grouped(parties.incomplete), Numerals.grouped(parties.recent)
    )
    return Phrase(
      "另有\(incomplete)个对象信息不全、\(recent)个列入未满期，不计。",
      "\(incomplete) parties with gaps and \(recent) listed too short are left out.")
  }

  private static func point(_ comparison: VisitComparison, isHidden: Bool) -> ChartPoint {
    let group = comparison.group
    var point = ChartPoint("interval", series: group.risk, x: group.district)
    point.domain = group.domain
    if comparison.count.isTold && !isHidden {
      let interval = comparison.count.interval
      point.y = comparison.count.share
      (point.lower, point.upper) = (interval.lower, interval.upper)
    }
    point.isFlagged = comparison.isFlagged
    return point
  }

  private static func flag(
    _ comparison: VisitComparison, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    let (group, count) = (comparison.group, comparison.count)
    var flag = Flag.listed(
      ListedSubject(districtCode: group.district, domain: group.domain, category: group.risk),
      page, in: observation)
    if count.isTold {
      (flag.observed, flag.effect) = (count.unvisited, count.share)
      (flag.effectLower, flag.effectUpper) = (count.interval.lower, count.interval.upper)
    }
    if comparison.isReferenceTold {
      flag.expected = comparison.expected
      (flag.pValue, flag.qValue) = (comparison.chance, comparison.qValue)
    }
    flag.from = observation.month - (settings.count("months", of: page) - 1)
    flag.evidence = observation.evidence(
      in: "register_visits", of: group.district, group.domain, group.risk)
    let name = observation.names.district(group.district)
    let months = settings.count("months", of: page)
    let others = elsewhere(comparison, q: settings.value("q", of: page))
    let kind = group.domain.isEmpty ? group.risk : "\(group.domain)·\(group.risk)"
    let own = unvisited(count, months: months)
    flag.reason = Phrase(
      "\(name)“\(kind)”名录对象中\(own.chinese)；其他区县同类\(others.chinese)。与同类相比偏高，请核实。"
        + "名录中停业未移出的、检查未登记当事人的，也计在内。",
      "Of the parties of \(kind) in \(name), \(own.english); "
        + "\(others.english) in other districts. High beside peers: please verify. Closed parties still listed, and "
        + "visits that name no party, count in.")
    return flag
  }

  private static func unvisited(_ count: RegisteredCount, months: Int) -> Phrase {
    let parties = Numerals.grouped(count.parties)
    guard count.isTold else {
      return Phrase(
        "近\(months)个月有检查记录的不足5个，其余没有（共\(parties)个）",
        "fewer than five have an inspection on record in \(months) months and the others have none (\(parties) in all)"
      )
    }
    let (share, unvisited) = (Figures.percent(count.share), Numerals.grouped(count.unvisited))
    let range = Figures.range(count.interval.lower, count.interval.upper, Figures.percent)
    return Phrase(
      "\(share)（95%区间\(range)）近\(months)个月没有检查记录，共\(parties)个中\(unvisited)个",
      "\(share) (95% interval \(range)), \(unvisited) of \(parties), have no inspection on record in "
        + "\(months) months")
  }

  // With a number of the kind hidden, what rests on it is told by its limit.
  private static func elsewhere(_ comparison: VisitComparison, q: Double) -> Phrase {
    guard comparison.isReferenceTold else {
      let most = Figures.percent(comparison.mostElsewhere)
      let limit = Numerals.decimal(q, places: 3)
      return Phrase("不超过\(most)（q不超过\(limit)）", "at most \(most) (q at most \(limit))")
    }
    let share = Figures.percent(comparison.expected / Double(comparison.count.parties))
    let chance = Figures.chance(comparison.qValue)
    return Phrase("为\(share)（q＝\(chance)）", "\(share) (q = \(chance))")
  }
}

extension Observation {
  // Without the inspections of the last months of a unit in district A.
  fileprivate func without(_ months: Int) -> Observation {
    var observation = self
    observation.units.append(
      UnitFact(
        code: "V", level: "county", kind: "", parentCode: "", districtCode: "A", countyCode: "A"))
    var cell = Cell(level: .unitDomain, domain: "D", state: .active)
    (cell.unitCode, cell.districtCode, cell.monthsEmpowered) = ("V", "A", 12)
    observation.cells.append(cell)
    for past in 0..<months {
      observation.unsentInspections.add(["V", (month - past).description], [1])
    }
    return observation
  }
}
