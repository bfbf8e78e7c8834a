/// How it is known whether a unit delivered a month.
public enum DeliveryRule: String, Sendable, CaseIterable {
  /// The delivery register says so.
  case register
  /// The delivery register says that rows came, and exports hold none of them, or less than half.
  case lost
  /// At least half of what came are records that were rejected, and of which nobody knows on what they are; or
  /// nothing is here of what the register says was declared, and records were rejected.
  case unread
  /// An export of the unit spans the month, or its source speaks for every unit.
  case span
  /// Nothing shows a delivery.
  case none
}

/// One month of one unit: whether it existed and whether its data came.
public struct UnitMonth: Hashable, Sendable {
  /// Unit.
  public let unitCode: String
  /// Month.
  public let month: Month
  /// Whether the cases of the month were delivered.
  public let isSent: Bool
  /// How that is known.
  public let rule: DeliveryRule
  /// Cases of the unit in the month.
  public let cases: Int

  /// Makes a unit-month.
  public init(unitCode: String, month: Month, isSent: Bool, rule: DeliveryRule, cases: Int) {
    self.unitCode = unitCode
    self.month = month
    self.isSent = isSent
    self.rule = rule
    self.cases = cases
  }

  /// Columns of the unit-months table.
  public static let columns = ["unit_code", "month", "sent", "rule", "cases"]

  /// The unit-month as a row.
  public var row: [String] {
    [unitCode, month.description, String(isSent), rule.rawValue, String(cases)]
  }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == 5, let month = Month(row[1]), let rule = DeliveryRule(rawValue: row[3]),
      let cases = Int(row[4])
    else { return nil }
    self.init(unitCode: row[0], month: month, isSent: row[2] == "true", rule: rule, cases: cases)
  }
}
