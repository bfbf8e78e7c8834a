import Contracts

/// The as-of date of an export by the dates in its file name.
enum AsOfDate {
  /// What a file name says of time.
  struct Found: Equatable {
    let day: CalendarDate
    // The month where the name gives no day.
    let month: Month?
  }

  /// The latest date in a name: YYYY-MM-DD, YYYYMMDD, YYYY-MM, YYYYMM, YYYY年M月D日 or YYYY年M月; a
  /// month is its last day.
  static func found(in name: String) -> Found? {
    let bytes = Array(name.utf8)
    var best: Found?
    var index = 0
    while index < bytes.count {
      guard isDigit(bytes, index), index == 0 || !isDigit(bytes, index - 1) else {
        index += 1
        continue
      }
      if let found = date(bytes, index), best.map({ found.day > $0.day }) ?? true { best = found }
      while isDigit(bytes, index) { index += 1 }
    }
    return best
  }

  private static func date(_ bytes: [UInt8], _ start: Int) -> Found? {
    let text = String(decoding: bytes[start...].prefix(Self.longest), as: UTF8.self)
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if digits.count == 8,
      let day = day(digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2))
    {
      return Found(day: day, month: nil)
    }
    if digits.count == 6, let month = month(digits.prefix(4), digits.suffix(2)) {
      return Found(day: month.lastDay, month: month)
    }
    if let found = chinese(text) { return found }
    let parts = text.prefix { ($0.isASCII && $0.isNumber) || "-_.".contains($0) }
      .split(omittingEmptySubsequences: false, whereSeparator: { "-_.".contains($0) })
    guard parts.count >= 2, parts[0].count == 4, parts[1].count == 2 else { return nil }
    if parts.count >= 3, parts[2].count == 2, let day = day(parts[0], parts[1], parts[2]) {
      return Found(day: day, month: nil)
    }
    return month(parts[0], parts[1]).map { Found(day: $0.lastDay, month: $0) }
  }

  // 2024年12月31日 and what follows, in bytes.
  private static let longest = 48

  // Where the unit of each number is named, one digit is no less sure than two.
  private static func chinese(_ text: String) -> Found? {
    let parts = text.split(separator: "年", maxSplits: 1)
    guard parts.count == 2, parts[0].count == 4 else { return nil }
    let rest = parts[1].split(separator: "月", maxSplits: 1, omittingEmptySubsequences: false)
    guard rest.count == 2, let own = padded(rest[0]), let month = month(parts[0], own) else {
      return nil
    }
    let days = rest[1].split(separator: "日", maxSplits: 1, omittingEmptySubsequences: false)
    if days.count == 2, let last = padded(days[0]), let day = day(parts[0], own, last) {
      return beginsRange(days[1]) ? nil : Found(day: day, month: nil)
    }
    return beginsRange(rest[1]) ? nil : Found(day: month.lastDay, month: month)
  }

  // From a day or month to another: the export is of the later one, which may be named in part alone.
  private static func beginsRange(_ rest: Substring) -> Bool {
    let sign = rest.drop { $0 == " " }
    guard let first = sign.first, "至到-–—－~～".contains(first) else { return false }
    let next = sign.drop { "至到-–—－~～ ".contains($0) }
    let digits = next.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && "年月日".contains(next.dropFirst(digits.count).first ?? " ")
  }

  private static func padded(_ digits: Substring) -> Substring? {
    guard (1...2).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return digits.count == 2 ? digits : "0" + digits
  }

  private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> CalendarDate?
  {
    CalendarDate("\(year)-\(month)-\(day)").flatMap { isPlausible($0.components.year) ? $0 : nil }
  }

  private static func month(_ year: Substring, _ month: Substring) -> Month? {
    Month("\(year)-\(month)").flatMap { isPlausible($0.year) ? $0 : nil }
  }

  // The code of a county, 210102, reads like a month: none begins with 19 or 20 (GB/T 2260).
  private static func isPlausible(_ year: Int) -> Bool { (1980...2099).contains(year) }

  private static func isDigit(_ bytes: [UInt8], _ index: Int) -> Bool {
    index < bytes.count && (0x30...0x39).contains(bytes[index])
  }
}
