public import Contracts

/// Summed aggregates of partitions for the indicators of legality, disturbance and oversight.
public struct SummedConduct: Sendable {
  /// Inspections of the last 24 months by day and party.
  public var visitDays = Tally.visitDays
  /// Complaints of the last 24 months by day.
  public var complaintDays = Tally.complaintDays
  /// Penalty decisions of the last four years by kinds of penalty.
  public var decisionKinds = Tally.decisionKinds
  /// Parties punished in the last four years, by month of the decision.
  public var offenders = Tally.offenders

  /// Months of inspections and complaints that are kept.
  public static let months = 24

  /// Makes an input without data.
  public init() {}

  /// Whether a sum is larger than 64 bits hold.
  public var isOverflown: Bool {
    [visitDays, complaintDays, decisionKinds, offenders].contains { $0.isOverflown }
  }
}
