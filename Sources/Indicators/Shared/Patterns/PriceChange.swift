import Contracts
import Statistics

/// How a unit's fines within item, and its parties from elsewhere, changed on its own past.
struct PriceChange {
  /// Effect: fines within item, geometric mean ÷ that of before, with its interval.
  var finding: PatternFinding
  /// The change of fines that is the centre of the level.
  let centre: Double
  /// Odds of a party from elsewhere ÷ those of before, with interval; nil where too few are known.
  let odds: (ratio: Double, lower: Double, upper: Double)?

  /// Whether the fines are so many times those of before, and of what the level's centre makes of them.
  func isDearer(by least: Double) -> Bool {
    min(finding.effect, finding.effect / centre) >= least
  }
}

/// Collects fines and places of registration of two periods, and compares the units' changes.
///
/// Logarithms of fines count around the median of their item, cut at 2.5 robust standard
/// deviations, and differ in their means; the odds are the one-step estimate within item. Either
/// is centred and scaled by the two-groups model of the level; both scores are added (Stouffer).
struct PriceChanges {
  private struct Subject: Hashable {
    let unit: String
    let item: String
  }

  private struct Fine {
    let subject: Subject
    let isAfter: Bool
    let logarithm: Double
    let cases: Int
  }

  private struct Scored {
    let unit: String
    let estimate: Double
    let variance: Double
  }

  // Yearly drifts of a twentieth in fines and a tenth in odds are ordinary.
  private static let priceFloor = 0.0025
  private static let oddsFloor = 0.01
  // Below, the one-step odds ratio is hardly more than its bounds.
  private static let leastInformation = 1.5

  private var fines: [Fine] = []
  // After from elsewhere, after local, before from elsewhere, before local.
  private var places: [Subject: [Int]] = [:]

  /// Adds cases of a unit; those without item say nothing.
  mutating func add(_ outcome: PenaltyOutcome, isAfter: Bool) {
    guard !outcome.itemCode.isEmpty, outcome.sanction != .dismissed else { return }
    let subject = Subject(unit: outcome.unitCode, item: outcome.itemCode)
    if let fine = outcome.fineFen, fine > 0 {
      fines.append(
        Fine(
          subject: subject, isAfter: isAfter,
          logarithm: SpecialFunctions.logarithm(Double(fine)), cases: outcome.cases))
    }
    guard !outcome.party.locality.isEmpty else { return }
    let place = (isAfter ? 0 : 2) + (outcome.party.locality == "outside" ? 0 : 1)
    places[subject, default: [0, 0, 0, 0]][place] += outcome.cases
  }

  /// Compares the units of each level; q is adjusted within the level.
  ///
  /// - Parameters:
  ///   - peers: Levels.
  ///   - fewestCases: Fines of each period, on items of both, that a unit must have.
  ///   - fewestUnits: Such units that a level must have.
  /// - Returns: Units that could be compared, sorted.
  func compared(_ peers: Peers, fewestCases: Int, fewestUnits: Int) -> [PriceChange] {
    let strata = strata()
    let units = strata.keys.sorted().filter { unit in
      let both = (strata[unit] ?? []).filter { $0.first.count > 0 && $0.second.count > 0 }
      return min(
        both.reduce(0) { $0 + $1.first.count }, both.reduce(0) { $0 + $1.second.count })
        >= fewestCases
    }
    let groups = Dictionary(grouping: units, by: peers.group)
    let odds = Dictionary(grouping: placeChanges(), by: { peers.group(of: $0.unit) })
    var changes: [PriceChange] = []
    for group in groups.keys.sorted() {
      let members = groups[group] ?? []
      let moves = odds[group] ?? []
      guard members.count >= fewestUnits else { continue }
      changes += PriceChanges.compared(
        PriceChanges.prices(members, strata), moves.count >= fewestUnits ? moves : [])
    }
    let adjusted = changes.map(\.finding).adjusted { peers.group(of: $0.unitCode) }
    for index in changes.indices { changes[index].finding = adjusted[index] }
    return changes.sorted { $0.finding.unitCode < $1.finding.unitCode }
  }

