import Contracts

/// A short cut past the rules of a column, for cells whose bytes show what becomes of them.
///
/// Whatever is not surely plain is left to `CellRules`, which alone say what a cell becomes.
enum PlainForm: Sendable {
  /// What becomes of a plain cell.
  enum Value {
    /// The rules must tell.
    case unknown
    /// The first bytes, as they are.
    case first(Int)
    /// A number.
    case number(Int)
  }

  /// No short cut.
  case none
  /// Text without anything that folding changes.
  case text
  /// The same without spaces.
  case name
  /// A code.
  case code
  /// A case number.
  case caseNumber
  /// 6, 9 or 12 digits.
  case areaCode
  /// A whole number.
  case count
  /// A year of four digits.
  case year
  /// A day with the year first, not after the last day as a number of eight digits.
  case day(last: Int)
  /// An amount in a unit with so many decimal places down to one fen.
  case money(places: Int)

  private static let longest = 512

  init(_ column: Column, _ index: Int, _ rules: CellRules) {
    let last = rules.dateRule.lastDay?.components
    let lastDay = last.map { $0.year * 10_000 + $0.month * 100 + $0.day } ?? Int.max
    guard rules.vocabularies[column.name] == nil else {
      self = .none
      return
    }
    switch column.kind {
    case .money: self = .money(places: rules.moneyUnits[index].places)
    case .date: self = .day(last: lastDay)
    case .validityDate: self = .day(last: Int.max)
    default: self = PlainForm.fixed[column.kind] ?? .none
    }
  }

  // Forms without a setting; words, months and persons have none.
  private static let fixed: [ColumnKind: PlainForm] = [
    .text: .text, .name: .name, .code: .code, .caseNumber: .caseNumber, .areaCode: .areaCode,
    .count: .count, .year: .year,
  ]

  /// Returns what becomes of a cell, which is not empty and behind which eighteen bytes follow.
  ///
  /// Bytes above 7F are looked at in UTF-8 alone.
  @inline(__always)
  func value(_ text: Span<UInt8>, _ start: Int, _ end: Int, isUTF8: Bool) -> Value {
    let length = end &- start
    guard length <= Self.longest, end &+ 18 <= text.count else { return .unknown }
    switch self {
    case .none: return .unknown
    case .money(let places): return text.fen(start, end, places).map(Value.number) ?? .unknown
    case .day(let last): return text.isDay(start, end, last: last) ? .first(10) : .unknown
    case .areaCode, .count, .year:
      return isNumber(text, start, end) ? .first(length) : .unknown
    case .text, .name, .code, .caseNumber:
      return isSame(text, start, end, isUTF8) ? .first(length) : .unknown
    }
  }

  @inline(__always)
  private func isNumber(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard let number = text.number(from: start, to: end) else { return false }
    let length = end &- start
    switch self {
    case .areaCode: return length == 6 || length == 9 || length == 12
    case .year: return length == 4 && number >= 1900 && number < 2200
    default: return length == 1 || text[start] != 0x30
    }
  }

  @inline(__always)
  private func isSame(_ text: Span<UInt8>, _ start: Int, _ end: Int, _ isUTF8: Bool) -> Bool {
    switch self {
    case .text:
      return text[start] != 0x20 && text[end &- 1] != 0x20
        && text.isInert(start, end, from: 0x20, isUTF8: isUTF8)
    case .name:
      return text.isInert(start, end, from: 0x21, isUTF8: isUTF8)
        && !PersonalNumbers.mayBeHeld(text, start, end)
    case .code:
      return text.isInert(start, end, from: 0x21, isUTF8: isUTF8)
        && text.isUnguarded(start, end) && !IdentifierCheck.mayHoldPerson(text, start, end)
    default:
      return text.isInert(start, end, from: 0x21, isUTF8: isUTF8, allowsBrackets: false)
        && text.isUnguarded(start, end)
    }
  }
}
