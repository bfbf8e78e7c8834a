import CSV

/// A table whose cells are asked for by column name.
struct CSVTable: Sendable {
  private let positions: [String: Int]
  private let cells: [[String]]

  init(_ bytes: [UInt8]) throws {
    // The reader of our own files knows no byte order mark, and published tables have one.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let rows = try CSVText.rows(of: bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
    positions = Dictionary(
      uniqueKeysWithValues: (rows.first ?? []).enumerated().map { ($1, $0) })
    cells = Array(rows.dropFirst())
  }

  /// Rows whose named cells hold these values.
  func rows(_ wanted: [String: String]) -> [CSVRow] {
    rows.filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
  }

  var rows: [CSVRow] { cells.map { CSVRow(positions: positions, cells: $0) } }
}

/// One row; a column that does not exist is a cell that no test expects.
struct CSVRow: Sendable {
  fileprivate let positions: [String: Int]
  let cells: [String]

  subscript(_ column: String) -> String {
    guard let position = positions[column], position < cells.count else {
      return "no column \(column)"
    }
    return cells[position]
  }
}
