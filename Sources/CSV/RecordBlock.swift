/// Where the bytes of a cell stand in a block.
public struct CellRange: Hashable, Sendable {
  /// The first byte of the cell.
  public let start: UInt32
  /// The byte behind the last one; equal to `start` for an empty cell.
  public let end: UInt32

  @inline(__always)
  init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  /// The range as indices of `RecordBlock.bytes`.
  public var indices: Range<Int> { Int(start)..<Int(end) }
}

/// Some consecutive records of a file, in file order, with their cells as bytes.
public struct RecordBlock: Sendable {
  /// One record of a block.
  public struct Entry: Equatable, Sendable {
    /// What became of the record.
    public enum Kind: Equatable, Sendable {
      /// Cells that are text in the block's encoding: the first one's index and their number.
      case cells(first: Int, count: Int)
      /// A line without any byte before its line end.
      case blank
      /// A record that breaks a rule.
      case rejected(RecordRule)
    }

    /// What became of the record.
    public let kind: Kind
    // Line ends before the record in its block, and its bytes in the block.
    let line: Int
    let start: Int
    let end: Int
  }

  /// The bytes of the file, then those cells that do not stand there as they are, then at least
  /// 64 zero bytes, so that a cell can be read in words.
  public internal(set) var bytes: [UInt8]
  /// The records in file order.
  public internal(set) var entries: [Entry] = []
  /// The cells of all records in order, free of outer and doubled quotes.
  public internal(set) var cells: [CellRange] = []
  /// The encoding of the cells: that of the file, or UTF-8 if the file is UTF-16.
  public let encoding: TextEncoding
  let byteOffset: Int
  // How many of the bytes are the file's, and where those begin that belong to no record here.
  let sourceCount: Int
  var rest = 0
  var lineCount = 0
  var error: CSVError?
  var droppedControlZ = false
  // Line and number of the first record in the file.
  var firstLine = 1
  var firstRecord = 1

  init(of stretch: borrowing Stretch) {
    bytes = []
    byteOffset = stretch.offset
    sourceCount = stretch.buffers.bytes.count
    encoding = stretch.dialect.encoding == .gb18030 ? .gb18030 : .utf8
  }

  /// Returns where the record at `index` of `entries` stands in its file.
  public func position(of index: Int) -> RecordPosition {
    let entry = entries[index]
    return RecordPosition(
      line: firstLine + entry.line, byteOffset: byteOffset + entry.start,
      byteLength: entry.end - entry.start, record: firstRecord + index)
  }

  /// Returns the number in its file of the record at `index` of `entries`, from 1.
  public func number(of index: Int) -> Int { firstRecord + index }

  /// Returns the bytes of the file that the record at `index` of `entries` is made of.
  public func rawBytes(of index: Int) -> ArraySlice<UInt8> {
    bytes[entries[index].start..<entries[index].end]
  }

  /// Returns the bytes of a cell, in the block's encoding.
  public func bytes(of cell: CellRange) -> ArraySlice<UInt8> {
    bytes[cell.indices]
  }
}
