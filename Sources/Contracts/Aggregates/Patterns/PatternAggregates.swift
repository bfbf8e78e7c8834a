/// Aggregates that the selective and profit-driven indicators see; never a case, never a person.
public struct PatternAggregates: Sendable {
  /// Months of history that are kept: four years, for a year against its own past.
  public static let months = 48

  /// Closed cases of the last 48 months, sorted by key.
  public var outcomes: [PenaltyOutcome] = []
  /// Inspections of the last 48 months, sorted by key.
  public var visits: [VisitOutcome] = []
  /// Complaints of the last 48 months, sorted by key.
  public var complaints: [ComplaintOutcome] = []
  /// Parties of the window by how many penalties each had.
  public var multiplicities = Tally.multiplicities
  /// Decisions of the last 48 months by unit, domain and day; its place and item are empty.
  public var decisionDays = Tally.decisionDays
  /// Parties of the register by time since the last visit.
  public var registered = Tally.registered
  /// Amounts of the finances table.
  public var finances = Tally.finances
  /// Fine bands of items, sorted by item and first day.
  public var bands: [FineBand] = []
  /// Working days.
  public var calendar = WorkingCalendar()

  /// Makes aggregates without data.
  public init() {}

  /// Bands of each item, in order of their first day.
  public var bandsByItem: [String: [FineBand]] { Dictionary(grouping: bands, by: \.itemCode) }
}
