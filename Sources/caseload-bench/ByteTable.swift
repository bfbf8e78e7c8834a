/// Numbers for distinct byte strings, given in the order of their first sight.
struct ByteTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  // Number of the string plus one; zero is free. As many slots as a power of two.
  private var slots = [Int32](repeating: 0, count: 1 << 10)

  /// How many strings are known.
  var count: Int { ends.count }

  /// The string of a number.
  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// Returns the number of a string, a new one where it is not known yet.
  mutating func number(of string: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(string)) & mask
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if equals(string, known) { return known }
      slot = (slot + 1) & mask
    }
    for index in string.indices { bytes.append(string[index]) }
    ends.append(bytes.count)
    slots[slot] = Int32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private func equals(_ string: Span<UInt8>, _ known: Int) -> Bool {
    let start = known == 0 ? 0 : ends[known - 1]
    guard ends[known] - start == string.count else { return false }
    for index in string.indices where bytes[start + index] != string[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in 0..<count {
      var slot = Int(truncatingIfNeeded: Self.hash(self[number].span)) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number + 1)
    }
  }

  // FNV-1a, folded so that the low bits depend on every byte.
  private static func hash(_ string: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in string.indices { hash = (hash ^ UInt64(string[index])) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 29)
  }
}
