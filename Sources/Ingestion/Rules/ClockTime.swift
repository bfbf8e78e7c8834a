import Contracts

/// A time of day behind a date, read only to know whether the day changes in China's zone.
struct ClockTime {
  /// Days to add to the date: -1, 0 or 1.
  let dayShift: Int

  /// Reads `HH:MM`, `HH:MM:SS` with an optional fraction and zone; nil for anything else.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let hour = ClockTime.number(&rest), hour < 24, ClockTime.skip(":", &rest),
      let minute = ClockTime.number(&rest), minute < 60
    else { return nil }
    if ClockTime.skip(":", &rest) {
      guard let second = ClockTime.number(&rest), second < 61 else { return nil }
      if ClockTime.skip(".", &rest) {
        rest = rest.drop(while: { (0x30...0x39).contains($0) })
      }
    }
    guard !rest.isEmpty else {
      dayShift = 0
      return
    }
    guard let offset = ClockTime.zoneOffset(rest) else { return nil }
    let minutes = hour * 60 + minute - offset + 8 * 60
    dayShift = minutes < 0 ? -1 : minutes / (24 * 60)
  }

  private static func zoneOffset(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    if skip("Z", &rest) { return rest.isEmpty ? 0 : nil }
    let sign: Int
    if skip("+", &rest) {
      sign = 1
    } else if skip("-", &rest) {
      sign = -1
    } else {
      return nil
    }
    guard let hours = number(&rest), hours <= 14 else { return nil }
    _ = skip(":", &rest)
    let minutes = rest.isEmpty ? 0 : number(&rest)
    guard let minutes, minutes < 60, rest.isEmpty else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix(2)
    guard digits.count == 2, let value = decimalNumber(digits) else { return nil }
    bytes = bytes.dropFirst(2)
    return value
  }

  private static func skip(_ mark: Unicode.Scalar, _ bytes: inout ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: mark) else { return false }
    bytes = bytes.dropFirst()
    return true
  }
}
