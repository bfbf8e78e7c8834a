/// Aggregates that the indicators of legality, capacity, disturbance and oversight see.
///
/// Every table keeps present codes of units, districts and items; none holds a person.
public struct LegalityAggregates: Sendable {
  /// Cases of the window by question, and open ones of the last four years where it asks for them.
  public var procedures: [ProcedureQuestion: Tally] = [:]
  /// Officers by year.
  public var officerFacts = Tally.officerFacts
  /// Staff of units.
  public var unitStaff = Tally.unitStaff
  /// Cases by officer and month.
  public var officerMonths = Tally.officerMonths
  /// Inspections by how they were made.
  public var visitConduct = Tally.visitConduct
  /// Parties by visits in the year.
  public var visitFrequency = Tally.visitFrequency
  /// Visits over a cap, by unit.
  public var visitsOverCap = Tally.visitsOverCap
  /// Visits soon after another unit's.
  public var repeatedVisits = Tally.repeatedVisits
  /// Visits on the spot of a unit's own choice, a party once a day.
  public var partyVisits = Tally.partyVisits
  /// Complaints by when they were answered.
  public var complaintAnswers = Tally.complaintAnswers
  /// Penalty decisions by year and kinds of penalty.
  public var annualDecisions = Tally.annualDecisions
  /// Published yearly totals.
  public var annualTotals = Tally.annualTotals
  /// Steps of the follow-up of flags.
  public var followups = Tally.followups
  /// Accountability decisions and complaints about conduct.
  public var conductRecords = Tally.conductRecords
  /// Cases drawn for file review.
  public var reviewDraw = Tally.reviewDraw
  /// Cases that the draw was made from.
  public var reviewFrame = Tally.reviewFrame

  /// Where a table lies.
  public typealias Table = (
    name: String, path: WritableKeyPath<LegalityAggregates, Tally> & Sendable
  )

  /// Makes aggregates without data.
  public init() {}

  /// Cases by the facts of a question, sorted by key; empty where there are none.
  public func counts(of question: ProcedureQuestion) -> [ProcedureCount] {
    guard let tally = procedures[question] else { return [] }
    return tally.sortedKeys.compactMap { key in
      ProcedureCount(key, tally.sums[key] ?? [], question)
    }
  }

  /// Adds cases under the facts of a question.
  public mutating func add(_ count: ProcedureCount, to question: ProcedureQuestion) {
    procedures[question, default: question.shape].add(count.key, [count.cases])
  }

  /// Every table but those of the procedures, in a fixed order.
  public static let tables: [Table] = [
    ("officer_facts", \.officerFacts), ("unit_staff", \.unitStaff),
    ("officer_months", \.officerMonths), ("visit_conduct", \.visitConduct),
    ("visit_frequency", \.visitFrequency), ("visits_over_cap", \.visitsOverCap),
    ("repeated_visits", \.repeatedVisits), ("party_visits", \.partyVisits),
    ("complaint_answers", \.complaintAnswers), ("annual_decisions", \.annualDecisions),
    ("annual_totals", \.annualTotals), ("followup_steps", \.followups),
    ("conduct_records", \.conductRecords), ("review_draw", \.reviewDraw),
    ("review_frame", \.reviewFrame),
  ]
}
