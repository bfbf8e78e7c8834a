/// Splits a stretch into records: strict ones by their structure, all others by libcsv.
struct BlockParser: ~Copyable {
  /// The record under way.
  private struct OpenRecord {
    var start: Int
    var firstCell: Int
    var cellStart: Int
    var innerLineEnds = 0
    var holdsDoubled = false
  }

  private let dialect: BlockDialect
  private let source: [UInt8]
  private let isLast: Bool
  private let delimiter: Lanes
  // The last bytes, and zeros behind them, for the last 64 that are looked at together.
  private let tail: [UInt8]
  private let tailStart: Int
  // Whether all bytes are known to be text without a zero byte.
  private let isSound: Bool
  private var scanner: RecordScanner
  private var entries: [RecordBlock.Entry] = []
  private var cells: [CellRange] = []
  private var record = OpenRecord(start: 0, firstCell: 0, cellStart: 0)
  // Line ends before the record under way.
  private var line = 0
  /// Cells that stand in the source otherwise than as they are; they follow it in the block.
  private(set) var otherCells: [UInt8] = []

  /// Prepares to parse a stretch, in the memory that it brings.
  init(of stretch: inout Stretch) throws(CSVError) {
    let dialect = stretch.dialect
    self.dialect = dialect
    let source = stretch.buffers.bytes
    self.source = source
    isLast = stretch.isLast
    delimiter = Lanes(repeating: dialect.delimiter.rawValue)
    tailStart = max(0, source.count - 64)
    tail = source[tailStart...] + [UInt8](repeating: 0, count: 128 - source.count + tailStart)
    var isSound = false
    if dialect.parser == .scanner, dialect.encoding == .utf8 {
      isSound = unsafe UTF8Check.passes(source.span.bytes)
    }
    self.isSound = isSound
    scanner = try RecordScanner(stretch)
    swap(&entries, &stretch.buffers.entries)
    swap(&cells, &stretch.buffers.cells)
    // Cells of exports with many columns are about as long as this.
    cells.reserveCapacity(source.count / 24)
    if dialect.parser == .libcsv { otherCells.reserveCapacity(source.count) }
  }

  /// Puts all records that end in the stretch into the block.
  mutating func parse(into block: inout RecordBlock) {
    var position = 0
    do throws(CSVError) {
      while position < source.count {
        if dialect.parser == .scanner { position = readStrictRecords(from: position) }
        guard position < source.count, let end = try readRecord(from: position) else { break }
        position = end
      }
    } catch {
      block.error = error
    }
    block.rest = position
    block.lineCount = line
    block.entries = entries
    block.cells = cells
    block.droppedControlZ = scanner.source.droppedControlZ
  }

  /// Reads one record by libcsv; nil if it does not end here.
  private mutating func readRecord(from start: Int) throws(CSVError) -> Int? {
    scanner.seek(to: start, line: line)
    while true {
      switch try scanner.next() {
      case .record(let record):
        return append(record, from: start)
      case .end:
        return source.count
      case .needsMore:
        guard isLast else { return nil }
        scanner.finish()
      }
    }
  }

  private mutating func append(_ record: ScannedRecord, from start: Int) -> Int {
    let end = start + record.position.byteLength
    let kind: RecordBlock.Entry.Kind =
      switch record {
      case .cells: .cells(first: cells.count, count: appendCells())
      case .blank: .blank
      case .rejected(_, let rule): .rejected(rule)
      }
    entries.append(RecordBlock.Entry(kind: kind, line: line, start: start, end: end))
    line = scanner.line
    return end
  }

  private mutating func appendCells() -> Int {
    let parsed = scanner.cells
    let base = source.count + otherCells.count
    var start = 0
    for end in parsed.ends {
      cells.append(CellRange(base + start, base + end))
      start = end + 1
    }
    otherCells.append(contentsOf: parsed.text)
    return parsed.ends.count
  }

  /// Reads strict records and returns where the first other or unfinished one starts.
  private mutating func readStrictRecords(from start: Int) -> Int {
    let (source, tail) = (source, tail)
    let bytes = source.span
    var quotes = QuoteState()
    record = OpenRecord(start: start, firstCell: cells.count, cellStart: start)
    var base = start
    while base < bytes.count {
      let isWhole = base &+ 64 <= bytes.count
      let masks = unsafe StructureMasks(
        isWhole ? bytes.bytes : tail.span.bytes, at: isWhole ? base : base &- tailStart,
        delimiter: delimiter)
      guard take(quotes.structure(of: masks), at: base, of: bytes) else { break }
      base &+= 64
    }
    cells.removeLast(cells.count - record.firstCell)
    return record.start
  }

  /// Takes what ends in these 64 bytes; false where something else than a strict record is found.
  @inline(__always)
  private mutating func take(
    _ structure: Structure, at base: Int, of bytes: Span<UInt8>
  ) -> Bool {
    var structure = structure
    if structure.faults != 0 {
      let sound = (structure.faults & (0 &- structure.faults)) &- 1
      structure.boundaries &= sound
      structure.recordEnds &= sound
    }
    if structure.recordEnds != 0 {
      guard takeRecords(&structure, at: base, of: bytes) else { return false }
    } else {
      while structure.boundaries != 0 { takeCell(&structure, at: base) }
    }
    record.holdsDoubled = record.holdsDoubled || structure.doubled != 0
    if structure.innerLineEnds != 0 {
      record.innerLineEnds += lineEnds(structure.innerLineEnds, at: base, of: bytes)
    }
    return structure.faults == 0
  }

