public import Contracts

/// What counting makes of the patterns of a report month, as tables.
public struct CountedPatterns: Sendable {
  /// Closed cases of the last 48 months, in the shape of `PenaltyOutcome`.
  public internal(set) var outcomes = PenaltyOutcome.tally
  /// Inspections of the last 48 months, in the shape of `VisitOutcome`.
  public internal(set) var visits = VisitOutcome.tally
  /// Complaints of the last 48 months, in the shape of `ComplaintOutcome`.
  public internal(set) var complaints = ComplaintOutcome.tally
  /// Parties of the window by how many penalties each had.
  public internal(set) var multiplicities = Tally.multiplicities
  /// Decisions of the last 48 months by unit, domain and day; its place and item are empty.
  public internal(set) var decisionDays = Tally.decisionDays
  /// Parties of the register by time since the last visit.
  public internal(set) var registered = Tally.registered
  /// Amounts of the finances table.
  public internal(set) var finances = Tally.finances
  /// Fine bands of items, sorted by item and first day.
  public internal(set) var bands: [FineBand] = []
  /// Working days.
  public internal(set) var calendar = WorkingCalendar()

  /// The same as indicators read it from the files.
  public var aggregates: PatternAggregates {
    guard let outcomes = PenaltyOutcome.outcomes(of: outcomes),
      let visits = VisitOutcome.outcomes(of: visits),
      let complaints = ComplaintOutcome.outcomes(of: complaints)
    else { preconditionFailure("counting writes what it reads") }
    var result = PatternAggregates()
    (result.outcomes, result.visits, result.complaints) = (outcomes, visits, complaints)
    (result.multiplicities, result.decisionDays) = (multiplicities, decisionDays)
    (result.registered, result.finances) = (registered, finances)
    (result.bands, result.calendar) = (bands, calendar)
    return result
  }
}
