import Contracts

/// What the rules made of the cells met so far, in bounded memory.
///
/// A full memo learns nothing more; what it holds never changes a result. Cells come in any order,
/// so that a look-up waits for memory: a short cell lies with its value in one line of it.
struct CellMemo: Sendable {
  /// Head, three words of key, four words of value; of long ones the first word says where in
  /// the memo's bytes they stand.
  private typealias Entry = SIMD8<UInt64>

  /// The value of a cell, and what was remarked on it.
  struct Value {
    fileprivate let words: SIMD4<UInt64>
    fileprivate let length: Int
    let remark: Int

    fileprivate var isShort: Bool { length <= shortValue }
  }

  /// A cell that is asked for: its column, its length, and its bytes or a hash of them.
  struct Key {
    let column: Int
    fileprivate let length: Int
    fileprivate let head: UInt64
    fileprivate let words: SIMD4<UInt64>

    @inline(__always)
    init(_ text: Span<UInt8>, from start: Int, to end: Int, column: Int) {
      self.column = column
      length = end &- start
      let seed = UInt64(truncatingIfNeeded: column)
      let hash: UInt64
      if length <= shortKey {
        words = text.threeWords(from: start, length: length)
        hash = words.folded(seed: seed)
      } else {
        words = SIMD4()
        hash = text.hash(from: start, to: end, seed: seed)
      }
      // A tag that is never zero, column, length.
      head =
        (hash | 1 << 40) & ~0xFF_FFFF_FFFF | (seed & 0xFF) << 8
        | UInt64(truncatingIfNeeded: length) & 0xFF
    }

    // The lowest bit of the tag is set in all of them.
    @inline(__always)
    fileprivate var place: Int { CellMemo.place(head) }
  }

  /// Longest cell that is remembered, in bytes.
  static let longestKey = 128
  private static let longestValue = 1_024
  private static let mostRemarks = 0xFFF
  // Cells with equal hashes must not make a search long.
  private static let longestSearch = 16
  // What an entry and a key have in common.
  private static let keyBits: UInt64 = 0xFFFF_FF00_0000_FFFF

  private var entries = [Entry](repeating: Entry(), count: 256)
  // Cells and values that are not short.
  private var bytes: [UInt8] = []
  private var count = 0
  // Cells that a column may still add, so that none takes the room of the others.
  private var room: [Int]
  // Of all columns together.
  private let largestCount: Int
  private let mostBytes: Int

  /// Makes an empty memo for so many cells of each column, and of all columns together.
  init(room: [Int], count: Int, bytes: Int) {
    precondition(room.count <= 256, "an entry has one byte for its column")
    self.room = room
    (largestCount, mostBytes) = (count, bytes)
  }

