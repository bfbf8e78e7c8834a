import Contracts

/// Flags of one indicator, subject and category, which a document tells as one finding.
struct FlagGroup: Hashable {
  /// Flags, the one that says most first; at least one.
  let flags: [Flag]
  /// Reports in a row that carry the longest-standing of them.
  let persisted: Int

  /// The flag that speaks for the group.
  var first: Flag { flags[0] }

  /// Order in which flags speak for their group: severity, whole domains before items, chance.
  static func saysMore(_ left: Flag, _ right: Flag) -> Bool {
    let order = Severity.allCases
    let (first, second) = (
      order.firstIndex(of: left.severity), order.firstIndex(of: right.severity)
    )
    if first != second { return first ?? 0 < second ?? 0 }
    if left.itemCode.isEmpty != right.itemCode.isEmpty { return left.itemCode.isEmpty }
    let (chance, other) = (left.pValue ?? 1, right.pValue ?? 1)
    if chance != other { return chance < other }
    return left.identifier < right.identifier
  }

  /// The strongest call for attention among the flags.
  var severity: Severity {
    Severity.allCases.first { severity in flags.contains { $0.severity == severity } } ?? .notice
  }

  /// First and last month that the flags speak of.
  var period: ClosedRange<Month> {
    let start = flags.map(\.from).min() ?? first.from
    return start...max(start, flags.map(\.to).max() ?? first.to)
  }
}

extension Draft {
  /// The flags folded by indicator, subject and category, in the order of the printed rule:
  /// severity, persistence (longer first), order of indicators, identifier.
  func groups(of flags: [Flag]) -> [FlagGroup] {
    var members: [[String]: [Flag]] = [:]
    for flag in flags {
      let subject = flag.unitCode.isEmpty ? flag.districtCode : flag.unitCode
      members[[flag.indicator, subject, flag.category], default: []].append(flag)
    }
    let groups = members.values.map { flags in
      FlagGroup(
        flags: flags.sorted(by: FlagGroup.saysMore),
        persisted: flags.map { input.persistedMonths[$0.identifier] ?? 1 }.max() ?? 1)
    }
    return groups.sorted(by: precedes)
  }

  private func precedes(_ left: FlagGroup, _ right: FlagGroup) -> Bool {
    let order = Severity.allCases
    let leftRank = order.firstIndex(of: left.severity) ?? 0
    let rightRank = order.firstIndex(of: right.severity) ?? 0
    if leftRank != rightRank { return leftRank < rightRank }
    if left.persisted != right.persisted { return left.persisted > right.persisted }
    let (left, right) = (left.first, right.first)
    return (rank(left.indicator), left.indicator, left.identifier)
      < (rank(right.indicator), right.indicator, right.identifier)
  }
}
