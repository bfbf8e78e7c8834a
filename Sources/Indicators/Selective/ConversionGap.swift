import Contracts
import Statistics

/// Filings of a unit against those that its level lets one expect, item by item.
struct ConversionGap {
  let subject: PatternSubject
  let level: String
  let source: ConversionSource
  /// Filings and others in strata that other units have too.
  let filings: YesNo
  /// All chances of a filing, comparable or not.
  let all: Int
  /// Expected filings: first by the others, then around the middle of the level.
  var expected: Double
  /// Filings of 95 in 100 unsuspicious units.
  var limits: ClosedRange<Int>?
  var verdict: ContrastVerdict
  var pValue = 1.0
  var qValue = 1.0

  /// Filings ÷ expected filings; nil without an expectation.
  var ratio: Double? { expected > 0 ? Double(filings.yes) / expected : nil }

  /// Wilson's interval of the share, on the scale of the ratio.
  var interval: ClosedRange<Double>? {
    guard expected > 0, filings.total > 0 else { return nil }
    let scale = Double(filings.total) / expected
    let share = WilsonInterval(
      successes: filings.yes, trials: filings.total, confidence: 0.95)
    return (share.lower * scale)...(share.upper * scale)
  }

  /// The gap of every unit with a chance of a filing, in order of the units.
  static func gaps(
    _ source: ConversionSource, _ trials: [ConversionTrials], _ settings: IndicatorSettings,
    _ surroundings: Surroundings
  ) -> [ConversionGap] {
    var strata = Strata<YesNo>()
    let category = "unit/\(source.rawValue)"
    for trial in trials {
      let level = surroundings.peers.group(of: trial.unit)
      strata.change(
        PatternSubject(trial.unit, category), [level, trial.domain, trial.item], from: YesNo()
      ) {
        $0.yes += trial.filings.yes
        $0.no += trial.filings.no
      }
    }
    let least = settings.count("unit_least", of: FilingConversion.page)
    let others = ConversionPeers(strata)
    var gaps = strata.subjects.map { subject in
      var gap = ConversionGap(
        subject, surroundings.peers.group(of: subject.unit), source, others.strata(of: subject))
      if surroundings.missing.contains(subject.unit) {
        gap.verdict = .notDelivered
      } else if gap.verdict == .ordinary, gap.filings.total < least {
        gap.verdict = .fewMembers
      }
      return gap
    }
    let levels = Dictionary(grouping: gaps.indices) { gaps[$0].level }
    for level in levels.keys.sorted() {
      judge(
        (levels[level] ?? []).filter { gaps[$0].verdict == .ordinary }, of: others, &gaps,
        settings)
    }
    return gaps
  }

  private init(
    _ subject: PatternSubject, _ level: String, _ source: ConversionSource,
    _ strata: [(own: YesNo, others: YesNo)]
  ) {
    self.subject = subject
    self.level = level
    self.source = source
    var filings = YesNo()
    expected = 0
    for (own, others) in strata where others.total > 0 {
      filings.add(own)
      expected += Double(own.total) * Double(others.yes) / Double(others.total)
    }
    self.filings = filings
    all = strata.reduce(0) { $0 + $1.own.total }
    verdict = filings.total > 0 ? .ordinary : .oneGroup
  }

  // Takes what is expected in a level of few from the units that do not lie apart.
  private static func leaveOutOutlying(
    _ members: [Int], of peers: ConversionPeers, _ gaps: inout [ConversionGap]
  ) -> Set<Int> {
    let outlying = OutlyingUnits.positions(
      counts: members.map { gaps[$0].filings.yes }, trials: members.map { gaps[$0].filings.total },
      expected: members.map { gaps[$0].expected })
    let subjects = outlying.map { gaps[members[$0]].subject }
    guard !subjects.isEmpty else { return [] }
    let rest = members.map { member in
      let gap = gaps[member]
      return ConversionGap(
        gap.subject, gap.level, gap.source, peers.strata(of: gap.subject, without: subjects))
    }
    // Strata in which only the outlying ones were peers are left out: with them goes the answer.
    guard rest.allSatisfy({ $0.verdict == .ordinary }) else { return [] }
    for (member, gap) in zip(members, rest) { gaps[member] = gap }
    return outlying
  }

