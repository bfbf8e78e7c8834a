import Contracts

/// P02: fines and confiscations among a unit's income, and targets set for them.
enum ShareOfFineIncome: Indicator {
  static let page = IndicatorPage(
    code: "P02", name: Phrase("罚没收入占比", "Share of fine income"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七十四条（罚缴分离，不得下达罚没指标，不得与经费挂钩）；国发〔2021〕26号",
      "Decision, clause 7; APL 74 (receipts apart from fines, no targets, no link to budgets); State "
        + "Council [2021] 26"),
    needs: ["finances"],
    definition: Phrase(
      "占比＝（罚款收入＋没收收入）÷（罚款收入＋没收收入＋税收收入），取最近一个完整年度和之前三年，给出均值和趋势。"
        + "占比达到本单位此前各年均值的设定倍数且高出设定百分点的列出，各年税收收入相差\(Int(MoneyUnits.factor))倍以上的，疑为金额单位不一致，不作判断；四年内及本年至报告月任务指标大于0的列为B级，合并的单位有一方填有即是。"
        + "首次有罚没收入之前的年度不计入此前各年；分月填报须十二个月齐全才合计；某年缺没收收入的，各年都只计罚款。预算数不是任务指标。",
      "Share = (fines + confiscations) ÷ (fines + confiscations + taxes), for the last full year and the "
        + "three before, with mean and trend. Listed where it reaches the set multiple of the unit's own "
        + "mean of the earlier years and the set rise, unless taxes of two years differ \(Int(MoneyUnits.factor))-fold, which "
        + "another unit of money may have made; a target above 0 in these years or the present one, up "
        + "to the report month, is grade B, also where one of merged bodies alone states it. Years before the first with fines or confiscations are no earlier years. Months add up only when all twelve are there; where a year lacks confiscations, all "
        + "years count fines alone. A budget forecast is no target."),
    pitfalls: Phrase(
      "税收减少也会抬高占比，句中同时给出罚没与税收的变动。一案大额没收会抬高一年。没有税收收入或填为0的年度不能计算。"
        + "每年一个数，没有抽样误差可言，不作检验。",
      "A fall in taxes raises the share too: the sentence gives both changes. One large confiscation raises "
        + "a year. A year without tax income, or with 0, has no share. One number a year: nothing is tested."
    ),
    parameters: [
      IndicatorParameter(
        "ratio", 1.5, Phrase("占比与此前均值之比的下限", "smallest ratio to the mean before")),
      IndicatorParameter(
        "points", 0.02, Phrase("占比升幅的下限", "smallest rise of the share"), range: .effect),
      IndicatorParameter(
        "years", 2, Phrase("此前至少有此年数", "fewest earlier years"), range: .whole(1...100)),
    ],
    innocent: Phrase(
      "税收因减税或征管划转而下降；个别大案的没收入库；收入科目或机构调整；任务指标一栏填了预算数。",
      "Taxes that fell by relief or a move of collection; one large confiscation; changed accounts or "
        + "offices; a budget forecast entered as a target."),
    ask: Phrase(
      "请说明罚没收入变动的原因，以及是否下达过罚没指标；并提供预算编制文件、考核办法和大额罚没入库明细。",
      "Could the unit say why its income from fines changed and whether any target was set, with the budget "
        + "papers, the rules of appraisal and the list of large receipts?"),
    figures: FlagFigures(
      effect: Phrase(
        "占比减此前平均占比；指标任务类为填有指标的年数",
        "share less the mean share before; of targets, years that state one")))

  static let examples = [
    IndicatorExample(
      Phrase("占比由约百分之五升至百分之十二，应列出", "a share that rose from 5% to 12%: listed"),
      world(fines: [50, 50, 50, 120]), flagged: ["U00///rise"]),
    IndicatorExample(
      Phrase("有任务指标，应为B级", "a target is grade B"),
      world(fines: [50, 50, 50, 50], "revenue_target", 60), flagged: ["U00///target"]),
    IndicatorExample(
      Phrase("只有预算数；当作任务指标会误报，不标记", "a budget forecast; taking it for a target would flag it"),
      world(fines: [50, 50, 50, 50], "revenue_budget", 60), flagged: []),
    IndicatorExample(
      Phrase(
        "占比由千分之二升至千分之四，翻倍而微小；只看倍数会误报，不标记",
        "a share that doubled from 0.2% to 0.4%; a rule of the ratio alone would flag it"),
      world(fines: [2, 2, 2, 4]), flagged: []),
    IndicatorExample(
      Phrase("末年税收误以万元填写，占比升至九成以上，不标记", "taxes of the last year in 10,000 yuan: not flagged"),
      world(fines: [50, 50, 50, 50], taxInWan: 2024), flagged: []),
  ]

