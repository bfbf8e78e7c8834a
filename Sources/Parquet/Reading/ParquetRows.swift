/// Goes through the rows of a file in their order, in memory bounded by one group of rows.
public struct ParquetRows: Sendable {
  /// The cells of the row as they stand in CSV, one after another, the byte 0xFF after each.
  public private(set) var row: [UInt8] = []
  /// Where each cell ends in `row`.
  public private(set) var ends: [Int] = []

  private let reader: ParquetReader
  private var group = GroupRows(rows: 0)
  private var nextGroup = 0
  private var nextRow = 0

  /// The columns in the order of the cells.
  public var columns: [ParquetColumn] { reader.columns }

  /// The cells of the row as texts.
  public var cells: [String] {
    var start = 0
    return ends.map { end in
      defer { start = end + 1 }
      return String(decoding: row[start..<end], as: UTF8.self)
    }
  }

  /// Starts before the first row.
  public init(_ reader: ParquetReader) {
    self.reader = reader
  }

  /// Goes to the next row; false after the last one.
  ///
  /// - Throws: What is wrong with the pages, or what the source throws.
  public mutating func advance() throws(ParquetError) -> Bool {
    while nextRow == group.rows {
      guard nextGroup < reader.groupCount else { return false }
      // Two groups are never in memory at once.
      group = GroupRows(rows: 0)
      group = try reader.group(nextGroup)
      (nextGroup, nextRow) = (nextGroup + 1, 0)
    }
    group.read(nextRow, into: &row, ends: &ends)
    nextRow += 1
    return true
  }
}
