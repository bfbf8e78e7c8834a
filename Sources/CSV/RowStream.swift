/// Reads a table of our own making as bytes, in memory bounded by chunk and record.
///
/// A line without a quote is its cells and commas; what quotes mean is left to libcsv. After
/// `feed` has thrown or returned false, the stream is spent.
public struct RowStream: ~Copyable {
  /// Takes the bytes of the cells, one byte after each, and where each ends; false stops.
  public typealias Body = (_ row: Span<UInt8>, _ ends: [Int]) -> Bool

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var records = 0
  // Offset in the file of the first byte held.
  private var offset = 0

  /// Makes a stream before its first byte.
  public init() {}

  /// Number of the record that was handed out last, counted from 1.
  public var record: Int { records }

  /// Hands out every record that ends in this chunk; blank lines are left out.
  ///
  /// - Parameters:
  ///   - chunk: The next bytes of the file; empty at its end.
  ///   - body: Takes the records one by one.
  /// - Returns: Whether the body took them all.
  /// - Throws: The first rule that a record breaks.
  public mutating func feed(_ chunk: [UInt8], _ body: Body) throws(CSVError) -> Bool {
    bytes.append(contentsOf: chunk)
    var start = 0
    while let (end, hasQuote) = nextRecord(from: start, isLast: chunk.isEmpty) {
      records += 1
      let isTaken =
        hasQuote
        ? try quoted(start..<end, body)
        : start == end || body(bytes.span.extracting(start..<end), ends)
      guard isTaken else { return false }
      start = min(end + 1, bytes.count)
    }
    bytes.removeFirst(start)
    offset += start
    guard bytes.count <= ReadingLimits.recordBytes else {
      throw .recordTooLong(FilePlace(line: records + 1, byteOffset: offset))
    }
    return true
  }

  // Where the next record ends; where it has no quote, its cells end at `ends`.
  private mutating func nextRecord(
    from start: Int, isLast: Bool
  ) -> (end: Int, hasQuote: Bool)? {
    var ends: [Int] = []
    swap(&ends, &self.ends)
    defer { swap(&ends, &self.ends) }
    ends.removeAll(keepingCapacity: true)
    let span = bytes.span
    let (commas, feeds, quotes) =
      (Lanes(repeating: 0x2C), Lanes(repeating: 0x0A), Lanes(repeating: 0x22))
    var offset = start
    while offset < span.count {
      var marks: UInt64 = 1
      let isWhole = offset + Lanes.scalarCount <= span.count
      if isWhole {
        let lanes = unsafe span.bytes.lanes(at: offset)
        let found = lanes.matches(commas) | lanes.matches(feeds) | lanes.matches(quotes)
        marks = found.isNonzero ? found.bits : 0
      }
      while marks != 0 {
        let index = offset + marks.trailingZeroBitCount
        switch span[index] {
        case 0x2C: ends.append(index - start)
        case 0x0A:
          ends.append(index - start)
          return (index, false)
        case 0x22: return recordEnd(from: start, isLast: isLast)
        default: break
        }
        marks &= marks - 1
      }
      // The last bytes are looked at one by one.
      offset += isWhole ? Lanes.scalarCount : 1
    }
    ends.append(span.count - start)
    return isLast && start < span.count ? (span.count, false) : nil
  }

  // The line feed that ends a record stands outside of quotes.
  private func recordEnd(from start: Int, isLast: Bool) -> (end: Int, hasQuote: Bool)? {
    let span = bytes.span
    var (index, hasQuote, isOpen) = (start, false, false)
    while index < span.count {
      let byte = span[index]
      if byte == 0x22 { (hasQuote, isOpen) = (true, !isOpen) }
      if byte == 0x0A, !isOpen { return (index, hasQuote) }
      index += 1
    }
    return isLast && start < span.count ? (span.count, hasQuote) : nil
  }

  private func quoted(_ range: Range<Int>, _ body: Body) throws(CSVError) -> Bool {
    for cells in try CSVText.rows(of: Array(bytes[range])) {
      var (text, ends): ([UInt8], [Int]) = ([], [])
      for cell in cells {
        text.append(contentsOf: cell.utf8)
        ends.append(text.count)
        text.append(0)
      }
      guard body(text.span, ends) else { return false }
    }
    return true
  }
}
