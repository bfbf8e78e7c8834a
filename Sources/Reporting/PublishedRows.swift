/// Rows of a published table, each made when it is asked for: a city has millions of them, and a
/// table is written row by row.
public struct PublishedRows: RandomAccessCollection, Sendable {
  /// First position.
  public var startIndex: Int { 0 }
  /// Number of rows.
  public let endIndex: Int
  private let row: @Sendable (Int) -> [String]

  /// Makes rows of a number and of what gives the row at each position below it.
  init(count: Int, row: @escaping @Sendable (Int) -> [String]) {
    endIndex = count
    self.row = row
  }

  /// Makes rows that exist.
  init(_ rows: [[String]]) {
    self.init(count: rows.count) { rows[$0] }
  }

  /// The row at a position.
  public subscript(position: Int) -> [String] { row(position) }
}
