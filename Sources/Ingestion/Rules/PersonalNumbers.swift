import Contracts

/// Numbers of persons in names: of residents (GB 11643), and of telephones.
///
/// A name is whatever people write, of a unit, an item or a file. Dates, months, codes of areas
/// and of organisations, and times of day are none of these numbers.
public enum PersonalNumbers {
  private enum Kind { case resident, mobile, landline }

  // A run of digits as positions of scalars.
  private struct Run {
    var places: Range<Int>
    var digits: [UInt8]
  }

  /// Whether a name holds the number of a resident or of a mobile telephone.
  ///
  /// Landlines are left: offices write them behind their names.
  static func isHeld(by name: String) -> Bool {
    let scalars = Array(name.unicodeScalars)
    return ranges(scalars).contains { $0.kind != .landline }
  }

  /// Whether a cell without spaces holds as many digits as the number of a person, or more.
  @inline(__always)
  static func mayBeHeld(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end &- start >= fewestDigits else { return false }
    var digits = 0
    for place in start..<end where text[place] &- 0x30 <= 9 { digits &+= 1 }
    return digits >= fewestDigits
  }

  // Of a mobile telephone.
  private static let fewestDigits = 11

  /// A text in which each digit of the number of a person is `*`.
  public static func masked(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let ranges = ranges(scalars)
    guard !ranges.isEmpty else { return text }
    for place in ranges.flatMap(\.places) where digit(scalars[place]) != nil || isX(scalars[place])
    {
      scalars[place] = "*"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  // Of one number there may be several, where its parts are a number too.
  private static func ranges(_ scalars: [Unicode.Scalar]) -> [(kind: Kind, places: Range<Int>)] {
    let runs = runs(scalars)
    // An area of three digits and a landline of seven.
    guard runs.reduce(0, { $0 + $1.digits.count }) >= 10 else { return [] }
    return runs.indices.flatMap { first in
      [
        whole(runs[first], scalars), resident(runs[first...], scalars),
        telephone(runs[first...], scalars),
      ].compactMap { $0 }
    }
  }

  private static func runs(_ scalars: [Unicode.Scalar]) -> [Run] {
    var runs: [Run] = []
    for (place, scalar) in scalars.enumerated() {
      guard let digit = digit(scalar) else { continue }
      if let last = runs.last, last.places.upperBound == place {
        runs[runs.count - 1].places = last.places.lowerBound..<place + 1
        runs[runs.count - 1].digits.append(digit)
      } else {
        runs.append(Run(places: place..<place + 1, digits: [digit]))
      }
    }
    return runs
  }

  // A number written as one.
  private static func whole(
    _ run: Run, _ scalars: [Unicode.Scalar]
  ) -> (kind: Kind, places: Range<Int>)? {
    let digits = run.digits
    switch digits.count {
    case 11 where isMobile(digits[...]),
      13 where digits.starts(with: [8, 6] as [UInt8]) && isMobile(digits[2...]):
      return isWithinCode(run, scalars) ? nil : (.mobile, run.places)
    case 15 where isOldResident(digits):
      return isWithinCode(run, scalars) ? nil : (.resident, run.places)
    default: return nil
    }
  }

  // One of eighteen characters, whole or in parts; each part but the last ends before a mark.
  private static func resident(
    _ runs: ArraySlice<Run>, _ scalars: [Unicode.Scalar]
  ) -> (kind: Kind, places: Range<Int>)? {
    var digits: [UInt8] = []
    var end = runs.startIndex
    while end < runs.endIndex, digits.count < 17 {
      if end > runs.startIndex, !isJoined(runs[end - 1], runs[end], scalars) { return nil }
      digits += runs[end].digits
      end += 1
    }
    var last = runs[end - 1].places.upperBound
    var bytes = digits.map { $0 + UInt8(ascii: "0") }
    if bytes.count == 17 {
      if last < scalars.count, isMark(scalars[last]) { last += 1 }
      guard last < scalars.count, isX(scalars[last]) else { return nil }
      bytes.append(UInt8(ascii: "X"))
      last += 1
    }
    guard bytes.count == 18, IdentifierCheck.isSurelyPerson(bytes.span) else { return nil }
    // An area, a day and a serial number look like it: one in eleven by its check digit too.
    let isWhole = end - runs.startIndex == 1
    guard isWhole || number(digits[6..<10]) < firstYoung else { return nil }
    return (.resident, runs[runs.startIndex].places.lowerBound..<last)
  }

  // 138-1234-5678, and 0513-85123456 with an area before it.
  private static func telephone(
    _ runs: ArraySlice<Run>, _ scalars: [Unicode.Scalar]
  ) -> (kind: Kind, places: Range<Int>)? {
    let parts = Array(runs.prefix(3))
    guard parts.count > 1, isJoined(parts[0], parts[1], scalars) else { return nil }
    let start = parts[0].places.lowerBound
    if parts.count == 3, isJoined(parts[1], parts[2], scalars),
      parts.map(\.digits.count) == [3, 4, 4], isMobile(parts.flatMap(\.digits)[...])
    {
      return (.mobile, start..<parts[2].places.upperBound)
    }
    let (area, own) = (parts[0].digits, parts[1].digits)
    guard (3...4).contains(area.count), area[0] == 0, area[1] != 0, (7...8).contains(own.count),
      (2...8).contains(own[0]), !isDay(own)
    else { return nil }
    return (.landline, start..<parts[1].places.upperBound)
  }

  private static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, let first = digits.first else { return false }
    return first == 1 && digits[digits.startIndex + 1] >= 3
  }

  // Of 1999 and before: area, YYMMDD of the twentieth century, and three more. Days of exports
  // are of this century, and who was born before 1930 has a newer number or none.
  private static func isOldResident(_ digits: [UInt8]) -> Bool {
    let (year, month, day) = (
      number(digits[6..<8]), number(digits[8..<10]), number(digits[10..<12])
    )
    return year >= 30 && provinces.contains(number(digits[..<2]))
      && CalendarDate(year: 1900 + year, month: month, day: day) != nil
  }

  // GB/T 2260, and 99, which is no province's, for invented numbers.
  private static let provinces: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91, 99,
  ]
  // Who was born later is too young for penalties (Administrative Penalty Law, article 30).
  private static let firstYoung = 2010
  private static let longCode = 18

