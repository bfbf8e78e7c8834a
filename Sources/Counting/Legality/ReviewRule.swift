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
  func reviewTriggers(_ single: ProcedureCase, item: String) -> String {
    var triggers = self.triggers(single, band(of: item, single)?.reviewThreshold)
    if single.cell("hearing") == "held" { triggers.append(.hearing) }
    return ReviewRule.joined(triggers)
  }

  /// Triggers of a hearing notice: amount or kind of penalty (APL 63), sorted and joined.
  func hearingTriggers(_ single: ProcedureCase, item: String) -> String {
    ReviewRule.joined(triggers(single, band(of: item, single)?.hearingThreshold))
  }

  /// When a decision was reviewed; empty where the export does not say.
  static func timing(_ single: ProcedureCase) -> ReviewTiming? {
    let date = CalendarDate(single.cell("legal_review_date"))
    switch single.cell("legal_review") {
    case "none": return ReviewTiming.none
    case "returned": return .returned
    case "passed": break
    default: guard date != nil else { return nil }
    }
    guard let date, let decided = single.decided else { return .undated }
    if date == decided { return .sameDay }
    return date < decided ? .before : .after
  }

  private func triggers(_ single: ProcedureCase, _ threshold: Int?) -> [ReviewTrigger] {
    var triggers: [ReviewTrigger] = []
    if let threshold, single.amountFen >= threshold { triggers.append(.amount) }
    if single.cell("penalty_types").split(separator: ";").contains(where: ReviewRule.isGrave) {
      triggers.append(.penalty)
    }
    return triggers
  }

  private func band(of item: String, _ single: ProcedureCase) -> FineBand? {
    let day = single.decided ?? single.until
    return bands[item]?.first { $0.holds(day) }
  }

  private static func joined(_ triggers: [ReviewTrigger]) -> String {
    triggers.map(\.rawValue).sorted().joined(separator: ";")
  }
}
