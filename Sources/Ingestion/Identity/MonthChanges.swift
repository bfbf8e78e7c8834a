/// How many versions one export changed in one month of one unit.
public struct MonthChanges: Hashable, Sendable {
  /// Versions that the month did not hold before.
  public var added = 0
  /// Versions that another one replaced within the month.
  public var replaced = 0
  /// Versions that left the month for another one, the decided ones aside.
  public var withdrawn = 0
  /// Undecided cases that left their month of filing for that of their decision.
  public var decided = 0

  /// Makes changes of nothing.
  public init() {}
}

/// A month of a unit.
public struct UnitMonthKey: Hashable, Sendable {
  /// Unit as the export names it.
  public let unitCode: String
  /// Month `YYYY-MM`.
  public let month: String

  /// Makes a key.
  public init(unitCode: String, month: String) {
    self.unitCode = unitCode
    self.month = month
  }
}

/// A case that left its month of filing, of which the archive alone knows whether it was undecided.
public struct PresumedDecision: Hashable, Sendable {
  /// Place of the export in the run.
  public let file: Int
  /// Month that the case left.
  public let left: UnitMonthKey
  /// Identity of the case.
  public let identity: String
}
