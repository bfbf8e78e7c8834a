import Contracts
import Statistics

/// Strata of one comparison of two groups, and the comparisons that it is judged among.
struct ContrastSubject {
  let subject: PatternSubject
  /// Level of the unit; categories are adjusted together within.
  let level: String
  let tables: [TwoByTwoTable]
  /// The second group are the other units of the level.
  var isAgainstOthers = false
  /// Strata tell districts apart.
  var isByDistrict = false
}

/// Which comparisons of a level are adjusted with each other.
enum ContrastFamily {
  /// Each category by itself; comparisons of both groups that are not assessable count as tests.
  case category
  /// All that are assessable, categories weighted by what is to be found in them.
  case level

  /// How they are adjusted, after "by level".
  var name: Phrase {
    switch self {
    case .category:
      Phrase(
        "同级同类别内作BH校正，件数或信息量不足的比较也计入检验数。",
        "and category; comparisons with too few members or too little information count among the tests."
      )
    case .level:
      Phrase(
        "同级可判断的各比较一并作BH校正，各类别按双组模型估出的突出单位份额加权"
          + "（Hu、Zhao、Zhou 2010；份额不明的不加权）。",
        "over all that is assessable, categories weighted by the share of outlying units in that model "
          + "(Hu, Zhao and Zhou 2010; not weighted where it is unknown).")
    }
  }
}

/// What a comparison must reach to be judged, and to be flagged.
struct ContrastRules {
  let least: Int
  let information: Double
  let spread: Double
  let ratio: Double
  let q: Double
  let family: ContrastFamily

  init(_ page: IndicatorPage, _ settings: IndicatorSettings, family: ContrastFamily) {
    least = settings.count("least", of: page)
    information = settings.value("information", of: page)
    spread = settings.value("spread", of: page)
    ratio = settings.value("ratio", of: page)
    q = settings.value("q", of: page)
    self.family = family
  }

  /// How comparisons are judged, for the pages.
  static func method(_ family: ContrastFamily) -> Phrase {
    Phrase(
      "各比较的共同对数比值比（Mantel–Haenszel，RBG方差；算不出时用一步法）以同级各单位居中值为中心，按双组模型"
        + "（可比单位少于20个时用不低于设定的稳健离散度）和t分布（自由度为30÷方差）计算偏离概率，" + family.name.chinese,
      "The common log odds ratio of each comparison (Mantel–Haenszel with the RBG variance; one-step "
        + "where that is not to be had) is centred on the units of the level and judged by a two-group "
        + "model (with fewer than 20 comparable units by a robust spread, at least the setting) and "
        + "Student's law of 30 ÷ variance degrees of freedom, with Benjamini and Hochberg by level "
        + family.name.english)
  }

  static let parameters = [
    IndicatorParameter("least", 10, Phrase("每组最少件（次）数", "fewest members of each group")),
    IndicatorParameter(
      "information", 6,
      Phrase(
        "最小信息量V（超几何方差之和），低于此不作判断",
        "least information V (sum of hypergeometric variances) for a judgement"), range: .above0),
    IndicatorParameter(
      "spread", 0.2,
      Phrase(
        "可比单位少于20个时，单位间正常差异的对数标准差下限",
        "least standard deviation of legitimate differences, as logarithm, of fewer than 20 units")),
    IndicatorParameter(
      "ratio", 1.5, Phrase("偏离居中值的最小倍数", "least distance from the centre, as a factor")),
    IndicatorParameter("q", 0.1, Phrase("误报率上限q", "expected share of false flags, q")),
  ]
}

/// Why a comparison was judged or not.
enum ContrastVerdict: Sendable {
  case different
  case ordinary
  case oneGroup
  case fewMembers
  case littleInformation
  case fewPeers
  case notDelivered

  var outcome: SubjectOutcome {
    switch self {
    case .different: .flagged
    case .ordinary: .passed
    case .oneGroup, .fewMembers, .littleInformation, .fewPeers: .notApplicable
    case .notDelivered: .notComputable
    }
  }

  /// Whether a table lists it; what a handful of parties paid or got is nobody's business.
  var isListed: Bool { ![.oneGroup, .fewMembers, .notDelivered].contains(self) }

