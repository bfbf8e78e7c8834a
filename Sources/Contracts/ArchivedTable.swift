/// Rows of one table as the archive keeps them.
public struct ArchivedTable: Hashable, Sendable {
  /// Archive names of the columns.
  public let names: [String]
  /// Rows; each has one cell a column.
  public let rows: [[String]]
  private let positions: [String: Int]

  /// Makes a table; rows of another width are a broken promise of the archive.
  public init(names: [String], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == names.count }, "row width")
    self.names = names
    self.rows = rows
    positions = Dictionary(
      zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The cell of a row by archive name; empty where the table has no such column.
  public func cell(_ row: [String], _ name: String) -> String {
    positions[name].map { row[$0] } ?? ""
  }
}
