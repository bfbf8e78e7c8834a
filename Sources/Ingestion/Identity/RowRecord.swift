import Contracts

/// What stands before the cells of a row that waits to be merged.
///
/// A record in bytes: its length, the length of its identity, its place (export, line, sequence,
/// offset), month, kind, digest of its content, then identity, lengths of the cells, cells. Numbers
/// are little-endian; a length is one byte, or 0xFF and four bytes, for most cells are short. Rows
/// of millions wait like this, in memory or on the disk, since a text a cell would cost more than
/// all the rest of the work.
public struct RowHead: Hashable, Sendable {
  /// Place of the export in this run, from 1; zero for what the archive knows.
  public var export = 0
  /// Physical line on which the record starts.
  public var line = 0
  /// Byte offset of the record in the export.
  public var offset = 0
  /// Place among the rows of the run; tells rows of one line apart.
  public var sequence = 0
  /// Months since January of year 0, plus one; zero where the table is not divided.
  public var month = 0
  /// First eight bytes of the SHA-256 of the cells, as a big-endian number.
  public var content: UInt64 = 0

  /// Makes a head of zeros.
  public init() {}

  /// The digest as 16 lowercase hexadecimal digits.
  public var contentText: String { RowLayout.contentText(content) }

  /// The month `YYYY-MM` of a number; empty for zero.
  public static func text(ofMonth number: Int) -> String { RowLayout.monthText(number) }

  /// The number of a month `YYYY-MM`, as in `month`; zero for none.
  public static func number(ofMonth text: String) -> Int { RowLayout.monthKey(text) }
}

/// A record within bytes.
public struct RowRecord: Hashable, Sendable {
  static let headBytes = 56

  /// Where it starts.
  public let start: Int
  /// Where the next one starts.
  public let end: Int
  /// Range of the bytes of its identity.
  public let identity: Range<Int>
  /// What stands before its cells.
  public let head: RowHead
  private let cellCount: Int
  private let lengthBytes: Int

  /// Reads the record at a place.
  public init(in bytes: [UInt8], at start: Int) {
    let span = bytes.span
    self.start = start
    end = start + word(span, start)
    let identityStart = start + Self.headBytes
    identity = identityStart..<identityStart + word(span, start + 4)
    cellCount = word(span, start + 8)
    lengthBytes = word(span, start + 20)
    var head = RowHead()
    head.export = word(span, start + 12)
    head.month = word(span, start + 16)
    head.line = Int(longWord(span, start + 24))
    head.offset = Int(longWord(span, start + 32))
    head.sequence = Int(longWord(span, start + 40))
    head.content = longWord(span, start + 48)
    self.head = head
  }

  /// Length of the record at a place.
  public static func length(in bytes: Span<UInt8>, at start: Int) -> Int { word(bytes, start) }

  /// Length of the identity of the record at a place.
  static func identityLength(in bytes: [UInt8], at start: Int) -> Int {
    word(bytes.span, start + 4)
  }

  /// Eight bytes of that identity from `depth` on as a big-endian number, zeros behind its end.
  static func identityWord(in bytes: [UInt8], at start: Int, _ depth: Int) -> UInt64 {
    let span = bytes.span
    let length = min(8, max(0, word(span, start + 4) - depth))
    let place = start + headBytes + depth
    let found = length == 8 ? span.word(at: place) : span.word(at: place, length: length)
    return found.byteSwapped
  }

  /// Where the cells end, counted from the first byte of the first one.
  public func ends(in bytes: [UInt8]) -> [Int] {
    var ends: [Int] = []
    read(&ends, in: bytes)
    return ends
  }

  /// Replaces `ends` by where the cells end, and keeps its storage.
  public func read(_ ends: inout [Int], in bytes: [UInt8]) {
    let span = bytes.span
    ends.removeAll(keepingCapacity: true)
    ends.append(addingCapacity: cellCount) { ends in
      var (place, end) = (identity.upperBound, -1)
      for _ in 0..<cellCount {
        end += 1 + Self.nextLength(span, &place)
        ends.append(end)
      }
    }
  }

  /// Range of the cells, one byte that belongs to no cell after each.
  public var cells: Range<Int> { identity.upperBound + lengthBytes..<end }

