import Contracts
import Statistics

/// What the fines of a unit say of its use of the bands.
struct UnitBandRecord {
  /// Cases at the cap among those of one item and grade.
  struct Share: Hashable {
    var cases = 0
    var atCap = 0

    mutating func add(_ part: Share) {
      cases += part.cases
      atCap += part.atCap
    }

    /// What is left of a sum without one part.
    func without(_ part: Share) -> Share {
      Share(cases: cases - part.cases, atCap: atCap - part.atCap)
    }
  }

  /// Cases that can be compared with one another.
  struct Stratum: Hashable {
    let item: String
    let grade: String
  }

  var strata: [Stratum: Share] = [:]
  var cases = 0
  var graded = 0
  var leniencies = 0
  var aggravatedAtCap = 0
  var above = 0
  var below = 0
  var belowUnrecorded = 0
  var outside: Int { above + below }

  mutating func add(_ outcome: PenaltyOutcome, _ position: BandPosition, cap: Double) {
    let number = outcome.cases
    let isAtCap = position.value >= cap
    let stratum = Stratum(item: outcome.itemCode, grade: outcome.grade)
    strata[stratum, default: Share()].cases += number
    cases += number
    if isAtCap { strata[stratum, default: Share()].atCap += number }
    if isAtCap, outcome.leniency == "aggravated" { aggravatedAtCap += number }
    if !outcome.grade.isEmpty { graded += number }
    if !outcome.leniency.isEmpty { leniencies += number }
    switch position.place {
    case .above: above += number
    case .within: break
    case .below where outcome.leniency.isEmpty: belowUnrecorded += number
    case .below where outcome.leniency != "mitigated": below += number
    case .below: break
    }
  }
}

/// The fines of the window by unit.
struct BandRecords {
  private(set) var units: [String: UnitBandRecord] = [:]

  init(_ observation: Observation, _ bands: BandBook, cap: Double) {
    let months = observation.windowMonths
    for outcome in observation.patterns.outcomes
    where months.contains(outcome.month) && !outcome.unitCode.isEmpty {
      guard let position = bands.position(of: outcome) else { continue }
      units[outcome.unitCode, default: UnitBandRecord()].add(outcome, position, cap: cap)
    }
  }
}

/// The fines at the cap of one unit against what peers let one expect.
struct CapComparison {
  var finding: PatternFinding
  let cases: Int
  let atCap: Int
  /// The comparable cases of the other units.
  let others: UnitBandRecord.Share
  let level: String
  let limits: ClosedRange<Double>
  var isFlagged = false

  /// A point of the funnel: cases, ratio, and the limits that chance leaves in 95 of 100 cases.
  var point: ChartPoint {
    var point = ChartPoint("funnel", series: level, unit: finding.unitCode, x: String(cases))
    point.y = finding.effect
    (point.lower, point.upper) = (limits.lowerBound, limits.upperBound)
    point.isFlagged = isFlagged
    return point
  }

  /// The comparisons of every unit with cases enough, sorted by level and unit.
  static func all(
    _ records: BandRecords, _ observation: Observation, _ settings: IndicatorSettings
  ) -> [CapComparison] {
    let peers = Peers(observation)
    let levels = Dictionary(grouping: records.units.keys.sorted(), by: peers.group)
    var comparisons: [CapComparison] = []
    for level in levels.keys.sorted() {
      let standard = CapStandard(
        (levels[level] ?? []).compactMap { unit in records.units[unit].map { (unit, $0) } },
        peerCases: settings.count("peer_cases", of: PositionInBand.page))
      comparisons += standard.comparisons(
        level, fewest: settings.count("fewest", of: PositionInBand.page))
    }
    let findings = comparisons.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    for (index, finding) in findings.enumerated() {
      comparisons[index].finding = finding
      comparisons[index].isFlagged =
        finding.qValue <= settings.value("q", of: PositionInBand.page)
        && finding.effect >= settings.value("ratio", of: PositionInBand.page)
        && comparisons[index].atCap >= settings.count("capped", of: PositionInBand.page)
    }
    return comparisons
  }
}

