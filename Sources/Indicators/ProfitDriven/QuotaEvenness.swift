import Contracts
import Statistics

/// P04: monthly counts of the towns of a county too even, and fines heaped in one narrow band.
enum QuotaEvenness: Indicator {
  static let page = IndicatorPage(
    code: "P04", name: Phrase("整齐划一", "Evenness across towns"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七十四条（不得下达罚没指标）、第三十四条（裁量基准）；国发〔2021〕26号（严禁下达罚没指标）",
      "Decision, clause 7; APL 74 (no targets), 34 (discretion standards); State Council 2021 No. 26 (no targets)"
    ),
    needs: ["cases", "units", "catalogue"],
    definition: Phrase(
      "同一县（市、区）同一领域至少5个乡镇，各在近24个月有12个以上持有该领域职权的已报送月且月均1件以上。整齐度＝各乡镇各月件数对本乡镇均值的皮尔逊卡方和"
        + "÷随机情形下的均值；参照为各乡镇总件数不变、逐月随机落点的多项分布（固定种子20240701，999次，更小的概率取伽马分布），看下侧，"
        + "对全部组按BH校正。同时，罚款额最集中的[a, 1.25a]区间占比达到设定值。两者同时成立才标记。",
      "Towns of one county in one domain, at least five, each with 12 delivered months of the last 24 in which it held "
        + "a power of the domain and a case a month on average. Evenness: sum over towns and months of "
        + "(count − mean)² ÷ mean over its mean under chance; chance throws the cases of a town on its months (seed "
        + "20240701, 999 draws, smaller chances from a gamma law); lower tail, BH over groups. And the band "
        + "[a, 1.25a] that holds most fines holds the set share. Both are needed."),
    pitfalls: Phrase(
      "目录本身幅度不超过四分之一（含定额）的事项不参与罚款集中的判断。月份未报送、尚无职权的不计。人手固定、案源排队也会使件数均匀。",
      "Items whose band in the catalogue is at most a quarter wide, as with fixed fines, take no part in the heaping. "
        + "Months not delivered or without a power are left out. Fixed staff and queues of cases even out counts too."
    ),
    parameters: [
      IndicatorParameter("towns", 5, Phrase("最少乡镇数", "towns that a group must have")),
      IndicatorParameter(
        "months", 12, Phrase("乡镇最少已报送月数", "delivered months that a town must have"), range: .months),
      IndicatorParameter(
        "mean", 1, Phrase("乡镇月均最少件数", "cases a month that a town must have"), range: .above0),
      IndicatorParameter(
        "dispersion", 0.6, Phrase("离散度不高于此值才标记", "dispersion up to which it is flagged")),
      IndicatorParameter(
        "share", 0.60, Phrase("集中区间占比达到此值才标记", "share of the band from which it is flagged")),
      IndicatorParameter("fines", 30, Phrase("最少罚款笔数", "fines that a group must have")),
      IndicatorParameter("draws", 999, Phrase("随机模拟次数", "draws of chance"), range: .draws),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "按月排班的固定巡查、按计划轮办的同类案件；裁量基准对常见情节规定了同一档罚款；县级统一分派案源。",
      "Patrols on a fixed roster, like cases taken in turn; a discretion standard with one step for the usual case; "
        + "cases assigned by the county."),
    ask: Phrase(
      "请说明各乡镇办案任务如何安排，并提供任务分解、考核、通报文件，适用的裁量基准，以及每乡镇抽取的五份案卷。",
      "Please explain how cases are planned across the towns, and provide documents on tasks, appraisal and "
        + "comparison, the discretion standard, and five case files of each town."),
    figures: FlagFigures(
      effect: Phrase("离散度（机会下约为1）", "dispersion, about 1 by chance")))

  static let examples = QuotaEvennessExamples.all

  private struct Tested {
    let group: TownGroup
    let evenness: MonthlyEvenness
    let heap: HeapedFines
    var qValue = 1.0
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let towns = TownGroups(observation)
    guard !towns.isEmpty else { return withoutTowns(observation) }
    var result = IndicatorResult(page.code)
    let groups = towns.groups(
      of: observation, fewestMonths: settings.count("months", of: page),
      fewestCases: settings.value("mean", of: page))
    let tested = tested(groups, settings, &result.outcomes)
    var rows: [[Phrase]] = []
    for tested in tested {
      let isFlagged = isFlagged(tested, settings)
      result.outcomes[isFlagged ? .flagged : .passed, default: 0] += 1
      rows.append(row(tested, observation))
      guard isFlagged else { continue }
      result.flags.append(flag(tested, observation))
      result.points += histogram(tested, observation)
    }
    result.tables = [table(rows)]
    if !observation.tables.contains("catalogue") { result.coverage.missing = ["catalogue"] }
    result.headline = FindingWording.headline(
      Phrase("乡镇月件数过于均匀且罚款集中的县·领域", "Counties × domains with even counts and heaped fines"),
      tested: tested.count, flags: result.flags)
    return result
  }

