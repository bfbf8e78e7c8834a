import Contracts

/// What makes legal review or a hearing notice due, apart from the tick of the unit.
struct ReviewRule: Sendable {
  private let bands: [String: [FineBand]]

  init(_ catalogue: ArchivedTable) {
    bands = Dictionary(grouping: FineBand.bands(of: catalogue), by: \.itemCode)
  }

  // APL 63 names these; of what is either suspended or revoked nobody knows which.
  private static let grave: Set<String> = [
    "grade_lowered", "licence_revoked", "suspended_operation", "closed", "barred",
  ]

  private static func isGrave(_ penalty: Substring) -> Bool { grave.contains { $0 == penalty } }

  /// Triggers of legal review: amount, hearing or kind of penalty (APL 58), sorted and joined.
  func reviewTriggers(_ asked: AskedCases) -> CodedColumn {
    let isHeard = asked.cases["hearing"].values { $0 == "held" }
    return triggers(asked) { band in
      band.reviewThreshold
    } amounts: { single in
      [single.amountFen]
    } isHeard: { single in
      isHeard[single.position]
    }
  }

  /// Triggers of a hearing notice: amount or kind of penalty (APL 63), sorted and joined.
  func hearingTriggers(_ asked: AskedCases) -> CodedColumn {
    triggers(asked) { band in
      band.hearingThreshold
    } amounts: { single in
      // APL 63 names a fine and a confiscation, each by itself; of one sum of both the larger is half at least.
      single.isUnsplit
        ? [(single.amountFen + 1) / 2] : [single.fineFen ?? 0, single.confiscatedFen]
    } isHeard: { _ in
      false
    }
  }

  private func triggers(
    _ asked: AskedCases, threshold: (FineBand) -> Int?, amounts: (ProcedureCase) -> [Int],
    isHeard: (ProcedureCase) -> Bool
  ) -> CodedColumn {
    let bands = asked.cases.item.values { self.bands[$0] ?? [] }
    let further = asked.cases.furtherItems
    let isGrave = asked.cases["penalty_types"].values { types in
      types.split(separator: ";").contains(where: ReviewRule.isGrave)
    }
    return asked.texts { single in
      let day = single.decided ?? single.until
      // Of several items the lowest threshold counts, whichever stands first.
      let every =
        [bands[single.position]] + (further[single.position] ?? []).map { self.bands[$0] ?? [] }
      let least = every.compactMap { $0.first { $0.holds(day) }.flatMap(threshold) }.min()
      var triggers: [ReviewTrigger] = []
      // No amount reaches no threshold, be that one of nothing.
      if let least, amounts(single).contains(where: { $0 >= max(1, least) }) {
        triggers.append(.amount)
      }
      if isGrave[single.position] { triggers.append(.penalty) }
      if isHeard(single) { triggers.append(.hearing) }
      return triggers.map(\.rawValue).sorted().joined(separator: ";")
    }
  }

  /// When each decision was reviewed; empty where the export does not say.
  static func timings(_ asked: AskedCases) -> CodedColumn {
    let (result, date) = (asked.cases["legal_review"], asked.cases.dates("legal_review_date"))
    return asked.texts { single in
      timing(result[single.position], date[single.position], decided: single.decided)?.rawValue
        ?? ""
    }
  }

  private static func timing(
    _ result: String, _ date: CalendarDate?, decided: CalendarDate?
  ) -> ReviewTiming? {
    switch result {
    // A day of a review that is said not to have been: nobody knows which is right.
    case "none": return date.map { $0 <= (decided ?? $0) } ?? false ? nil : ReviewTiming.none
    case "returned": return .returned
    case "passed": break
    default: guard date != nil else { return nil }
    }
    guard let date, let decided else { return .undated }
    if date == decided { return .sameDay }
    if date > decided { return .after }
    // Nobody knows whether a review without a result passed.
    return result == "passed" ? .before : .unstated
  }
}