  private static func isDay(_ digits: [UInt8]) -> Bool {
    guard digits.count == 8 else { return false }
    let (month, day) = (number(digits[4..<6]), number(digits[6..<8]))
    return (1900...2199).contains(number(digits[..<4]))
      && CalendarDate(year: number(digits[..<4]), month: month, day: day) != nil
  }

  // Codes of organisations and hashes hold runs of digits between letters.
  private static func isWithinCode(_ run: Run, _ scalars: [Unicode.Scalar]) -> Bool {
    var (first, last) = (run.places.lowerBound, run.places.upperBound)
    while first > 0, isLetterOrDigit(scalars[first - 1]) { first -= 1 }
    while last < scalars.count, isLetterOrDigit(scalars[last]) { last += 1 }
    return last - first >= longCode
  }

  // One mark between them.
  private static func isJoined(_ left: Run, _ right: Run, _ scalars: [Unicode.Scalar]) -> Bool {
    let between = left.places.upperBound..<right.places.lowerBound
    return between.count == 1 && isMark(scalars[between.lowerBound])
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) }
  }

  // ASCII, and as wide as Chinese.
  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar.value {
    case 0x30...0x39: UInt8(scalar.value - 0x30)
    case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10)
    default: nil
    }
  }

  private static func isX(_ scalar: Unicode.Scalar) -> Bool {
    ["x", "X", "ｘ", "Ｘ"].contains(scalar)
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x2D, 0x5F, 0xA0, 0x2010...0x2015, 0x2212, 0x3000, 0xFF0D: true
    default: false
    }
  }
}
