import Contracts

/// P05: decisions crowd into the last working days of a period.
enum PeriodEndRush: Indicator {
  static let page = IndicatorPage(
    code: "P05", name: Phrase("期末集中度", "Period-end concentration"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七十四条（不得下达罚没指标、罚没与考核脱钩）；国发〔2021〕26号（严禁下达罚没指标）",
      "Decision, clause 7; APL 74 (no targets, no tie of fines to appraisal); State Council 2021 No. 26 (no "
        + "targets of fines)"),
    needs: ["cases", "units", "holidays"],
    definition: Phrase(
      "窗口期内处罚决定日落在期末最后5个工作日（含其间和其后的休息日）的占比：月末看各月，季末看3、6、9、12月，年末看12月，"
        + "分母为同一批月份的全部决定。参照值为同级其他单位同领域同月份（不足时同月份）的占比；同级、同口径内按BH校正，单位少时按t分布放宽。"
        + "单位不足20个、明显偏离其余的超过五分之一而不过五分之二时，参照和离散程度只取其余单位。",
      "Share of decisions dated from the fifth-last working day of the month on: every month, the last month of "
        + "each quarter, or December; of all decisions of those months. Expected from the other units of the "
        + "level within domain and month (within month where those are few); BH within level and kind, chances widened by Student's law where units are few."
        + " Where, of fewer than 20 units, more than a fifth and up to two fifths lie clearly apart, the "
        + "others alone make the reference and the spread."
    ),
    pitfalls: Phrase(
      "没有节假日表时按周一至周五计工作日。决定日可能是批量录入日。没有决定日期的案件不计。月末口径包含季末和年末的月份，三者不是独立证据。",
      "Without a table of holidays Monday to Friday are working days. A date may be that of batch entry. Cases "
        + "without date are left out. Months contain the ends of quarters and years: not independent evidence."
    ),
    parameters: [
      IndicatorParameter("days", 5, Phrase("期末工作日数", "working days at the end of a period")),
      IndicatorParameter("decisions", 30, Phrase("单位最少决定数", "decisions that a unit must have")),
      IndicatorParameter(
        "units", 5, Phrase("同级最少可比单位数", "comparable units that a level must have")),
      IndicatorParameter(
        "excess", 0.10, Phrase("高出参照值达到此值才标记", "excess over peers from which it is flagged"),
        range: .effect),
      IndicatorParameter("q", 0.10, Phrase("误报比例上限", "highest expected share of false flags")),
    ],
    innocent: Phrase(
      "负责人集体讨论或法制审核固定在月底召开；系统月底统一录入；专项行动恰在期末收尾；法定办案期限在期末届满。",
      "Collective discussion or legal review held at month's end; batch entry; a campaign that ends then; terms "
        + "that run out then."),
    ask: Phrase(
      "请说明期末决定集中的原因，并提供期末集中月份案件的立案、审核、决定日期清单及当期考核文件。",
      "Please explain why decisions crowd at the end of the period, and provide filing, review and decision dates "
        + "of those cases and the appraisal documents of the period."),
    figures: FlagFigures(
      observed: Phrase("期末几日的决定数", "decisions at the period's end"),
      effect: Phrase("其占比高出参照占比的部分", "their share − the expected one")))

  static let examples = [
    IndicatorExample(
      Phrase("同类四分之一在月末，一个单位六成，应标记", "a quarter of the peers' decisions, 60% of one unit's"),
      world { unit, month in unit == 0 ? 6 : 2 + (unit + month) % 2 },
      flagged: ["U00///month", "U00///quarter"]),
    IndicatorExample(
      Phrase("只在12月集中，月末占比不突出，只标记年末", "December only: the year's end alone"),
      world(decisions: 40) { unit, month in
        unit == 0 && month == 12 ? 30 : 8 + (unit + month) % 4
      }, flagged: ["U00///quarter", "U00///year"]),
    IndicatorExample(
      Phrase(
        "全市各单位都在月末集中（统一录入），不标记（只比日历会全部误标）",
        "every unit crowds at the end, as with batch entry: not flagged; the calendar alone would flag all"
      ),
      world { unit, _ in 6 + unit % 2 }, flagged: []),
    IndicatorExample(
      Phrase("决定少于30件，不标记", "fewer than 30 decisions: not flagged"),
      world(decisions: 2) { unit, _ in unit == 0 ? 2 : 1 }, flagged: []),
  ]

