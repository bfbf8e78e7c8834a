/// The distinct values of a column, numbered in the order of their first appearance.
struct ValueDictionary {
  // Beyond this a value is looked for too long; data made to collide costs no more than that.
  private static let longestSearch = 256

  /// The values as Parquet writes text: four bytes of length before each.
  private(set) var entries: [UInt8] = []
  private var starts: [Int] = []
  // Open addressing: hash and, in the lower half, code plus one; zero where nothing stands.
  private var slots = [UInt64](repeating: 0, count: 256)

  // What was loaded to be near; nobody asks for it.
  private var approached: UInt64 = 0

  var count: Int { starts.count }

  /// Whether it is too large to stay near while other columns are filled.
  var isFar: Bool { starts.count > 512 }

  /// Loads the slot in which a look-up begins.
  @inline(__always)
  mutating func approach(_ hash: UInt64) {
    approached &+= slots[Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)]
  }

  /// The bytes of a value.
  @inline(__always)
  func value(_ code: UInt32) -> Range<Int> {
    let start = starts[Int(code)]
    return start..<start + Int(entries.span.halfWord(at: start - 4))
  }

  @inline(__always)
  private func holds(_ cell: Span<UInt8>, at code: UInt32) -> Bool {
    entries.span.extracting(value(code)).equals(cell)
  }

  /// The code of a value, which is put in if it is new.
  ///
  /// - Parameters:
  ///   - cell: The bytes of the value.
  ///   - folded: Their `folded`.
  ///   - isBounded: Whether a search may be too long.
  /// - Returns: The code; nil where the search is too long.
  mutating func code(
    of cell: Span<UInt8>, hash folded: UInt64, isBounded: Bool = true
  ) -> UInt32? {
    let hash = folded >> 32
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    for _ in 0..<(isBounded ? Self.longestSearch : slots.count) {
      let found = slots[slot]
      if found == 0 { return insert(cell, hash, at: slot) }
      let code = UInt32(truncatingIfNeeded: found) &- 1
      if found >> 32 == hash, holds(cell, at: code) { return code }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Hands the entries over; nothing is looked up before `removeAll`.
  mutating func takeEntries() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &entries)
    return taken
  }

  /// Forgets the values but keeps the memory.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private mutating func insert(_ cell: Span<UInt8>, _ hash: UInt64, at slot: Int) -> UInt32 {
    let code = UInt32(starts.count)
    entries.append(littleEndian: UInt32(cell.count))
    starts.append(entries.count)
    entries.append(cell)
    slots[slot] = hash << 32 | UInt64(code + 1)
    if starts.count * 2 > slots.count { grow() }
    return code
  }

  private mutating func grow() {
    let mask = slots.count * 4 - 1
    let old = slots
    slots = [UInt64](repeating: 0, count: mask + 1)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }
}
