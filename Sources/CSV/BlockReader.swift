/// Reads a file in blocks of records, in memory bounded by block and record.
///
/// The records are those of `RecordReader`, one by one: cells, blank and rejected records, their
/// places, and what refuses the file. After an error the reader is spent.
public struct BlockReader {
  // A record that is longer refuses the file; the parser must see that it is.
  private static let mostBytes = ReadingLimits.recordBytes + 64

  private let dialect: BlockDialect
  private let blockBytes: Int
  private let source: () throws -> [UInt8]?
  private var isSourceRead = false
  private var bytesToSkip: Int
  // What is read and not yet handed out begins at `start`, which is `offset` in the file.
  private var pending: [UInt8] = []
  private var start = 0
  private var spares: [SpareBuffers] = []
  private var offset: Int
  // How many bytes the next stretch shall have at most.
  private var wanted: Int
  private var line = 1
  private var recordCount = 0
  /// What refuses the file at the end of the block last placed.
  private(set) var refusal: CSVError?
  /// Whether one byte 1A at the very end of the file was left out.
  public private(set) var droppedControlZ = false

  /// Prepares to read a file in one encoding and delimiter.
  ///
  /// - Parameters:
  ///   - encoding: The encoding of the whole file.
  ///   - delimiter: The byte between cells.
  ///   - skippingBytes: Length of the byte order mark; offsets still count these bytes.
  ///   - layout: The parser, and how many bytes a block has; records are the same whatever it is.
  ///   - source: Returns the next chunk of any size; nil or empty at the end.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  public init(
    encoding: TextEncoding, delimiter: Delimiter, skippingBytes: Int = 0,
    layout: BlockLayout = BlockLayout(), source: @escaping () throws -> [UInt8]?
  ) throws(CSVError) {
    precondition(skippingBytes >= 0, "a byte order mark has no negative length")
    dialect = try BlockDialect(
      encoding: encoding, delimiter: delimiter, parser: layout.parser)
    blockBytes = layout.blockBytes
    wanted = layout.blockBytes
    bytesToSkip = skippingBytes
    offset = skippingBytes
    self.source = source
  }

  /// Returns the next records, at least one, or nil after the last one.
  ///
  /// - Returns: Records that follow those of the last block.
  /// - Throws: `CSVError` if the whole file is refused, else what the source throws.
  public mutating func nextBlock() throws -> RecordBlock? {
    while var stretch = try nextStretch() {
      var block = stretch.parsed()
      putBack(place(&block))
      if !block.entries.isEmpty { return block }
    }
    if let refusal { throw refusal }
    return nil
  }

  /// Returns the next part of the file, or nil at its end or where it is refused.
  ///
  /// Parts can be parsed in any order, but each begins with a record only if those before it,
  /// once placed, have left nothing to be put back.
  mutating func nextStretch() throws -> Stretch? {
    guard refusal == nil else { return nil }
    while true {
      while !isSourceRead, pending.count - start < wanted { try readChunk() }
      let count = min(wanted, pending.count - start)
      if isSourceRead, count == pending.count - start {
        return count == 0 ? nil : stretch(of: count, isLast: true)
      }
      let cut = StretchCut(encoding: dialect.encoding).end(in: pending, start..<start + count)
      if let cut { return stretch(of: cut - start, isLast: false) }
      if wanted >= Self.mostBytes { return stretch(of: count, isLast: false) }
      wanted = min(2 * wanted, Self.mostBytes)
    }
  }

  /// Gives the block its place behind those placed before.
  ///
  /// - Parameter block: The block that follows the last one placed.
  /// - Returns: Its last bytes, which belong to no record yet.
  mutating func place(_ block: inout RecordBlock) -> [UInt8] {
    block.firstLine = line
    block.firstRecord = recordCount + 1
    refusal = block.error?.moved(lines: line)
    line += block.lineCount
    recordCount += block.entries.count
    droppedControlZ = droppedControlZ || block.droppedControlZ
    return refusal == nil ? Array(block.bytes[block.rest..<block.sourceCount]) : []
  }

  /// Puts bytes back that a stretch had taken, those of the last one first.
  mutating func putBack(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    pending.replaceSubrange(..<start, with: bytes)
    start = 0
    offset -= bytes.count
    // A record that is open at the end of these bytes needs more of them.
    wanted = min(max(blockBytes, 2 * bytes.count), max(blockBytes, Self.mostBytes))
  }

  /// Takes memory that is no longer needed.
  mutating func recycle(_ spare: SpareBuffers) { spares.append(spare) }

  private mutating func stretch(of count: Int, isLast: Bool) -> Stretch {
    var spare = spares.popLast() ?? SpareBuffers()
    spare.clear()
    defer {
      offset += count
      wanted = blockBytes
    }
    let rest = pending.count - start - count
    if start == 0, rest <= count {
      // Most of what is pending: only the rest is copied.
      spare.bytes.append(contentsOf: pending.suffix(rest))
      swap(&spare.bytes, &pending)
      spare.bytes.removeLast(rest)
    } else {
      start += count
      spare.bytes.append(contentsOf: pending[(start - count)..<start])
    }
    return Stretch(dialect: dialect, buffers: spare, offset: offset, isLast: isLast)
  }

  private mutating func readChunk() throws {
    guard let chunk = try source(), !chunk.isEmpty else {
      isSourceRead = true
      return
    }
    let skipped = min(bytesToSkip, chunk.count)
    bytesToSkip -= skipped
    pending.removeFirst(start)
    let needed = pending.count + chunk.count - skipped
    if pending.capacity < needed {
      // Room for what the parser puts behind the bytes of the file: cells with doubled quotes.
      pending.reserveCapacity(max(needed + needed / 6 + 64, min(wanted, 2 * needed)))
    }
    pending.append(contentsOf: chunk[skipped...])
    start = 0
  }
}

/// How a file is cut into blocks and split into records.
public struct BlockLayout: Sendable {
  /// Which parser splits the records.
  public let parser: Parser
  /// How many bytes of the file a block has at most, unless a record is longer.
  public let blockBytes: Int

  /// Describes a layout; a block has from 16 bytes to 1 GiB.
  public init(parser: Parser = .scanner, blockBytes: Int = 1 << 20) {
    precondition((16...1 << 30).contains(blockBytes), "a block has from 16 bytes to 1 GiB")
    self.parser = parser
    self.blockBytes = blockBytes
  }
}
