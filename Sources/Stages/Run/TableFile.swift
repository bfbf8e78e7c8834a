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
    if writer.bytes.count >= Self.partBytes { parts.append(writer.takeBytes()) }
  }

  mutating func finish() {
    parts.append(writer.takeBytes())
  }

  /// Writes the cells table.
  static func write(_ cells: [Cell], to file: inout AtomicFile) throws(ArchiveError) {
    var table = TableFile(columns: Cell.columns)
    var row = RowText()
    for cell in cells {
      row.removeAll()
      cell.write(to: &row)
      table.append(row)
      for part in table.parts { try file.write(part) }
      table.parts.removeAll(keepingCapacity: true)
    }
    table.finish()
    for part in table.parts { try file.write(part) }
  }

  /// Writes a tally.
  static func write(_ tally: Tally, to file: inout AtomicFile) throws(ArchiveError) {
    try file.write(csvBytes([tally.columns]))
    try eachPart(of: tally) { part throws(ArchiveError) in try file.write(part) }
  }

  /// Bytes of a tally without the header.
  static func rows(of tally: Tally) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    eachPart(of: tally) { parts.append($0) }
    return parts
  }

  /// Bytes of a table without the header.
  static func rows(of table: ColumnTable) -> [[UInt8]] {
    let rows = WrittenRows(table.names.map { table[$0] }, count: table.count)
    var parts: [[UInt8]] = []
    eachPart(rows, order: 0..<table.count, amounts: [], measures: 0) { parts.append($0) }
    return parts
  }

  private static func eachPart<Failure>(
    of tally: Tally, _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let rows = WrittenRows(tally.keys.indices.map { tally.column($0) }, count: tally.sums.count)
    try eachPart(
      rows, order: tally.sums.order, amounts: tally.amounts, measures: tally.measures.count, use)
  }

  // Rows with their amounts behind them.
  private static func eachPart<Failure>(
    _ rows: WrittenRows, order: some Sequence<Int>, amounts: [Int], measures: Int,
    _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    // A number of 64 bits has twenty bytes at most, and a comma.
    let room = rows.longest + measures * 21
    var buffer = [UInt8](repeating: 0, count: partBytes + room)
    var place = 0
    for position in order {
      var span = buffer.mutableSpan
      rows.write(position, to: &span, at: &place)
      for index in position * measures..<(position + 1) * measures {
        write(amounts[index], to: &span, at: &place)
        span[place] = UInt8(ascii: ",")
        place += 1
      }
      span[place - 1] = 0x0A
      if place >= partBytes {
        try use(Array(buffer[..<place]))
        place = 0
      }
    }
    if place > 0 { try use(Array(buffer[..<place])) }
  }

  private static let partBytes = 1 << 20

  private static func write(_ number: Int, to span: inout MutableSpan<UInt8>, at place: inout Int) {
    if number < 0 {
      span[place] = UInt8(ascii: "-")
      place += 1
    }
    var (rest, digits) = (number.magnitude / 10, 1)
    while rest > 0 {
      (rest, digits) = (rest / 10, digits + 1)
    }
    rest = number.magnitude
    for index in (place..<place + digits).reversed() {
      span[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    place += digits
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