  private static func judge(
    _ members: [Int], of peers: ConversionPeers, _ gaps: inout [ConversionGap],
    _ settings: IndicatorSettings
  ) {
    let page = FilingConversion.page
    let outlying = leaveOutOutlying(members, of: peers, &gaps)
    let norm = ShareNorm(
      counts: members.map { gaps[$0].filings.yes }, trials: members.map { gaps[$0].filings.total },
      expected: members.map { gaps[$0].expected }, spread: settings.value("spread", of: page),
      outlying: outlying)
    guard let norm else {
      for member in members { gaps[member].verdict = .fewPeers }
      return
    }
    // Only filings that are missing are asked for, so that the chance is one-sided.
    let chances = members.indices.map { norm.lowerChance($0) }
    let qValues = AdjustedPValues.benjaminiHochberg(
      chances, nullShare: norm.ordinaryShare)
    for (place, member) in members.enumerated() {
      gaps[member].expected = Double(gaps[member].filings.total) * norm.share(of: place)
      gaps[member].limits = norm.limits(place)
      (gaps[member].pValue, gaps[member].qValue) = (chances[place], qValues[place])
      let isLow = (gaps[member].ratio ?? 1) * settings.value("unit_ratio", of: page) <= 1
      if isLow, qValues[place] <= settings.value("q", of: page) {
        gaps[member].verdict = .different
      }
    }
  }
}

/// Chances of a filing, and filings, of each unit and of the others.
private struct ConversionPeers {
  private let all: Strata<YesNo>
  private let totals: [[String]: YesNo]

  init(_ strata: Strata<YesNo>) {
    all = strata
    totals = strata.totals { $0.add($1) }
  }

  /// The strata of a subject, beside the others' but for these.
  func strata(
    of subject: PatternSubject, without outlying: [PatternSubject] = []
  ) -> [(own: YesNo, others: YesNo)] {
    let left = Set(outlying).union([subject])
    return all.strata(of: subject).map { key, own in
      var others = totals[key] ?? own
      for part in left.compactMap({ all.value($0, key) }) {
        others.yes -= part.yes
        others.no -= part.no
      }
      return (own, others)
    }
  }
}

/// Sentences, tables and charts of conversion by unit.
struct ConversionReport {
  let page: IndicatorPage
  let observation: Observation
  /// Least factor by which a flagged unit lies below expectation.
  let ratio: Double
  /// Largest q-value of a flag.
  let level: Double

  func flags(_ gaps: [ConversionGap]) -> [Flag] {
    gaps.filter { $0.verdict == .different }.map { gap in
      let other = gaps.first {
        $0.subject.unit == gap.subject.unit && $0.source != gap.source && $0.limits != nil
      }
      return flag(gap, other)
    }
  }

  private func flag(_ gap: ConversionGap, _ other: ConversionGap?) -> Flag {
    var finding = PatternFinding(gap.subject.unit, effect: gap.ratio ?? 1, pValue: gap.pValue)
    finding.category = gap.subject.category
    (finding.lower, finding.upper) = (gap.interval?.lowerBound, gap.interval?.upperBound)
    finding.qValue = gap.qValue
    (finding.observed, finding.expected) = (gap.filings.yes, gap.expected)
    var flag = Flag.about(finding, page, .warning, in: observation)
    let isInspection = gap.source == .inspection
    let event =
      isInspection
      ? Phrase("检查发现问题后的立案", "filings after a problem found by inspection")
      : Phrase("投诉举报办结后的立案", "filings after a complaint decided")
    let name = observation.names.unit(gap.subject.unit)
    let (ratio, interval) = (
      Figures.estimatedRatio(gap.ratio), Figures.range(gap.interval, Figures.estimatedRatio)
    )
    let share = Numerals.percentage(gap.filings.yes, of: gap.filings.total)
    let expected = Numerals.decimal(gap.expected, places: 1)
    let covered = Numerals.percentage(gap.filings.total, of: gap.all)
    let chance = Figures.chance(gap.pValue)
    let q = Figures.chance(gap.qValue)
    let elsewhere = elsewhere(other)
    flag.reason = Phrase(
      "\(name)：\(event.chinese)为同级参照值的\(ratio)倍（95%区间\(interval)），与同类相比偏低，请核实。"
        + "可比的\(Numerals.grouped(gap.filings.total))件中立案\(Numerals.grouped(gap.filings.yes))件"
        + "（\(share)），按领域×事项标准化的参照值为\(expected)件；可比的占全部\(covered)。"
        + "单位间只有正常差异时偏离至此的概率为\(chance)，q＝\(q)。\(elsewhere.chinese)",
      "\(name): \(event.english) are \(ratio) times what its level lets one expect (95% interval "
        + "\(interval)): low for its kind, please verify. \(Numerals.grouped(gap.filings.yes)) of "
        + "\(Numerals.grouped(gap.filings.total)) comparable ones (\(share)) were filed, expected by "
        + "domain × item \(expected); \(covered) of all are comparable. Chance of lying so far out by "
        + "ordinary differences: \(chance), q = \(q). \(elsewhere.english)")
    flag.evidence = observation.evidence(in: gap.source.table, of: gap.subject.unit)
    return flag
  }

