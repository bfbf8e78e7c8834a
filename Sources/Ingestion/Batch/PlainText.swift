import Contracts

// What the short cuts need to know of the bytes of a cell; sixteen bytes or more follow it.
extension Span where Element == UInt8 {
  /// Whether Unicode folding leaves a cell alone: ASCII from `lowest` to 7E, and in UTF-8 also the
  /// characters U+4000 to U+9FFF and 〔〕; perhaps none of the brackets `()[]{}`.
  ///
  /// None of these characters is white space, a format character, or changed by NFKC, alone or
  /// beside another one of them. Sixteen bytes are tested at once, each in its lane.
  @inline(__always)
  func isInert(
    _ start: Int, _ end: Int, from lowest: UInt64, isUTF8: Bool, allowsBrackets: Bool = true
  ) -> Bool {
    var offset = start
    while offset < end {
      let bytes = pair(at: offset)
      let low = bytes & .each(0x7F)
      let isHigh = bytes & .each(0x80)
      // Bit 7 of a lane says whether its byte is sound.
      let isVisible = (low &+ .each(0x80 &- lowest)) & ~(low &+ .each(1)) & ~isHigh
      var isSound = isVisible
      if isUTF8 {
        // A later byte of a character has bit 6 clear; E4 to E9 start U+4000 to U+9FFF.
        let isLater = isHigh & ~(bytes &+ bytes)
        let isHan = isHigh & (low &+ .each(0x1C)) & ~(low &+ .each(0x16))
        isSound |= isLater | isHan | tortoiseShell(at: offset, bytes)
      }
      var unsound = ~isSound & .each(0x80)
      if !allowsBrackets { unsound |= Self.brackets(bytes) }
      unsound &= .first(end &- offset)
      guard unsound.x | unsound.y == 0 else { return false }
      offset &+= 16
    }
    return true
  }

  // Where 〔 or 〕 starts: E3, 80, then 94 or 95.
  @inline(__always)
  private func tortoiseShell(at offset: Int, _ bytes: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let first = (bytes ^ .each(0xE3)) | (pair(at: offset &+ 1) ^ .each(0x80))
    let different = first | ((pair(at: offset &+ 2) | .each(1)) ^ .each(0x95))
    // Exact in each lane: bit 7 is set where no bit of the byte is.
    return ~(((different & .each(0x7F)) &+ .each(0x7F)) | different) & .each(0x80)
  }

  // Bit 7 is set in the first lane of a bracket, perhaps in higher lanes too, never without one.
  @inline(__always)
  private static func brackets(_ bytes: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let round = (bytes | .each(0x01)) ^ .each(0x29)
    let open = (bytes | .each(0x20)) ^ .each(0x7B)
    let close = (bytes | .each(0x20)) ^ .each(0x7D)
    let found =
      ((round &- .each(1)) & ~round) | ((open &- .each(1)) & ~open)
      | ((close &- .each(1)) & ~close)
    return found & .each(0x80)
  }

  /// Whether an inert cell is surely no guarded text, no damaged number and has no virtual zeros.
  @inline(__always)
  func isUnguarded(_ start: Int, _ end: Int) -> Bool {
    let first = self[start]
    if first == UInt8(ascii: "=") || first == UInt8(ascii: "'") { return false }
    // The digits at the end, before 号: behind E+ they are an exponent, behind 〕 a number.
    var stop = end
    if end &- start >= 3, word(at: end &- 3, length: 3) == 0xB7_8F_E5 { stop = end &- 3 }
    var digits = stop
    while digits > start, self[digits &- 1] &- 0x30 <= 9 { digits &-= 1 }
    guard digits > start, digits < stop else { return true }
    // The last byte of 〕; that of other characters too, which the rules then tell apart.
    if self[digits &- 1] == 0x95 { return self[digits] != 0x30 }
    return !isExponentMark(start, digits)
  }

