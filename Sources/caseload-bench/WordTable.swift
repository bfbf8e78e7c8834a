/// Numbers for distinct byte strings, given in the order of their first sight.
///
/// Strings are kept and compared as words of eight bytes, zero behind the last byte.
struct WordTable: Sendable {
  private var words: [UInt64] = []
  // Where the words of a string begin, and how many bytes it has.
  private var places: [(start: Int, length: Int)] = []
  // Number of the string plus one; zero is free. As many slots as a power of two.
  private var slots = [Int32](repeating: 0, count: 1 << 10)

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
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: Self.hash(range, bytes)) & mask
    while slots[slot] != 0 {
      let known = Int(slots[slot]) - 1
      if equals(range, bytes, known) { return known }
      slot = (slot + 1) & mask
    }
    places.append((words.count, range.count))
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      words.append(Self.word(start, range, bytes))
    }
    slots[slot] = Int32(count)
    if count * 2 > slots.count { grow() }
    return count - 1
  }

  private func equals(_ range: Range<Int>, _ bytes: RawSpan, _ known: Int) -> Bool {
    let (start, length) = places[known]
    guard length == range.count else { return false }
    var place = start
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      guard words[place] == Self.word(start, range, bytes) else { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in 0..<count {
      let (start, length) = places[number]
      var hash = Self.seed
      for place in start..<(start + (length + 7) / 8) { hash = Self.mixed(hash, words[place]) }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number + 1)
    }
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func hash(_ range: Range<Int>, _ bytes: RawSpan) -> UInt64 {
    var hash = seed
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      hash = mixed(hash, word(start, range, bytes))
    }
    return hash
  }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }

  private static func word(_ start: Int, _ range: Range<Int>, _ bytes: RawSpan) -> UInt64 {
    let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    let rest = range.upperBound - start
    return rest >= 8 ? word : word & ((1 << UInt64(rest * 8)) - 1)
  }
}