  // Fines and taxes of 1,000 together in each year to 2024, in thousands of yuan.
  private static func world(
    fines: [Int], _ kind: String = "revenue_target", _ amount: Int = 0, taxInWan odd: Int? = nil
  ) -> Observation {
    var observation = PatternExample.units(["U00"])
    observation.tables.insert("finances")
    for (offset, fine) in fines.enumerated() {
      let year = 2024 - fines.count + 1 + offset
      for (name, value) in [
        ("fine_income", fine), ("tax_income", 1_000 - fine), ("confiscation_income", 0),
      ] {
        let scale = year == odd && name == "tax_income" ? 10 : 100_000
        observation.patterns.finances.add(["U00", String(year), "", name], [value * scale])
      }
    }
    observation.patterns.finances.add(["U00", "2024", "", kind], [amount * 100_000])
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard observation.tables.contains("finances") else {
      return .notComputable(
        page, ["finances"],
        Phrase("没有罚没收入数据，无法计算。", "Not computable: there are no finances."))
    }
    let finances = YearlyFinances(observation.patterns.finances, through: observation.month)
    let missing = ["tax_income", "revenue_target"].filter { !finances.has($0) }
    guard missing.count < 2 else {
      return .notComputable(
        page, ["finances.tax_income"],
        Phrase(
          "没有税收收入，也没有任务指标一栏，无法计算。",
          "Not computable: there is neither tax income nor a column of targets."))
    }
    let records = observation.unitCodes(and: finances.units).map {
      IncomeRecord($0, finances, observation)
    }
    let city = IncomeRecord.medianRise(records)
    var result = IndicatorResult(page.code)
    result.coverage.missing = missing.map { "finances." + $0 }
    for record in records {
      let (rise, target) = (riseOutcome(record, settings), targetOutcome(record))
      result.outcomes[rise, default: 0] += 1
      result.outcomes[target, default: 0] += 1
      if rise == .flagged { result.flags.append(riseFlag(record, city, observation)) }
      if target == .flagged { result.flags.append(targetFlag(record, observation)) }
    }
    result.headline = headline(records, result, observation)
    result.tables = [table(records.filter { $0.share != nil }, observation)]
    result.points = records.flatMap(\.points)
    return result
  }

  private static func headline(
    _ records: [IncomeRecord], _ result: IndicatorResult, _ observation: Observation
  ) -> Phrase {
    let rated = records.count { $0.share != nil }
    let (rises, targets) = (
      result.flags.count { $0.category == "rise" }, result.flags.count { $0.category == "target" }
    )
    return Phrase(
      "\(observation.lastFullYear)年度可算占比的单位\(rated)个，\(rises)个较本单位此前明显升高；"
        + "\(targets)个单位填有罚没任务指标。",
      "Of \(English.count(rated, "unit")) with a share in \(observation.lastFullYear), \(rises) rose clearly above their "
        + "own past; \(English.count(targets, "unit states", many: "units state")) a target."
    ).followed(by: ofTwoUnits(records, observation))
  }

  private static func ofTwoUnits(
    _ records: [IncomeRecord], _ observation: Observation
  ) -> Phrase {
    let names = records.filter { $0.share != nil && $0.isOfTwoUnits }
      .map { observation.names.unit($0.unit) }
    guard !names.isEmpty else { return Phrase("", "") }
    let times = Int(MoneyUnits.factor)
    return Phrase(
      "\(names.joined(separator: "、"))各年税收收入相差\(times)倍以上，疑为金额单位不一致（如万元），请核实；其占比变化不作判断。",
      "Taxes of \(names.joined(separator: ", ")) differ \(times)-fold and more between years, perhaps by their unit of "
        + "money: please verify; changes of the share are not judged.")
  }

