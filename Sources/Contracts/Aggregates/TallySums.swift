/// Sums by key, in the order in which the keys were first added.
///
/// A table of its own, since a dictionary normalises the Chinese texts of a key whenever it hashes
/// it, and hashes every key anew when it grows; keys are equal when their bytes are.
public struct TallySums: Sendable, RandomAccessCollection {
  /// A key and the sums of its measures.
  public typealias Element = (key: [String], value: [Int])

  private var entries: [Element] = []
  private var hashes: [UInt64] = []
  // Positions of entries, plus one, by hash; at least half of them are zero and stand for none.
  private var slots: [UInt32] = []

  /// First position.
  public var startIndex: Int { 0 }
  /// Number of keys.
  public var endIndex: Int { entries.count }
  /// The entry at a position.
  public subscript(position: Int) -> Element { entries[position] }

  /// The sums of a key; nil where it was never added.
  public subscript(key: [String]) -> [Int]? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[place(of: key, Self.hash(of: key))]
    return slot == 0 ? nil : entries[Int(slot) - 1].value
  }

  /// Keys, each once.
  public var keys: some RandomAccessCollection<[String]> { entries.lazy.map { $0.key } }

  /// Sums in the order of the keys.
  public var values: some RandomAccessCollection<[Int]> { entries.lazy.map { $0.value } }

  /// Entries sorted by key.
  public var sorted: [Element] { entries.sorted { Self.precedes($0.key, $1.key) } }

  /// Adds amounts under a key; returns whether all sums fit in 64 bits.
  mutating func add(_ key: [String], _ amounts: [Int]) -> Bool {
    add(key, amounts, Self.hash(of: key))
  }

  /// Adds every entry of other sums; returns whether all sums fit in 64 bits.
  mutating func merge(_ other: TallySums) -> Bool {
    guard !isEmpty else {
      self = other
      return true
    }
    var isSound = true
    for (entry, hash) in zip(other.entries, other.hashes) {
      isSound = add(entry.key, entry.value, hash) && isSound
    }
    return isSound
  }

  private mutating func add(_ key: [String], _ amounts: [Int], _ hash: UInt64) -> Bool {
    if entries.count * 2 >= slots.count { grow() }
    let place = place(of: key, hash)
    let slot = Int(slots[place])
    guard slot > 0 else {
      entries.append((key, amounts))
      hashes.append(hash)
      slots[place] = UInt32(entries.count)
      return true
    }
    var isSound = true
    for index in amounts.indices {
      let (sum, overflow) =
        entries[slot - 1].value[index].addingReportingOverflow(amounts[index])
      isSound = isSound && !overflow
      entries[slot - 1].value[index] = sum
    }
    return isSound
  }

  // Where the key is, or the free place where it would be.
  private func place(of key: [String], _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] > 0 {
      let position = Int(slots[place]) - 1
      if hashes[position] == hash, entries[position].key == key { break }
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: Swift.max(16, slots.count * 2))
    let mask = slots.count - 1
    for (position, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] > 0 { place = (place + 1) & mask }
      slots[place] = UInt32(position + 1)
    }
  }

  private static func hash(of key: [String]) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for text in key {
      let bytes = text.utf8Span.span
      var word: UInt64 = 0
      for index in bytes.indices {
        word = word << 8 | UInt64(bytes[index])
        if index & 7 == 7 {
          state = mixed(state ^ word)
          word = 0
        }
      }
      state = mixed(state ^ word ^ UInt64(bytes.count) << 56)
    }
    return state
  }

  // Both halves of a product with an odd constant: every bit of the word reaches the low ones.
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  private static func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (own, other) in zip(left, right) where own != other { return own < other }
    return left.count < right.count
  }
}

extension TallySums: Hashable {
  /// Whether both have the same sums by key, in whatever order.
  public static func == (left: TallySums, right: TallySums) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes what no order changes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(hashes.reduce(0, ^))
  }
}

extension TallySums: ExpressibleByDictionaryLiteral {
  /// Makes sums of distinct keys.
  public init(dictionaryLiteral elements: ([String], [Int])...) {
    for (key, amounts) in elements {
      precondition(self[key] == nil, "a key stands once")
      _ = add(key, amounts)
    }
  }
}
