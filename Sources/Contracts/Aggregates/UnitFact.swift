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
  /// County-level district of the place, itself for a county; empty where unknown.
  public let countyCode: String
  /// Whether it exists at the end of the report month; true where nobody knows.
  public let isStanding: Bool

  /// Makes the facts of a unit.
  public init(
    code: String, level: String, kind: String, parentCode: String, districtCode: String,
    countyCode: String = "", isStanding: Bool = true
  ) {
    self.code = code
    self.level = level
    self.kind = kind
    self.parentCode = parentCode
    self.districtCode = districtCode
    self.countyCode = countyCode
    self.isStanding = isStanding
  }

  /// Columns of the units table of the counts.
  public static let columns = [
    "unit_code", "level", "kind", "parent_code", "district_code", "county_code", "standing",
  ]

  /// The facts as a row.
  public var row: [String] {
    [code, level, kind, parentCode, districtCode, countyCode, String(isStanding)]
  }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == 7, !row[0].isEmpty else { return nil }
    self.init(
      code: row[0], level: row[1], kind: row[2], parentCode: row[3], districtCode: row[4],
      countyCode: row[5], isStanding: row[6] == "true")
  }
}
