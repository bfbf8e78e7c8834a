import Contracts

// Loads of several bytes at once: bounds are checked, and any bits are a number.
extension Span where Element == UInt8 {
  /// Returns eight bytes from `offset` on, the first in the lowest bits.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    let loaded = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return UInt64(littleEndian: loaded)
  }

  /// Returns the `length` bytes, fewer than eight, from `offset` on in the lowest bits.
  @inline(__always)
  func word(at offset: Int, length: Int) -> UInt64 {
    if offset + 8 <= count { return word(at: offset) & ((1 << UInt64(length * 8)) - 1) }
    var word: UInt64 = 0
    for index in 0..<length { word |= UInt64(self[offset + index]) << UInt64(index * 8) }
    return word
  }

  /// Returns sixteen bytes from `offset` on as two words.
  @inline(__always)
  func pair(at offset: Int) -> SIMD2<UInt64> {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
  }

  @inline(__always)
  private func block(at offset: Int) -> SIMD8<UInt64> {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
  }

  /// Returns a hash of the bytes of a range; equal bytes and seeds have equal hashes in every run.
  @inline(__always)
  func hash(from start: Int, to end: Int, seed: UInt64) -> UInt64 {
    var hash = (seed << 32 | UInt64(truncatingIfNeeded: end &- start)) ^ 0x2545_F491_4F6C_DD1D
    var offset = start
    while offset &+ 8 <= end {
      hash = Self.mixed(hash, word(at: offset))
      offset += 8
    }
    return offset < end ? Self.mixed(hash, word(at: offset, length: end - offset)) : hash
  }

  @inline(__always)
  static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Whether `length` bytes from `start` on equal those of another text from `otherStart` on.
  @inline(__always)
  func equals(from start: Int, length: Int, _ other: Span<UInt8>, from otherStart: Int) -> Bool {
    var index = 0
    while index + 8 <= length {
      guard word(at: start + index) == other.word(at: otherStart + index) else { return false }
      index += 8
    }
    guard index < length else { return true }
    return word(at: start + index, length: length - index)
      == other.word(at: otherStart + index, length: length - index)
  }

  /// Whether the bytes of U+FFFD in UTF-8, or most of them in GB18030, stand anywhere.
  func mayHoldReplacement(isUTF8: Bool) -> Bool {
    let sought: (UInt8, UInt8, UInt8) = isUTF8 ? (0xEF, 0xBF, 0xBD) : (0x84, 0x31, 0xA4)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let lanes = (
      SIMD8(repeating: UInt64(sought.0) &* ones), SIMD8(repeating: UInt64(sought.1) &* ones),
      SIMD8(repeating: UInt64(sought.2) &* ones)
    )
    var offset = 0
    while offset + 66 <= count {
      let first = block(at: offset) ^ lanes.0
      let second = block(at: offset &+ 1) ^ lanes.1
      let different = first | second | (block(at: offset &+ 2) ^ lanes.2)
      // A byte that is zero: Mycroft's test, exact as to whether there is one.
      let zero = (different &- SIMD8(repeating: ones)) & ~different
      let four = zero.lowHalf | zero.highHalf
      let two = four.lowHalf | four.highHalf
      guard (two.x | two.y) & (ones << 7) == 0 else { return true }
      offset &+= 64
    }
    while offset + 3 <= count {
      let here = (self[offset], self[offset + 1], self[offset + 2])
      guard here != sought else { return true }
      offset += 1
    }
    return false
  }
}

extension [UInt8] {
  /// Copies the bytes of a range of a text.
  init(_ text: Span<UInt8>, from start: Int, to end: Int) {
    self.init()
    append(text.extracting(start..<end))
  }
}
