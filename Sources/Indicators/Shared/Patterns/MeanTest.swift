import Contracts
import Statistics

/// Values of one comparison of two groups in strata, and the comparisons that it is judged among.
struct MeanSubject {
  let subject: PatternSubject
  /// Level of the unit; categories are adjusted together within.
  let level: String
  let strata: [LogFineStratum]
  /// Groups that the spread within a group of a stratum is told from.
  let within: [Statistics.LogSum]
  /// The second group are the other units of the level.
  var isAgainstOthers = false
  /// The same strata and groups with far values cut, which then are what is judged.
  var cut: (strata: [LogFineStratum], within: [Statistics.LogSum])?

  /// Category and level; compared within.
  var family: String { subject.category + "\u{1F}" + level }
}

/// What a comparison of means must reach to be judged, and to be flagged.
struct MeanRules {
  let least: Int
  let spread: Double
  /// Least distance from the centre, in the unit of the values.
  let distance: Double
  let q: Double
}

/// One comparison of means over strata, judged among its family.
struct MeanAnswer {
  let subject: PatternSubject
  let level: String
  let isAgainstOthers: Bool
  /// Values of both groups in strata that hold both.
  let first: Int
  let second: Int
  /// All strata added up, as a naive comparison would.
  let naive: Double?
  var verdict: ContrastVerdict
  /// Stratified difference of means, with its variance; nil where no stratum holds both.
  var estimate: StratifiedLogRatio?
  /// The same of the values that are judged, in which far ones may be cut.
  var judged: StratifiedLogRatio?
  /// The difference of an unsuspicious unit of the family.
  var centre: Double?
  /// Share of the family that is thought to be outlying.
  var outlyingShare = 0.0
  var pValue = 1.0
  var qValue = 1.0

  init(
    _ subject: MeanSubject, _ rules: MeanRules, residual: MeanTest.Residual, isDelivered: Bool
  ) {
    self.subject = subject.subject
    level = subject.level
    isAgainstOthers = subject.isAgainstOthers
    let comparable = subject.strata.filter { $0.first.count > 0 && $0.second.count > 0 }
    first = comparable.reduce(0) { $0 + $1.first.count }
    second = comparable.reduce(0) { $0 + $1.second.count }
    estimate = StratifiedLogRatio(subject.strata, residualVariance: residual.ofAll)
    judged = StratifiedLogRatio(
      subject.cut?.strata ?? subject.strata, residualVariance: residual.ofJudged)
    let all = subject.strata.reduce(into: (Statistics.LogSum(), Statistics.LogSum())) {
      sums, stratum in
      sums = (sums.0 + stratum.first, sums.1 + stratum.second)
    }
    naive = all.0.count > 0 && all.1.count > 0 ? all.0.mean - all.1.mean : nil
    verdict =
      if !isDelivered {
        .notDelivered
      } else if estimate == nil {
        .oneGroup
      } else if min(first, second) < rules.least {
        .fewMembers
      } else {
        .ordinary
      }
  }

  /// How far what is judged lies above the centre of its peers.
  var distance: Double { (judged?.difference ?? 0) - (centre ?? 0) }

  /// Whether the group lies above the centre of its peers.
  var isHigh: Bool { distance > 0 }

  /// Whether the strata added up point the other way.
  var isReversed: Bool { (naive ?? 0) * (estimate?.difference ?? 0) < 0 }

  /// Ends of the 95 % interval of the difference.
  var interval: ClosedRange<Double>? {
    estimate.map { estimate in
      let half = NormalDistribution.upperQuantile(0.025) * estimate.variance.squareRoot()
      return (estimate.difference - half)...(estimate.difference + half)
    }
  }

  /// The finding for a flag, on the scale that `shown` makes of the values.
  func finding(_ category: String, shown: (Double) -> Double) -> PatternFinding {
    var finding = PatternFinding(
      subject.unit, effect: shown(estimate?.difference ?? 0), pValue: pValue)
    finding.category = category
    finding.lower = interval.map { shown($0.lowerBound) }
    finding.upper = interval.map { shown($0.upperBound) }
    finding.qValue = qValue
    finding.observed = first
    return finding
  }
}

/// Stratified differences of means, centred on those of the units of the family.
enum MeanTest {
  // Below it all values of every group are the same, and rounding is all that is left.
  private static let leastResidual = 1e-6

  /// Variances within a group of a stratum.
  struct Residual {
    let ofAll: Double
    let ofJudged: Double
  }

  // Larger chances stay what they are, since they lead to no flag.
  private static let confirmedAtMost = 0.05

  /// The subjects' answers, in their order.
  ///
  /// - Parameters:
  ///   - subjects: Comparisons.
  ///   - rules: What they must reach.
  ///   - missing: Units that did not deliver.
  ///   - others: Other tests of the indicator, which are adjusted together with these.
  ///   - confirmation: A second chance of a comparison with a small one; it stands in for a first
  ///     one where it is not small.
  /// - Returns: An answer to each subject.
  static func answers(
    _ subjects: [MeanSubject], _ rules: MeanRules, missing: Set<String>,
    others: LevelTests = LevelTests(), confirmation: (MeanAnswer) -> Double = { _ in 0 }
  ) -> [MeanAnswer] {
    let families = Dictionary(grouping: subjects.indices) { subjects[$0].family }
    var answers: [MeanAnswer?] = subjects.map { _ in nil }
    for (_, members) in families {
      let own = members.map { subjects[$0] }
      let residual = Residual(
        ofAll: residual(own.map(\.within)),
        ofJudged: residual(own.map { $0.cut?.within ?? $0.within }))
      for member in members {
        answers[member] = MeanAnswer(
          subjects[member], rules, residual: residual,
          isDelivered: !missing.contains(subjects[member].subject.unit))
      }
    }
    var known = answers.compactMap(\.self)
    let levels = Dictionary(grouping: known.indices) { subjects[$0].level }
    for level in levels.keys.sorted() {
      let own = Dictionary(grouping: levels[level] ?? []) { subjects[$0].family }
      let compared = own.keys.sorted().compactMap { family in
        compare(own[family] ?? [], &known, rules, confirmation)
      }
      decide(compared, others.of(level), &known, rules)
    }
    return known
  }