/// The fines at the cap of one level, by which each unit is compared with the others.
private struct CapStandard {
  private typealias Share = UnitBandRecord.Share

  private struct Compared {
    let unit: String
    var own = Share()
    var others = Share()
    var expected = 0.0
    var tables: [TwoByTwoTable] = []

    // The funnel does not know that peers' few cases have their share by chance as well.
    var chanceBesideOthers: Double { StratifiedExactTest.greater(of: tables) }
  }

  private let units: [(code: String, record: UnitBandRecord)]
  private let peerCases: Int
  private var strata: [UnitBandRecord.Stratum: Share] = [:]
  private var grades: [String: Share] = [:]

  // Cases that the share of a grade counts for in the share of an item.
  private static let weight = 5.0

  init(_ units: [(String, UnitBandRecord)], peerCases: Int) {
    self.units = units.map { (code: $0.0, record: $0.1) }
    self.peerCases = peerCases
    for (_, record) in units {
      for (stratum, share) in record.strata {
        strata[stratum, default: Share()].add(share)
        grades[stratum.grade, default: Share()].add(share)
      }
    }
  }

  // Few cases of peers say little of an item: its share is moved towards that of the grade.
  private func compared(_ unit: String, _ record: UnitBandRecord) -> Compared {
    var own: [String: Share] = [:]
    for (stratum, share) in record.strata { own[stratum.grade, default: Share()].add(share) }
    var result = Compared(unit: unit)
    for stratum in record.strata.keys.sorted(by: { ($0.item, $0.grade) < ($1.item, $1.grade) }) {
      let share = record.strata[stratum] ?? Share()
      let others = (strata[stratum] ?? Share()).without(share)
      guard others.cases >= max(peerCases, 1) else { continue }
      let alike = (grades[stratum.grade] ?? Share()).without(own[stratum.grade] ?? Share())
      let atLarge = (Double(alike.atCap) + 0.5) / (Double(alike.cases) + 1)
      let expected =
        (Double(others.atCap) + CapStandard.weight * atLarge)
        / (Double(others.cases) + CapStandard.weight)
      result.own.add(share)
      result.others.add(others)
      result.tables.append(
        TwoByTwoTable(
          share.atCap, share.cases - share.atCap, others.atCap, others.cases - others.atCap))
      result.expected += Double(share.cases) * expected
    }
    return result
  }

  func comparisons(_ level: String, fewest: Int) -> [CapComparison] {
    let tested = units.map { compared($0.code, $0.record) }.filter {
      $0.own.cases >= max(fewest, 1)
    }
    guard
      let fit = ShareFunnelFit(
        counts: tested.map(\.own.atCap), trials: tested.map(\.own.cases),
        expected: tested.map(\.expected))
    else { return [] }
    return tested.indices.map { index in
      let chance = max(fit.upperMidP(index), tested[index].chanceBesideOthers)
      return comparison(tested[index], fit.share(of: index), chance, level, fit)
    }
  }

  private func comparison(
    _ tested: Compared, _ share: Double, _ chance: Double, _ level: String, _ fit: ShareFunnelFit
  ) -> CapComparison {
    let own = tested.own
    let observed = Double(own.atCap) / Double(own.cases)
    var finding = PatternFinding(tested.unit, effect: observed / share, pValue: chance)
    let interval = WilsonInterval(successes: own.atCap, trials: own.cases, confidence: 0.95)
    (finding.lower, finding.upper) = (interval.lower / share, interval.upper / share)
    finding.observed = own.atCap
    finding.expected = Double(own.cases) * share
    finding.category = "cap"
    let funnel = ShareFunnel(target: share, tail: 0.025)
    let limits =
      fit.correlation > 1e-6
      ? funnel.betaBinomialLimits(trials: own.cases, correlation: fit.correlation)
      : funnel.exactLimits(trials: own.cases)
    return CapComparison(
      finding: finding, cases: own.cases, atCap: own.atCap, others: tested.others, level: level,
      limits: (max(limits.lowerBound, 0) / share)...(max(limits.upperBound, 0) / share))
  }
}
