import Contracts
import Statistics

/// The words in which a comparison of two groups is told.
struct ContrastWords {
  /// What is counted: inspections, cases.
  let members: Phrase
  /// Their counter word in Chinese.
  let counter: String
  /// What a member has or has not: a problem found.
  let event: Phrase
  /// What the strata are made of.
  let strata: Phrase
}

/// Sentences, tables and charts of comparisons of two groups.
struct ContrastReport {
  let page: IndicatorPage
  let words: ContrastWords
  let rules: ContrastRules
  let observation: Observation
  /// Comparisons whose sizes are left out.
  var closed = ClosedComparisons()

  /// Names of both groups.
  static func groups(_ answer: ContrastAnswer) -> (first: Phrase, second: Phrase) {
    if let contrast = PartyContrast.of(category: answer.subject.category) {
      return (contrast.firstName, contrast.secondName)
    }
    return (Phrase("本单位", "this unit"), Phrase("同级其他单位", "the other units of its level"))
  }

  /// A flag for a comparison that differs.
  ///
  /// - Parameters:
  ///   - answer: The comparison.
  ///   - table: The aggregates that it rests on.
  ///   - remark: What the data hold against it.
  /// - Returns: A warning with its sentence.
  func flag(_ answer: ContrastAnswer, in table: String, besides remark: Phrase) -> Flag {
    var flag = Flag.about(answer.finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: table, of: answer.subject.unit)
    guard isTold(answer) else {
      return untold(flag, answer, remark)
    }
    let names = ContrastReport.groups(answer)
    let name = observation.names.unit(answer.subject.unit)
    let (ratio, interval) = (
      Figures.estimatedRatio(answer.oddsRatio),
      Figures.range(answer.interval, Figures.estimatedRatio)
    )
    let centre = Figures.estimatedRatio(answer.centre)
    let crude = crude(answer)
    let chance = Figures.chance(answer.pValue)
    let q = Figures.chance(answer.qValue)
    let strata = strata(answer)
    flag.reason = Phrase(
      "\(name)：\(names.first.chinese)与\(names.second.chinese)相比，“\(words.event.chinese)”的比值比为\(ratio)"
        + "（95%区间\(interval)；同级居中值\(centre)），与同类相比偏\(answer.isHigh ? "高" : "低")，请核实。"
        + "可比\(words.members.chinese)中\(share(answer, isFirst: true).chinese)，"
        + "\(share(answer, isFirst: false).chinese)；按\(strata.chinese)分层。\(crude.chinese)"
        + "单位间只有正常差异时偏离至此的概率为\(chance)，q＝\(q)。\(remark.chinese)",
      "\(name): the odds ratio of \(words.event.english), \(names.first.english) against "
        + "\(names.second.english), is \(ratio) (95% interval \(interval); centre of its level "
        + "\(centre)): \(answer.isHigh ? "high" : "low") for its kind, please verify. Of "
        + "comparable \(words.members.english): \(share(answer, isFirst: true).english), "
        + "\(share(answer, isFirst: false).english); within \(strata.english). "
        + "\(crude.english)Chance of lying so far out by ordinary differences: \(chance), "
        + "q = \(q). \(remark.english)")
    return flag
  }

  // Beside a hidden group of the unit the figures of the others give it away as well.
  private func isTold(_ answer: ContrastAnswer) -> Bool {
    answer.isTold && !closed.contains(answer.subject)
  }

  // The sizes of the groups and any figure of the comparison give a count of few parties away.
  private func untold(_ flag: Flag, _ answer: ContrastAnswer, _ remark: Phrase) -> Flag {
    var flag = flag
    flag.hideFigures()
    let names = ContrastReport.groups(answer)
    let name = observation.names.unit(answer.subject.unit)
    let strata = strata(answer)
    let factor = Numerals.decimal(rules.ratio, places: 2)
    flag.reason = Phrase(
      "\(name)：\(names.first.chinese)与\(names.second.chinese)相比，“\(words.event.chinese)”按\(strata.chinese)分层的比值比"
        + "与同级居中值相差\(factor)倍以上，与同类相比偏\(answer.isHigh ? "高" : "低")，请核实。"
        + "\(ClosedComparisons.reason.chinese)\(remark.chinese)",
      "\(name): the odds ratio of \(words.event.english), \(names.first.english) against "
        + "\(names.second.english), within \(strata.english), lies a factor of \(factor) or more from "
        + "the centre of its level: \(answer.isHigh ? "high" : "low") for its kind, please verify. "
        + "\(ClosedComparisons.reason.english)\(remark.english)"
    )
    return flag
  }

