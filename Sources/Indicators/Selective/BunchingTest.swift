import Contracts
import Statistics

/// Fines of one unit around one threshold, judged among its level.
struct BunchingAnswer {
  let subject: PatternSubject
  let threshold: FineThreshold
  let level: String
  let counts: BunchingCounts
  var verdict: ContrastVerdict
  /// Share below that peers let one expect; nil where there are too few.
  var expectedShare: Double?
  var limits: ClosedRange<Int>?
  /// Chance of standing out so far against the own habit; nil where there is nothing to compare.
  var placeboChance: Double?
  /// Chance of amounts below other round numbers as often as the unit's; nil as above.
  var habitChance: Double?
  /// Share of the units around the same threshold that are thought to be ordinary.
  var ordinaryShare = 1.0
  var pValue = 1.0
  var qValue = 1.0

  var share: Double { Double(counts.below) / Double(max(counts.total, 1)) }

  /// Cases below the threshold beyond those expected.
  var excess: Double { Double(counts.below) - Double(counts.total) * (expectedShare ?? 0) }

  /// Log odds of lying below the threshold minus those of lying below the amounts of comparison.
  var habit: (difference: Double, variance: Double) {
    let cells = [counts.below, counts.above, counts.placeboBelow, counts.placeboAbove]
      .map { Double($0) + 0.5 }
    let odds = (cells[0] / cells[1]) / (cells[2] / cells[3])
    return (SpecialFunctions.logarithm(odds), cells.reduce(0) { $0 + 1 / $1 })
  }
}

/// Whether fines gather below a threshold more than among peers, and more than elsewhere.
enum BunchingTest {
  /// The answers of every unit and threshold, sorted.
  static func answers(
    _ pool: ThresholdPool, _ observation: Observation, _ settings: IndicatorSettings
  ) -> [BunchingAnswer] {
    let peers = Peers(observation)
    let missing = observation.mostlyMissingUnits
    let least = settings.count("least", of: ThresholdBunching.page)
    var answers: [BunchingAnswer] = pool.subjects.compactMap { subject in
      guard let threshold = pool.threshold(of: subject) else { return nil }
      let counts = pool.counts(of: subject)
      return BunchingAnswer(
        subject: subject, threshold: threshold, level: peers.group(of: subject.unit),
        counts: counts,
        verdict: missing.contains(subject.unit)
          ? .notDelivered : counts.total < least ? .fewMembers : .ordinary)
    }
    let groups = Dictionary(grouping: answers.indices.filter { answers[$0].verdict == .ordinary }) {
      [answers[$0].subject.category, answers[$0].level]
    }
    for key in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      compare(groups[key] ?? [], &answers, settings)
    }
    decide(&answers, settings)
    return answers
  }

  private static func compare(
    _ members: [Int], _ answers: inout [BunchingAnswer], _ settings: IndicatorSettings
  ) {
    let counts = members.map { answers[$0].counts }
    let spread = settings.value("spread", of: ThresholdBunching.page)
    var references = expected(counts)
    let outlying = OutlyingUnits.positions(
      counts: counts.map(\.below), trials: counts.map(\.total), expected: references ?? [])
    if !outlying.isEmpty { references = expected(counts, without: outlying) }
    let norm = ShareNorm(
      counts: counts.map(\.below), trials: counts.map(\.total), expected: references,
      spread: spread, outlying: outlying)
    guard let norm else {
      for member in members { answers[member].verdict = .fewPeers }
      return
    }
    for (place, member) in members.enumerated() {
      answers[member].expectedShare = norm.share(of: place)
      answers[member].limits = norm.limits(place)
      answers[member].ordinaryShare = norm.ordinaryShare
      answers[member].pValue = norm.upperChance(place)
    }
    let least = settings.count("placebo_least", of: ThresholdBunching.page)
    let used = members.filter { answers[$0].counts.placebos >= least }
    let habits = used.map { answers[$0].habit }
    let habitNorm = PeerNorm(
      estimates: habits.map(\.difference), variances: habits.map(\.variance), spread: spread,
      fallback: 0)
    let elsewhere = ShareNorm(
      counts: used.map { answers[$0].counts.placeboBelow },
      trials: used.map { answers[$0].counts.placebos }, spread: spread)
    for (place, (member, habit)) in zip(used, habits).enumerated() {
      answers[member].placeboChance = habitNorm?.upperChance(
        habit.difference, variance: habit.variance)
      answers[member].habitChance = elsewhere?.upperChance(place)
    }
    let habitual = settings.value("habit", of: ThresholdBunching.page)
    for member in used where answers[member].habitChance ?? 0 <= habitual {
      // A unit that likes such amounts everywhere must stand out against itself too.
      answers[member].pValue = max(
        answers[member].pValue, answers[member].placeboChance ?? 1)
    }
  }

  /// The others' share where units are few; nil for the share of all, which the fit then centres.
  private static func expected(
    _ counts: [BunchingCounts], without outlying: Set<Int> = []
  ) -> [Double]? {
    guard counts.count <= PeerNorm.many else { return nil }
    let peers = counts.indices.filter { !outlying.contains($0) }
    let below = peers.reduce(0) { $0 + counts[$1].below }
    let total = peers.reduce(0) { $0 + counts[$1].total }
    return counts.enumerated().map { unit, own in
      // Who is no part of the sums has nothing to be taken off them.
      let isPeer = !outlying.contains(unit)
      let othersBelow = below - (isPeer ? own.below : 0)
      let others = total - (isPeer ? own.total : 0)
      let share = (Double(othersBelow) + 0.5) / (Double(others) + 1)
      return Double(own.total) * share
    }
  }

  private static func decide(_ answers: inout [BunchingAnswer], _ settings: IndicatorSettings) {
    let page = ThresholdBunching.page
    let tested = answers.indices.filter { answers[$0].verdict == .ordinary }
    let families = Dictionary(grouping: tested) {
      [answers[$0].threshold.kind.rawValue, answers[$0].level]
    }
    for members in families.values {
      let ordinary = members.reduce(0) { $0 + answers[$1].ordinaryShare } / Double(members.count)
      let qValues = AdjustedPValues.benjaminiHochberg(
        members.map { answers[$0].pValue }, nullShare: ordinary)
      for (member, qValue) in zip(members, qValues) { answers[member].qValue = qValue }
    }
    let q = settings.value("q", of: page)
    let (cases, share) = (settings.value("excess", of: page), settings.value("share", of: page))
    for index in tested {
      let answer = answers[index]
      let isLarge =
        answer.excess >= cases && answer.share - (answer.expectedShare ?? 0) >= share
      if answer.qValue <= q, isLarge {
        answers[index].verdict = .different
      }
    }
  }
}
