/// Sums by packed key in open addressing.
struct GroupTable {
  /// A key and what was added to it.
  struct Group {
    var key: UInt64
    // Zero marks a free slot.
    var cases: Int
    var fineInFen: Int
  }

  private var slots = [Group](
    repeating: Group(key: 0, cases: 0, fineInFen: 0), count: 1 << 12)
  private var count = 0

  /// All groups, in no order.
  var groups: [Group] { slots.filter { $0.cases > 0 } }

  /// Adds cases and fines to a key.
  mutating func add(_ key: UInt64, cases: Int, fineInFen: Int) {
    if count * 2 >= slots.count { grow() }
    let slot = slot(of: key)
    if slots[slot].cases == 0 {
      slots[slot].key = key
      count += 1
    }
    slots[slot].cases += cases
    slots[slot].fineInFen += fineInFen
  }

  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 24) & mask
    while slots[slot].cases > 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Group](
      repeating: Group(key: 0, cases: 0, fineInFen: 0), count: old.count * 2)
    for group in old where group.cases > 0 { slots[slot(of: group.key)] = group }
  }
}