  /// Returns what is known of a cell, or nil.
  @inline(__always)
  func value(_ key: Key, of text: Span<UInt8>, from start: Int) -> Value? {
    let mask = entries.count &- 1
    var place = key.place & mask
    for _ in 0..<Self.longestSearch {
      let entry = entries[place]
      let head = entry[0]
      if head == 0 { return nil }
      if head & Self.keyBits == key.head, holds(entry, key, text, start) {
        return Value(
          words: entry.highHalf, length: Int(truncatingIfNeeded: head >> 16 & 0xFFF),
          remark: Int(truncatingIfNeeded: head >> 28 & 0xFFF))
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  @inline(__always)
  private func holds(
    _ entry: Entry, _ key: Key, _ text: Span<UInt8>, _ start: Int
  ) -> Bool {
    guard key.length > shortKey else {
      return entry[1] == key.words.x && entry[2] == key.words.y && entry[3] == key.words.z
    }
    return key.length <= Self.longestKey
      && text.equals(
        from: start, length: key.length, bytes.span, from: Int(truncatingIfNeeded: entry[1]))
  }

  /// Writes what is known of a cell and ends it; returns what was remarked, nil if nothing is known.
  @inline(__always)
  func write(
    _ key: Key, of text: Span<UInt8>, from start: Int, into row: inout RowBuffer
  ) -> Int? {
    guard let value = value(key, of: text, from: start) else { return nil }
    append(value, to: &row)
    row.endCell()
    return value.remark
  }

  /// Appends a value that was found to the cell under way.
  @inline(__always)
  func append(_ value: Value, to row: inout RowBuffer) {
    if value.isShort {
      row.append(value.words, length: value.length)
    } else {
      let start = Int(truncatingIfNeeded: value.words.x)
      row.append(bytes.span, from: start, to: start &+ value.length)
    }
  }

  /// Whether a value that was found comes before another by its bytes.
  func precedes(_ left: Value, _ right: Value) -> Bool {
    guard left.isShort, right.isShort else {
      return text(of: left).lexicographicallyPrecedes(text(of: right))
    }
    for index in 0..<4 where left.words[index] != right.words[index] {
      return left.words[index].byteSwapped < right.words[index].byteSwapped
    }
    return left.length < right.length
  }

  private func text(of value: Value) -> [UInt8] {
    var row = RowBuffer(width: 1)
    append(value, to: &row)
    return [UInt8](row.bytes.span, from: 0, to: row.used)
  }

  /// Remembers the value of a cell that is not known, if there is room.
  mutating func learn(_ key: Key, _ cell: Span<UInt8>, value: Span<UInt8>, remark: Int) {
    guard cell.count <= Self.longestKey, value.count <= Self.longestValue,
      remark <= Self.mostRemarks, room[key.column] > 0, count < largestCount,
      bytes.count + cell.count + value.count <= mostBytes
    else { return }
    if count * 2 >= entries.count { grow() }
    var entry = Entry(lowHalf: SIMD4(), highHalf: SIMD4())
    entry[0] = key.head | UInt64(value.count) << 16 | UInt64(remark) << 28
    let isShortKey = cell.count <= shortKey
    (entry[1], entry[2], entry[3]) =
      isShortKey ? (key.words.x, key.words.y, key.words.z) : (UInt64(bytes.count), 0, 0)
    let isShortValue = value.count <= shortValue
    let valueStart = isShortKey ? bytes.count : bytes.count + cell.count
    entry.highHalf = isShortValue ? value.fourWords : SIMD4(UInt64(valueStart), 0, 0, 0)
    guard place(entry) else { return }
    if !isShortKey { bytes.append(cell) }
    if !isShortValue { bytes.append(value) }
    count += 1
    room[key.column] -= 1
  }

  // Places follow from heads alone, so that growing reads no cell.
  @inline(__always)
  private static func place(_ head: UInt64) -> Int { Int(truncatingIfNeeded: head >> 41) }

  private mutating func place(_ entry: Entry) -> Bool {
    let mask = entries.count - 1
    let first = Self.place(entry[0])
    for step in 0..<Self.longestSearch {
      let place = (first + step) & mask
      if entries[place][0] == 0 {
        entries[place] = entry
        return true
      }
    }
    return false
  }

  /// Whether it is time to begin anew, for what is met lately is met again.
  var isHalfFull: Bool { count * 2 > largestCount || bytes.count * 2 > mostBytes }

  // An entry that finds no place is forgotten.
  private mutating func grow() {
    let old = entries
    entries = Array(repeating: Entry(), count: old.count * 2)
    for entry in old where entry[0] != 0 { _ = place(entry) }
  }
}

// What fits into an entry, in bytes.
private let shortKey = 24
private let shortValue = 32

extension Span where Element == UInt8 {
  // Up to 24 bytes, zeros behind them.
  @inline(__always)
  fileprivate func threeWords(from start: Int, length: Int) -> SIMD4<UInt64> {
    guard start &+ 24 <= count else {
      var padded = [UInt8](self, from: start, to: start &+ length)
      padded += [UInt8](repeating: 0, count: 24 &- length)
      return SIMD4(padded.span.word(at: 0), padded.span.word(at: 8), padded.span.word(at: 16), 0)
    }
    return SIMD4(
      word(at: start) & .lowest(bytes: length), word(at: start &+ 8) & .lowest(bytes: length &- 8),
      word(at: start &+ 16) & .lowest(bytes: length &- 16), 0)
  }

  // All of up to 32 bytes, zeros behind them.
  fileprivate var fourWords: SIMD4<UInt64> {
    var padded = [UInt8](self, from: 0, to: count)
    padded += [UInt8](repeating: 0, count: 32 - count)
    let span = padded.span
    return SIMD4(span.word(at: 0), span.word(at: 8), span.word(at: 16), span.word(at: 24))
  }
}

extension UInt64 {
  // The bits of so many bytes; none below one, all from eight on.
  @inline(__always)
  fileprivate static func lowest(bytes: Int) -> UInt64 {
    let bits = UInt64(truncatingIfNeeded: 64 &- 8 &* Swift.min(bytes, 8))
    return bytes <= 0 ? 0 : UInt64.max &>> bits
  }
}

extension SIMD4 where Scalar == UInt64 {
  @inline(__always)
  fileprivate func folded(seed: UInt64) -> UInt64 {
    let first = Span<UInt8>.mixed(seed ^ 0x2545_F491_4F6C_DD1D, x)
    return Span<UInt8>.mixed(Span<UInt8>.mixed(first, y), z)
  }
}
