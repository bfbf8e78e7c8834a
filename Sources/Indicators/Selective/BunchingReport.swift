import Contracts
import Statistics

/// Sentences, tables and charts of fines around thresholds.
struct BunchingReport {
  // Fines of a unit from which its density at the threshold is described.
  private static let leastForDensity = 20
  // Classes of the histogram on either side; each is a tenth wider than the one before.
  private static let classes = 8

  let page: IndicatorPage
  let observation: Observation
  /// Families of answers, by category and level, of which no reference is told: the summary limits are of
  /// one kind of party each, and with the reference of the others a number of one to four follows.
  private let closed: Set<[String]>
  // Least excess of a flag, in cases and as a share.
  private let least: (cases: Double, share: Double)

  init(
    page: IndicatorPage, observation: Observation, _ answers: [BunchingAnswer],
    least: (cases: Double, share: Double)
  ) {
    (self.page, self.observation, self.least) = (page, observation, least)
    closed = Set(answers.filter { !Self.isTold($0) }.map(Self.family))
  }

  private static func family(_ answer: BunchingAnswer) -> [String] {
    [answer.subject.category, answer.level]
  }

  // Whether the numbers of fines around a threshold are told: of one kind of party none of one to four.
  private static func isTold(_ answer: BunchingAnswer) -> Bool {
    answer.threshold.kind != .summary
      || ![answer.counts.below, answer.counts.above].contains(where: SmallNumbers.isHidden)
  }

  private func isClosed(_ answer: BunchingAnswer) -> Bool { closed.contains(Self.family(answer)) }

  private static func name(_ threshold: FineThreshold) -> Phrase {
    let yuan = Numerals.grouped(threshold.amountInFen / 100)
    switch threshold.kind {
    case .summary: return Phrase("简易程序限额\(yuan)元", "the summary limit of \(yuan) yuan")
    case .review: return Phrase("法制审核标准\(yuan)元", "the review threshold of \(yuan) yuan")
    case .hearing: return Phrase("听证标准\(yuan)元", "the hearing threshold of \(yuan) yuan")
    }
  }

  /// How both sides are told: where the amount itself is still lawful it lies on the lower one.
  private static func sides(_ threshold: FineThreshold) -> (low: Phrase, high: Phrase) {
    threshold.isInclusive
      ? (Phrase("不高于", "at or below"), Phrase("高于", "above"))
      : (Phrase("低于", "below"), Phrase("达到", "at or above"))
  }

