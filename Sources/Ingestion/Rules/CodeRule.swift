import Contracts

/// Reads identifiers; refuses what a spreadsheet has damaged and never repairs it.
enum CodeRule {
  /// Longest identifier in UTF-8 bytes; longer ones are no identifiers.
  static let longest = 512
  /// Longest name in UTF-8 bytes.
  static let longestName = 4_096
  /// Longest free text in UTF-8 bytes.
  static let longestText = 65_536

  /// Returns a text that is not longer than `limit` bytes.
  static func short(_ text: String, _ limit: Int) throws(CodeFault) -> String {
    guard text.utf8.count <= limit else { throw .nameLong }
    return text
  }

  /// Returns a code, empty for an empty cell.
  static func code(_ text: String) throws(CodeFault) -> String {
    let folded = Folding.withoutSpace(Folding.unguarded(Folding.compatible(text)))
    let bytes = Array(folded.utf8)
    if isExponent(bytes) { throw .damaged }
    guard bytes.count <= longest else { throw .long }
    return folded
  }

  /// Returns a code that reports may publish, empty for an empty cell.
  static func publishedCode(_ text: String) throws(CodeFault) -> String {
    let code = try code(text)
    if isResident(code) { throw .person }
    return code
  }

  /// Returns a name that other tables refer to, empty for an empty cell.
  static func name(_ text: String) throws(CodeFault) -> String {
    let folded = try short(Folding.name(text), longestName)
    if isResident(Folding.withoutSpace(folded)) || PersonalNumbers.isHeld(by: folded) {
      throw .person
    }
    return folded
  }

  // The number may stand in brackets or beside a name.
  private static func isResident(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.split { !(0x30...0x39).contains($0) }.contains { digits in
      let mayEnd = digits.endIndex < bytes.count && (bytes[digits.endIndex] | 0x20) == 0x78
      guard digits.count == 18 || (digits.count == 17 && mayEnd) else { return false }
      let number = Array(digits) + (digits.count == 17 ? [UInt8(ascii: "X")] : [])
      return IdentifierCheck.isSurelyPerson(number.span)
    }
  }

  /// Returns a case or document number, empty for an empty cell.
  static func caseNumber(_ text: String) throws(CodeFault) -> String {
    let folded = Folding.caseNumber(Folding.unguarded(Folding.compatible(text)))
    let bytes = Array(folded.utf8)
    if isExponent(bytes) { throw .damaged }
    guard bytes.count <= longest else { throw .long }
    return folded
  }

  /// Returns the code of a division, 6, 9 or 12 digits, empty for an empty cell.
  static func areaCode(_ text: String) throws(CodeFault) -> String {
    let code = try code(text)
    guard !code.isEmpty else { return "" }
    let bytes = Array(code.utf8)
    guard [6, 9, 12].contains(bytes.count), decimalNumber(bytes[...]) != nil else { throw .area }
    return code
  }

  /// Returns a whole number as text, empty for an empty cell.
  static func count(_ text: String) throws(CodeFault) -> String {
    let folded = Folding.compatible(text)
    guard !folded.isEmpty else { return "" }
    var bytes = Array(folded.utf8)
    bytes.removeAll { $0 == UInt8(ascii: ",") }
    guard let value = decimalNumber(bytes[...]) else { throw .count }
    return String(value)
  }

  /// Returns full hours as text, empty for an empty cell; a part of an hour is left out.
  static func hours(_ text: String) throws(CodeFault) -> String {
    let folded = Folding.compatible(text)
    let parts = folded.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return try count(text) }
    guard !parts[0].isEmpty, !parts[1].isEmpty,
      parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
    else { throw .count }
    return try count(String(parts[0]))
  }

  /// Returns a year as text, empty for an empty cell; a trailing 年 is accepted.
  static func year(_ text: String) throws(CodeFault) -> String {
    var folded = Folding.compatible(text)
    if folded.hasSuffix("年") { folded.removeLast() }
    guard !folded.isEmpty else { return "" }
    guard let value = decimalNumber(Array(folded.utf8)[...]), (1900...2199).contains(value) else {
      throw .year
    }
    return String(value)
  }

  /// Returns a month as `YYYY-MM`, empty for an empty cell.
  static func month(_ text: String) throws(CodeFault) -> String {
    var folded = Folding.compatible(text)
    guard !folded.isEmpty else { return "" }
    if folded.hasSuffix("月") { folded.removeLast() }
    let parts = folded.split(omittingEmptySubsequences: false) { "-/.年".contains($0) }
    if parts.count == 2, let year = decimalNumber(Array(parts[0].utf8)[...]),
      let month = decimalNumber(Array(parts[1].utf8)[...]), (1900...2199).contains(year),
      (1...12).contains(month)
    {
      return Month(year: year, month: month).description
    }
    let digits = Array(folded.utf8)
    guard digits.count == 6, let value = decimalNumber(digits[...]),
      (1900...2199).contains(value / 100), (1...12).contains(value % 100)
    else { throw .month }
    return Month(year: value / 100, month: value % 100).description
  }

  // 3.2062E+17: what a spreadsheet leaves of a long code.
  private static func isExponent(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, (0x30...0x39).contains(first),
      let mark = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }),
      mark + 1 < bytes.count, bytes[mark + 1] == 0x2B || bytes[mark + 1] == 0x2D
    else { return false }
    let mantissa = bytes[..<mark].allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    let exponent = bytes[(mark + 2)...]
    return mantissa && !exponent.isEmpty && exponent.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// What is wrong with the text of an identifier or a number.
public enum CodeFault: String, Error, Sendable {
  /// A code that a spreadsheet turned into a number.
  case damaged = "CODE-DAMAGED"
  /// Longer than any identifier.
  case long = "CODE-LONG"
  /// The number of a person, which is neither code nor name, in columns that reports publish.
  case person = "ID-MISPLACED"
  /// Longer than any name.
  case nameLong = "NAME-LONG"
  /// Not 6, 9 or 12 digits.
  case area = "AREA-FORMAT"
  /// Not a whole number of zero or more.
  case count = "COUNT-FORMAT"
  /// Not a year of four digits.
  case year = "YEAR-FORMAT"
  /// Not a month.
  case month = "MONTH-FORMAT"
}
