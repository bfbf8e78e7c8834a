/// Whole tables of our own making: UTF-8, commas, every record sound.
public enum CSVText {
  /// Returns the cells of every record of `bytes`; blank lines are left out.
  ///
  /// - Parameter bytes: A whole file, with or without a UTF-8 byte order mark.
  /// - Returns: One array of cells a record, the header first.
  /// - Throws: The first rule that a record or the file breaks.
  public static func rows(of bytes: [UInt8]) throws(CSVError) -> [[String]] {
    var scanner = try RecordScanner(encoding: .utf8, delimiter: .comma, skippingBytes: 0)
    scanner.append(bytes)
    scanner.finish()
    var rows: [[String]] = []
    while case .record(let record) = try scanner.next() {
      switch record {
      case .cells(let record): rows.append(record.cells)
      case .blank: continue
      case .rejected(let position, let rule):
        throw .rejectedRecord(
          rule, FilePlace(line: position.line, byteOffset: position.byteOffset))
      }
    }
    return rows
  }
}
