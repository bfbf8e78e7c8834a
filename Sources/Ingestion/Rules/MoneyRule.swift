/// Reads an amount of money into integer fen.
public struct MoneyRule: Sendable {
  /// The unit in which a column states amounts.
  public enum Unit: String, Sendable, Codable {
    /// Yuan: the default.
    case yuan
    /// Fen, a hundredth of a yuan.
    case fen
    /// Ten thousand yuan.
    case tenThousandYuan = "ten-thousand-yuan"

    // Decimal places of the unit down to one fen.
    var places: Int {
      switch self {
      case .fen: 0
      case .yuan: 2
      case .tenThousandYuan: 6
      }
    }
  }

  // Ten trillion yuan: no fine is larger, and nine thousand of them still add up in 64 bits.
  static let largest = 1_000_000_000_000_000

  let unit: Unit

  /// Makes a rule for a column in `unit`.
  public init(unit: Unit = .yuan) {
    self.unit = unit
  }

  /// Returns fen, nil for an empty cell or a dash, or throws the rule that the text breaks.
  public func fen(_ text: String) throws(MoneyFault) -> Int? {
    var rest = Folding.compatible(text)[...]
    if ["", "—", "-", "/", "无", "――", "–"].contains(rest) { return nil }
    if rest.hasPrefix("#") { throw .excelError }
    if rest.hasPrefix("-") || rest.hasPrefix("(") || rest.hasPrefix("−") { throw .negative }
    if rest.hasPrefix("¥") { rest = rest.dropFirst().drop(while: { $0 == " " }) }
    rest = try withoutUnit(rest)
    let (whole, fraction) = try digits(Array(rest.utf8))
    return try scaled(whole, fraction)
  }

  // A cell may name the yuan where the column is in yuan; any other unit contradicts the header.
  private func withoutUnit(_ text: Substring) throws(MoneyFault) -> Substring {
    guard let last = text.last, last == "元" || last == "万" || last == "圆" else { return text }
    var body = text.dropLast()
    while body.last == " " { body.removeLast() }
    guard let first = body.first, first.isASCII, first.isNumber else { throw .format }
    guard last != "万", body.last != "万", unit == .yuan else { throw .unit }
    return body
  }

  private func digits(_ bytes: [UInt8]) throws(MoneyFault) -> ([UInt8], [UInt8]) {
    guard let first = bytes.first, isDigit(first) else { throw .format }
    let isExponent =
      bytes.dropFirst().contains { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
      && bytes.allSatisfy { isDigit($0) || [0x45, 0x65, 0x2B, 0x2D, 0x2E].contains($0) }
    if isExponent { throw .exponent }
    let halves = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard halves.count <= 2 else { throw .format }
    let fraction = halves.count == 2 ? Array(halves[1]) : []
    guard halves.count == 1 || !fraction.isEmpty, fraction.allSatisfy(isDigit) else {
      throw .format
    }
    return (try ungrouped(halves[0]), fraction)
  }

  private func ungrouped(_ bytes: ArraySlice<UInt8>) throws(MoneyFault) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: ",")) else {
      guard bytes.allSatisfy(isDigit) else { throw .format }
      return Array(bytes)
    }
    let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.allSatisfy(isDigit) }) else { throw .format }
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { throw .grouping }
    return groups.flatMap { $0 }
  }

  private func scaled(_ whole: [UInt8], _ fraction: [UInt8]) throws(MoneyFault) -> Int {
    let significant = fraction.reversed().drop(while: { $0 == 0x30 }).reversed()
    guard significant.count <= unit.places else { throw .subFen }
    let padding = [UInt8](repeating: 0x30, count: unit.places - significant.count)
    var fen = 0
    for digit in whole + Array(significant) + padding {
      let (shifted, overflow) = fen.multipliedReportingOverflow(by: 10)
      let (sum, carry) = shifted.addingReportingOverflow(Int(digit - 0x30))
      guard !overflow, !carry else { throw .range }
      fen = sum
    }
    guard fen <= Self.largest else { throw .range }
    return fen
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// What is wrong with the text of an amount.
public enum MoneyFault: String, Error, Sendable {
  /// Not a plain decimal number.
  case format = "AMT-FORMAT"
  /// The cell names a unit that contradicts the column's.
  case unit = "AMT-UNIT"
  /// A number in exponent form, as a spreadsheet writes one that it has cut.
  case exponent = "AMT-EXPONENT"
  /// More decimals than a fen has.
  case subFen = "AMT-SUBFEN"
  /// A negative amount.
  case negative = "AMT-NEGATIVE"
  /// Thousands separators in the wrong places.
  case grouping = "AMT-GROUPING"
  /// More than ten trillion yuan.
  case range = "AMT-RANGE"
  /// An error value of a spreadsheet.
  case excelError = "AMT-EXCEL-ERROR"
}
