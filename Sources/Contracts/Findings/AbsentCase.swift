/// A case that an export of a whole register no longer holds although an earlier one did.
public struct AbsentCase: Hashable, Sendable {
  /// Unit as delivered.
  public let unitCode: String
  /// Number within the unit.
  public let caseID: String
  /// Month of the case.
  public let month: String
  /// File name of the export that stated it last, its as-of date and the line in it.
  public let seen: [String]
  /// File name and as-of date of the register that lacks it.
  public let register: [String]

  /// Makes a case of the list.
  public init(
    unitCode: String, caseID: String, month: String, seen: [String], register: [String]
  ) {
    precondition(seen.count == 3 && register.count == 2, "file, date, line; file, date")
    self.unitCode = unitCode
    self.caseID = caseID
    self.month = month
    self.seen = seen
    self.register = register
  }

  /// Columns of the list.
  public static let columns = [
    "unit_code", "case_id", "month", "seen_in", "seen_as_of", "seen_line", "register",
    "register_as_of",
  ]

  /// The case as a row.
  public var row: [String] { [unitCode, caseID, month] + seen + register }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == AbsentCase.columns.count, !row[1].isEmpty else { return nil }
    self.init(
      unitCode: row[0], caseID: row[1], month: row[2], seen: Array(row[3...5]),
      register: Array(row[6...7]))
  }
}

extension Tally {
  /// Earlier cases of the units and months of a whole register, and those that it lacks.
  public static let absences = Tally(
    "absences", keys: ["source", "unit_code"], measures: ["absent", "known"])
}

extension SourceSummary {
  /// Note on an export that states to hold the whole register of its units and months.
  public static let fullRegister = "FULL-REGISTER"
  /// Rule under which cases are counted that such an export lacks.
  public static let absentCase = "CASE-ABSENT"
  /// Note on the newest issue of a list that leaves out rows which nothing ended.
  public static let leftOutRow = "ROW-LEFT-OUT"
}
