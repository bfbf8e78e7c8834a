/// What is known of an administrative division: what carries its history, and what it lies in.
public struct DistrictFact: Hashable, Sendable {
  /// Code, of today or of the past.
  public let code: String
  /// Code that carries its history today; its own while it exists.
  public let presentCode: String
  /// Level; empty where unknown.
  public let level: String
  /// Present code of the division above; empty where there is none.
  public let parentCode: String

  /// Makes the facts of a division.
  public init(code: String, presentCode: String, level: String, parentCode: String) {
    self.code = code
    self.presentCode = presentCode
    self.level = level
    self.parentCode = parentCode
  }

  /// Columns of the districts table of the counts.
  public static let columns = ["code", "present_code", "level", "parent_code"]

  /// The facts as a row.
  public var row: [String] { [code, presentCode, level, parentCode] }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == 4, !row[0].isEmpty, !row[1].isEmpty else { return nil }
    self.init(code: row[0], presentCode: row[1], level: row[2], parentCode: row[3])
  }
}
