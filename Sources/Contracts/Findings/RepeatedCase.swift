/// A case that a unit that is gone delivered and the unit that succeeded it delivered again.
///
/// It counts once, as the successor states it.
public struct RepeatedCase: Hashable, Sendable {
  /// Unit as first delivered, which is gone.
  public let unitCode: String
  /// Number within the unit.
  public let caseID: String
  /// Month of the case.
  public let month: String
  /// File name of the export that stated it last, its as-of date and the line in it.
  public let seen: [String]
  /// Unit under which it counts.
  public let successorCode: String
  /// File name, as-of date and line of the statement that counts.
  public let counted: [String]

  /// Makes a case of the list.
  public init(
    unitCode: String, caseID: String, month: String, seen: [String], successorCode: String,
    counted: [String]
  ) {
    precondition(seen.count == 3 && counted.count == 3, "file, date, line")
    self.unitCode = unitCode
    self.caseID = caseID
    self.month = month
    self.seen = seen
    self.successorCode = successorCode
    self.counted = counted
  }

  /// Columns of the list.
  public static let columns = [
    "unit_code", "case_id", "month", "seen_in", "seen_as_of", "seen_line", "successor_code",
    "counted_in", "counted_as_of", "counted_line",
  ]

  /// The case as a row.
  public var row: [String] { [unitCode, caseID, month] + seen + [successorCode] + counted }

  /// Reads a row; nil when it is not one.
  public init?(row: [String]) {
    guard row.count == RepeatedCase.columns.count, !row[1].isEmpty else { return nil }
    self.init(
      unitCode: row[0], caseID: row[1], month: row[2], seen: Array(row[3...5]),
      successorCode: row[6], counted: Array(row[7...9]))
  }
}

extension Tally {
  /// Cases of units that are gone which their successors delivered again, by the later export.
  public static let repeats = Tally(
    "repeats", keys: ["source", "unit_code", "old_unit_code"], measures: ["cases"])
}

extension SourceSummary {
  /// Rule under which cases are counted that a successor delivered again.
  public static let repeatedCase = "CASE-REPEATED"
}