  // A city without towns asks no question; one whose register does not tell them cannot be asked.
  private static func withoutTowns(_ observation: Observation) -> IndicatorResult {
    let hasRegister = observation.tables.contains("units")
    let hasTowns = observation.units.contains { $0.level == "town" }
    if hasRegister, !hasTowns, !observation.units.contains(where: \.level.isEmpty) {
      var result = IndicatorResult(page.code)
      result.headline = Phrase("没有乡镇一级的单位，不适用。", "Not applicable: there are no towns.")
      return result
    }
    let missing = !hasRegister ? "units" : hasTowns ? "units.district_code" : "units.level"
    return .notComputable(
      page, [missing],
      Phrase("没有注明所属县的乡镇，无法计算。", "Not computable: no town with a county is known."))
  }

  private static func isFlagged(_ tested: Tested, _ settings: IndicatorSettings) -> Bool {
    tested.qValue <= settings.value("q", of: page)
      && tested.evenness.dispersion <= settings.value("dispersion", of: page)
      && tested.heap.share >= settings.value("share", of: page)
  }

  private static func tested(
    _ groups: [TownGroup], _ settings: IndicatorSettings,
    _ outcomes: inout [SubjectOutcome: Int]
  ) -> [Tested] {
    let fewest = settings.count("towns", of: page)
    var tested: [Tested] = []
    for group in groups {
      guard group.counts.count >= fewest else {
        let isShort = group.counts.count + group.short >= fewest
        outcomes[isShort ? .notComputable : .notApplicable, default: 0] += 1
        continue
      }
      var random = RandomSource(
        seed: 20_240_701, purpose: "P04/\(group.county)/\(group.domain)")
      let series = group.counts.keys.sorted().compactMap { group.counts[$0] }
      guard let heap = HeapedFines(group.fines), heap.all >= settings.count("fines", of: page),
        let evenness = MonthlyEvenness(
          series, draws: settings.count("draws", of: page), using: &random)
      else {
        outcomes[.notApplicable, default: 0] += 1
        continue
      }
      tested.append(Tested(group: group, evenness: evenness, heap: heap))
    }
    let qValues = AdjustedPValues.benjaminiHochberg(tested.map(\.evenness.pValue))
    for index in tested.indices { tested[index].qValue = qValues[index] }
    return tested
  }

  /// The unit of the county; empty where none or several could be meant.
  private static func countyUnit(_ group: TownGroup, _ observation: Observation) -> String {
    let towns = Set(group.counts.keys)
    let parents = Set(
      observation.units.filter { towns.contains($0.code) }.map(\.parentCode))
    if parents.count == 1, let parent = parents.first,
      observation.units.contains(where: { $0.code == parent })
    {
      return parent
    }
    let counties = observation.units.filter { unit in
      unit.level == "county" && [unit.countyCode, unit.districtCode].contains(group.county)
    }
    return counties.count == 1 ? counties[0].code : ""
  }

  private static func name(_ group: TownGroup, _ observation: Observation) -> String {
    let unit = countyUnit(group, observation)
    let names = observation.names
    // Where the county is known by its unit alone, that is the code of the group.
    return names.districts[group.county]
      ?? (unit.isEmpty ? names.unit(group.county) : names.unit(unit))
  }

  private static func flag(_ tested: Tested, _ observation: Observation) -> Flag {
    let (group, evenness, heap) = (tested.group, tested.evenness, tested.heap)
    var cell = Cell(level: .unitDomain, domain: group.domain, state: .active)
    cell.unitCode = countyUnit(group, observation)
    cell.districtCode = group.county
    var flag = Flag.on(cell, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: group.domain)
    var finding = PatternFinding(
      cell.unitCode, effect: evenness.dispersion, pValue: evenness.pValue)
    (finding.lower, finding.upper) = (evenness.interval.lowerBound, evenness.interval.upperBound)
    finding.qValue = tested.qValue
    (flag.effect, flag.effectLower, flag.effectUpper) = (
      finding.effect, finding.lower, finding.upper
    )
    (flag.pValue, flag.qValue) = (finding.pValue, finding.qValue)
    flag.from = max(observation.month - (TownGroups.months - 1), observation.firstMonth)
    flag.reason = reason(finding, group, heap, name(group, observation))
    return flag
  }

