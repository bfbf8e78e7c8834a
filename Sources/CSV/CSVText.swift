/// Whole tables of our own making: UTF-8, commas, every record sound.
public enum CSVText {
  /// Returns the cells of every record of `bytes`; blank lines are left out.
  ///
  /// - Parameter bytes: A whole file, with or without a UTF-8 byte order mark.
  /// - Returns: One array of cells a record, the header first.
  /// - Throws: The first rule that a record or the file breaks.
  public static func rows(of bytes: [UInt8]) throws(CSVError) -> [[String]] {
    var rows: [[String]] = []
    var unread = [bytes]
    var reader = try BlockReader(encoding: .utf8, delimiter: .comma) { unread.popLast() }
    do {
      while let block = try reader.nextBlock() {
        for index in block.entries.indices {
          guard let row = try row(index, of: block) else { continue }
          rows.append(row)
        }
      }
    } catch let refusal as CSVError {
      throw refusal
    } catch {
      preconditionFailure("bytes in memory are read without errors")
    }
    return rows
  }

  private static func row(
    _ index: Int, of block: RecordBlock
  ) throws(CSVError) -> [String]? {
    switch block.entries[index].kind {
    case .blank:
      return nil
    case .cells(let first, let count):
      return block.cells[first..<(first + count)].map { cell in
        String(decoding: block.bytes(of: cell), as: UTF8.self)
      }
    case .rejected(let rule):
      let position = block.position(of: index)
      throw .rejectedRecord(
        rule, FilePlace(line: position.line, byteOffset: position.byteOffset))
    }
  }
}