  func flag(_ answer: BunchingAnswer) -> Flag {
    let (below, total) = (answer.counts.below, answer.counts.total)
    let expected = answer.expectedShare ?? 0
    let interval = WilsonInterval(successes: below, trials: total, confidence: 0.95)
    var finding = PatternFinding(
      answer.subject.unit, effect: answer.share - expected, pValue: answer.pValue)
    finding.category = answer.subject.category
    (finding.lower, finding.upper) = (interval.lower - expected, interval.upper - expected)
    finding.qValue = answer.qValue
    (finding.observed, finding.expected) = (below, expected * Double(total))
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: answer.subject.unit)
    if isClosed(answer) { return untold(flag, answer) }
    let name = observation.names.unit(answer.subject.unit)
    let threshold = Self.name(answer.threshold)
    let share = Numerals.percentage(below, of: total)
    let limits = "\(Figures.percent(interval.lower))–\(Figures.percent(interval.upper))"
    let excess = Numerals.decimal(answer.excess, places: 1)
    let chance = Figures.chance(answer.pValue)
    let q = Figures.chance(answer.qValue)
    let habit = habit(answer)
    let (low, high) = Self.sides(answer.threshold)
    flag.reason = Phrase(
      "\(name)：\(threshold.chinese)附近（0.9至1.6倍）的罚款中，\(low.chinese)该标准的占\(share)"
        + "（95%区间\(limits)），同级参照\(Figures.percent(expected))，多出约\(excess)件，与同类相比偏高，请核实。"
        + "其中\(low.chinese)标准\(Numerals.grouped(below))件，\(high.chinese)标准\(Numerals.grouped(answer.counts.above))件。"
        + "单位间只有正常差异时偏高至此的概率为\(chance)，q＝\(q)。\(habit.chinese)",
      "\(name): of the fines around \(threshold.english) (0.9 to 1.6 times), \(share) lie \(low.english) it (95% "
        + "interval \(limits)); its level lets one expect \(Figures.percent(expected)), so about \(excess) "
        + "are in excess: high for its kind, please verify. \(Numerals.grouped(below)) lie \(low.english) and "
        + "\(Numerals.grouped(answer.counts.above)) \(high.english) it. By ordinary "
        + "differences the chance of so high a share is \(Figures.inWords(answer.pValue)) (q "
        + "\(Figures.inWords(answer.qValue))). \(habit.english)")
    return flag
  }

  private func untold(_ flag: Flag, _ answer: BunchingAnswer) -> Flag {
    var flag = flag
    flag.hideFigures()
    let name = observation.names.unit(answer.subject.unit)
    let threshold = Self.name(answer.threshold)
    let (low, high) = Self.sides(answer.threshold)
    let cases = Numerals.decimal(least.cases, places: 0)
    let points = Figures.percent(least.share)
    flag.reason = Phrase(
      "\(name)：\(threshold.chinese)附近（0.9至1.6倍）的罚款中，\(low.chinese)该标准而非\(high.chinese)的占比比同级参照高\(points)以上（百分点），"
        + "多出\(cases)件以上，与同类相比偏高，请核实。同级各单位中有不足5件的数目，其余数字不列。",
      "\(name): of the fines around \(threshold.english) (0.9 to 1.6 times), those \(low.english) it and not "
        + "\(high.english) have a share that lies \(points) or more above what its level lets one expect, \(cases) "
        + "fines or more: high for its kind, please verify. One of the numbers of its level is below five, and no "
        + "other figure is told.")
    return flag
  }

  private func habit(_ answer: BunchingAnswer) -> Phrase {
    guard let placebo = answer.placeboChance else {
      return Phrase(
        "本单位在其他整数位附近的罚款太少，无法与自身习惯对照。",
        "It has too few fines around other amounts to be compared with its own habit.")
    }
    let counts = answer.counts
    let isFew = [counts.placeboBelow, counts.placeboAbove].contains(where: SmallNumbers.isHidden)
    if answer.threshold.kind == .summary, isFew {
      let chance = Figures.inWords(placebo)
      return Phrase(
        "对照本单位在其他整数位附近的罚款（有不足5件的数目，不列），若与自身习惯无异，偏高至此的概率为\(Figures.chance(placebo))。",
        "Against its own fines around other round amounts (a number below five is not told) the chance of so "
          + "high a share would be \(chance).")
    }
    let share = Numerals.percentage(counts.placeboBelow, of: counts.placebos)
    let chance = Figures.chance(placebo)
    let low = Self.sides(answer.threshold).low.chinese
    let lowInEnglish = Self.sides(answer.threshold).low.english
    return Phrase(
      "对照：本单位在无程序意义的整数位附近\(Numerals.grouped(counts.placebos))件中\(low)该位的占\(share)，"
        + "若与自身习惯无异，偏高至此的概率为\(chance)。",
      "For comparison: around round amounts without legal meaning \(share) of its "
        + "\(English.count(counts.placebos, "fine")) lie \(lowInEnglish) them; if the threshold were"
        + " treated like these, the chance of so high a share would be \(Figures.inWords(placebo))."
    )
  }

  func table(_ answers: [BunchingAnswer]) -> ResultTable {
    ResultTable(
      title: Phrase(
        "门槛附近的罚款（按单位代码排列，不是排名；“—”：有不足5件的数目可由此推知）",
        "Fines around thresholds (by unit code, no ranking; a dash: a count below five would follow)"
      ),
      columns: [
        Phrase("单位", "Unit"), Phrase("门槛", "Threshold"), Phrase("门槛下侧", "Lower side"),
        Phrase("门槛上侧", "Upper side"), Phrase("占比", "Share"), Phrase("参照占比", "Expected"),
        Phrase("q", "q"), Phrase("自身对照p", "Own habit, p"),
        Phrase("局部密度检验p（仅描述）", "Local density, p (description)"), Phrase("结果", "Outcome"),
      ],
      rows: answers.filter { [.different, .ordinary, .fewPeers].contains($0.verdict) }.map(row))
  }

  private func row(_ answer: BunchingAnswer) -> [Phrase] {
    let counts = answer.counts
    let shown = { (count: Int) in
      answer.threshold.kind == .summary ? SmallNumbers.shown(count) : Numerals.grouped(count)
    }
    let (isTold, isOpen) = (Self.isTold(answer), !isClosed(answer))
    let told = { (text: String?, isTold: Bool) in same(isTold ? text ?? "—" : "—") }
    return [
      same(observation.names.unit(answer.subject.unit)), Self.name(answer.threshold),
      same(shown(counts.below)), same(shown(counts.above)),
      told(Numerals.percentage(counts.below, of: counts.total), isTold),
      told(answer.expectedShare.map(Figures.percent), isOpen),
      told(answer.expectedShare == nil ? "" : Figures.chance(answer.qValue), isOpen),
      told(answer.placeboChance.map { Figures.chance($0) }, isOpen),
      told(density(answer).map { Figures.chance($0) }, isTold), answer.verdict.name,
    ]
  }

  /// The chance of as large a drop of the density at the threshold; for flags and lone units.
  private func density(_ answer: BunchingAnswer) -> Double? {
    guard answer.verdict == .different || answer.verdict == .fewPeers else { return nil }
    let fines = answer.counts.fines
    guard fines.values.reduce(0, +) >= Self.leastForDensity else { return nil }
    let values = fines.keys.sorted().flatMap { fine in
      repeatElement(Double(fine) / 100, count: fines[fine] ?? 0)
    }
    let threshold = Double(answer.threshold.limitInFen) / 100
    return LocalDensityTest(values: values, threshold: threshold)?.dropPValue
  }

  /// A funnel of all that were tested, and a histogram around the threshold for each flag.
  func points(_ answers: [BunchingAnswer]) -> [ChartPoint] {
    let tested = answers.filter { $0.limits != nil && Self.isTold($0) }
    let funnel = tested.map { answer in
      var point = ChartPoint(
        "funnel", series: answer.subject.category, unit: answer.subject.unit,
        x: "\(answer.counts.total)")
      let total = Double(answer.counts.total)
      point.y = answer.share
      let limits = isClosed(answer) ? nil : answer.limits
      point.lower = limits.map { Double($0.lowerBound) / total }
      point.upper = limits.map { Double($0.upperBound) / total }
      point.isFlagged = answer.verdict == .different
      return point
    }
    // Its classes hold a few fines each, which at a summary limit are of one kind of party.
    return funnel
      + tested.filter { $0.verdict == .different && $0.threshold.kind != .summary }
      .flatMap(histogram)
  }

  private func histogram(_ answer: BunchingAnswer) -> [ChartPoint] {
    let limit = Double(answer.threshold.limitInFen)
    let edges = (-Self.classes...Self.classes).map { step in
      limit * SpecialFunctions.power(1.1, Double(step))
    }
    return zip(edges, edges.dropFirst()).map { low, high in
      var point = ChartPoint(
        "histogram", series: answer.subject.category, unit: answer.subject.unit,
        x: Numerals.decimal(low / 100, places: 0))
      point.y = answer.counts.fines.reduce(0.0) { sum, fine in
        sum + (Double(fine.key) >= low && Double(fine.key) < high ? Double(fine.value) : 0)
      }
      point.isFlagged = true
      return point
    }
  }
}