  private func elsewhere(_ other: ConversionGap?) -> Phrase {
    guard let other else {
      return Phrase("另一来源没有可比的数据。", "The other source holds nothing comparable.")
    }
    let ratio = Figures.estimatedRatio(other.ratio)
    return other.source == .inspection
      ? Phrase(
        "其检查来源的立案为参照值的\(ratio)倍。", "After inspections its filings are \(ratio) times expectation.")
      : Phrase(
        "其投诉来源的立案为参照值的\(ratio)倍。", "After complaints its filings are \(ratio) times expectation.")
  }

  func table(_ gaps: [ConversionGap]) -> ResultTable {
    let unrecorded = unitsWithoutCases
    let most = Numerals.decimal(1 / ratio, places: 2)
    let q = Numerals.decimal(level, places: 3)
    return ResultTable(
      title: Phrase(
        "各单位立案转化（按单位代码排列，不是排名；只标记偏低：比值不超过\(most)且q不超过\(q)，偏高不作评价）",
        "Conversion by unit (by unit code, no ranking; only the low side is flagged, from a ratio of \(most) down "
          + "with q up to \(q); a high ratio is no merit)"),
      columns: [
        Phrase("单位", "Unit"), Phrase("来源", "Source"), Phrase("可比件数", "Comparable"),
        Phrase("立案", "Filed"), Phrase("参照值", "Expected"), Phrase("比值（95%区间）", "Ratio (95%)"),
        Phrase("q", "q"), Phrase("结果", "Outcome"),
      ],
      rows: gaps.map { gap in
        [
          same(observation.names.unit(gap.subject.unit)),
          gap.source == .inspection ? Phrase("检查", "inspections") : Phrase("投诉举报", "complaints"),
          same(Numerals.grouped(gap.filings.total)), same(Numerals.grouped(gap.filings.yes)),
          same(Numerals.decimal(gap.expected, places: 1)),
          same(
            "\(Figures.estimatedRatio(gap.ratio)) (\(Figures.range(gap.interval, Figures.estimatedRatio)))"
          ),
          same(gap.limits == nil ? "" : Figures.chance(gap.qValue)),
          outcome(of: gap, unrecorded),
        ]
      })
  }

  // What was small but not improbable, and filings that the cases do not hold, are told.
  private func outcome(of gap: ConversionGap, _ unrecorded: Set<String>) -> Phrase {
    let name = gap.verdict.name
    if unrecorded.contains(gap.subject.unit), gap.filings.yes > 0 {
      return Phrase(
        "\(name.chinese)；登记为立案，而案件数据中该单位没有案件",
        "\(name.english); filings are stated, but the data hold no case of the unit")
    }
    guard gap.verdict == .ordinary, gap.qValue <= level else { return name }
    return Phrase("\(name.chinese)：差距小于下限", "\(name.english): the gap is below the least")
  }

  // Units that had powers but no case and no settlement in the window.
  private var unitsWithoutCases: Set<String> {
    let byUnit = Dictionary(
      grouping: observation.positions(of: .unitDomain).lazy.map { observation.cells[$0] },
      by: \.unitCode)
    return Set(
      byUnit.filter { $0.value.allSatisfy { $0.cases + $0.settled == 0 && $0.state != .notSent } }
        .keys)
  }

  static func points(_ gaps: [ConversionGap]) -> [ChartPoint] {
    gaps.compactMap { gap in
      guard let limits = gap.limits, gap.expected > 0 else { return nil }
      var point = ChartPoint(
        "funnel", series: gap.source.rawValue, unit: gap.subject.unit, x: "\(gap.filings.total)")
      point.y = gap.ratio
      point.lower = Double(limits.lowerBound) / gap.expected
      point.upper = Double(limits.upperBound) / gap.expected
      point.isFlagged = gap.verdict == .different
      return point
    }
  }
}
