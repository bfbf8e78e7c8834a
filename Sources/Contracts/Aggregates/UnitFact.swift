/// What is known of a unit today.
public struct UnitFact: Hashable, Sendable {
  /// Code.
  public let code: String
  /// Level; empty where unknown.
  public let level: String
  /// Kind; empty where unknown.
  public let kind: String
  /// Present code of the unit above; empty where there is none.
  public let parentCode: String
  /// Present district; empty where unknown.
  public let districtCode: String

  /// Makes the facts of a unit.
  public init(
    code: String, level: String, kind: String, parentCode: String, districtCode: String
  ) {
    self.code = code
    self.level = level
    self.kind = kind
    self.parentCode = parentCode
    self.districtCode = districtCode
  }

  /// Columns of the units table of the counts.
  public static let columns = ["unit_code", "level", "kind", "parent_code", "district_code"]

  /// The facts as a row.
  public var row: [String] { [code, level, kind, parentCode, districtCode] }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == 5, !row[0].isEmpty else { return nil }
    self.init(
      code: row[0], level: row[1], kind: row[2], parentCode: row[3], districtCode: row[4])
  }
}