  // Decisions of every month: so many on its last day, the others on the second.
  private static func world(
    decisions: Int = 10, _ late: (Int, Int) -> Int
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      for number in 1...12 {
        let month = Month(year: 2024, month: number)
        let days = [
          ("02", decisions - late(index, number)),
          (String(month.lastDay.description.suffix(2)), late(index, number)),
        ]
        for (day, count) in days where count > 0 {
          observation.patterns.decisionDays.add(
            [month.description, unit, "", "D", "", "", day], [count])
        }
      }
    }
    return observation
  }

  /// Decisions of a unit by month, and those at the end of one.
  private struct Load {
    var marked = 0
    var byMonth: [Month: Int] = [:]

    var all: Int { byMonth.values.reduce(0, +) }

    /// Decisions that would fall into the last days if every working day had as many.
    func expected(_ shares: [Month: Double]) -> Double {
      byMonth.keys.sorted().reduce(0) { $0 + Double(byMonth[$1] ?? 0) * (shares[$1] ?? 0) }
    }
  }

  /// Shares by kind, and what the calendar alone lets one expect.
  private struct Ends {
    var shares: [String: PeerShares] = [:]
    /// By kind and unit.
    var loads: [[String]: Load] = [:]
    /// Last working days ÷ working days of each month.
    var calendar: [Month: Double] = [:]
    var missing: Set<String> = []
  }

  private static let categories = [
    ("month", Phrase("月末", "ends of months")), ("quarter", Phrase("季末", "ends of quarters")),
    ("year", Phrase("年末", "end of the year")),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let ends = ends(observation, days: settings.count("days", of: page))
    guard !ends.shares.isEmpty else {
      return .notComputable(
        page, ["cases.decided_date"],
        Phrase(
          "窗口期没有带决定日期的案件，无法计算。", "Not computable: no decision of the window has a date."))
    }
    var result = IndicatorResult(page.code)
    if !observation.tables.contains("holidays") { result.coverage.missing = ["holidays"] }
    let families = categories.map { kind in
      ShareComparison.Family(
        category: kind.0, shares: ends.shares[kind.0] ?? PeerShares(), isOneNorm: true)
    }
    let comparison = ShareComparison(
      families, Peers(observation), fewestCases: settings.count("decisions", of: page),
      fewestUnits: settings.count("units", of: page))
    let isFlagged = { (compared: ComparedShare) in
      compared.excess >= settings.value("excess", of: page)
        && compared.qValue <= settings.value("q", of: page)
    }
    for compared in comparison.compared where isFlagged(compared) {
      result.flags.append(flag(compared, ends, observation))
    }
    let report = ShareReport(observation: observation, comparison: comparison)
    result.outcomes = report.outcomes(
      flagged: result.flags.count, categories: categories.count, missing: ends.missing)
    result.tables = [
      report.table(
        Phrase("期末集中度（按单位代码）", "Period-end concentration, by unit code"), category: name)
    ]
    result.points = report.points(isFlagged)
    let tests = FindingWording.headline(
      Phrase("期末集中度偏高的单位·口径", "Units × kinds with more decisions at the period's end"),
      tested: comparison.compared.count, flags: result.flags)
    result.headline = headline(tests, ends, fewest: settings.count("decisions", of: page))
    return result
  }

  private static func headline(_ tests: Phrase, _ ends: Ends, fewest: Int) -> Phrase {
    var city = Load()
    for (key, load) in ends.loads where key[0] == "month" {
      city.marked += load.marked
      city.byMonth.merge(load.byMonth, uniquingKeysWith: +)
    }
    guard city.all > 0, city.all >= fewest else { return tests }
    let shares = [Double(city.marked), city.expected(ends.calendar)].map {
      Figures.percent($0 / Double(city.all))
    }
    return Phrase(
      tests.chinese + "全市决定的\(shares[0])在月末，按工作日均摊为\(shares[1])。",
      tests.english
        + " \(shares[0]) of all decisions fall at the ends of months; by working days alone "
        + "it would be \(shares[1]).")
  }

  private static func name(_ category: String) -> Phrase {
    categories.first { $0.0 == category }?.1 ?? same(category)
  }

  private static func kinds(of month: Month) -> [String] {
    guard month.month % 3 == 0 else { return ["month"] }
    return month.month == 12 ? ["month", "quarter", "year"] : ["month", "quarter"]
  }

  private static func ends(_ observation: Observation, days: Int) -> Ends {
    var ends = Ends()
    ends.missing =
      observation.mostlyMissingUnits
    var firstDays: [Month: Int] = [:]
    for index in observation.windowStart.index...observation.month.index {
      let month = Month(index: index)
      let last = observation.patterns.calendar.lastWorkingDays(days, of: month)
      let working = observation.patterns.calendar.workingDays(of: month)
      firstDays[month] = last.last?.components.day
      ends.calendar[month] = Double(last.count) / Double(max(working, 1))
    }
    let start = observation.windowStart.description
    for (key, sums) in observation.patterns.decisionDays.sums where key[0] >= start {
      guard let month = Month(key[0]), let first = firstDays[month], let day = Int(key[6]),
        !ends.missing.contains(key[1])
      else { continue }
      let marked = day >= first ? sums[0] : 0
      for kind in kinds(of: month) {
        ends.shares[kind, default: PeerShares()].add(
          key[1], strata: [key[0] + "/" + key[3], key[0]], marked: marked, all: sums[0])
        ends.loads[[kind, key[1]], default: Load()].marked += marked
        ends.loads[[kind, key[1]], default: Load()].byMonth[month, default: 0] += sums[0]
      }
    }
    return ends
  }

  private static func flag(
    _ compared: ComparedShare, _ ends: Ends, _ observation: Observation
  ) -> Flag {
    var finding = compared.finding
    finding.effect = compared.excess
    finding.lower = compared.interval.lowerBound - compared.expected
    finding.upper = compared.interval.upperBound - compared.expected
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "decision_days", of: compared.unit)
    let name = observation.names.unit(compared.unit)
    let kind = PeriodEndRush.name(compared.category)
    let points = [compared.excess, finding.lower ?? 0, finding.upper ?? 0]
      .map { Numerals.fixed(100 * $0, places: 1) }
    let chances = FindingWording.chances(finding)
    let load = ends.loads[[compared.category, compared.unit]] ?? Load()
    let calendar = Figures.percent(
      load.expected(ends.calendar) / Double(max(load.all, 1)))
    let shares = [compared.share, compared.expected].map(Figures.percent)
    flag.reason = Phrase(
      "\(name)\(kind.chinese)决定占比高出同类\(points[0])个百分点（95%区间\(points[1])至\(points[2])）："
        + "\(compared.all)件中\(compared.marked)件（\(shares[0])），同类同月参照\(shares[1])，按工作日均摊为\(calendar)；"
        + "\(chances.chinese)。与同类相比偏高，请核实。",
      "At \(name), decisions at the \(kind.english) exceed its peers by \(points[0]) points (95% interval "
        + "\(points[1]) to \(points[2])): \(compared.marked) of \(compared.all) (\(shares[0])) against "
        + "\(shares[1]) of peers in the same months and \(calendar) by working days alone; "
        + "\(chances.english). High beside its peers; to be checked.")
    return flag
  }
}
