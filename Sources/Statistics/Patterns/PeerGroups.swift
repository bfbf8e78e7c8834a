/// Which units are peers of each other.
struct PeerGroups {
  /// Positions of the units of each group, in the order of the groups' numbers.
  let members: [[Int]]

  init(_ groups: [Int]) {
    let sorted = groups.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
    var members: [[Int]] = []
    for unit in sorted {
      if let last = members.last?.last, groups[last] == groups[unit] {
        members[members.count - 1].append(unit)
      } else {
        members.append([unit])
      }
    }
    self.members = members
  }

  /// The middle of the totals above 0; nil without one.
  static func medianTotal(_ totals: [Int]) -> Double? {
    let known = totals.filter { $0 > 0 }.map(Double.init)
    return known.isEmpty ? nil : SampleQuantile.value(of: known, at: 0.5)
  }

  /// The weight of a unit's cases, so that no unit counts for more than `cap` cases.
  static func weight(total: Int, cap: Double) -> Double {
    total == 0 ? 1 : min(1, cap / Double(total))
  }
}
