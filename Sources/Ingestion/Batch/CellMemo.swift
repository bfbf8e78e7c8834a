import Contracts

/// What the rules made of the cells met so far, in bounded memory.
///
/// A full memo learns nothing more; what it holds never changes a result. Cells come in any order,
/// so that a look-up waits for memory: a short cell lies with its value in one line of it.
struct CellMemo: Sendable {
  /// Head, three words of key, four words of value; of long ones the first word says where in
  /// the memo's bytes they stand. The head: length of the key in 8 bits, column in 8, length of
  /// the value in 16, remark in 16.
  private typealias Entry = SIMD8<UInt64>

  /// What one memo has learned and another may learn.
  struct News: Sendable {
    fileprivate let entries: [SIMD8<UInt64>]
  }

  /// The value of a cell, and what was remarked on it.
  struct Value {
    fileprivate let words: SIMD4<UInt64>
    fileprivate let length: Int
    let remark: Int

    @inline(__always)
    fileprivate init(_ entry: SIMD8<UInt64>) {
      words = entry.highHalf
      length = Int(truncatingIfNeeded: entry[0] >> 16 & 0xFFFF)
      remark = Int(truncatingIfNeeded: entry[0] >> 32)
    }

    fileprivate var isShort: Bool { length <= shortValue }
  }

  /// A cell that is asked for: its column, its length, its bytes if they are few, and a hash.
  struct Key {
    let column: Int
    fileprivate let length: Int
    fileprivate let words: SIMD4<UInt64>
    let hash: UInt64

    @inline(__always)
    init(_ text: Span<UInt8>, from start: Int, to end: Int, column: Int) {
      self.column = column
      length = end &- start
      let isShort = length <= shortKey
      words = isShort ? text.threeWords(from: start, length: length) : SIMD4()
      let seed = UInt64(truncatingIfNeeded: column)
      hash = isShort ? words.folded(seed: seed) : text.hash(from: start, to: end, seed: seed)
    }

    // The key's part of the head of an entry; no entry has the length of a key that is too long.
    @inline(__always)
    fileprivate var head: UInt64 { UInt64(truncatingIfNeeded: min(length, 0xFF) | column << 8) }
  }

  /// Longest cell that is remembered, in bytes.
  static let longestKey = 128
  private static let longestValue = 1_024
  private static let mostRemarks = Int(UInt16.max)
  // Cells with equal hashes must not make a search long.
  private static let longestSearch = 16
  private static let keyBits: UInt64 = 0xFFFF

  // A memo of more than half as many entries is one of persons, and has room for all at once.
  private static let fewSlots = 1 << 12

  // The number of an entry plus one in the lower 20 bits, bits of its hash above; zero for none.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var entries: [Entry] = []
  // Cells and values that are not short.
  private var bytes: [UInt8] = []
  // Cells that a column may still add, so that none takes the room of the others.
  private var room: [Int]
  // Entries that the memos of other workers know of.
  private var toldCount = 0
  // Of all columns together.
  private let largestCount: Int
  private let mostBytes: Int

  /// Makes an empty memo for so many cells of each column, and of all columns together.
  init(room: [Int], count: Int, bytes: Int) {
    precondition(room.count <= 256, "an entry has one byte for its column")
    precondition(count < Int(Self.numberBits), "a slot has twenty bits for its entry")
    self.room = room
    (largestCount, mostBytes) = (count, bytes)
  }