  /// The cells as texts.
  public func texts(in bytes: [UInt8]) -> [String] {
    var start = cells.lowerBound
    return ends(in: bytes).map { cellEnd in
      let end = cells.lowerBound + cellEnd
      defer { start = end + 1 }
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
  }

  /// Bytes of one cell.
  public func cell(_ index: Int, in bytes: [UInt8]) -> Range<Int> {
    let span = bytes.span
    var (place, start) = (identity.upperBound, cells.lowerBound)
    for _ in 0..<index { start += 1 + Self.nextLength(span, &place) }
    return start..<start + Self.nextLength(span, &place)
  }

  private static let longLength: UInt8 = 0xFF

  @inline(__always)
  private static func nextLength(_ span: Span<UInt8>, _ place: inout Int) -> Int {
    let length = span[place]
    place += 1
    guard length == longLength else { return Int(length) }
    place += 4
    return word(span, place - 4)
  }

  private static func append(lengthsOf cells: Span<Int>, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: 5 * cells.count) { bytes in
      var last = -1
      for index in cells.indices {
        let length = UInt32(cells[index] - last - 1)
        last = cells[index]
        guard length >= longLength else {
          bytes.append(UInt8(length))
          continue
        }
        bytes.append(longLength)
        for shift: UInt32 in [0, 8, 16, 24] {
          bytes.append(UInt8(truncatingIfNeeded: length >> shift))
        }
      }
    }
  }

  /// Appends a record.
  static func append(
    _ head: RowHead, identity: Span<UInt8>, ends: [Int], cells: Span<UInt8>,
    to bytes: inout [UInt8]
  ) {
    let start = bytes.count
    bytes.append(addingCapacity: headBytes) { $0.append(repeating: 0, count: headBytes) }
    bytes.append(identity)
    let identityEnd = bytes.count
    append(lengthsOf: ends.span, to: &bytes)
    let lengthBytes = bytes.count - identityEnd
    bytes.append(cells)
    let length = bytes.count - start
    var span = bytes.mutableSpan
    span.store(UInt64(length) | UInt64(identity.count) << 32, at: start)
    span.store(UInt64(ends.count) | UInt64(head.export) << 32, at: start + 8)
    span.store(UInt64(head.month) | UInt64(lengthBytes) << 32, at: start + 16)
    span.store(UInt64(head.line), at: start + 24)
    span.store(UInt64(head.offset), at: start + 32)
    span.store(UInt64(head.sequence), at: start + 40)
    span.store(head.content, at: start + 48)
  }

  /// Writes the digest of the record at a place.
  static func setContent(_ content: UInt64, in bytes: inout [UInt8], at start: Int) {
    var span = bytes.mutableSpan
    span.store(content, at: start + 48)
  }
}

extension MutableSpan where Element == UInt8 {
  // Any bytes are bytes: stores of several at once are checked for bounds alone.
  @inline(__always)
  fileprivate mutating func store<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, at offset: Int
  ) {
    var target = unsafe mutableBytes
    target.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
  }
}

@inline(__always)
private func word(_ span: Span<UInt8>, _ start: Int) -> Int {
  let loaded = unsafe span.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self)
  return Int(UInt32(littleEndian: loaded))
}

@inline(__always)
private func longWord(_ span: Span<UInt8>, _ start: Int) -> UInt64 { span.word(at: start) }

/// Whether a record comes before another: by identity, export, line and sequence.
public func precedes(
  _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int
) -> Bool {
  let order = compareIdentities(left, leftStart, right, rightStart)
  guard order == 0 else { return order < 0 }
  return place(left, leftStart) < place(right, rightStart)
}

private func place(_ span: Span<UInt8>, _ start: Int) -> (Int, UInt64, UInt64) {
  (word(span, start + 12), longWord(span, start + 24), longWord(span, start + 40))
}

/// Below zero where the identity of the left record comes first by its bytes, zero where equal.
public func compareIdentities(
  _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int
) -> Int {
  let leftCount = word(left, leftStart + 4)
  let rightCount = word(right, rightStart + 4)
  var (leftIndex, rightIndex) = (
    leftStart + RowRecord.headBytes, rightStart + RowRecord.headBytes
  )
  let least = min(leftCount, rightCount)
  var compared = 0
  while compared + 8 <= least {
    let leftWord = left.word(at: leftIndex).byteSwapped
    let rightWord = right.word(at: rightIndex).byteSwapped
    guard leftWord == rightWord else { return leftWord < rightWord ? -1 : 1 }
    leftIndex += 8
    rightIndex += 8
    compared += 8
  }
  for _ in compared..<least {
    let difference = Int(left[leftIndex]) - Int(right[rightIndex])
    guard difference == 0 else { return difference }
    leftIndex += 1
    rightIndex += 1
  }
  return leftCount - rightCount
}
