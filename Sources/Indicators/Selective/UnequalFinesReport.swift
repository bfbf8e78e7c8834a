import Contracts
import Statistics

/// Sentences, tables and charts of like cases with unlike fines.
struct UnequalFinesReport {
  // Fines of an item and grade from which their spread is described.
  private static let leastForSpread = 30

  let page: IndicatorPage
  let observation: Observation
  let families: FineFamilies
  /// Comparisons whose sizes are left out.
  let closed: ClosedComparisons
  /// Least distance from the centre of a flag, as a factor.
  let factor: Double

  private static func groups(_ answer: MeanAnswer) -> (first: Phrase, second: Phrase) {
    if let contrast = PartyContrast.of(category: answer.subject.category) {
      return (contrast.firstName, contrast.secondName)
    }
    return (Phrase("本单位", "this unit"), Phrase("同级其他单位", "the other units of its level"))
  }

  func flag(_ answer: MeanAnswer, _ check: FineFamilies.Check) -> Flag {
    let finding = answer.finding(answer.subject.category, shown: SpecialFunctions.exponential)
    var flag = Flag.about(finding, page, .warning, in: observation)
    let names = Self.groups(answer)
    let name = observation.names.unit(answer.subject.unit)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: answer.subject.unit)
    if closed.contains(answer.subject) { return untold(flag, answer, name) }
    let ratio = Self.ratio(answer.estimate?.difference)
    let (interval, centre) = (Figures.range(answer.interval, Self.ratio), Self.ratio(answer.centre))
    let (judged, distance) = (Self.ratio(answer.judged?.difference), Self.ratio(answer.distance))
    let (without, naive) = (Self.ratio(check.withoutLargest), Self.ratio(answer.naive))
    let graded = Numerals.percentage(check.graded.with, of: check.graded.all)
    let chance = Figures.chance(answer.pValue)
    let q = Figures.chance(answer.qValue)
    let permutation = Figures.chance(check.permutation)
    let sizes = closed.sizes(of: answer, Phrase("罚款", "fines"))
    let reversed =
      answer.isReversed
      ? Phrase("（方向相反，以分层结果为准）", " (the other way: the strata decide)") : Phrase("", "")
    flag.reason = Phrase(
      "\(name)：\(names.first.chinese)罚款的几何均值为\(names.second.chinese)同类案件的\(ratio)倍"
        + "（95%区间\(interval)）；判断以截去巨额部分后的罚款为准，为\(judged)倍，是同级居中值\(centre)的"
        + "\(distance)倍，与同类相比偏\(answer.isHigh ? "高" : "低")，请核实。"
        + "\(sizes.chinese)，按事项×裁量等级×年度分层，其中登记裁量等级的占\(graded)；"
        + "不分层为\(naive)倍\(reversed.chinese)，去掉最大一案为\(without)倍。"
        + "单位间只有正常差异时偏离至此的概率为\(chance)，q＝\(q)；层内置换检验p＝\(permutation)。",
      "\(name): the geometric mean fine of \(names.first.english) is \(ratio) times that of like cases "
        + "of \(names.second.english) (95% interval \(interval)). What is judged are fines with huge ones cut: "
        + "\(judged) times, which is \(distance) times the centre of its level, \(centre): "
        + "\(answer.isHigh ? "high" : "low") for its kind, please verify. \(sizes.english) "
        + "within item × grade × year, \(graded) of them with a grade; without "
        + "strata \(naive)\(reversed.english), without the largest case \(without). Chance of lying "
        + "so far out by ordinary differences: \(chance), q = \(q); permutation p = \(permutation)."
    )
    return flag
  }

  private func untold(_ flag: Flag, _ answer: MeanAnswer, _ name: String) -> Flag {
    let names = Self.groups(answer)
    let factor = Numerals.decimal(factor, places: 2)
    return closed.untold(
      flag, answer, name,
      Phrase(
        "\(names.first.chinese)与\(names.second.chinese)同类案件罚款的几何均值之比（截去巨额部分，按事项×裁量等级×年度分层）"
          + "与同级居中值相差\(factor)倍以上",
        "the ratio of geometric mean fines (huge ones cut) of \(names.first.english) and like cases of "
          + "\(names.second.english), within item × grade × year, lies a factor of \(factor) or more from the "
          + "centre of its level"))
  }

  func table(_ answers: [MeanAnswer]) -> ResultTable {
    let shown = answers.filter(\.verdict.isListed)
      .sorted { $0.subject < $1.subject }
    return ResultTable(
      title: Phrase(
        "同类案件罚款比较（按单位代码排列，不是排名；“—”：有不足5件的数目可由此推知）",
        "Fines of like cases (by unit code, no ranking; a dash: a count below five would follow)"),
      columns: [
        Phrase("单位", "Unit"), Phrase("组别", "Groups"), Phrase("前组件数", "First group"),
        Phrase("后组件数", "Second group"), Phrase("几何均值之比（95%区间）", "Ratio of means (95%)"),
        Phrase("不分层", "Unstratified"), Phrase("截尾后（判断用）", "Cut, as judged"),
        Phrase("同级居中值", "Centre"), Phrase("q", "q"), Phrase("结果", "Outcome"),
      ],
      rows: shown.map { answer in
        let names = Self.groups(answer)
        let told = { (text: String) in closed.told(same(text), of: answer.subject) }
        return [
          same(observation.names.unit(answer.subject.unit)),
          Phrase(
            "\(names.first.chinese)／\(names.second.chinese)",
            "\(names.first.english) / \(names.second.english)"),
          same(closed.shown(answer.first, of: answer.subject)),
          same(closed.shown(answer.second, of: answer.subject)),
          told(
            "\(Self.ratio(answer.estimate?.difference)) (\(Figures.range(answer.interval, Self.ratio)))"
          ),
          told(Self.ratio(answer.naive)), told(Self.ratio(answer.judged?.difference)),
          same(Self.ratio(answer.centre)),
          told(answer.centre == nil ? "" : Figures.chance(answer.qValue)),
          answer.verdict.name,
        ]
      })
  }

  /// How far fines of one item and grade lie apart; a description that flags nothing.
  func dispersion(_ fines: [ComparableFine]) -> ResultTable? {
    var groups: [[String]: (values: [Double], units: Set<String>)] = [:]
    for fine in fines {
      groups[[fine.item, fine.grade], default: ([], [])].values += repeatElement(
        fine.logarithm, count: fine.cases)
      groups[[fine.item, fine.grade], default: ([], [])].units.insert(fine.unit)
    }
    let keys = groups.keys.filter { (groups[$0]?.values.count ?? 0) >= Self.leastForSpread }
      .sorted { $0.lexicographicallyPrecedes($1) }
    guard !keys.isEmpty else { return nil }
    return ResultTable(
      title: Phrase(
        "同事项同等级罚款的离散程度（第90与第10百分位之比，仅描述）",
        "Spread of fines of one item and grade (90th to 10th percentile, a description)"),
      columns: [
        Phrase("事项", "Item"), Phrase("裁量等级", "Grade"), Phrase("罚款件数", "Fines"),
        Phrase("单位数", "Units"), Phrase("比值", "Ratio"),
      ],
      rows: keys.map { key in
        let group = groups[key] ?? ([], [])
        let spread =
          SampleQuantile.value(of: group.values, at: 0.9)
          - SampleQuantile.value(of: group.values, at: 0.1)
        return [
          same(observation.names.item(key[0])),
          key[1].isEmpty ? Phrase("未登记", "not recorded") : same(key[1]),
          same(Numerals.grouped(group.values.count)), same(group.units.count),
          same(Self.ratio(spread)),
        ]
      })
  }

  func points(_ answers: [MeanAnswer]) -> [ChartPoint] {
    answers.compactMap { answer in
      guard answer.centre != nil, let estimate = answer.estimate else { return nil }
      var point = ChartPoint(
        "interval", series: answer.subject.category, unit: answer.subject.unit,
        x: answer.subject.unit)
      if !closed.contains(answer.subject) {
        point.y = estimate.ratio
        let interval = estimate.interval(confidence: 0.95)
        (point.lower, point.upper) = (interval.lowerBound, interval.upperBound)
      }
      point.isFlagged = answer.verdict == .different
      return point
    }
  }

  private static func ratio(_ logarithm: Double?) -> String {
    Figures.estimatedRatio(logarithm.map(SpecialFunctions.exponential))
  }
}