  @inline(__always)
  private func isExponentMark(_ start: Int, _ end: Int) -> Bool {
    let sign = self[end &- 1]
    return (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")) && end &- start >= 2
      && self[end &- 2] | 0x20 == UInt8(ascii: "e")
  }

  /// Returns the number that 1 to 17 digits write, as many as the rules take, or nil.
  @inline(__always)
  func number(from start: Int, to end: Int) -> Int? {
    guard end &- start <= 17, start < end else { return nil }
    var value = 0
    for index in start..<end {
      let digit = self[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }

  /// Whether a cell is a day as `YYYY-MM-DD`, alone or with a time of day without zone.
  @inline(__always)
  func isDay(_ start: Int, _ end: Int, last: Int) -> Bool {
    let length = end &- start
    guard length == 10 || length == 19 else { return false }
    // Each digit becomes its value, each sign zero.
    let date = word(at: start) ^ 0x2D30_302D_3030_3030
    let rest = (word(at: start &+ 8) & 0xFFFF) ^ 0x3030
    guard date & 0xFF00_00FF_0000_0000 == 0, date.holdsDigits, rest.holdsDigits else {
      return false
    }
    let year =
      (date.digit(0) &* 10 &+ date.digit(1)) &* 100 &+ date.digit(2) &* 10 &+ date.digit(3)
    let month = date.digit(5) &* 10 &+ date.digit(6)
    let day = rest.digit(0) &* 10 &+ rest.digit(1)
    guard year >= 1900, year < 2200, month >= 1, month <= 12, day >= 1,
      day <= 28 || CalendarDate(year: year, month: month, day: day) != nil,
      year &* 10_000 &+ month &* 100 &+ day <= last
    else { return false }
    return length == 10 || isTime(start &+ 10)
  }

  private func isTime(_ start: Int) -> Bool {
    guard self[start] == UInt8(ascii: " ") || self[start] == UInt8(ascii: "T"),
      self[start + 3] == UInt8(ascii: ":"), self[start + 6] == UInt8(ascii: ":"),
      let hour = number(from: start + 1, to: start + 3),
      let minute = number(from: start + 4, to: start + 6),
      let second = number(from: start + 7, to: start + 9)
    else { return false }
    return hour < 24 && minute < 60 && second < 61
  }

  /// Returns the fen of a plain decimal number in a unit with `places` decimals, or nil.
  @inline(__always)
  func fen(_ start: Int, _ end: Int, _ places: Int) -> Int? {
    var value = 0
    var decimals = -1
    // Twelve digits and six more zeros at most: no overflow.
    guard end &- start <= 12 else { return nil }
    for index in start..<end {
      let digit = self[index] &- 0x30
      if digit <= 9 {
        value = value &* 10 &+ Int(digit)
        if decimals >= 0 { decimals &+= 1 }
      } else if self[index] == UInt8(ascii: "."), decimals < 0, index > start {
        decimals = 0
      } else {
        return nil
      }
    }
    guard decimals != 0, decimals <= places else { return nil }
    for _ in Swift.max(decimals, 0)..<places { value = value &* 10 }
    return value <= MoneyRule.largest ? value : nil
  }
}

extension SIMD2 where Scalar == UInt64 {
  /// The same byte in each of sixteen lanes.
  @inline(__always)
  static func each(_ byte: UInt64) -> SIMD2<UInt64> {
    SIMD2(repeating: byte &* 0x0101_0101_0101_0101)
  }

  /// All bits of the first `count` lanes, at least one.
  @inline(__always)
  static func first(_ count: Int) -> SIMD2<UInt64> {
    let low = count < 8 ? (1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1 : UInt64.max
    guard count < 16 else { return SIMD2(repeating: UInt64.max) }
    let high = count > 8 ? (1 << UInt64(truncatingIfNeeded: (count &- 8) &* 8)) &- 1 : UInt64(0)
    return SIMD2(low, high)
  }
}

extension UInt64 {
  /// Whether each byte is at most nine.
  @inline(__always)
  fileprivate var holdsDigits: Bool {
    let (marks, sums): (UInt64, UInt64) = (0x8080_8080_8080_8080, 0x7676_7676_7676_7676)
    return ((self &+ sums) | self) & marks == 0
  }

  @inline(__always)
  fileprivate func digit(_ index: UInt64) -> Int {
    Int(truncatingIfNeeded: self &>> (8 &* index)) & 0xF
  }
}
