import Contracts
import Statistics

/// A unit's share beside the share that its peers let one expect.
struct ComparedShare {
  let unit: String
  /// Level of the unit.
  let group: String
  /// What is compared, where a unit has several comparisons.
  let category: String
  let marked: Int
  let all: Int
  /// Cases that no peer compares with.
  let leftOut: Int
  /// Expected share, above 0 and below 1.
  let expected: Double
  /// Wilson interval of the share, 95 %.
  let interval: ClosedRange<Double>
  /// Limits between which 95 % of unsuspicious units of this size lie.
  let limits: ClosedRange<Double>
  /// Chance of so high a share.
  let pValue: Double
  var qValue = 1.0

  var share: Double { Double(marked) / Double(all) }
  var ratio: Double { share / expected }
  var excess: Double { share - expected }

  /// The comparison as a ratio of shares.
  var finding: PatternFinding {
    var finding = PatternFinding(unit, effect: ratio, pValue: pValue)
    finding.category = category
    finding.lower = interval.lowerBound / expected
    finding.upper = interval.upperBound / expected
    finding.qValue = qValue
    finding.observed = marked
    finding.expected = expected * Double(all)
    return finding
  }
}

/// The shares of many units, upper tail, adjusted within each level and category.
struct ShareComparison {
  /// One kind of share that units are compared by.
  struct Family {
    let category: String
    let shares: PeerShares
    /// Whether outlying units of a level of few are no part of its reference.
    ///
    /// Only where no honest reason makes a third of the units differ from the others.
    var isOneNorm = false
  }

  /// Comparisons that could be made, by category in the order given, then by unit.
  private(set) var compared: [ComparedShare] = []
  private let peers: Peers

  /// Compares the units of each level.
  ///
  /// - Parameters:
  ///   - families: Shares by category.
  ///   - peers: Levels of the units.
  ///   - fewestCases: Comparable cases that a unit must have.
  ///   - fewestUnits: Such units that a level must have.
  init(_ families: [Family], _ peers: Peers, fewestCases: Int, fewestUnits: Int) {
    self.peers = peers
    for family in families {
      let large = family.shares.standardised(peers).filter { $0.count.all >= fewestCases }
      let groups = Dictionary(grouping: large, by: \.group)
      var found: [ComparedShare] = []
      for group in groups.keys.sorted() {
        let members = groups[group] ?? []
        guard members.count >= fewestUnits else { continue }
        found += ShareComparison.compared(members, family, peers)
      }
      compared += found.sorted { $0.unit < $1.unit }
    }
    let adjusted = compared.map(\.finding).adjusted { finding in
      peers.group(of: finding.unitCode) + "/" + finding.category
    }
    for index in compared.indices { compared[index].qValue = adjusted[index].qValue }
  }

  // Where nobody has the trait, or everybody, there is no base rate and nothing to compare.
  private static func compared(
    _ given: [PeerShares.Standardised], _ family: Family, _ peers: Peers
  ) -> [ComparedShare] {
    let (members, outlying) = norm(given, family, peers)
    let marked = members.map(\.count.marked)
    let all = members.map(\.count.all)
    let sum = marked.reduce(0, +)
    guard sum > 0, sum < all.reduce(0, +),
      let fit = ShareFunnelFit(
        counts: marked, trials: all, expected: members.map(\.expected), outlying: outlying)
    else { return [] }
    return members.indices.map { index in
      let member = members[index]
      let wilson = WilsonInterval(
        successes: marked[index], trials: all[index], confidence: 0.95)
      let funnel = ShareFunnel(target: fit.share(of: index), tail: 0.025)
      return ComparedShare(
        unit: member.unit, group: member.group, category: family.category, marked: marked[index],
        all: all[index], leftOut: member.leftOut, expected: fit.share(of: index),
        interval: wilson.lower...wilson.upper,
        limits: funnel.normalLimits(trials: all[index], correlation: fit.correlation),
        pValue: chance(fit, index, of: members.count - outlying.count))
    }
  }

  // The members beside those of them that are no exceptions, and where the exceptions stand.
  private static func norm(
    _ members: [PeerShares.Standardised], _ family: Family, _ peers: Peers
  ) -> (members: [PeerShares.Standardised], outlying: Set<Int>) {
    guard family.isOneNorm else { return (members, []) }
    let outlying = OutlyingUnits.positions(
      counts: members.map(\.count.marked), trials: members.map(\.count.all),
      expected: members.map(\.expected))
    guard !outlying.isEmpty else { return (members, []) }
    let names = Set(outlying.map { members[$0].unit })
    let ordinary = Dictionary(
      uniqueKeysWithValues: family.shares.standardised(peers, without: names).map { ($0.unit, $0) })
    let rest = members.map { ordinary[$0.unit] ?? $0 }
    // Strata in which only the outlying ones were peers are left out: with them goes the answer.
    return rest.allSatisfy { $0.count.all > 0 } ? (rest, outlying) : (members, [])
  }

  // Without spread between the units nothing was estimated that could be wrong.
  private static func chance(_ fit: ShareFunnelFit, _ index: Int, of units: Int) -> Double {
    let chance = fit.upperMidP(index)
    guard fit.correlation > 0 else { return chance }
    return EstimatedSpread.widened(
      chance, freedom: EstimatedSpread.freedom(byQuartilesOf: units))
  }
}
