import Contracts

/// A record that was refused, and why.
public struct RejectedRecord: Hashable, Sendable {
  /// The caller's number of the record.
  public let record: Int
  /// The rule and the column.
  public let rejection: Rejection
  /// What it says all the same; nil where it is no case, or nothing in it can be relied on.
  public let rejectedCase: RejectedCase?
}

/// The rows of many records, with what became of the others.
public struct NormalizedRows: Hashable, Sendable {
  /// The byte after each cell, U+001F.
  public static let separator: UInt8 = 0x1F

  /// Cells of a row, one for each archive name of the table.
  public let width: Int
  /// Cells in UTF-8 one after another, a separator after each.
  public private(set) var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`, its separator excluded; `width` for each row.
  public private(set) var ends: [UInt32] = []
  /// The caller's number of the record of each row; a record may have several rows.
  public private(set) var records: [Int] = []
  /// Refused records in order; a record may have several.
  public private(set) var rejections: [RejectedRecord] = []
  /// Rules, warnings and how often each was met.
  public private(set) var notes: [String: Int] = [:]
  /// Records in which every cell is empty.
  public internal(set) var blank = 0
  /// Records that hold the header once more.
  public internal(set) var repeatedHeader = 0
  /// Records of totals.
  public internal(set) var totalRow = 0
  /// Rows and rejections beyond one a record, where a record stands for several.
  public internal(set) var further = 0

  /// Holds nothing yet; rows will have `width` cells.
  public init(width: Int) {
    self.width = width
  }

  /// Forgets the rows, and neither their notes nor what became of other records.
  public mutating func removeRows() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
  }

  /// Number of rows.
  public var count: Int { records.count }

  /// Returns the place in `bytes` of a cell.
  public func range(row: Int, cell: Int) -> Range<Int> {
    let index = row * width + cell
    return (index == 0 ? 0 : Int(ends[index - 1]) + 1)..<Int(ends[index])
  }

  /// Returns the cells of a row as text.
  public func cells(row: Int) -> [String] {
    (0..<width).map { String(decoding: bytes[range(row: row, cell: $0)], as: UTF8.self) }
  }

  /// Appends a row: its cells with a separator after each, and where each ends in `bytes`.
  mutating func append(_ cells: Span<UInt8>, ends cellEnds: Span<UInt32>, record: Int) {
    bytes.append(cells)
    ends.append(addingCapacity: width) { ends in
      for cell in cellEnds.indices { ends.append(cellEnds[cell]) }
    }
    records.append(record)
  }

  mutating func append(_ cells: [String], record: Int) {
    for cell in cells {
      bytes.append(contentsOf: cell.utf8)
      ends.append(UInt32(bytes.count))
      bytes.append(Self.separator)
    }
    records.append(record)
  }

  mutating func reject(_ rejection: Rejection, _ rejectedCase: RejectedCase?, record: Int) {
    rejections.append(
      RejectedRecord(record: record, rejection: rejection, rejectedCase: rejectedCase))
    note(rejection.rule)
  }

  mutating func note(_ code: String) {
    notes[code, default: 0] += 1
  }
}
