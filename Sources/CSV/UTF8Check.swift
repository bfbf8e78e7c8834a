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
    var (last, misplaced, wasRare) = (CharacterMarks(), 0 as UInt64, true)
    while index &+ 64 <= count {
      let here = CharacterMarks(bytes, at: index)
      if here.high | last.asked == 0, !wasRare {
        faults |= zeros(at: index, of: bytes)
      } else {
        let isRare = holdsRareBytes(at: index, of: bytes)
        if isRare || wasRare {
          for offset in stride(from: index, to: index &+ 64, by: 16) {
            faults |= self.faults(at: offset, of: bytes)
          }
        } else {
          misplaced |= here.misplaced(after: last)
        }
        wasRare = isRare
      }
      last = here
      index &+= 64
    }
    while index < count {
      faults |= self.faults(at: min(index, count &- 16), of: bytes)
      index &+= 16
    }
    return !faults.isNonzero && misplaced == 0 && endsWhole(bytes)
  }

  @inline(__always)
  private static func byte(_ index: Int, of bytes: RawSpan) -> UInt8 {
    unsafe bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }

  private static func passesShort(_ bytes: RawSpan) -> Bool {
    let copy = (0..<bytes.byteCount).map { byte($0, of: bytes) }
    return !copy.contains(0) && TextEncoding.faultOfUTF8(copy.span) == nil
  }

  /// Bits set where one of 64 bytes is zero.
  @inline(__always)
  private static func zeros(at index: Int, of bytes: RawSpan) -> Lanes {
    let zero = Lanes()
    return bytes.lanes(at: index).matches(zero) | bytes.lanes(at: index &+ 16).matches(zero)
      | bytes.lanes(at: index &+ 32).matches(zero) | bytes.lanes(at: index &+ 48).matches(zero)
  }

  /// Whether one of 64 bytes is never text, begins four, or limits the byte behind it.
  @inline(__always)
  private static func holdsRareBytes(at index: Int, of bytes: RawSpan) -> Bool {
    (rareBytes(bytes.lanes(at: index)) | rareBytes(bytes.lanes(at: index &+ 16))
      | rareBytes(bytes.lanes(at: index &+ 32)) | rareBytes(bytes.lanes(at: index &+ 48)))
      .isNonzero
  }

  // C0, C1, E0 and with them E1, which is not rare everywhere; ED; zero and F0 to FF.
  @inline(__always)
  private static func rareBytes(_ here: Lanes) -> Lanes {
    (here & Lanes(repeating: 0xDE)).matches(Lanes(repeating: 0xC0))
      | here.matches(Lanes(repeating: 0xED))
      | (here &- Lanes(repeating: 1)).reaches(Lanes(repeating: 0xEF))
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

/// Where characters begin and go on among 64 bytes; the first is the lowest bit.
private struct CharacterMarks {
  /// Bytes beyond ASCII.
  var high: UInt64 = 0
  // Those that begin a character, and those that begin one of three bytes or more.
  private var leads: UInt64 = 0
  private var longLeads: UInt64 = 0

  init() {}

  /// Looks at the 64 bytes from `offset` on, all of them inside.
  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    let (first, second) = (bytes.lanes(at: offset), bytes.lanes(at: offset &+ 16))
    let (third, fourth) = (bytes.lanes(at: offset &+ 32), bytes.lanes(at: offset &+ 48))
    high = Self.topBits(first, second, third, fourth)
    // A byte doubled has its second bit on top.
    let doubled = (first &+ first, second &+ second, third &+ third, fourth &+ fourth)
    leads = high & Self.topBits(doubled.0, doubled.1, doubled.2, doubled.3)
    longLeads =
      leads
      & Self.topBits(
        doubled.0 &+ doubled.0, doubled.1 &+ doubled.1, doubled.2 &+ doubled.2,
        doubled.3 &+ doubled.3)
  }

  /// What these bytes ask for of the first two behind them.
  var asked: UInt64 { leads &>> 63 | longLeads &>> 62 }

  /// Bytes that go on where none asks for it, and the reverse, if no character has four.
  @inline(__always)
  func misplaced(after last: Self) -> UInt64 {
    (high & ~leads) ^ (leads &<< 1 | longLeads &<< 2 | last.asked)
  }

  @inline(__always)
  private static func topBits(
    _ first: Lanes, _ second: Lanes, _ third: Lanes, _ fourth: Lanes
  ) -> UInt64 {
    first.topBits | second.topBits &<< 16 | third.topBits &<< 32 | fourth.topBits &<< 48
  }
}