  var name: Phrase {
    switch self {
    case .different: Phrase("标记", "flagged")
    case .ordinary: Phrase("未标记", "not flagged")
    case .oneGroup: Phrase("没有两组可比的层", "no stratum with both groups")
    case .fewMembers: Phrase("件数不足", "too few members")
    case .littleInformation: Phrase("信息量不足，不作判断", "not assessable: little information")
    case .fewPeers: Phrase("可比单位不足", "too few peers")
    case .notDelivered: Phrase("多数月份未报送", "most months not delivered")
    }
  }
}

/// One comparison of two groups over strata, judged among its family.
struct ContrastAnswer {
  let subject: PatternSubject
  let level: String
  let isAgainstOthers: Bool
  let isByDistrict: Bool
  /// All strata added up, as a naive comparison would.
  let pooled: TwoByTwoTable
  /// Strata that hold both groups, added up.
  let comparable: TwoByTwoTable
  let information: Double
  /// Common log odds ratio: Mantel and Haenszel's, else one-step; nil where no stratum tells any.
  let logarithm: Double?
  /// Variance of the logarithm, of Robins, Breslow and Greenland or one-step; nil as above.
  let variance: Double?
  /// Odds ratio for print; nil as above.
  let oddsRatio: Double?
  let interval: ClosedRange<Double>?
  var verdict: ContrastVerdict
  /// The odds ratio of an unsuspicious unit of the family.
  var centre: Double?
  /// Share of the family that is thought to be outlying.
  var outlyingShare = 0.0
  var pValue = 1.0
  var qValue = 1.0

  init(_ subject: ContrastSubject, _ rules: ContrastRules, isDelivered: Bool) {
    self.subject = subject.subject
    level = subject.level
    isAgainstOthers = subject.isAgainstOthers
    isByDistrict = subject.isByDistrict
    pooled = Self.sum(subject.tables)
    comparable = Self.sum(subject.tables.filter { $0.first > 0 && $0.second > 0 })
    let peto = PetoOddsRatio(subject.tables)
    information = peto?.information ?? 0
    if let common = MantelHaenszelOddsRatio(subject.tables) {
      (logarithm, variance) = (common.logarithm, common.standardError * common.standardError)
    } else {
      (logarithm, variance) = (peto?.logarithm, peto?.variance)
    }
    oddsRatio = logarithm.map(SpecialFunctions.exponential)
    if let logarithm, let variance {
      let half = NormalDistribution.upperQuantile(0.025) * variance.squareRoot()
      interval =
        SpecialFunctions.exponential(
          logarithm - half)...SpecialFunctions.exponential(
          logarithm + half)
    } else {
      interval = nil
    }
    verdict =
      if !isDelivered {
        .notDelivered
      } else if comparable.total == 0 {
        .oneGroup
      } else if min(comparable.first, comparable.second) < rules.least {
        .fewMembers
      } else if logarithm == nil || information < rules.information {
        .littleInformation
      } else {
        .ordinary
      }
  }

  static func sum(_ tables: [TwoByTwoTable]) -> TwoByTwoTable {
    TwoByTwoTable(
      tables.reduce(0) { $0 + $1.firstYes }, tables.reduce(0) { $0 + $1.firstNo },
      tables.reduce(0) { $0 + $1.secondYes }, tables.reduce(0) { $0 + $1.secondNo })
  }

  /// Odds ratio of all strata added up; nil where a cell is empty.
  var crude: Double? {
    let products = (
      Double(pooled.firstYes) * Double(pooled.secondNo),
      Double(pooled.firstNo) * Double(pooled.secondYes)
    )
    return products.0 > 0 && products.1 > 0 ? products.0 / products.1 : nil
  }

  /// Whether figures may be told: with the sizes of the groups each gives a count of few parties away.
  var isTold: Bool {
    let parts = [pooled, comparable].flatMap {
      [$0.firstYes, $0.firstNo, $0.secondYes, $0.secondNo]
    }
    return isAgainstOthers || !parts.contains(where: SmallNumbers.isHidden)
  }

  /// Whether the strata added up point the other way.
  var isReversed: Bool {
    guard let crude, let oddsRatio else { return false }
    return (crude - 1) * (oddsRatio - 1) < 0
  }

  /// Whether the group lies above the centre of its peers.
  var isHigh: Bool { (logarithm ?? 0) > SpecialFunctions.logarithm(centre ?? 1) }

