import Contracts

/// Rows that wait to be merged, in the order of arrival until they are sorted.
public struct RowRun: Sendable {
  /// The records one after another.
  public private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []

  /// Makes an empty run.
  public init() {}

  /// Whether it holds no record.
  public var isEmpty: Bool { starts.isEmpty }

  /// Appends a row.
  ///
  /// - Parameters:
  ///   - head: Place, month and digest.
  ///   - identity: Cells of the identity joined by U+001F.
  ///   - ends: Where each cell ends in `cells`.
  ///   - cells: The cells one after another, one byte that belongs to no cell after each.
  public mutating func append(
    _ head: RowHead, identity: Span<UInt8>, ends: [Int], cells: Span<UInt8>
  ) {
    starts.append(bytes.count)
    RowRecord.append(head, identity: identity, ends: ends, cells: cells, to: &bytes)
  }

  /// Appends a row whose digest is still to be made.
  mutating func append(
    digesting head: RowHead, identity: Span<UInt8>, ends: [Int], cells: Span<UInt8>
  ) {
    let start = bytes.count
    append(head, identity: identity, ends: ends, cells: cells)
    bytes[bytes.count - 1] = 0x1E
    let digest = RowLayout.digest(packed: bytes.span.extracting(last: cells.count))
    RowRecord.setContent(digest, in: &bytes, at: start)
  }

  /// Appends all records of another run.
  public mutating func append(_ other: RowRun) {
    let offset = bytes.count
    bytes.append(other.bytes.span)
    starts.append(contentsOf: other.starts.lazy.map { $0 + offset })
  }

  /// Appends a row of texts.
  public mutating func append(_ head: RowHead, identity: Span<UInt8>, _ row: [String]) {
    let packed = PackedCells(row)
    append(head, identity: identity, ends: packed.ends, cells: packed.bytes.span)
  }

  /// Appends a record of other bytes as it is.
  public mutating func append(_ record: RowRecord, of other: [UInt8]) {
    starts.append(bytes.count)
    bytes.append(other.span.extracting(record.start..<record.end))
  }

  /// Makes room for so many bytes of records.
  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  /// The records by identity, export, line and sequence.
  public func sorted() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    inSortedParts(of: bytes.count) { result += $0 }
    return result
  }

  /// Hands over the records in the order of `sorted`, some at a time.
  ///
  /// - Parameters:
  ///   - size: How many bytes a part has at most, unless a record is longer.
  ///   - use: Takes the parts in order.
  /// - Throws: What `use` throws.
  public func inSortedParts<Failure>(
    of size: Int, _ use: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var part: [UInt8] = []
    part.reserveCapacity(size)
    for start in RecordOrder.sorted(starts, in: bytes) {
      let length = RowRecord.length(in: bytes.span, at: start)
      if part.count + length > size, !part.isEmpty {
        try use(part)
        part.removeAll(keepingCapacity: true)
      }
      part.append(bytes.span.extracting(start..<start + length))
    }
    if !part.isEmpty { try use(part) }
  }

  /// Forgets every record and keeps the storage.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
  }
}

/// Cells of a row one after another, U+001F after each but the last, U+001E after that.
public struct PackedCells: Hashable, Sendable {
  /// All bytes.
  public private(set) var bytes: [UInt8] = []
  /// Where each cell ends.
  public private(set) var ends: [Int] = []

  /// Packs texts.
  public init(_ cells: [String]) {
    for cell in cells {
      bytes.append(contentsOf: cell.utf8)
      ends.append(bytes.count)
      bytes.append(0x1F)
    }
    if !bytes.isEmpty { bytes[bytes.count - 1] = 0x1E }
  }
}
