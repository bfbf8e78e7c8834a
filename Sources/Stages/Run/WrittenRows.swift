import CSV
import Contracts

/// Columns as they are written: each text once as a cell, with the comma behind it.
struct WrittenRows {
  private let width: Int
  // One number a column, row after row.
  private var codes: [UInt32]
  // The texts of a column follow those of the column before it, a line feed behind each; where each
  // begins.
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  private var firsts: [Int] = []
  /// Bytes of the longest row that there may be.
  private(set) var longest = 0

  /// Makes rows of columns of one length.
  init(_ columns: [CodedColumn], count: Int) {
    width = columns.count
    codes = [UInt32](repeating: 0, count: count * columns.count)
    var (writer, row): (CSVWriter, [UInt8]) = (CSVWriter(), [])
    for (index, column) in columns.enumerated() {
      firsts.append(starts.count - 1)
      var most = 0
      for text in column.texts {
        row.removeAll(keepingCapacity: true)
        row.append(contentsOf: text.utf8)
        let width = row.count
        // The empty cell after it keeps a lone empty one from being quoted.
        row += [0xFF, 0xFF]
        writer.append(row, ends: [width, width + 1])
        most = max(most, writer.bytes.count - 1 - starts[starts.count - 1])
        starts.append(writer.bytes.count)
      }
      longest += most
      for row in 0..<count { codes[row * width + index] = column.codes[row] }
    }
    bytes = writer.takeBytes()
  }

  /// Writes a row, a comma behind each cell.
  ///
  /// - Parameters:
  ///   - row: Which one.
  ///   - target: Has room for `longest` bytes behind `place`.
  ///   - place: Where the row begins; afterwards where it ends.
  func write(_ row: Int, to target: inout MutableSpan<UInt8>, at place: inout Int) {
    let (codes, bytes, starts, firsts) = (codes.span, bytes.span, starts.span, firsts.span)
    for column in 0..<width {
      let text = firsts[column] + Int(codes[row * width + column])
      for index in starts[text]..<starts[text + 1] - 1 {
        target[place] = bytes[index]
        place += 1
      }
    }
  }
}
