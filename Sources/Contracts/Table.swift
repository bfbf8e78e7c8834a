/// How the archive divides a table.
public enum Partitioning: Hashable, Sendable {
  /// By the month of the first of these date columns that is filled.
  case month(of: [String])
  /// One file; rows are small reference data.
  case whole
}

/// The schema of an input table: the one place that says what its columns are.
public struct Table: Hashable, Sendable {
  /// English name, also the folder in the archive.
  public let name: String
  /// Chinese title.
  public let title: String
  /// Columns in documented order.
  public let columns: [Column]
  /// Each group names columns of which at least one must be present in the header.
  public let required: [[String]]
  /// Each group names columns of which at least one must be filled in every row.
  public let filled: [[String]]
  /// Columns that identify a row.
  public let identity: [String]
  /// How the archive divides it.
  public let partitioning: Partitioning

  /// Makes a schema; `filled` defaults to the required groups.
  public init(
    _ name: String, title: String, columns: [Column], required: [[String]],
    filled: [[String]]? = nil, identity: [String], partitioning: Partitioning = .whole
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.required = required
    self.filled = filled ?? required
    self.identity = identity
    self.partitioning = partitioning
  }

  /// Names of the columns that the archive keeps, in order.
  public var archiveNames: [String] { columns.compactMap(\.archiveName) }

  /// Position of a column by canonical name.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// Every input table, in the order of the data contract.
  public static let all: [Table] = [
    .cases, .catalogue, .units, .authority, .districts, .exposure, .inspections, .complaints,
    .officers, .finances, .referrals, .accountability, .conductComplaints, .feeds, .explanations,
    .followups, .register, .caps, .annualTotals, .holidays,
  ]
}
