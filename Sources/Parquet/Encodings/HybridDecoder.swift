/// Reads what `HybridEncoder` writes.
struct HybridDecoder {
  private let width: Int
  private let count: Int
  private var offset = 0
  // As many as are wanted, of which the first `filled` are read.
  private var numbers: [UInt32]
  private var filled = 0

  /// Returns `count` numbers, nil where the bytes do not hold exactly them.
  static func numbers(_ bytes: Span<UInt8>, width: Int, count: Int) -> [UInt32]? {
    guard (0...32).contains(width) else { return nil }
    var decoder = Self(width: width, count: count)
    while decoder.filled < count {
      guard let header = decoder.header(bytes) else { return nil }
      let isRead =
        header & 1 == 0
        ? decoder.appendRun(of: header >> 1, bytes) : decoder.appendGroups(header >> 1, bytes)
      guard isRead else { return nil }
    }
    return decoder.offset == bytes.count ? decoder.numbers : nil
  }

  private init(width: Int, count: Int) {
    self.width = width
    self.count = count
    numbers = [UInt32](repeating: 0, count: count)
  }

  private mutating func appendRun(of length: Int, _ bytes: Span<UInt8>) -> Bool {
    let size = (width + 7) / 8
    guard length > 0, length <= count - filled, size <= bytes.count - offset else {
      return false
    }
    var value: UInt32 = 0
    for index in 0..<size { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
    // Whole bytes have room for numbers that the width has not.
    guard UInt64(value) < UInt64(1) << UInt64(width) else { return false }
    offset += size
    for index in filled..<filled + length { numbers[index] = value }
    filled += length
    return true
  }

  private mutating func appendGroups(_ groups: Int, _ bytes: Span<UInt8>) -> Bool {
    let left = count - filled
    // Only the last group may be filled up.
    guard groups > 0, groups <= (left + 7) / 8, groups * width <= bytes.count - offset else {
      return false
    }
    let mask = UInt64(1) << UInt64(width) - 1
    let end = filled + min(groups * 8, left)
    var bit = offset * 8
    // Where eight bytes can be read at once, which is all but the end.
    while filled < end, bit >> 3 + 8 <= bytes.count {
      let word = bytes.word(at: bit >> 3)
      numbers[filled] = UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & mask)
      filled += 1
      bit += width
    }
    while filled < end {
      let word = Self.lastWord(bytes, at: bit >> 3)
      numbers[filled] = UInt32(truncatingIfNeeded: word >> UInt64(bit & 7) & mask)
      filled += 1
      bit += width
    }
    offset += groups * width
    return true
  }

  // Less than eight bytes, zeros after the last one.
  private static func lastWord(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in offset..<max(offset, bytes.count) {
      word |= UInt64(bytes[index]) << UInt64(8 * (index - offset))
    }
    return word
  }

  private mutating func header(_ bytes: Span<UInt8>) -> Int? {
    var value = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard offset < bytes.count else { return nil }
      let byte = bytes[offset]
      offset += 1
      value |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
