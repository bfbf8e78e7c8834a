public import Contracts

/// What counting makes of the patterns of a report month: outcomes stay tables until they are read.
public struct CountedPatterns: Sendable {
  /// Closed cases of the last 48 months, in the shape of `PenaltyOutcome`.
  public internal(set) var outcomes = PenaltyOutcome.tally
  /// Inspections of the last 48 months, in the shape of `VisitOutcome`.
  public internal(set) var visits = VisitOutcome.tally
  /// Complaints of the last 48 months, in the shape of `ComplaintOutcome`.
  public internal(set) var complaints = ComplaintOutcome.tally
  /// All else, without outcomes.
  public internal(set) var others = PatternAggregates()

  /// The same as indicators read it from the files.
  public var aggregates: PatternAggregates {
    guard let outcomes = PenaltyOutcome.outcomes(of: outcomes),
      let visits = VisitOutcome.outcomes(of: visits),
      let complaints = ComplaintOutcome.outcomes(of: complaints)
    else { preconditionFailure("counting writes what it reads") }
    var result = others
    (result.outcomes, result.visits, result.complaints) = (outcomes, visits, complaints)
    return result
  }
}
