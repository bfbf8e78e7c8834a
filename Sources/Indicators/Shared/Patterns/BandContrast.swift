import Contracts

/// Positions of fines in the statutory band, of two groups of parties.
struct BandContrast {
  let page: IndicatorPage
  let observation: Observation

  /// The position of a fine in the band of its month, bounded to 0 and 1; nil where there is none.
  static func position(of outcome: PenaltyOutcome, _ bands: [FineBand]) -> Double? {
    guard outcome.isFined, let fine = outcome.fineFen,
      let band = bands.last(where: { $0.covers(outcome.month) }),
      let least = band.least, let most = band.most, least < most
    else { return nil }
    var value = Double(fine)
    if band.isMultiple {
      guard let base = outcome.fineBaseFen, base > 0 else { return nil }
      // Bounds of a multiple count in fen for each yuan of the base.
      value = 100 * Double(fine) / Double(base)
    }
    return min(max((value - Double(least)) / Double(most - least), 0), 1)
  }

  func rules(_ settings: IndicatorSettings) -> MeanRules {
    MeanRules(
      least: settings.count("least", of: page),
      spread: settings.value("band_spread", of: page),
      distance: settings.value("difference", of: page), q: settings.value("q", of: page))
  }

  /// A flag for positions that differ.
  ///
  /// - Parameters:
  ///   - answer: The comparison.
  ///   - closed: Comparisons whose figures are left out.
  ///   - distance: Least distance from the centre of a flag.
  ///   - remark: What the data hold against it.
  /// - Returns: A warning with its sentence.
  func flag(
    _ answer: MeanAnswer, _ closed: ClosedComparisons, distance: Double, besides remark: Phrase
  ) -> Flag {
    let finding = answer.finding(answer.subject.category) { $0 }
    var flag = Flag.about(finding, page, .warning, in: observation)
    let contrast = PartyContrast.of(category: answer.subject.category)
    let first = contrast?.firstName ?? Phrase("", "")
    let second = contrast?.secondName ?? Phrase("", "")
    let name = observation.names.unit(answer.subject.unit)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: answer.subject.unit)
    guard !closed.contains(answer.subject) else {
      let distance = Numerals.decimal(distance, places: 2)
      let found = Phrase(
        "\(first.chinese)与\(second.chinese)的罚款在法定幅度中的位置之差（0为下限、1为上限，按事项×裁量等级×年度分层）"
          + "与同级居中值相差\(distance)以上",
        "the difference between \(first.english) and \(second.english) in where fines lie in the statutory "
          + "band (0 least, 1 most), within item × grade × year, is \(distance) or more from the centre of its level"
      )
      return closed.untold(flag, answer, name, found, besides: remark)
    }
    let difference = Self.number(answer.estimate?.difference)
    let interval = Figures.span(answer.interval, Self.number)
    let (centre, naive) = (Self.number(answer.centre), Self.number(answer.naive))
    let chance = Figures.chance(answer.pValue)
    let q = Figures.chance(answer.qValue)
    let sizes = closed.sizes(of: answer, Phrase("案件", "cases"))
    flag.reason = Phrase(
      "\(name)：\(first.chinese)的罚款在法定幅度中的位置比\(second.chinese)相差\(difference)"
        + "（0为下限、1为上限；95%区间\(interval.chinese)；同级居中值\(centre)），"
        + "与同类相比偏\(answer.isHigh ? "高" : "低")，请核实。\(sizes.chinese)，"
        + "按事项×裁量等级×年度分层；不分层相差\(naive)。"
        + "单位间只有正常差异时偏离至此的概率为\(chance)，q＝\(q)。\(remark.chinese)",
      "\(name): fines of \(first.english) lie \(difference) from those of \(second.english) in the "
        + "statutory band (0 least, 1 most; 95% interval \(interval.english); centre of its level \(centre)): "
        + "\(answer.isHigh ? "high" : "low") for its kind, please verify. \(sizes.english) "
        + "within item × grade × year; without strata \(naive). "
        + "Chance of lying so far out by ordinary differences: \(chance), q = \(q). "
        + remark.english)
    return flag
  }

  /// Every comparison that bands allow; nil where there is none.
  func table(_ answers: [MeanAnswer], _ closed: ClosedComparisons) -> ResultTable? {
    let shown = answers.filter(\.verdict.isListed)
    guard !shown.isEmpty else { return nil }
    return ResultTable(
      title: Phrase(
        "罚款在法定幅度中位置的分组比较（按单位代码排列，不是排名；“—”：有不足5件的数目可由此推知）",
        "Positions of fines in the band by group (by unit code, no ranking; a dash: a count below five would follow)"
      ),
      columns: [
        Phrase("单位", "Unit"), Phrase("组别", "Groups"), Phrase("前组件数", "First group"),
        Phrase("后组件数", "Second group"), Phrase("位置之差（95%区间）", "Difference (95%)"),
        Phrase("不分层", "Unstratified"), Phrase("同级居中值", "Centre"), Phrase("q", "q"),
        Phrase("结果", "Outcome"),
      ],
      rows: shown.map { answer in
        let contrast = PartyContrast.of(category: answer.subject.category)
        let difference = Self.number(answer.estimate?.difference)
        let interval = Figures.span(answer.interval, Self.number)
        let told = { (figure: Phrase) in closed.told(figure, of: answer.subject) }
        return [
          same(observation.names.unit(answer.subject.unit)),
          Phrase(
            "\(contrast?.firstName.chinese ?? "")／\(contrast?.secondName.chinese ?? "")",
            "\(contrast?.firstName.english ?? "") / \(contrast?.secondName.english ?? "")"),
          same(closed.shown(answer.first, of: answer.subject)),
          same(closed.shown(answer.second, of: answer.subject)),
          told(
            Phrase("\(difference) (\(interval.chinese))", "\(difference) (\(interval.english))")),
          told(same(Self.number(answer.naive))), same(Self.number(answer.centre)),
          told(same(answer.centre == nil ? "" : Figures.chance(answer.qValue))),
          answer.verdict.name,
        ]
      })
  }

  private static func number(_ value: Double?) -> String {
    value.map { Numerals.decimal($0, places: 3) } ?? "—"
  }
}
