import Contracts

/// What `caseload trace` takes to go on from a figure of the briefing: a table and a key.
///
/// Beside these an indicator is its own reference, by its code, and a clause by its number.
enum Reference {
  /// Cases of months.
  case cases(ClosedRange<Month>)
  /// Units by month, sent or not.
  case deliveries(ClosedRange<Month>)
  /// Flags of all clauses.
  case flags
  /// Silent cells that the zero-case model tested.
  case tested

  /// Table and key.
  var text: String {
    switch self {
    case .cases(let months): "case_counts month=" + Reference.range(months)
    case .deliveries(let months): "unit_months month=" + Reference.range(months)
    case .flags: "flags"
    case .tested: "zero_cells q_value=*"
    }
  }

  private static func range(_ months: ClosedRange<Month>) -> String {
    months.lowerBound == months.upperBound
      ? "\(months.lowerBound)" : "\(months.lowerBound)..\(months.upperBound)"
  }
}

extension Draft {
  /// Where the figures of the sentences before it can be followed.
  func traced(_ references: Reference...) -> String {
    let followed = references.filter(leadsSomewhere)
    guard !followed.isEmpty else { return "" }
    return say(BriefingWording.traced(enumerated(followed.map(\.text))))
  }

  // A key without a row leads nowhere, and a figure of zero needs none.
  private func leadsSomewhere(_ reference: Reference) -> Bool {
    switch reference {
    case .cases: windowCases { _ in true } > 0
    case .deliveries: windowDelivery.expected > 0
    case .flags: !flags.isEmpty
    case .tested: testedCells.tested > 0
    }
  }

  /// How a reader follows the references.
  var howToTrace: Phrase {
    let folder = "reports/\(input.observation.month)"
    return BriefingWording.howToTrace(
      input.district.map { "\(folder)/districts/\($0.code)" } ?? folder)
  }
}