  private func strata(_ answer: ContrastAnswer) -> Phrase {
    guard answer.isByDistrict else { return words.strata }
    return Phrase("区县×" + words.strata.chinese, "district × " + words.strata.english)
  }

  private func crude(_ answer: ContrastAnswer) -> Phrase {
    guard let crude = answer.crude else { return Phrase("", "") }
    let number = Figures.estimatedRatio(crude)
    guard answer.isReversed else {
      return Phrase("不分层时比值比为\(number)。", "Without strata it is \(number). ")
    }
    return Phrase(
      "不分层时比值比为\(number)，方向相反（辛普森现象），以分层结果为准。",
      "Without strata it is \(number) and points the other way (Simpson's paradox); the strata decide. "
    )
  }

  private func share(_ answer: ContrastAnswer, isFirst: Bool) -> Phrase {
    let table = answer.comparable
    let groups = ContrastReport.groups(answer)
    let (yes, all) = isFirst ? (table.firstYes, table.first) : (table.secondYes, table.second)
    let name = isFirst ? groups.first : groups.second
    let share = shownShare(yes, all)
    return Phrase(
      "\(name.chinese)\(SmallNumbers.shown(all))\(words.counter)占\(share)",
      "\(name.english) \(share) of \(SmallNumbers.shown(all))")
  }

  // Of fewer no percentage is given, whatever the test makes of them.
  private static let fewestForShare = 30

  private func shownShare(_ yes: Int, _ all: Int) -> String {
    all < Self.fewestForShare ? "—" : Numerals.percentage(yes, of: all)
  }

  /// Every comparison that two groups allow, in order of unit and category; nil without one.
  func table(_ answers: [ContrastAnswer]) -> ResultTable? {
    let listed = answers.filter(\.verdict.isListed)
    guard !listed.isEmpty else { return nil }
    let shown = listed.filter { !isBlank($0) }.sorted { $0.subject < $1.subject }
    return ResultTable(
      title: Phrase(
        "“\(words.event.chinese)”的分组比较（按单位代码排列，不是排名；“—”：有不足5件的数目可由此推知，或不足\(Self.fewestForShare)件不计比例）",
        "Comparisons of \(words.event.english) (by unit code, no ranking; a dash: a count below five would follow, "
          + "or no share of fewer than \(Self.fewestForShare))"),
      columns: [
        Phrase("单位", "Unit"), Phrase("组别", "Groups"), Phrase("前组数", "First group"),
        Phrase("前组占比", "First share"), Phrase("后组数", "Second group"),
        Phrase("后组占比", "Second share"), Phrase("分层比值比（95%区间）", "Stratified odds ratio (95%)"),
        Phrase("不分层", "Unstratified"), Phrase("同级居中值", "Centre"),
        Phrase("信息量V", "Information V"), Phrase("q", "q"), Phrase("结果", "Outcome"),
      ],
      rows: shown.map(row) + blank(listed.count - shown.count))
  }

  // Comparisons without a number are one row together.
  private func blank(_ count: Int) -> [[Phrase]] {
    guard count > 0 else { return [] }
    return [
      [
        Phrase("其余", "The others"),
        Phrase("\(count)个比较", English.count(count, "comparison")),
      ] + [Phrase](repeating: same("—"), count: 8)
        + [same(""), Phrase("各数均不列，不作判断", "no number told, not judged")]
    ]
  }

  // A row that says that nothing is said tells its reader nothing.
  private func isBlank(_ answer: ContrastAnswer) -> Bool {
    guard answer.verdict != .different, answer.verdict != .ordinary, !isTold(answer) else {
      return false
    }
    return [answer.comparable.first, answer.comparable.second].allSatisfy {
      closed.shown($0, of: answer.subject) == "—"
    }
  }