  /// Returns what is known of a cell, or nil.
  @inline(__always)
  func value(_ key: Key, of text: Span<UInt8>, from start: Int) -> Value? {
    let mask = slots.count &- 1
    let tag = Self.tag(key.hash)
    var place = Int(truncatingIfNeeded: key.hash) & mask
    for _ in 0..<Self.longestSearch {
      let slot = slots[place]
      if slot == 0 { return nil }
      if slot & ~Self.numberBits == tag {
        let entry = entries[Int(slot & Self.numberBits) &- 1]
        if entry[0] & Self.keyBits == key.head, holds(entry, key, text, start) {
          return Value(entry)
        }
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
    return text.equals(
      from: start, length: key.length, bytes.span, from: Int(truncatingIfNeeded: entry[1]))
  }

  /// Brings near what look-ups of cells of these hashes will read; the number tells nothing.
  ///
  /// Look-ups between other work wait for memory one by one, these loads wait together.
  func approached(_ hashes: [UInt64]) -> UInt64 {
    guard !entries.isEmpty else { return 0 }
    let (slots, entries, mask) = (slots.span, entries.span, slots.count &- 1)
    var sum: UInt64 = 0
    for hash in hashes { sum &+= UInt64(slots[Int(truncatingIfNeeded: hash) & mask]) }
    for hash in hashes {
      let number = Int(slots[Int(truncatingIfNeeded: hash) & mask] & Self.numberBits)
      // Head and value: arrays begin amid a line of memory, and so an entry lies in two.
      let entry = entries[number == 0 ? 0 : number &- 1]
      sum &+= entry[0] &+ entry[7]
    }
    return sum
  }

  /// Writes what is known of a cell and ends it; returns what was remarked, nil if nothing is known.
  @inline(__always)
  func write(
    _ key: Key, of text: Span<UInt8>, from start: Int, into row: inout RowBuffer
  ) -> Int? {
    guard let value = value(key, of: text, from: start) else { return nil }
    append(value, to: &row)
    row.noteEnd()
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
      remark <= Self.mostRemarks, room[key.column] > 0, entries.count < largestCount,
      bytes.count + cell.count + value.count <= mostBytes
    else { return }
    if (entries.count + 1) * 2 > slots.count { grow() }
    guard place(UInt32(entries.count + 1), key.hash) else { return }
    let head = key.head | UInt64(value.count) << 16 | UInt64(remark) << 32
    var entry = Entry(
      lowHalf: SIMD4(head, key.words.x, key.words.y, key.words.z), highHalf: SIMD4())
    if cell.count > shortKey {
      entry[1] = UInt64(bytes.count)
      bytes.append(cell)
    }
    if value.count > shortValue {
      entry[4] = UInt64(bytes.count)
      bytes.append(value)
    } else {
      entry.highHalf = value.fourWords
    }
    entries.append(entry)
    room[key.column] -= 1
  }

  /// What was learned since this was asked last: short cells and values without a remark.
  mutating func takeNews() -> News {
    let new = entries[toldCount...].suffix(Self.mostNews)
    toldCount = entries.count
    return News(
      entries: new.filter { entry in
        Int(entry[0] & 0xFF) <= shortKey && entry[0] >> 16 <= UInt64(shortValue)
      })
  }

  // One MiB, which is more than the persons of usual exports.
  private static let mostNews = 1 << 14

  /// Learns what the memo of another worker has learned, and does not tell it again.
  mutating func learn(_ news: News) {
    for entry in news.entries {
      let column = Int(entry[0] >> 8 & 0xFF)
      guard room[column] > 0, entries.count < largestCount else { continue }
      if (entries.count + 1) * 2 > slots.count { grow() }
      guard !knows(entry), place(UInt32(entries.count + 1), hash(of: entry)) else { continue }
      entries.append(entry)
      room[column] -= 1
    }
    toldCount = entries.count
  }

  // Of a short one.
  private func knows(_ entry: Entry) -> Bool {
    let (mask, hash) = (slots.count - 1, hash(of: entry))
    for step in 0..<Self.longestSearch {
      let slot = slots[(Int(truncatingIfNeeded: hash) & mask + step) & mask]
      if slot == 0 { return false }
      guard slot & ~Self.numberBits == Self.tag(hash) else { continue }
      if entries[Int(slot & Self.numberBits) - 1].lowHalf == entry.lowHalf { return true }
    }
    return false
  }

  private static let numberBits: UInt32 = 0xF_FFFF

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) & ~numberBits
  }

  private mutating func place(_ number: UInt32, _ hash: UInt64) -> Bool {
    let mask = slots.count - 1
    let first = Int(truncatingIfNeeded: hash) & mask
    for step in 0..<Self.longestSearch where slots[(first + step) & mask] == 0 {
      slots[(first + step) & mask] = number | Self.tag(hash)
      return true
    }
    return false
  }

  /// Whether it is time to begin anew, for what is met lately is met again.
  var isHalfFull: Bool { entries.count * 2 > largestCount || bytes.count * 2 > mostBytes }

  // An entry that finds no place is met no more.
  private mutating func grow() {
    // Room that is not written to is no memory yet, and entries need not move to a larger one.
    if slots.count > Self.fewSlots { entries.reserveCapacity(largestCount) }
    slots = Array(repeating: 0, count: slots.count * 2)
    for index in entries.indices { _ = place(UInt32(index + 1), hash(of: entries[index])) }
  }

  private func hash(of entry: Entry) -> UInt64 {
    let (length, column) = (Int(entry[0] & 0xFF), entry[0] >> 8 & 0xFF)
    guard length > shortKey else {
      return SIMD4(entry[1], entry[2], entry[3], 0).folded(seed: column)
    }
    let start = Int(entry[1])
    return bytes.span.hash(from: start, to: start + length, seed: column)
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
