/// Whether bytes are strict UTF-8 without a zero byte, sixteen at a time.
///
/// No byte may continue a character unless one before it asks for that, and the reverse; the rest
/// are the codes that UTF-8 forbids (Unicode 16.0, table 3-7).
enum UTF8Check {
  /// Whether all of `bytes` are text without a zero byte.
  static func passes(_ bytes: RawSpan) -> Bool {
    let count = bytes.byteCount
    guard count >= 64 else { return passesShort(bytes) }
    // The first lanes look back on spaces, the last ones lie over those before them.
    let head = [UInt8](repeating: 0x20, count: 3) + (0..<16).map { byte($0, of: bytes) }
    var faults = unsafe faults(at: 3, of: head.span.bytes)
    var index = 16
    var wasRare = true
    while index &+ 64 <= count {
      if isASCII(at: index, of: bytes) {
        wasRare = false
      } else {
        let isRare = holdsRareBytes(at: index, of: bytes)
        let isFull = isRare || wasRare
        for offset in stride(from: index, to: index &+ 64, by: 16) {
          faults |=
            isFull ? self.faults(at: offset, of: bytes) : commonFaults(at: offset, of: bytes)
        }
        wasRare = isRare
      }
      index &+= 64
    }
    while index < count {
      faults |= self.faults(at: min(index, count &- 16), of: bytes)
      index &+= 16
    }
    return !faults.isNonzero && endsWhole(bytes)
  }

  @inline(__always)
  private static func byte(_ index: Int, of bytes: RawSpan) -> UInt8 {
    unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }

  private static func passesShort(_ bytes: RawSpan) -> Bool {
    let copy = (0..<bytes.byteCount).map { byte($0, of: bytes) }
    return !copy.contains(0) && TextEncoding.faultOfUTF8(copy.span) == nil
  }

  /// Whether 64 bytes and the three before them are ASCII and not zero.
  @inline(__always)
  private static func isASCII(at index: Int, of bytes: RawSpan) -> Bool {
    let (first, second) = (bytes.lanes(at: index), bytes.lanes(at: index &+ 16))
    let (third, fourth) = (bytes.lanes(at: index &+ 32), bytes.lanes(at: index &+ 48))
    let all = first | second | third | fourth | bytes.lanes(at: index &- 3)
    let zeros = first.matches(Lanes()) | second.matches(Lanes()) | third.matches(Lanes())
    let high = all | zeros | fourth.matches(Lanes())
    return !(high & Lanes(repeating: 0x80)).isNonzero
  }

  /// Whether one of 64 bytes is never text, begins four, or limits the byte behind it.
  @inline(__always)
  private static func holdsRareBytes(at index: Int, of bytes: RawSpan) -> Bool {
    (rareBytes(bytes.lanes(at: index)) | rareBytes(bytes.lanes(at: index &+ 16))
      | rareBytes(bytes.lanes(at: index &+ 32)) | rareBytes(bytes.lanes(at: index &+ 48)))
      .isNonzero
  }

  @inline(__always)
  private static func rareBytes(_ here: Lanes) -> Lanes {
    (here & Lanes(repeating: 0xFE)).matches(Lanes(repeating: 0xC0)) | here.matches(Lanes())
      | here.matches(Lanes(repeating: 0xE0)) | here.matches(Lanes(repeating: 0xED))
      | here.reaches(Lanes(repeating: 0xF0))
  }

  /// The same as `faults` where neither these bytes nor the three before them are rare.
  @inline(__always)
  private static func commonFaults(at index: Int, of bytes: RawSpan) -> Lanes {
    let continues =
      (bytes.lanes(at: index) & Lanes(repeating: 0xC0)).matches(Lanes(repeating: 0x80))
    return continues
      ^ (bytes.lanes(at: index &- 1).reaches(Lanes(repeating: 0xC0))
        | bytes.lanes(at: index &- 2).reaches(Lanes(repeating: 0xE0)))
  }

  /// Bits set in the lanes whose bytes cannot follow the three before them.
  @inline(__always)
  private static func faults(at index: Int, of bytes: RawSpan) -> Lanes {
    let (here, last) = (bytes.lanes(at: index), bytes.lanes(at: index &- 1))
    let (second, third) = (bytes.lanes(at: index &- 2), bytes.lanes(at: index &- 3))
    let continues = (here & Lanes(repeating: 0xC0)).matches(Lanes(repeating: 0x80))
    let isAskedFor =
      last.reaches(Lanes(repeating: 0xC0)) | second.reaches(Lanes(repeating: 0xE0))
      | third.reaches(Lanes(repeating: 0xF0))
    let isHigh = here.reaches(Lanes(repeating: 0xA0))
    let isNotLow = here.reaches(Lanes(repeating: 0x90))
    return (continues ^ isAskedFor)
      | (here & Lanes(repeating: 0xFE)).matches(Lanes(repeating: 0xC0))
      | here.reaches(Lanes(repeating: 0xF5)) | here.matches(Lanes())
      | (last.matches(Lanes(repeating: 0xE0)) & ~isHigh)
      | (last.matches(Lanes(repeating: 0xED)) & isHigh)
      | (last.matches(Lanes(repeating: 0xF0)) & ~isNotLow)
      | (last.matches(Lanes(repeating: 0xF4)) & isNotLow)
  }

  /// Whether none of the last three bytes asks for more than follows.
  private static func endsWhole(_ bytes: RawSpan) -> Bool {
    let count = bytes.byteCount
    return byte(count - 1, of: bytes) < 0xC0 && byte(count - 2, of: bytes) < 0xE0
      && byte(count - 3, of: bytes) < 0xF0
  }
}