  private static func compared(_ prices: [Scored], _ moves: [Scored]) -> [PriceChange] {
    guard
      let fit = TwoGroupFit(
        estimates: prices.map(\.estimate), variances: prices.map(\.variance),
        spreadFloor: priceFloor)
    else { return [] }
    let moveFit = TwoGroupFit(
      estimates: moves.map(\.estimate), variances: moves.map(\.variance),
      spreadFloor: oddsFloor)
    let moved = Dictionary(moves.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    return prices.map { price in
      var scores = [fit.zScore(price.estimate, variance: price.variance)]
      var odds: (ratio: Double, lower: Double, upper: Double)?
      if let move = moved[price.unit], let moveFit {
        scores.append(moveFit.zScore(move.estimate, variance: move.variance))
        odds = interval(move)
      }
      let own = interval(price)
      var finding = PatternFinding(
        price.unit, effect: own.ratio, pValue: StoufferTest.pValue(scores))
      finding.category = "price"
      (finding.lower, finding.upper) = (own.lower, own.upper)
      return PriceChange(
        finding: finding, centre: SpecialFunctions.exponential(fit.centre), odds: odds)
    }
  }

  private static func interval(
    _ scored: Scored
  ) -> (ratio: Double, lower: Double, upper: Double) {
    let half = NormalDistribution.upperQuantile(0.025) * scored.variance.squareRoot()
    return (
      SpecialFunctions.exponential(scored.estimate),
      SpecialFunctions.exponential(scored.estimate - half),
      SpecialFunctions.exponential(scored.estimate + half)
    )
  }

  // Without spread within item the variance is 0 and nothing can be told from chance.
  private static func prices(
    _ units: [String], _ strata: [String: [LogFineStratum]]
  ) -> [Scored] {
    let subjects = units.map { strata[$0] ?? [] }
    guard let residual = StratifiedLogRatio.pooledResidualVariance(of: subjects), residual > 0
    else { return [] }
    return zip(units, subjects).compactMap { unit, strata in
      StratifiedLogRatio(strata, residualVariance: residual).map {
        Scored(unit: unit, estimate: $0.difference, variance: $0.variance)
      }
    }
  }

  private func placeChanges() -> [Scored] {
    var tables: [String: [TwoByTwoTable]] = [:]
    for (subject, counts) in places {
      tables[subject.unit, default: []].append(
        TwoByTwoTable(counts[0], counts[1], counts[2], counts[3]))
    }
    return tables.keys.sorted().compactMap { unit in
      // Sorted, because the estimate is a sum of floating-point numbers.
      let ordered = (tables[unit] ?? []).sorted {
        ($0.firstYes, $0.firstNo, $0.secondYes, $0.secondNo)
          < ($1.firstYes, $1.firstNo, $1.secondYes, $1.secondNo)
      }
      guard let odds = PetoOddsRatio(ordered),
        odds.information >= PriceChanges.leastInformation
      else { return nil }
      return Scored(unit: unit, estimate: odds.logarithm, variance: odds.variance)
    }
  }

  // As robust standard deviations of fines around the middle of their item.
  private static let farthest = 2.5

  /// Fines of each unit around the middle of their item, after and before, far ones cut.
  private func strata() -> [String: [LogFineStratum]] {
    let middles = middles()
    let residuals = fines.map { $0.logarithm - (middles[$0.subject.item] ?? 0) }
    let sizes = zip(fines, residuals).flatMap { repeatElement(abs($1), count: $0.cases) }
    guard !sizes.isEmpty else { return [:] }
    let spread = RobustCentre.deviationsOfNormal * SampleQuantile.value(of: sizes, at: 0.5)
    // Where most fines of an item are the same amount, nothing can be cut.
    let bound = spread > 0 ? PriceChanges.farthest * spread : .infinity
    var strata: [String: LogFineStratum] = [:]
    for (fine, residual) in zip(fines, residuals) {
      let unit = fine.subject.unit
      var stratum =
        strata[unit] ?? LogFineStratum(first: Statistics.LogSum(), second: Statistics.LogSum())
      let value = min(max(residual, -bound), bound)
      if fine.isAfter {
        stratum.first.add(value, weight: fine.cases)
      } else {
        stratum.second.add(value, weight: fine.cases)
      }
      strata[unit] = stratum
    }
    return strata.mapValues { [$0] }
  }

  /// The median of the logarithms of each item, all units and both periods together.
  private func middles() -> [String: Double] {
    var values: [String: [Double]] = [:]
    for fine in fines {
      values[fine.subject.item, default: []] += repeatElement(fine.logarithm, count: fine.cases)
    }
    return values.mapValues { SampleQuantile.value(of: $0, at: 0.5) }
  }
}
