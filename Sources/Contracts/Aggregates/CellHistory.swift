/// A count in one month.
public struct MonthCount: Hashable, Sendable {
  /// Month, as offset from the first observed month.
  public var month: Int32
  /// Count, above 0.
  public var count: Int32

  /// Makes a count of a month.
  public init(month: Int32, count: Int32) {
    self.month = month
    self.count = count
  }
}

/// What happened in a cell month by month; months are offsets from the first observed month.
public struct CellHistory: Hashable, Sendable {
  /// Months in which the power was held and the cases were delivered, inclusive and ascending.
  public var observed: [ClosedRange<Int32>]
  /// Cases by month, with or without penalty, items each; observed months only, ascending.
  public var cases: [MonthCount]
  /// Cases closed without penalty, and inspections settled, ordered or referred, by month; observed
  /// months only, ascending.
  public var settled: [MonthCount]
  /// Inspections that found a problem, in months in which the power was held, ascending.
  public var findings: [MonthCount]
  /// Complaints that ask for enforcement, in months in which the power was held, ascending.
  public var complaints: [MonthCount]
  /// Regulated parties from each of these months on, where there once were more than in the last one:
  /// ascending, from the first month on; never fewer than in the last, nor than 1. Empty for cells
  /// without a case, and where the register does not speak for the whole place.
  public var partiesBefore: [MonthCount]

  /// Makes a history; without arguments one in which nothing was observed.
  public init(
    observed: [ClosedRange<Int32>] = [], cases: [MonthCount] = [], settled: [MonthCount] = [],
    findings: [MonthCount] = [], complaints: [MonthCount] = [], partiesBefore: [MonthCount] = []
  ) {
    self.observed = observed
    self.cases = cases
    self.settled = settled
    self.findings = findings
    self.complaints = complaints
    self.partiesBefore = partiesBefore
  }
}