  private static func riseOutcome(
    _ record: IncomeRecord, _ settings: IndicatorSettings
  ) -> SubjectOutcome {
    guard let share = record.share, !record.isOfTwoUnits else { return .notComputable }
    guard let mean = record.meanBefore, record.earlier.count >= settings.count("years", of: page)
    else { return .notApplicable }
    let rise = share - mean
    // Rounding of the shares must not decide at the thresholds, which are inclusive.
    let isHigh = share >= settings.value("ratio", of: page) * mean - 1e-12
    return isHigh && rise >= settings.value("points", of: page) - 1e-12 ? .flagged : .passed
  }

  private static func targetOutcome(_ record: IncomeRecord) -> SubjectOutcome {
    guard let largest = record.targets.map(\.amount).max() else { return .notComputable }
    return largest > 0 ? .flagged : .passed
  }

  private static func riseFlag(
    _ record: IncomeRecord, _ city: Double?, _ observation: Observation
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: record.unit, category: "rise"), page, in: observation)
    let (share, mean) = (record.share ?? 0, record.meanBefore ?? 0)
    let year = record.years.last?.year ?? observation.lastFullYear
    flag.effect = share - mean
    (flag.from, flag.to) = (Month(year: year, month: 1), Month(year: year, month: 12))
    flag.evidence = observation.evidence(in: "finance_amounts", of: record.unit, String(year))
    let name = observation.names.unit(record.unit)
    let now = Figures.percent(share)
    let before = Figures.percent(mean)
    let rise = Figures.points(share - mean)
    let fines = record.moved(\.money)
    let taxes = record.moved(\.tax)
    let others = city.map { Figures.points($0) }
    let part = record.countsConfiscation
    flag.reason = Phrase(
      "\(name)\(year)年罚没收入占比\(now)，比此前\(record.earlier.count)年均值\(before)高\(rise)个百分点，"
        + "\(record.trend.chinese)。与本单位以往相比偏高，请核实。较此前年均，罚没\(fines.chinese)，税收\(taxes.chinese)"
        + (others.map { "；同期各单位占比变动的中位数为\($0)个百分点" } ?? "")
        + (part ? "。" : "；未报全没收收入，只计罚款。"),
      "Fines and confiscations were \(now) of the income of \(name) in \(year), \(rise) percentage points above its "
        + "mean of \(record.earlier.count) earlier years (\(before)); \(record.trend.english). High beside "
        + "its own past: please verify. Against the mean before, they \(fines.english) and taxes "
        + taxes.english
        + (others.map { "; the median change of units is \($0) percentage points" } ?? "")
        + (part ? "." : "; confiscations are not given for all years, so fines alone count."))
    return flag
  }

  private static func targetFlag(_ record: IncomeRecord, _ observation: Observation) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: record.unit, category: "target"), page, in: observation)
    flag.severity = .warning
    let set = record.targets.filter { $0.amount > 0 }
    flag.effect = Double(set.count)
    let years = set.map(\.year)
    flag.from = Month(year: years.min() ?? observation.lastFullYear, month: 1)
    flag.to = min(
      Month(year: years.max() ?? observation.lastFullYear, month: 12), observation.month)
    flag.evidence = observation.evidence(in: "finance_amounts", of: record.unit, "revenue_target")
    let name = observation.names.unit(record.unit)
    let listed = years.map { String($0) }
    flag.reason = Phrase(
      "\(name)的报表在\(listed.joined(separator: "、"))年填有大于0的罚没任务指标，请核实是否下达；"
        + "也可能是误填了预算数。",
      "The return of \(name) states a target for fine income above 0 in \(listed.joined(separator: ", ")): "
        + "please verify whether it was set. It may be a budget forecast in the wrong column.")
    return flag
  }

  private static func table(
    _ records: [IncomeRecord], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("罚没收入占比", "Share of fine income"),
      columns: [
        Phrase("单位", "Unit"), Phrase("年度", "Year"), Phrase("占比", "Share"),
        Phrase("此前均值", "Mean before"), Phrase("四年均值", "Mean of all years"),
        Phrase("趋势", "Trend"), Phrase("年数", "Years"),
      ],
      rows: records.map { record in
        [
          same(observation.names.unit(record.unit)), same(observation.lastFullYear),
          same(Figures.percent(record.share ?? 0)),
          same(record.meanBefore.map(Figures.percent) ?? ""),
          same(Figures.percent(record.mean)), record.trend, same(record.years.count),
        ]
      })
  }
}
