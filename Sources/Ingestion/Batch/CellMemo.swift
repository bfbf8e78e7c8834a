import Contracts

/// What the rules made of the cells met so far, in bounded memory.
///
/// A full memo learns nothing more; what it holds never changes a result.
struct CellMemo: Sendable {
  /// The value of a cell as a range of the memo's bytes, and what was remarked on it.
  struct Value {
    let start: Int
    let end: Int
    let remark: Int
  }

  /// A cell that is asked for: its column, its bytes and their hash.
  struct Key {
    let column: Int
    let hash: UInt64

    @inline(__always)
    init(_ text: Span<UInt8>, from start: Int, to end: Int, column: Int) {
      self.column = column
      hash = text.hash(from: start, to: end, seed: UInt64(truncatingIfNeeded: column))
    }

    // Zero is no tag.
    @inline(__always)
    fileprivate var tag: UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }
  }

  // The key stands at `start`, the value behind it or, where they are equal, in its place.
  private struct Slot {
    // Zero marks a slot without an entry.
    var tag: UInt32 = 0
    var start: UInt32 = 0
    var keyLength: UInt8 = 0
    var offset: UInt8 = 0
    var valueLength: UInt16 = 0
    var remark: UInt16 = 0
    var column: UInt8 = 0
  }

  /// Longest cell that is remembered, in bytes.
  static let longestKey = 128
  // Cells with equal hashes must not make a search long.
  private static let longestSearch = 16

  private var slots = [Slot](repeating: Slot(), count: 256)
  private var bytes: [UInt8] = []
  private var count = 0
  // Cells that a column may still add, so that none takes the room of the others.
  private var room: [Int]
  // Of all columns together; a cell takes 32 bytes of slots and its text.
  private let largestCount: Int
  private let mostBytes: Int

  /// Makes an empty memo for so many cells of each column, and of all columns together.
  init(room: [Int], count: Int, bytes: Int) {
    precondition(room.count <= 256, "a slot has one byte for its column")
    self.room = room
    (largestCount, mostBytes) = (count, bytes)
  }

  /// Returns what is known of a cell, or nil.
  @inline(__always)
  func value(_ key: Key, of text: Span<UInt8>, from start: Int, to end: Int) -> Value? {
    let tag = key.tag
    let mask = slots.count &- 1
    var place = Self.firstPlace(tag) & mask
    for _ in 0..<Self.longestSearch {
      let slot = slots[place]
      if slot.tag == 0 { return nil }
      let first = Int(slot.start)
      if slot.tag == tag, Int(slot.keyLength) == end &- start, Int(slot.column) == key.column,
        text.equals(from: start, length: end &- start, bytes.span, from: first)
      {
        let value = first &+ Int(slot.offset)
        return Value(
          start: value, end: value &+ Int(slot.valueLength), remark: Int(slot.remark))
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Writes what is known of a cell and ends it; returns what was remarked, nil if nothing is known.
  @inline(__always)
  func write(
    _ key: Key, of text: Span<UInt8>, from start: Int, to end: Int, into row: inout RowBuffer
  ) -> Int? {
    guard let value = value(key, of: text, from: start, to: end) else { return nil }
    append(value, to: &row)
    row.endCell()
    return value.remark
  }

  /// Appends a value that was found to the cell under way.
  func append(_ value: Value, to row: inout RowBuffer) {
    row.append(bytes.span, from: value.start, to: value.end)
  }

  /// Whether a value that was found comes before another by its bytes.
  func precedes(_ left: Value, _ right: Value) -> Bool {
    if left.end - left.start >= 8, right.end - right.start >= 8 {
      let span = bytes.span
      let words = (span.word(at: left.start).byteSwapped, span.word(at: right.start).byteSwapped)
      if words.0 != words.1 { return words.0 < words.1 }
    }
    return bytes[left.start..<left.end].lexicographicallyPrecedes(bytes[right.start..<right.end])
  }

  /// Remembers the value of a cell that is not known, if there is room.
  mutating func learn(_ key: Key, _ cell: Span<UInt8>, value: Span<UInt8>, remark: Int) {
    guard cell.count <= Self.longestKey, value.count <= 1_024, remark <= Int(UInt16.max),
      room[key.column] > 0, count < largestCount,
      bytes.count + cell.count + value.count <= mostBytes
    else { return }
    if count * 2 >= slots.count { grow() }
    let isSame =
      cell.count == value.count && cell.equals(from: 0, length: cell.count, value, from: 0)
    let slot = Slot(
      tag: key.tag, start: UInt32(bytes.count), keyLength: UInt8(cell.count),
      offset: isSame ? 0 : UInt8(cell.count), valueLength: UInt16(value.count),
      remark: UInt16(remark), column: UInt8(key.column))
    guard place(slot) else { return }
    bytes.append(cell)
    if !isSame { bytes.append(value) }
    count += 1
    room[key.column] -= 1
  }

  // The lowest bit is set in all of them. Places follow from tags, so that growing reads no cell.
  @inline(__always)
  private static func firstPlace(_ tag: UInt32) -> Int { Int(tag >> 1) }

  private mutating func place(_ slot: Slot) -> Bool {
    let mask = slots.count - 1
    let first = Self.firstPlace(slot.tag)
    for step in 0..<Self.longestSearch {
      let place = (first + step) & mask
      if slots[place].tag == 0 {
        slots[place] = slot
        return true
      }
    }
    return false
  }

  /// Whether it is time to begin anew, for what is met lately is met again.
  var isHalfFull: Bool { count * 2 > largestCount || bytes.count * 2 > mostBytes }

  // An entry that finds no place is forgotten.
  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.tag != 0 { _ = place(slot) }
  }
}
