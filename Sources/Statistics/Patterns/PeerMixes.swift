/// What mix of items a unit would have if it went with its peers.
enum PeerMixes {
  /// Weight of the whole group's mix, own cases included, in cases; keeps rare items possible.
  private static let groupCases = 0.5
  /// Weight of an even mix, in cases; keeps items possible that the group never had.
  private static let evenCases = 1e-3

  /// Returns the expected share of each item for each unit; nil without cases or without peers.
  ///
  /// - Parameters:
  ///   - units: All of the same items.
  ///   - heaviest: Cases that a unit's mix counts for at most; nil for the median of its group.
  /// - Returns: In the order of the units; each sums to 1.
  static func shares(of units: [MixUnit], heaviest: Double? = nil) -> [[Double]?] {
    var shares = [[Double]?](repeating: nil, count: units.count)
    for members in PeerGroups(units.map(\.group)).members {
      let group = members.map { units[$0] }.filter { $0.total > 0 }
      guard group.count > 1, let median = PeerGroups.medianTotal(group.map(\.total)) else {
        continue
      }
      let cap = heaviest ?? median
      let items = 0..<group[0].counts.count
      var weighted = [Double](repeating: 0, count: items.count)
      var plain = weighted
      for unit in group {
        let weight = PeerGroups.weight(total: unit.total, cap: cap)
        for item in items {
          weighted[item] += weight * Double(unit.counts[item])
          plain[item] += Double(unit.counts[item])
        }
      }
      let all = plain.reduce(0, +)
      for index in members where units[index].total > 0 {
        let unit = units[index]
        let weight = PeerGroups.weight(total: unit.total, cap: cap)
        let cases = items.map { item in
          max(0, weighted[item] - weight * Double(unit.counts[item]))
            + groupCases * plain[item] / all + evenCases / Double(items.count)
        }
        let sum = cases.reduce(0, +)
        shares[index] = cases.map { $0 / sum }
      }
    }
    return shares
  }
}
