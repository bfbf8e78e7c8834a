/// What a column's rules made of the cells met so far, in bounded memory.
///
/// A full memo learns nothing more; what it holds never changes a result.
struct CellMemo: Sendable {
  /// The value of a cell as a range of the memo's bytes, and what was remarked on it.
  struct Value {
    let start: Int
    let end: Int
    let remark: Int
  }

  /// Longest cell that is remembered, in bytes.
  static let longestKey = 128
  // Cells with equal hashes must not make a search long.
  private static let longestSearch = 16

  // The key stands at `start`, the value behind it or, where they are equal, in its place.
  private struct Slot {
    // Zero marks a slot without an entry.
    var tag: UInt32 = 0
    var start: UInt32 = 0
    var keyLength: UInt8 = 0
    var offset: UInt8 = 0
    var valueLength: UInt16 = 0
    var remark: UInt16 = 0
  }

  private var slots: [Slot]
  private var bytes: [UInt8] = []
  private var count = 0
  private let capacity: Int

  /// Makes an empty memo for at most `capacity` cells.
  init(capacity: Int) {
    self.capacity = capacity
    slots = Array(repeating: Slot(), count: 64)
  }

  /// Returns what is known of a cell with a hash, or nil.
  @inline(__always)
  func value(of text: Span<UInt8>, from start: Int, to end: Int, hash: UInt64) -> Value? {
    let tag = Self.tag(hash)
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    for _ in 0..<Self.longestSearch {
      let slot = slots[place]
      if slot.tag == 0 { return nil }
      let key = Int(slot.start)
      if slot.tag == tag, Int(slot.keyLength) == end &- start,
        text.equals(from: start, length: end &- start, bytes.span, from: key)
      {
        let value = key + Int(slot.offset)
        return Value(
          start: value, end: value + Int(slot.valueLength), remark: Int(slot.remark))
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Writes a value that was found and ends the cell.
  @inline(__always)
  func write(_ value: Value, into row: inout RowBuffer) {
    row.append(bytes.span, from: value.start, to: value.end)
    row.endCell()
  }

  /// Remembers the value of a cell that is not known, if there is room.
  mutating func learn(_ key: [UInt8], hash: UInt64, value: [UInt8], remark: Int) {
    guard key.count <= Self.longestKey, value.count <= 1_024, remark <= Int(UInt16.max),
      count < capacity, bytes.count + key.count + value.count <= capacity * 64
    else { return }
    if count * 2 >= slots.count { grow() }
    let isSame = key == value
    let slot = Slot(
      tag: Self.tag(hash), start: UInt32(bytes.count), keyLength: UInt8(key.count),
      offset: isSame ? 0 : UInt8(key.count), valueLength: UInt16(value.count),
      remark: UInt16(remark))
    guard place(slot, hash) else { return }
    bytes += key
    if !isSame { bytes += value }
    count += 1
  }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }

  private mutating func place(_ slot: Slot, _ hash: UInt64) -> Bool {
    let mask = slots.count - 1
    let first = Int(truncatingIfNeeded: hash) & mask
    for step in 0..<Self.longestSearch {
      let place = (first + step) & mask
      if slots[place].tag == 0 {
        slots[place] = slot
        return true
      }
    }
    return false
  }

  // An entry that finds no place is forgotten.
  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    for slot in old where slot.tag != 0 {
      let key = Int(slot.start)
      _ = place(slot, bytes.span.hash(from: key, to: key + Int(slot.keyLength)))
    }
  }
}
