/// Values by row and column, stored row after row.
public struct Grid<Value: Sendable>: Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// All values, row after row.
  public private(set) var values: [Value]

  /// Makes a grid of one value.
  public init(rows: Int, columns: Int, repeating value: Value) {
    self.rows = rows
    self.columns = columns
    values = [Value](repeating: value, count: rows * columns)
  }

  /// Makes a grid by a rule, asked row after row, so that it may draw random numbers.
  public init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Value) {
    self.rows = rows
    self.columns = columns
    values = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { values.append(value(row, column)) }
    }
  }

  /// The value of one place.
  public subscript(row: Int, column: Int) -> Value {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }
}