  /// The comparisons of one family with their chances, which are adjusted with other families.
  private struct Compared {
    let members: [Int]
    let tests: AdjustedPValues.Group
  }

  // Nil where there are too few for a centre.
  private static func compare(
    _ family: [Int], _ answers: inout [MeanAnswer], _ rules: MeanRules,
    _ confirmation: (MeanAnswer) -> Double
  ) -> Compared? {
    let members = family.filter { answers[$0].verdict == .ordinary }
    let estimates = members.map { answers[$0].judged?.difference ?? 0 }
    let variances = members.map { answers[$0].judged?.variance ?? leastResidual }
    let norm = PeerNorm(estimates: estimates, variances: variances, spread: rules.spread)
    guard let norm else {
      for member in members { answers[member].verdict = .fewPeers }
      return nil
    }
    for (place, member) in members.enumerated() {
      (answers[member].centre, answers[member].outlyingShare) = (norm.centre, norm.outlyingShare)
      let chance = norm.twoSidedChance(estimates[place], variance: variances[place])
      answers[member].pValue = chance
      guard chance <= confirmedAtMost else { continue }
      let second = confirmation(answers[member])
      if second > confirmedAtMost { answers[member].pValue = second }
    }
    return Compared(
      members: members,
      tests: AdjustedPValues.Group(
        members.map { answers[$0].pValue }, outlyingShare: norm.outlyingShare))
  }

  private static func decide(
    _ families: [Compared], _ others: [AdjustedPValues.Group],
    _ answers: inout [MeanAnswer], _ rules: MeanRules
  ) {
    let qValues = AdjustedPValues.benjaminiHochberg(groups: families.map(\.tests) + others)
    for (member, qValue) in zip(families.flatMap(\.members), qValues.joined()) {
      answers[member].qValue = qValue
      if qValue <= rules.q, abs(answers[member].distance) >= rules.distance {
        answers[member].verdict = .different
      }
    }
  }

  private static func residual(_ subjects: [[Statistics.LogSum]]) -> Double {
    var squares = 0.0
    var freedom = 0
    for group in subjects.joined() where group.count > 1 {
      squares += group.squaresAroundMean
      freedom += group.count - 1
    }
    return freedom > 0 ? max(squares / Double(freedom), leastResidual) : leastResidual
  }
}

/// Values of two groups in one stratum.
struct SideValues {
  var first: [Double] = []
  var second: [Double] = []

  mutating func add(_ side: PartyContrast.Side, _ value: Double, cases: Int) {
    let values = repeatElement(value, count: cases)
    switch side {
    case .first: first += values
    case .second: second += values
    }
  }

  var sums: LogFineStratum {
    LogFineStratum(first: Statistics.LogSum(first), second: Statistics.LogSum(second))
  }
}

extension Strata<SideValues> {
  /// The strata of each subject; a family is a category among the units of a level.
  func meanSubjects(_ peers: Peers) -> [MeanSubject] {
    subjects.map { subject in
      let sums = strata(of: subject).map(\.value.sums)
      let comparable = sums.filter { $0.first.count > 0 && $0.second.count > 0 }
      return MeanSubject(
        subject: subject, level: peers.group(of: subject.unit),
        strata: sums, within: comparable.flatMap { [$0.first, $0.second] })
    }
  }
}

extension Strata<[Double]> {
  /// Each subject against all others in its strata, which must begin with the level.
  func meanSubjectsAgainstOthers(_ peers: Peers) -> [MeanSubject] {
    var sums: [PatternSubject: [(key: [String], value: Statistics.LogSum)]] = [:]
    var totals: [[String]: Statistics.LogSum] = [:]
    for subject in subjects {
      let own = strata(of: subject).map { (key: $0.key, value: Statistics.LogSum($0.value)) }
      for (key, value) in own { totals[key] = (totals[key] ?? Statistics.LogSum()) + value }
      sums[subject] = own
    }
    return subjects.map { subject in
      let own = sums[subject] ?? []
      let compared = own.map { key, value in
        LogFineStratum(first: value, second: (totals[key] ?? value).without(value))
      }
      return MeanSubject(
        subject: subject, level: peers.group(of: subject.unit),
        strata: compared, within: own.map(\.value), isAgainstOthers: true)
    }
  }
}

extension Statistics.LogSum {
  /// The sums without those of a part.
  func without(_ part: Statistics.LogSum) -> Statistics.LogSum {
    guard count > part.count else { return Statistics.LogSum() }
    return Statistics.LogSum(
      count: count - part.count, sum: sum - part.sum, squares: max(0, squares - part.squares))
  }
}
