import Contracts

/// D02: parties that a second unit visited within thirty days of another's visit.
enum VisitedAgainSoon: Indicator {
  static let page = IndicatorPage(
    code: "D02", name: Phrase("三十日重复检查", "Visited again within thirty days"), clause: 5,
    legalBasis: Phrase(
      "决定第五条；国办发〔2024〕54号（能合并的合并，能联合的联合，避免重复、多头检查）；"
        + "优化营商环境条例第五十四条（多个检查事项尽可能合并或纳入跨部门联合抽查）",
      "Decision, clause 5; State Council offices [2024] 54 (visits are merged or made jointly where they can "
        + "be); Regulation on the business environment, article 54"),
    needs: ["inspections"],
    restsOn: [FlagColumns("inspections.party_id", "inspections.party_name")],
    definition: Phrase(
      "近12个月内，单位检查某对象前设定天数以内（含）另一单位检查过同一对象的次数，按后查与先查单位成对列出；"
        + "联合检查、投诉核查与非现场检查两边都不计；一次检查只对应最近的先查单位，同日的按单位代码先后。分母为后查单位近12个月的检查"
        + "（联合、投诉核查、非现场除外）；同一单位同日对同一对象的几条检查记录为一次，未写对象的每条为一次。次数达到设定值的成对标记。",
      "Visits of the last 12 months to a party that another unit visited at most the set days before, by pair "
        + "of the later and the earlier unit. Joint, complaint-led and off-site visits count on neither side, and a visit "
        + "is set against the nearest earlier one alone, of one day by the order of unit codes. Denominator: the later unit's visits of those months "
        + "without joint, complaint-led and off-site ones; inspections of a unit of one party on one day are one "
        + "visit, and one that names no party is one. Pairs with the set number are flagged."),
    pitfalls: Phrase(
      "未登记检查对象的检查无法对应，实际重复可能更多。职责不同、依法须分别检查的事项也会列出；"
        + "联合检查登记成“日常”的会误列。先后只是登记日期，不说明哪个单位多查。检查次数减少可能正是目标，"
        + "不能要求以增加联合次数来降低占比。",
      "Visits that name no party cannot be matched, so there may be more. Different duties that each need a "
        + "visit are listed too, as are joint visits recorded as routine. Who came first is a date and no fault. "
        + "Fewer visits can be the goal: the share is not to be lowered by making more."),
    parameters: [
      IndicatorParameter(
        "days", 30, Phrase("相隔天数，含当日，不超过60", "days between the visits, inclusive, 60 at most"),
        range: .whole(1...60)),
      IndicatorParameter(
        "least", 5, Phrase("成对次数达到此值才标记", "visits of a pair from which it is flagged")),
      IndicatorParameter(
        "warning", 20, Phrase("达到此数为“B级”，否则为“提示”", "visits from which it is grade B")),
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "inspections below which no share is given")),
    ],
    innocent: Phrase(
      "两单位职责不同、依法须分别检查；本为联合检查而分别登记；后一次是对整改的复查。",
      "Two duties that need two visits; a joint visit recorded twice; a check of what was to be corrected."
    ),
    ask: Phrase(
      "请两单位核对所列检查，说明能否纳入联合检查或共用检查结果。",
      "Ask both units whether the visits could be joint, or one could use what the other found."),
    figures: FlagFigures(
      observed: Phrase("期限内重复检查次数", "visits so soon"),
      effect: Phrase("其占本单位检查的比例", "their share of the unit's visits")))

  static let examples = [
    IndicatorExample(
      Phrase("恰满30天的重复5次，应标记", "five repeats on the 30th day"),
      world([("V", 30, 5)]), flagged: ["U///V"]),
    IndicatorExample(
      Phrase("第31天，不计，不标记", "on the 31st day: not counted"), world([("V", 31, 50)]), flagged: []),
    IndicatorExample(
      Phrase("每对只有4次；合计8次会误标，不标记", "four of each pair; a sum of eight would flag the unit"),
      world([("V", 3, 4), ("W", 3, 4)]), flagged: []),
  ]

  private static func world(_ repeats: [(other: String, days: Int, visits: Int)]) -> Observation {
    var observation = VisitExample.world([.init(visits: 100), .init(unit: "V", visits: 100)])
    for (other, days, visits) in repeats {
      observation.legality.repeatedVisits.add(
        ["2024-10", "U", other, "D", String(days)], [visits, 0])
    }
    return observation
  }

  /// A unit and the one that had been there before.
  struct Pair: Hashable {
    let unit: String
    let other: String
  }

  /// Days since the other unit's visit, and how many visits came so soon after it.
  typealias Intervals = [Int: Int]

  /// Visits of each pair at most `days` apart, by a measure of the tally: all, or those without a mode.
  static func repeats(_ tally: Tally, days limit: Int, measure: Int = 0) -> [Pair: Intervals] {
    var pairs: [Pair: Intervals] = [:]
    for (key, sums) in tally.sums where !key[1].isEmpty && sums[measure] > 0 {
      guard let days = Int(key[4]), days <= limit else { continue }
      pairs[Pair(unit: key[1], other: key[2]), default: [:]][days, default: 0] += sums[measure]
    }
    return pairs
  }

  private struct Row {
    let pair: Pair
    let visits: Int
    /// Of these, the ones where a mode is blank on either side: they may be joint or complaint-led.
    let modeless: Int
    let medianDays: Double
    /// Share of the unit's visits; nil where the counts do not hold them.
    let rate: MeasuredRate?
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("inspections") else {
      return .notComputable(
        page, ["inspections"], Phrase("没有检查数据，无法计算。", "Not computable: there are no inspections."))
    }
    let visits = visits(observation)
    guard !visits.isEmpty else {
      return .notComputable(
        page, [],
        Phrase(
          "近12个月没有联合、投诉核查、非现场以外的检查，不作判断。",
          "Nothing to judge: no inspection of 12 months but joint, complaint-led and off-site ones."
        ))
    }
    guard observation.knowsVisitedParties else {
      var result = IndicatorResult.notComputable(
        page, ["inspections.party_id"],
        Phrase(
          "检查记录无法对应检查对象，无法计算。", "Not computable: inspections do not say who was visited."))
      result.outcomes = observation.outcomes(
        of: visits.mapValues { _ in .notComputable }, in: observation.lastTwelveMonths)
      return result
    }
    return answer(visits, observation, settings)
  }

  private static func answer(
    _ visits: [String: Int], _ observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let rows = rows(visits, observation, settings)
    let least = settings.count("least", of: page)
    let flagged = rows.filter { $0.visits >= least }
    let units = Set(flagged.map(\.pair.unit))
    var judged: [String: SubjectOutcome] = [:]
    let missing = MissingMonths(observation, in: observation.lastTwelveMonths).unitsMostlyMissing
    // A unit that alone inspects has nobody to come after.
    for unit in visits.keys {
      judged[unit] =
        missing.contains(unit) ? .notComputable : visits.count > 1 ? .passed : .notApplicable
    }
    for unit in units { judged[unit] = .flagged }
    var result = IndicatorResult(page.code)
    result.coverage.missing = observation.missingModes(in: observation.lastTwelveMonths)
    result.outcomes = observation.outcomes(of: judged, in: observation.lastTwelveMonths)
    result.flags = flagged.map { flag($0, observation, settings) }
    result.tables = [table(rows, visits, observation.names)]
    let days = settings.count("days", of: page)
    let (repeats, all) = (rows.reduce(0) { $0 + $1.visits }, visits.values.reduce(0, +))
    let rate = measured(repeats, all, settings)
    let inspections =
      "inspections of 12 months that were neither joint nor complaint-led nor off-site"
    result.headline = Phrase(
      "近12个月联合、投诉核查、非现场以外的检查中，\(days)日内另一单位刚查过同一对象的：\((rate?.inWords ?? same(repeats)).chinese)；"
        + "\(flagged.count)对单位达到\(least)次。",
      (rate?.english(inspections) ?? "\(Numerals.grouped(repeats)) \(inspections)")
        + " went to a party that another unit had visited within \(days) days; "
        + "\(English.count(flagged.count, "pair")) of units \(English.verb(flagged.count, "has", "have"))"
        + " \(least) or more of them."
    )
    return result
  }

  private static func visits(_ observation: Observation) -> [String: Int] {
    var visits: [String: Int] = [:]
    for (key, sums) in observation.legality.partyVisits.sums where !key[1].isEmpty && sums[0] > 0 {
      visits[key[1], default: 0] += sums[0]
    }
    return visits
  }

  private static func measured(
    _ part: Int, _ all: Int, _ settings: IndicatorSettings
  ) -> MeasuredRate? {
    part > all ? nil : MeasuredRate(part, of: all, fewest: settings.count("fewest", of: page))
  }

  private static func rows(
    _ visits: [String: Int], _ observation: Observation, _ settings: IndicatorSettings
  ) -> [Row] {
    let pairs = repeats(
      observation.legality.repeatedVisits, days: settings.count("days", of: page))
    let modeless = repeats(
      observation.legality.repeatedVisits, days: settings.count("days", of: page), measure: 1)
    return pairs.sorted { ($0.key.unit, $0.key.other) < ($1.key.unit, $1.key.other) }.map {
      let number = $0.value.values.reduce(0, +)
      return Row(
        pair: $0.key, visits: number, modeless: modeless[$0.key]?.values.reduce(0, +) ?? 0,
        medianDays: WeightedMedian.of($0.value) ?? 0,
        rate: measured(number, visits[$0.key.unit] ?? 0, settings))
    }
  }

  private static func flag(
    _ row: Row, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: row.pair.unit, category: row.pair.other), page, in: observation)
    let sure = row.visits - row.modeless
    flag.severity = sure >= settings.count("warning", of: page) ? .warning : .notice
    flag.from = observation.lastTwelveMonths.lowerBound
    flag.observed = row.visits
    flag.effect = row.rate?.share
    flag.effectLower = row.rate?.interval?.lower
    flag.effectUpper = row.rate?.interval?.upper
    flag.evidence = observation.evidence(
      in: "repeated_visits", of: row.pair.unit, row.pair.other)
    let names = observation.names
    let (name, other) = (names.unit(row.pair.unit), names.unit(row.pair.other))
    let days = settings.count("days", of: page)
    let share = row.rate?.inWords ?? same(row.visits)
    let own = row.rate.map { "; that is " + $0.english("visits of its own") } ?? ""
    let median = Numerals.decimal(row.medianDays, places: 1)
    flag.reason = Phrase(
      "\(other)检查后\(days)日内，\(name)又检查同一对象\(row.visits)次（现场检查，非联合、非投诉核查），相隔天数中位数\(median)天；"
        + "占本单位检查的\(share.chinese)\(doubt(row).chinese)。请两单位核对能否合并或联合检查。",
      "\(name) visited \(English.count(row.visits, "time")) a party that \(other) had visited at most \(days) days before, in a "
        + "median of \(median) days, neither jointly nor on complaint\(own)\(doubt(row).english). "
        + "Both should see whether the visits can be merged.")
    return flag
  }

  private static func doubt(_ row: Row) -> Phrase {
    guard row.modeless > 0 else { return Phrase("", "") }
    return Phrase(
      "；其中\(row.modeless)次未写明检查方式，可能是联合检查或投诉核查",
      "; of \(row.modeless) the mode is not stated, and they may be joint or complaint-led")
  }

  private static func table(
    _ rows: [Row], _ visits: [String: Int], _ names: NameBook
  ) -> ResultTable {
    ResultTable(
      title: Phrase("先后检查同一对象的单位", "Units that visited the same parties"),
      columns: [
        Phrase("单位（后查）", "Unit (later)"), Phrase("先查单位", "Unit before"),
        Phrase("期限内重复检查", "Visits so soon"), Phrase("相隔天数中位数", "Median days between"),
        Phrase("本单位检查（联合、投诉核查、非现场除外）", "Own visits (on the spot, no joint, no complaints)"),
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"),
      ],
      rows: rows.map { row in
        [
          same(names.unit(row.pair.unit)), same(names.unit(row.pair.other)), same(row.visits),
          same(Numerals.decimal(row.medianDays, places: 1)), same(visits[row.pair.unit] ?? 0),
          same(row.rate?.percentage ?? ""), same(row.rate?.range ?? ""),
        ]
      })
  }
}

extension Observation {
  /// Whether anything shows that inspections name the party visited.
  var knowsVisitedParties: Bool {
    !legality.repeatedVisits.sums.isEmpty
      || legality.visitFrequency.sums.keys.contains { (Int($0[4]) ?? 0) > 0 }
      || patterns.registered.sums.keys.contains { !$0[4].isEmpty }
  }
}
