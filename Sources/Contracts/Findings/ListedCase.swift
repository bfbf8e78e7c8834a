/// A case that an indicator asks to look at, by its number.
public struct ListedCase: Hashable, Sendable {
  /// Code of the indicator.
  public let indicator: String
  /// What is to be looked at.
  public let finding: String
  /// Unit, present code.
  public let unitCode: String
  /// Number of the case within its unit.
  public let caseID: String
  /// Domain; empty where unknown.
  public let domain: String
  /// Item; empty where unknown.
  public let itemCode: String
  /// Month of the decision, or of the filing while the case is open.
  public let month: String
  /// The facts that the finding rests on, as the counts name them.
  public let facts: String

  /// Columns of the list.
  public static let columns = [
    "indicator", "finding", "unit_code", "case_id", "domain", "item_code", "month", "facts",
  ]

  /// The case as a row.
  public var row: [String] {
    [indicator, finding, unitCode, caseID, domain, itemCode, month, facts]
  }

  /// Makes a row of the list.
  public init(
    indicator: String, finding: String, unitCode: String, caseID: String, domain: String = "",
    itemCode: String = "", month: String = "", facts: String
  ) {
    self.indicator = indicator
    self.finding = finding
    self.unitCode = unitCode
    self.caseID = caseID
    self.domain = domain
    self.itemCode = itemCode
    self.month = month
    self.facts = facts
  }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == ListedCase.columns.count, !row[0].isEmpty, !row[3].isEmpty else {
      return nil
    }
    self.init(
      indicator: row[0], finding: row[1], unitCode: row[2], caseID: row[3], domain: row[4],
      itemCode: row[5], month: row[6], facts: row[7])
  }
}