  /// Takes the cell that ends at the first boundary.
  @inline(__always)
  private mutating func takeCell(_ structure: inout Structure, at base: Int) {
    let bit = structure.boundaries.trailingZeroBitCount
    structure.boundaries &= structure.boundaries &- 1
    let isQuoted = Int(truncatingIfNeeded: structure.behindClosing &>> UInt64(bit)) & 1
    let position = base &+ bit
    cells.append(CellRange(record.cellStart &+ isQuoted, position &- isQuoted))
    record.cellStart = position &+ 1
  }

  private mutating func takeRecords(
    _ structure: inout Structure, at base: Int, of bytes: Span<UInt8>
  ) -> Bool {
    while structure.boundaries != 0 {
      let first = structure.boundaries & (0 &- structure.boundaries)
      if structure.recordEnds & first == 0 {
        takeCell(&structure, at: base)
        continue
      }
      let position = base &+ structure.boundaries.trailingZeroBitCount
      // The LF of a CRLF has been taken with its CR.
      if position < record.start {
        structure.boundaries &= structure.boundaries &- 1
        continue
      }
      let before = first &- 1
      record.holdsDoubled = record.holdsDoubled || structure.doubled & before != 0
      record.innerLineEnds += lineEnds(structure.innerLineEnds & before, at: base, of: bytes)
      structure.doubled &= ~before
      structure.innerLineEnds &= ~before
      if position == record.start {
        structure.boundaries &= structure.boundaries &- 1
      } else {
        takeCell(&structure, at: base)
      }
      guard endRecord(at: position, of: bytes) else { return false }
    }
    return true
  }

  /// Ends the record at a line end; false if it is for libcsv to say what it is.
  private mutating func endRecord(at position: Int, of bytes: Span<UInt8>) -> Bool {
    var end = position + 1
    if bytes[position] == 0x0D {
      guard end < bytes.count, bytes[end] == 0x0A else { return false }
      end += 1
    }
    let count = cells.count - record.firstCell
    guard count <= ReadingLimits.columns, end - record.start <= ReadingLimits.cellBytes,
      isText(record.start..<end, of: bytes)
    else { return false }
    if record.holdsDoubled { joinDoubledQuotes(of: bytes) }
    let kind: RecordBlock.Entry.Kind =
      count == 0 ? .blank : .cells(first: record.firstCell, count: count)
    entries.append(RecordBlock.Entry(kind: kind, line: line, start: record.start, end: end))
    line += record.innerLineEnds + 1
    record = OpenRecord(start: end, firstCell: cells.count, cellStart: end)
    return true
  }

  /// Whether the record is surely text, and does not start with a byte order mark.
  private func isText(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    let mark = dialect.encoding == .gb18030 ? 0x84 : 0xEF as UInt8
    guard bytes[range.lowerBound] != mark || !startsWithMark(range, of: bytes) else { return false }
    guard !isSound else { return true }
    let record = bytes.extracting(range)
    return unsafe dialect.codes?.areAll(record) ?? UTF8Check.passes(record.bytes)
  }

  private func startsWithMark(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool {
    let mark = dialect.encoding.markBeforeParsing
    return range.count >= mark.count
      && mark.indices.allSatisfy { mark[$0] == bytes[range.lowerBound + $0] }
  }

  /// Gives each cell of the record that holds doubled quotes a copy with single ones.
  private mutating func joinDoubledQuotes(of bytes: Span<UInt8>) {
    for index in record.firstCell..<cells.count {
      let cell = cells[index].indices
      guard cell.lowerBound > record.start, bytes[cell.lowerBound - 1] == 0x22 else { continue }
      let base = source.count + otherCells.count
      var start = cell.lowerBound
      while let quote = firstQuote(in: start..<cell.upperBound, of: bytes) {
        otherCells.append(contentsOf: source[start...quote])
        start = quote + 2
      }
      // A quoted cell without a quote inside may stay where it is.
      guard start > cell.lowerBound else { continue }
      otherCells.append(contentsOf: source[start..<cell.upperBound])
      cells[index] = CellRange(base, source.count + otherCells.count)
    }
  }

  private func firstQuote(in range: Range<Int>, of bytes: Span<UInt8>) -> Int? {
    let raw = unsafe bytes.bytes
    var index = range.lowerBound
    while index &+ 16 <= range.upperBound {
      let quotes = raw.lanes(at: index).matches(Lanes(repeating: 0x22)).bits
      if quotes != 0 { return index &+ quotes.trailingZeroBitCount }
      index &+= 16
    }
    while index < range.upperBound {
      if bytes[index] == 0x22 { return index }
      index &+= 1
    }
    return nil
  }

  /// Counts physical line ends: each CR, and each LF that is not behind one.
  private func lineEnds(_ mask: UInt64, at base: Int, of bytes: Span<UInt8>) -> Int {
    var (mask, count) = (mask, 0)
    while mask != 0 {
      let position = base &+ mask.trailingZeroBitCount
      mask &= mask &- 1
      let isSecond = bytes[position] == 0x0A && position > 0 && bytes[position - 1] == 0x0D
      count += isSecond ? 0 : 1
    }
    return count
  }
}
