public import Contracts

extension Table {
  /// Position among the archived cells of the number of a case that a row names; nil where none is.
  public var namedCase: Int? {
    identity.contains("case_id") ? nil : archiveNames.firstIndex(of: "case_id")
  }
}

/// Identities of cases from what a person writes.
public enum CaseIdentity {
  /// The identities that a case may have: a unit without a code is known by its name.
  ///
  /// - Parameters:
  ///   - unit: Code or name of the unit.
  ///   - number: Number of the case, or of its document where it has none of its own.
  /// - Returns: Cells of the identity joined by U+001F, one or two.
  /// - Throws: `CodeFault` where one of both is no identifier.
  public static func candidates(
    unit: String, number: String
  ) throws(CodeFault) -> [String] {
    let number = try CodeRule.caseNumber(number)
    let code = try CodeRule.code(unit)
    let name = Folding.name(unit)
    return (code == name ? [code] : [code, name]).map { $0 + "\u{1F}" + number }
  }

  /// The number of a case as the archive has it, empty where the text is none.
  public static func number(_ text: String) -> String {
    (try? CodeRule.caseNumber(text)) ?? ""
  }

  /// Whether a record that could not be read names one of the numbers in a cell of its own.
  public static func names(_ numbers: Set<String>, in record: String) -> Bool {
    // Digits may be full-width; where every number has one, most cells of text are left at once.
    let digit = { (byte: UInt8) in (0x30...0x39).contains(byte) || byte >= 0xEF }
    let needsDigit = numbers.allSatisfy { $0.utf8.contains { (0x30...0x39).contains($0) } }
    return PossibleCells.contain(Array(record.utf8)) { cell in
      (!needsDigit || cell.utf8.contains(where: digit)) && numbers.contains(number(cell))
    }
  }

  /// Whether a record that could not be read has a cell that is a number as sought.
  public static func names(
    in record: String, where isSought: (String) -> Bool
  ) -> Bool {
    PossibleCells.contain(Array(record.utf8)) { cell in
      let number = number(cell)
      return !number.isEmpty && isSought(number)
    }
  }
}