  private static func reason(
    _ finding: PatternFinding, _ group: TownGroup, _ heap: HeapedFines, _ name: String
  ) -> Phrase {
    let dispersion = FindingWording.ratioWithInterval(finding)
    // Chance here is that of cases thrown on the months: no peer stands beside the towns.
    let chances = Phrase(
      "若案件随机落在各月，如此均匀的概率为\(Figures.chance(finding.pValue))（q值\(Figures.chance(finding.qValue))）",
      "if the cases fell on the months at random, the chance of counts this even would be "
        + "\(Figures.inWords(finding.pValue)) (q \(Figures.inWords(finding.qValue)))")
    let series = group.counts.keys.sorted().compactMap { group.counts[$0] }
    let months = series.reduce(0) { $0 + $1.count }
    let cases = series.reduce(0) { $0 + $1.reduce(0, +) }
    let mean = Numerals.fixed(Double(cases) / Double(max(months, 1)), places: 1)
    let band = [heap.band.lowerBound, heap.band.upperBound].map { Numerals.yuan(fen: $0) }
    let isOne = band[0] == band[1]
    let share = Figures.percent(heap.share)
    let towns = series.count
    return Phrase(
      "\(name)“\(group.domain)”\(towns)个乡镇各月件数的离散度为随机情形的\(dispersion.chinese)倍（月均\(mean)件）；\(chances.chinese)。"
        + "\(heap.all)笔罚款中\(heap.inside)笔（\(share)）\(isOne ? "均为\(band[0])元" : "在\(band[0])至\(band[1])元之间")。整齐程度偏高，请核实。"
        + "另有\(group.fixed)笔目录幅度本身很窄，未计入；\(group.sparse + group.short)个乡镇件数或报送不足，未计入。",
      "The monthly counts of \(towns) towns of \(name) in \(group.domain) vary \(dispersion.english) times as much as "
        + "chance (\(mean) cases a month); \(chances.english). \(heap.inside) of \(heap.all) fines (\(share)) "
        + (isOne ? "are of \(band[0]) yuan" : "lie between \(band[0]) and \(band[1]) yuan")
        + ". More even than expected; to be checked. \(group.fixed) fines whose "
        + "band is itself narrow and \(group.sparse + group.short) towns with few cases or deliveries are left out."
    )
  }

  private static func table(_ rows: [[Phrase]]) -> ResultTable {
    ResultTable(
      title: Phrase("乡镇月件数与罚款集中度（按县·领域代码）", "Evenness and heaping, by county and domain"),
      columns: [
        Phrase("县", "County"), Phrase("领域", "Domain"), Phrase("乡镇", "Towns"),
        Phrase("离散度", "Dispersion"), Phrase("95%区间", "95% interval"), Phrase("q值", "q"),
        Phrase("最集中区间（元）", "Band in yuan"), Phrase("占比", "Share"), Phrase("罚款笔数", "Fines"),
      ], rows: rows)
  }

  private static func row(_ tested: Tested, _ observation: Observation) -> [Phrase] {
    let (evenness, heap) = (tested.evenness, tested.heap)
    let interval = [evenness.interval.lowerBound, evenness.interval.upperBound]
    let band = [heap.band.lowerBound, heap.band.upperBound].map { Numerals.yuan(fen: $0) }
    let cells = [
      name(tested.group, observation), tested.group.domain, "\(tested.group.counts.count)",
      Figures.ratio(evenness.dispersion),
      interval.map(Figures.ratio).joined(separator: "–"),
      Figures.chance(tested.qValue), band.joined(separator: "–"),
      Figures.percent(heap.share), "\(heap.all)",
    ]
    return cells.map { same($0) }
  }

  /// How many town-months had so many cases.
  private static func histogram(_ tested: Tested, _ observation: Observation) -> [ChartPoint] {
    var numbers: [Int: Int] = [:]
    for count in tested.group.counts.values.flatMap({ $0 }) { numbers[count, default: 0] += 1 }
    return (0...(numbers.keys.max() ?? 0)).map { count in
      var point = ChartPoint(
        "histogram", series: tested.group.county, unit: countyUnit(tested.group, observation),
        x: String(count))
      point.domain = tested.group.domain
      point.y = Double(numbers[count] ?? 0)
      point.isFlagged = true
      return point
    }
  }
}
