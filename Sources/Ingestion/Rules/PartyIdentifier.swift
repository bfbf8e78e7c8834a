import Contracts

/// An identifier of a person or an organisation as far as it can be used for matching.
public enum PartyIdentifier: Hashable, Sendable {
  /// Usable; the warning, if any, is counted.
  case usable(String, warning: String?)
  /// Not usable for matching, and why.
  case unusable(String)

  /// Reads a cell: GB 11643 personal numbers, GB 32100 organisation codes, others as they are.
  public init(_ text: String) {
    let plain = Array(text.utf8)
    // The usual form: nothing to fold, and no mark that says more than one thing.
    if plain.count == 18, plain.allSatisfy(PartyIdentifier.isPlain) {
      self = PartyIdentifier.eighteen(plain, text)
      return
    }
    let folded = Folding.unguarded(Folding.compatible(text))
    // Once more: a capital may have come apart from its accents.
    let value = Folding.compatible(Folding.withoutSpace(folded).uppercased())
    let bytes = Array(value.utf8)
    if bytes.isEmpty || ["无", "-", "—", "/"].contains(value) {
      self = .unusable("ID-EMPTY")
    } else if bytes.contains(UInt8(ascii: "*")) || value.contains("×") {
      self = .unusable("ID-MASKED")
    } else if value.contains(where: { "、;；,，".contains($0) }) {
      self = .unusable("ID-MANY")
    } else if (try? CodeRule.code(value)) == nil {
      self = .unusable("ID-SCI")
    } else if bytes.count == 18 {
      self = PartyIdentifier.eighteen(bytes, value)
    } else {
      self = .usable(value, warning: nil)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }

  private static func eighteen(_ bytes: [UInt8], _ value: String) -> PartyIdentifier {
    if bytes.prefix(17).allSatisfy({ (0x30...0x39).contains($0) }) {
      return person(bytes, value)
    }
    guard bytes.allSatisfy({ letters.contains($0) }) else {
      return .usable(value, warning: "ID-USCC-CHAR")
    }
    return .usable(value, warning: organisationCheck(bytes) ? nil : "ID-CHECKDIGIT")
  }

  private static func person(_ bytes: [UInt8], _ value: String) -> PartyIdentifier {
    let isRight = personCheck(bytes)
    // A number keeps 15 digits in a spreadsheet; the lost ones become zeros.
    if !isRight, bytes.suffix(3).allSatisfy({ $0 == 0x30 }) { return .unusable("ID-15DIGITS") }
    // A purely numeric organisation code is possible too.
    if !isRight, organisationCheck(bytes) { return .usable(value, warning: nil) }
    guard let birth = decimalNumber(bytes[6..<14]),
      CalendarDate(year: birth / 10_000, month: birth / 100 % 100, day: birth % 100) != nil
    else { return .usable(value, warning: "ID-BIRTHDATE") }
    return .usable(value, warning: isRight ? nil : "ID-CHECKDIGIT")
  }

  // GB 11643-1999: ISO 7064 MOD 11-2.
  private static let personWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let personDigits = Array("10X98765432".utf8)

  private static func personCheck(_ bytes: [UInt8]) -> Bool {
    let sum = zip(bytes, personWeights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
    return personDigits[sum % 11] == bytes[17]
  }

  // GB 32100-2015: modulo 31 over 30 letters and digits.
  private static let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let organisationWeights = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
  ]

  private static func organisationCheck(_ bytes: [UInt8]) -> Bool {
    var sum = 0
    for (byte, weight) in zip(bytes, organisationWeights) {
      guard let value = letters.firstIndex(of: byte) else { return false }
      sum += value * weight
    }
    return letters[(31 - sum % 31) % 31] == bytes[17]
  }
}
