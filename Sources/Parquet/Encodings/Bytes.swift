extension Span where Element == UInt8 {
  /// Eight bytes from an offset, the first one least significant.
  func word(at offset: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Four bytes from an offset, the first one least significant.
  func halfWord(at offset: Int) -> UInt32 {
    unsafe UInt32(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// Whether both hold the same bytes.
  @inline(__always)
  func equals(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard count >= 8 else { return count == 0 || shortWord == other.shortWord }
    var offset = 0
    while offset + 8 < count {
      guard word(at: offset) == other.word(at: offset) else { return false }
      offset += 8
    }
    return word(at: count - 8) == other.word(at: count - 8)
  }

  /// Whether the bytes come before others, as unsigned numbers.
  func precedes(_ other: Span<UInt8>) -> Bool {
    let shared = Swift.min(count, other.count)
    var offset = 0
    while offset + 8 <= shared {
      let (left, right) = (word(at: offset).byteSwapped, other.word(at: offset).byteSwapped)
      if left != right { return left < right }
      offset += 8
    }
    while offset < shared {
      if self[offset] != other[offset] { return self[offset] < other[offset] }
      offset += 1
    }
    return count < other.count
  }

  /// A number for a hash table; not the same for other bytes in almost all cases.
  var folded: UInt64 {
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    var state = UInt64(truncatingIfNeeded: count) &* multiplier
    guard count >= 8 else { return Self.mixed(state ^ (count == 0 ? 0 : shortWord)) }
    var offset = 0
    while offset + 8 < count {
      state = Self.mixed(state ^ word(at: offset))
      offset += 8
    }
    return Self.mixed(state ^ word(at: count - 8))
  }

  // One to seven bytes; with the length they tell all such bytes apart.
  private var shortWord: UInt64 {
    guard count >= 4 else {
      return UInt64(self[0]) | UInt64(self[count / 2]) << 8 | UInt64(self[count - 1]) << 16
    }
    return UInt64(halfWord(at: 0)) | UInt64(halfWord(at: count - 4)) << 32
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// Whether the bytes are UTF-8.
  var isText: Bool {
    if isASCII { return true }
    do {
      _ = try UTF8Span(validating: self)
      return true
    } catch {
      return false
    }
  }

  private var isASCII: Bool {
    guard count >= 8 else { return count == 0 || shortWord & Self.highBits == 0 }
    var bits = word(at: count - 8)
    for offset in stride(from: 0, to: count - 8, by: 8) { bits |= word(at: offset) }
    return bits & Self.highBits == 0
  }

  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }
}

extension [UInt8] {
  mutating func append(littleEndian value: some FixedWidthInteger) {
    append(addingCapacity: value.bitWidth / 8) { bytes in
      var rest = value
      for _ in 0..<value.bitWidth / 8 {
        bytes.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }

  /// Appends an unsigned number in groups of seven bits, the lowest first.
  mutating func append(variableLength value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
