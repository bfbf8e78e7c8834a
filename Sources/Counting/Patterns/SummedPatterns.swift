public import Contracts

/// Summed aggregates of the partitions of the last years: what patterns are counted from.
public struct SummedPatterns: Sendable {
  /// Closed cases.
  public var outcomes = Tally.outcomes
  /// Penalties by party.
  public var parties = Tally.parties
  /// Decisions by day.
  public var decisionDays = Tally.decisionDays
  /// Inspections by party.
  public var visits = Tally.visits
  /// Complaints by group.
  public var complaints = Tally.complaintOutcomes
  /// Complaints of the window by who complained.
  public var complainants = Tally.complainants

  /// Makes an input without data.
  public init() {}

  /// Whether a sum is larger than 64 bits hold.
  public var isOverflown: Bool {
    [outcomes, parties, decisionDays, visits, complaints, complainants]
      .contains { $0.isOverflown }
  }
}