  /// The finding for a flag.
  var finding: PatternFinding {
    var finding = PatternFinding(subject.unit, effect: oddsRatio ?? 1, pValue: pValue)
    finding.category = subject.category
    (finding.lower, finding.upper) = (interval?.lowerBound, interval?.upperBound)
    finding.qValue = qValue
    finding.observed = comparable.firstYes
    return finding
  }
}

/// Common log odds ratios centred on those of the units of the family.
enum ContrastTest {
  // Log odds of much variance are not normal. At V from 6 to 14, of 14,789 comparisons without a
  // difference, Student's law of so many degrees put half of what it promises beyond its points of
  // 1 in 1,000; the normal law would not do so for still less information.
  private static let freedom = 30.0

  /// The subjects' answers, in their order.
  static func answers(
    _ subjects: [ContrastSubject], _ rules: ContrastRules, missing: Set<String>,
    others: LevelTests = LevelTests()
  ) -> [ContrastAnswer] {
    var answers = subjects.map {
      ContrastAnswer($0, rules, isDelivered: !missing.contains($0.subject.unit))
    }
    let levels = Dictionary(grouping: answers.indices) { subjects[$0].level }
    for level in levels.keys.sorted() {
      let families = Dictionary(grouping: levels[level] ?? []) { answers[$0].subject.category }
      let compared = families.keys.sorted().compactMap { family in
        compare(families[family] ?? [], &answers, rules)
      }
      switch rules.family {
      case .category: for family in compared { decide([family], [], &answers, rules) }
      case .level: decide(compared, others.of(level), &answers, rules)
      }
    }
    return answers
  }

  /// The comparisons of one family with their chances, which are adjusted with other families.
  private struct Compared {
    let members: [Int]
    let tests: AdjustedPValues.Group
  }

  // Nil where there are too few for a centre.
  private static func compare(
    _ all: [Int], _ answers: inout [ContrastAnswer], _ rules: ContrastRules
  ) -> Compared? {
    let members = all.filter { answers[$0].verdict == .ordinary }
    let unsaid = all.count { [.fewMembers, .littleInformation].contains(answers[$0].verdict) }
    let estimates = members.map { answers[$0].logarithm ?? 0 }
    let variances = members.map { answers[$0].variance ?? 1 }
    let norm = PeerNorm(estimates: estimates, variances: variances, spread: rules.spread)
    guard let norm else {
      for member in members { answers[member].verdict = .fewPeers }
      return nil
    }
    let chances = zip(estimates, variances).map { estimate, variance in
      let score = abs(norm.zScore(estimate, variance: variance))
      let tail = StudentDistribution.probability(above: score, freedom: freedom / variance)
      return min(1, 2 * tail)
    }
    for (member, chance) in zip(members, chances) {
      answers[member].centre = SpecialFunctions.exponential(norm.centre)
      (answers[member].pValue, answers[member].outlyingShare) = (chance, norm.outlyingShare)
    }
    return Compared(members: members, tests: tests(chances, unsaid, norm, rules.family))
  }

  // Which comparisons are assessable depends on sizes of groups and totals of outcomes alone, and
  // in worlds of penalties no others need count. In worlds of filings whose items differ with the
  // groups, it was one false flag in eight without them and with weights.
  private static func tests(
    _ chances: [Double], _ unsaid: Int, _ norm: PeerNorm, _ family: ContrastFamily
  ) -> AdjustedPValues.Group {
    switch family {
    case .category: AdjustedPValues.Group(chances + [Double](repeating: 1, count: unsaid))
    case .level: AdjustedPValues.Group(chances, outlyingShare: norm.outlyingShare)
    }
  }

  private static func decide(
    _ families: [Compared], _ others: [AdjustedPValues.Group],
    _ answers: inout [ContrastAnswer], _ rules: ContrastRules
  ) {
    let qValues = AdjustedPValues.benjaminiHochberg(groups: families.map(\.tests) + others)
    for (member, qValue) in zip(families.flatMap(\.members), qValues.joined()) {
      answers[member].qValue = qValue
      let distance = abs(
        (answers[member].logarithm ?? 0) - SpecialFunctions.logarithm(answers[member].centre ?? 1))
      if qValue <= rules.q, distance >= SpecialFunctions.logarithm(rules.ratio) {
        answers[member].verdict = .different
      }
    }
  }
}
