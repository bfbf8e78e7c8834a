import Contracts

extension Observation {
  /// The same without the cells that are in doubt, as if their exports had no such column.
  ///
  /// No indicator can then take them for what they are not, of the unit itself or of its peers.
  func leavingOut(_ doubts: [ColumnDoubt]) -> Observation {
    guard !doubts.isEmpty else { return self }
    var rest = self
    let units = Dictionary(grouping: doubts, by: \.unitCode)
    for index in rest.patterns.outcomes.indices {
      let outcome = rest.patterns.outcomes[index]
      for doubt in units[outcome.unitCode] ?? [] where doubt.months.contains(outcome.month) {
        rest.patterns.outcomes[index].leaveOut(doubt.kind)
      }
    }
    for doubt in doubts { rest.columnGaps.merge(doubt.gaps) }
    let amounts = units.mapValues { $0.filter { $0.kind == .amounts }.map(\.months) }
    for (question, tally) in legality.procedures {
      var kept = question.shape
      for (key, sums) in tally.sums {
        let months = Month(key[0]).flatMap { month in
          amounts[key[1]]?.first { $0.contains(month) }
        }
        if let key = months == nil ? key : question.withoutAmount(key) { kept.add(key, sums) }
      }
      rest.legality.procedures[question] = kept
    }
    return rest
  }
}

extension ColumnDoubt {
  private var columns: [String] {
    switch kind {
    case .amounts: ["fine", "confiscated", "amount"]
    case .paid: ["paid"]
    case .places: ["party_region"]
    }
  }

  fileprivate var gaps: Tally {
    var gaps = Tally.columnGaps
    for column in columns {
      let ends = [months.lowerBound, months.upperBound]
      gaps.add(
        [Table.cases.name, unitCode, column] + ends.map(\.description),
        [ends[1].index - ends[0].index + 1])
    }
    return gaps
  }
}

extension PenaltyOutcome {
  fileprivate mutating func leaveOut(_ kind: ColumnDoubt.Kind) {
    switch kind {
    case .amounts:
      (fineFen, confiscatedFen) = (nil, nil)
      (paidCases, paidFen) = (0, 0)
    case .paid: (paidCases, paidFen) = (0, 0)
    case .places: party.locality = ""
    }
  }
}

extension ProcedureQuestion {
  // The key of cases whose amount is not known; nil where a rule applies to them for that alone.
  fileprivate func withoutAmount(_ key: [String]) -> [String]? {
    let base = ProcedureQuestion.base.count
    let facts = key.dropFirst(base).map { $0 }
    switch self {
    case .summary: return nil
    case .hearing: return facts[0] == ReviewTrigger.amount.rawValue ? nil : key
    case .review, .collective:
      return facts[0] != "yes" && facts[1] == ReviewTrigger.amount.rawValue ? nil : key
    case .transfer:
      // Cases with a transfer that is due or on record are found by all that was stated of them.
      return facts.prefix(2).contains("yes") ? key : Array(key.prefix(base + 2)) + [""]
    default: return key
    }
  }
}
