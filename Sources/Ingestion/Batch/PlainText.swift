import Contracts

// What the short cuts need to know of the bytes of a cell; sixteen bytes or more follow it.
extension Span where Element == UInt8 {
  private static var lane: SIMD16<UInt8> {
    SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  }

  /// Whether Unicode folding leaves a cell alone: ASCII from `from` to 7E, and in UTF-8 also the
  /// characters U+4000 to U+9FFF and 〔〕.
  ///
  /// None of these characters is white space, a format character, or changed by NFKC, alone or
  /// beside another one of them.
  @inline(__always)
  func isInert(_ start: Int, _ end: Int, from lowest: UInt8, isUTF8: Bool) -> Bool {
    var offset = start
    while offset < end {
      let bytes = lanes(at: offset)
      var inert = (bytes &- lowest) .< (0x7F &- lowest)
      if isUTF8 {
        let second = lanes(at: offset &+ 1)
        let third = lanes(at: offset &+ 2)
        inert .|= ((bytes & 0xC0) .== 0x80) .| ((bytes &- 0xE4) .< 6)
        inert .|= (bytes .== 0xE3) .& (second .== 0x80) .& ((third | 1) .== 0x95)
      }
      let left = end &- offset
      if left < 16 { inert .|= Self.lane .> UInt8(truncatingIfNeeded: left &- 1) }
      guard all(inert) else { return false }
      offset &+= 16
    }
    return true
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
    let before = self[digits &- 1]
    let isExponent =
      (before == UInt8(ascii: "+") || before == UInt8(ascii: "-")) && digits &- start >= 2
      && self[digits &- 2] | 0x20 == UInt8(ascii: "e")
    // The last byte of 〕; that of other characters too, which the rules then tell apart.
    return !isExponent && !(self[digits] == 0x30 && before == 0x95)
  }

  /// Whether a cell holds one of `()[]{}`.
  @inline(__always)
  func holdsBracket(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    while offset < end {
      let bytes = lanes(at: offset)
      let raised = bytes | 0x20
      var bracket = ((bytes | 1) .== 0x29) .| (raised .== 0x7B) .| (raised .== 0x7D)
      let left = end &- offset
      if left < 16 { bracket .&= Self.lane .< UInt8(truncatingIfNeeded: left) }
      guard !any(bracket) else { return true }
      offset &+= 16
    }
    return false
  }

  /// Returns the number that 1 to 18 digits write, or nil.
  @inline(__always)
  func number(from start: Int, to end: Int) -> Int? {
    guard end &- start <= 18, start < end else { return nil }
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
    guard length == 10 || length == 19, self[start &+ 4] == UInt8(ascii: "-"),
      self[start &+ 7] == UInt8(ascii: "-"),
      let year = number(from: start, to: start &+ 4),
      let month = number(from: start &+ 5, to: start &+ 7),
      let day = number(from: start &+ 8, to: start &+ 10)
    else { return false }
    guard year >= 1900, year < 2200, CalendarDate(year: year, month: month, day: day) != nil,
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
