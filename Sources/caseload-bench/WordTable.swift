/// Numbers for distinct byte strings, given in the order of their first sight.
///
/// Strings are kept and compared as words of eight bytes, zero behind the last byte.
struct WordTable: Sendable {
  // A string's first word, its length, and its number plus one; zero is free.
  private struct Slot {
    var word: UInt64 = 0
    var length: Int32 = 0
    var number: Int32 = 0
  }

  private var words: [UInt64] = []
  // Where the words of a string begin, and how many bytes it has.
  private var places: [(start: Int, length: Int)] = []
  // As many as a power of two.
  private var slots = [Slot](repeating: Slot(), count: 1 << 10)

  /// How many strings are known.
  var count: Int { places.count }

  /// The string of a number.
  subscript(number: Int) -> [UInt8] {
    let (start, length) = places[number]
    return (0..<length).map { byte in
      UInt8(truncatingIfNeeded: words[start + byte / 8] >> UInt64(byte % 8 * 8))
    }
  }

  /// Returns the number of a part of some bytes that go on for seven more, a new one where needed.
  mutating func number(of range: Range<Int>, in bytes: RawSpan) -> Int {
    let first = range.isEmpty ? 0 : Self.word(range.lowerBound, range, bytes)
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(first, range, bytes)) & mask
    while slots[place].number != 0 {
      let slot = slots[place]
      if slot.word == first, slot.length == range.count,
        range.count <= 8 || equals(range, bytes, Int(slot.number) - 1)
      {
        return Int(slot.number) - 1
      }
      place = (place + 1) & mask
    }
    return add(range, bytes, Slot(word: first, length: Int32(range.count)), at: place)
  }

  private mutating func add(
    _ range: Range<Int>, _ bytes: RawSpan, _ slot: Slot, at place: Int
  ) -> Int {
    places.append((words.count, range.count))
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      words.append(Self.word(start, range, bytes))
    }
    slots[place] = slot
    slots[place].number = Int32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  private func equals(_ range: Range<Int>, _ bytes: RawSpan, _ known: Int) -> Bool {
    var place = places[known].start
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      guard words[place] == Self.word(start, range, bytes) else { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: slots.count * 2)
    let mask = slots.count - 1
    for slot in old where slot.number != 0 {
      let (start, length) = places[Int(slot.number) - 1]
      var hash = Self.mixed(Self.seed, slot.word)
      for place in start..<(start + (length + 7) / 8) where place > start {
        hash = Self.mixed(hash, words[place])
      }
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place].number != 0 { place = (place + 1) & mask }
      slots[place] = slot
    }
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func hash(_ first: UInt64, _ range: Range<Int>, _ bytes: RawSpan) -> UInt64 {
    var hash = mixed(seed, first)
    var start = range.lowerBound + 8
    while start < range.upperBound {
      hash = mixed(hash, word(start, range, bytes))
      start += 8
    }
    return hash
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }

  @inline(__always)
  private static func word(_ start: Int, _ range: Range<Int>, _ bytes: RawSpan) -> UInt64 {
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    let rest = range.upperBound - start
    return rest >= 8 ? word : word & ((1 << UInt64(rest * 8)) - 1)
  }
}
