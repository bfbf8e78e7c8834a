import Contracts

extension Observation {
  /// Where the rows behind a flag stand: a file of the counts, and the key to look under.
  ///
  /// - Parameters:
  ///   - table: Name of the table.
  ///   - keys: Parts of the key in the order of its columns; empty ones are left out.
  /// - Returns: The text of the column `evidence`.
  func evidence(in table: String, of keys: String...) -> String {
    "counts/\(month)/\(table).csv: " + keys.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