  private func row(_ answer: ContrastAnswer) -> [Phrase] {
    let groups = ContrastReport.groups(answer)
    let table = answer.comparable
    let isTested = answer.verdict == .different || answer.verdict == .ordinary
    let source = Self.source(answer)
    let isTold = isTold(answer)
    let told = { (text: String) in same(isTold ? text : "—") }
    return [
      same(observation.names.unit(answer.subject.unit)),
      Phrase(
        "\(groups.first.chinese)／\(groups.second.chinese)\(source.chinese)",
        "\(groups.first.english) / \(groups.second.english)\(source.english)"),
      same(closed.shown(table.first, of: answer.subject)),
      told(shownShare(table.firstYes, table.first)),
      same(closed.shown(table.second, of: answer.subject)),
      told(shownShare(table.secondYes, table.second)),
      told(
        "\(Figures.estimatedRatio(answer.oddsRatio)) (\(Figures.range(answer.interval, Figures.estimatedRatio)))"
      ),
      told(Figures.estimatedRatio(answer.crude)),
      same(Figures.estimatedRatio(answer.centre)),
      told(Numerals.decimal(answer.information, places: 1)),
      told(isTested ? Figures.chance(answer.qValue) : ""), answer.verdict.name,
    ]
  }

  /// Where the members come from, when a category says so, and whether within districts.
  private static func source(_ answer: ContrastAnswer) -> Phrase {
    let category = answer.subject.category
    if answer.isByDistrict { return Phrase("（按区县）", " (by district)") }
    if category.hasSuffix("/inspection") { return Phrase("（检查）", " (inspections)") }
    return category.hasSuffix("/complaint")
      ? Phrase("（投诉举报）", " (complaints)") : Phrase("", "")
  }

  /// What all units together say, without strata and within them.
  func overall(_ subjects: [ContrastSubject]) -> ResultTable? {
    var rows: [[Phrase]] = []
    for contrast in PartyContrast.all {
      let members = subjects.filter {
        PartyContrast.of(category: $0.subject.category)?.key == contrast.key
      }
      let tables = members.flatMap(\.tables)
      guard let common = MantelHaenszelOddsRatio(tables) else { continue }
      let sum = ContrastAnswer.sum(tables)
      let crude = MantelHaenszelOddsRatio([sum])?.value
      let isTold = isSumTold(members)
      let told = { (text: String) in same(isTold ? text : "—") }
      rows.append([
        Phrase(
          "\(contrast.firstName.chinese)／\(contrast.secondName.chinese)",
          "\(contrast.firstName.english) / \(contrast.secondName.english)"),
        told(Numerals.grouped(sum.first)), told(Numerals.grouped(sum.second)),
        told(Figures.estimatedRatio(crude)),
        told(
          "\(Figures.estimatedRatio(common.value)) (\(Figures.range(common.interval(confidence: 0.95), Figures.estimatedRatio)))"
        ),
      ])
    }
    guard !rows.isEmpty else { return nil }
    return ResultTable(
      title: Phrase(
        "全部单位合计：“\(words.event.chinese)”", "All units together: \(words.event.english)"),
      columns: [
        Phrase("组别", "Groups"), Phrase("前组数", "First group"), Phrase("后组数", "Second group"),
        Phrase("不分层比值比", "Unstratified odds ratio"),
        Phrase("单位内分层比值比（95%区间）", "Odds ratio within units and strata (95%)"),
      ], rows: rows)
  }

  // With those of the other units, printed here or elsewhere, a sum or its ratio gives a small group away.
  private func isSumTold(_ members: [ContrastSubject]) -> Bool {
    guard !members.contains(where: { closed.contains($0.subject) }) else { return false }
    return !members.map { ContrastAnswer.sum($0.tables) }.contains {
      SmallNumbers.isHidden($0.first) || SmallNumbers.isHidden($0.second)
    }
  }

  /// Odds ratios with their intervals.
  func points(_ answers: [ContrastAnswer]) -> [ChartPoint] {
    answers.compactMap { answer in
      guard answer.verdict == .different || answer.verdict == .ordinary else { return nil }
      var point = ChartPoint(
        "interval", series: answer.subject.category, unit: answer.subject.unit,
        x: answer.subject.unit)
      if isTold(answer) {
        point.y = answer.oddsRatio
        (point.lower, point.upper) = (answer.interval?.lowerBound, answer.interval?.upperBound)
      }
      point.isFlagged = answer.verdict == .different
      return point
    }
  }
}

extension IndicatorResult {
  /// Counts the subjects by outcome and says how many were tested, how many were flagged, and how
  /// many of these flags are expected to be false.
  mutating func sumUp(_ subject: Phrase, _ verdicts: [ContrastVerdict]) {
    for verdict in verdicts { outcomes[verdict.outcome, default: 0] += 1 }
    let tested = verdicts.count { $0 == .different || $0 == .ordinary }
    headline = FindingWording.headline(subject, tested: tested, flags: flags)
  }
}
