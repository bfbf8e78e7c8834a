import Contracts

/// What an identifier of eighteen characters says of itself by its digits.
enum IdentifierCheck: Equatable {
  case usable(warning: String?)
  case unusable(String)

  private static let length = 18

  /// Checks digits and capital letters, in which nothing is folded; nil for anything else.
  init?(plain bytes: Span<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    for index in bytes.indices {
      let byte = bytes[index]
      guard (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) else { return nil }
    }
    self.init(eighteen: bytes)
  }

  /// Checks eighteen bytes of folded text.
  init(eighteen bytes: Span<UInt8>) {
    if bytes.number(from: 0, to: 17) != nil {
      self = Self.person(bytes)
    } else if let isRight = Self.organisation(bytes) {
      self = .usable(warning: isRight ? nil : "ID-CHECKDIGIT")
    } else {
      self = .usable(warning: "ID-USCC-CHAR")
    }
  }

  /// Whether a text is the number of a resident and no code of an organisation, by all its digits.
  static func isSurelyPerson(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count == length, bytes.number(from: 0, to: length - 1) != nil,
      let birth = bytes.number(from: 6, to: 14),
      (18_500_101...22_001_231).contains(birth),
      CalendarDate(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) != nil
    else { return false }
    return isRightPerson(bytes) && organisation(bytes) != true
  }

  /// Whether a cell holds as many digits on end as the number of a resident.
  @inline(__always)
  static func mayHoldPerson(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    // So many digits on end cannot pass by every seventeenth byte.
    var place = start &+ length &- 2
    while place < end {
      if isDigit(text[place]), holdsDigits(text, start, end, around: place) { return true }
      place = place &+ length &- 1
    }
    return false
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  private static func holdsDigits(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, around place: Int
  ) -> Bool {
    var (first, last) = (place, place)
    while first > start, isDigit(text[first - 1]) { first -= 1 }
    while last + 1 < end, isDigit(text[last + 1]) { last += 1 }
    return last - first + 1 >= length - 1
  }

  private static func person(_ bytes: Span<UInt8>) -> IdentifierCheck {
    let isRight = isRightPerson(bytes)
    // A number keeps 15 digits in a spreadsheet; the lost ones become zeros.
    if !isRight, bytes.number(from: 15, to: 18) == 0 { return .unusable("ID-15DIGITS") }
    // A purely numeric organisation code is possible too.
    if !isRight, organisation(bytes) == true { return .usable(warning: nil) }
    guard let birth = bytes.number(from: 6, to: 14),
      CalendarDate(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) != nil
    else { return .usable(warning: "ID-BIRTHDATE") }
    return .usable(warning: isRight ? nil : "ID-CHECKDIGIT")
  }

  // GB 11643-1999: ISO 7064 MOD 11-2.
  private static let personWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let personDigits = Array("10X98765432".utf8)

  private static func isRightPerson(_ bytes: Span<UInt8>) -> Bool {
    var sum = 0
    for index in 0..<17 { sum += Int(bytes[index] - 0x30) * personWeights[index] }
    return personDigits[sum % 11] == bytes[17]
  }

  // GB 32100-2015: modulo 31 over 30 letters and digits.
  private static let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let values: [Int?] = (0..<256).map { byte in
    letters.firstIndex(of: UInt8(truncatingIfNeeded: byte))
  }
  private static let organisationWeights = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
  ]

  /// Whether the check digit is right; nil where a character stands that no code has.
  private static func organisation(_ bytes: Span<UInt8>) -> Bool? {
    let values = values
    guard let check = values[Int(bytes[17])] else { return nil }
    var sum = 0
    for index in 0..<17 {
      guard let value = values[Int(bytes[index])] else { return nil }
      sum += value * organisationWeights[index]
    }
    return (31 - sum % 31) % 31 == check
  }
}
