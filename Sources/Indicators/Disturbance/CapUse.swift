import Contracts

/// Parties of one domain and risk class by their visits in the year, against their cap.
struct CapUse {
  /// Parties that have a cap in common.
  struct Group: Hashable {
    let domain: String
    let risk: String
    /// Visits a year; nil where none is set for the class.
    let cap: Int?

    /// Whether it is printed before another: by domain, the highest risk first.
    func precedes(_ other: Group) -> Bool {
      if domain != other.domain { return domain < other.domain }
      guard risk == other.risk else { return RiskClassOrder.precedes(risk, other.risk) }
      return (cap ?? -1) < (other.cap ?? -1)
    }
  }

  let group: Group
  /// Parties by number of visits.
  private(set) var parties: [Int: Int] = [:]

  /// Parties of the register.
  var all: Int { parties.values.reduce(0, +) }
  /// Parties with more visits than the cap; nil without a cap.
  var overCap: Int? {
    group.cap.map { cap in parties.filter { $0.key > cap }.values.reduce(0, +) }
  }
  /// Visits of the middle party, those without a visit among them.
  var median: Double? { WeightedMedian.of(parties) }
  /// Visits of the party with the most.
  var most: Int { parties.keys.max() ?? 0 }

  /// The register by domain, class and cap, sorted.
  static func all(_ frequency: Tally) -> [CapUse] {
    var uses: [Group: CapUse] = [:]
    for (key, sums) in frequency.sums where sums[0] > 0 {
      guard let visits = Int(key[4]) else { continue }
      let group = Group(domain: key[1], risk: key[2], cap: Int(key[3]))
      uses[group, default: CapUse(group: group)].parties[visits, default: 0] += sums[0]
    }
    return uses.values.sorted { $0.group.precedes($1.group) }
  }

  private init(group: Group) { self.group = group }
}
