import Archive
import CSV
import Contracts

/// Bytes of a table of ours, made row by row and kept in parts.
struct TableFile {
  private(set) var parts: [[UInt8]] = []
  private var writer = CSVWriter()

  /// Begins with a header; nil for a part that follows another.
  init(columns: [String]?) {
    if let columns { writer.append(columns) }
  }

  mutating func append(_ row: RowText) {
    writer.append(row.text, ends: row.ends)
    if writer.bytes.count >= 1 << 20 { parts.append(writer.takeBytes()) }
  }

  /// Appends every row of a table with the same columns.
  mutating func append(_ table: ColumnTable) {
    let columns = table.names.map { WrittenColumn(table[$0]) }
    finish()
    var bytes: [UInt8] = []
    for row in 0..<table.count {
      for column in columns { column.append(row, to: &bytes) }
      bytes[bytes.count - 1] = 0x0A
    }
    parts.append(bytes)
  }

  mutating func finish() {
    parts.append(writer.takeBytes())
  }

  /// Bytes of the cells table.
  static func parts(of cells: [Cell]) -> [[UInt8]] {
    var file = TableFile(columns: Cell.columns)
    var row = RowText()
    for cell in cells {
      row.removeAll()
      cell.write(to: &row)
      file.append(row)
    }
    file.finish()
    return file.parts
  }

  /// Bytes of a tally.
  static func parts(of tally: Tally) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var bytes = csvBytes([tally.columns])
    let columns = tally.keys.indices.map { WrittenColumn(tally.column($0)) }
    let (amounts, measures) = (tally.amounts, tally.measures.count)
    for position in tally.sums.order {
      for column in columns { column.append(position, to: &bytes) }
      for index in position * measures..<(position + 1) * measures {
        append(amounts[index], to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      bytes[bytes.count - 1] = 0x0A
      if bytes.count >= 1 << 20 {
        parts.append(bytes)
        bytes = []
      }
    }
    return parts + [bytes]
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    guard !(0...9).contains(number) else { return bytes.append(0x30 + UInt8(number)) }
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Reads a table of ours row by row; one that is not as it was written asks to count again.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - columns: What the header must be.
  ///   - body: Takes each row below the header; false where it is none.
  /// - Throws: What the file system says, or exit 65 with the number of the damaged record.
  static func read(
    _ path: String, columns: [String], _ body: RowStream.Body
  ) throws(StageError) {
    var file = try storing { () throws(ArchiveError) in try InputFile(path) }
    var stream = RowStream()
    var isHeaderRead = false
    while true {
      let chunk = try storing { () throws(ArchiveError) in try file.nextChunk() }
      let isSound = try? stream.feed(chunk) { row, ends in
        guard isHeaderRead else {
          isHeaderRead = holds(row, ends, columns)
          return isHeaderRead
        }
        return body(row, ends)
      }
      guard isSound == true else {
        throw damaged(path, record: stream.record)
      }
      if chunk.isEmpty { break }
    }
    guard isHeaderRead else { throw damaged(path, record: 1) }
  }

  /// Line feeds of a table of ours: no fewer than its rows, to make room for them at once.
  static func lines(of path: String) throws(StageError) -> Int {
    try storing { () throws(ArchiveError) in
      var file = try InputFile(path)
      var lines = 0
      while true {
        let chunk = try file.nextChunk()
        if chunk.isEmpty { return lines }
        lines += chunk.count { $0 == 0x0A }
      }
    }
  }

  /// The error of a table that is not as it was written.
  static func damaged(_ path: String, record: Int) -> StageError {
    StageError(.dataRefused, "\(path): damaged at record \(record); count again")
  }

  private static func holds(_ row: Span<UInt8>, _ ends: [Int], _ columns: [String]) -> Bool {
    let header = RowText(columns)
    guard ends == header.ends else { return false }
    return ends.indices.allSatisfy { index in
      let start = index == 0 ? 0 : ends[index - 1] + 1
      return (start..<ends[index]).allSatisfy { row[$0] == header.text[$0] }
    }
  }
}

/// A key column as it is written: each text once as a cell, with the comma behind it.
private struct WrittenColumn {
  private let codes: [UInt32]
  private var bytes: [UInt8] = []
  private var ends = [0]

  init(_ column: CodedColumn) {
    codes = column.codes
    var writer = CSVWriter()
    for text in column.texts {
      // The empty cell after it keeps a lone empty one from being quoted.
      writer.append([text, ""])
      bytes += writer.takeBytes().dropLast()
      ends.append(bytes.count)
    }
  }

  func append(_ row: Int, to target: inout [UInt8]) {
    let code = Int(codes[row])
    target.append(contentsOf: bytes[ends[code]..<ends[code + 1]])
  }
}
