public import Contracts

/// Aggregates of one partition of cases for the selective and profit-driven indicators.
public struct OutcomeTallies: Sendable {
  /// Closed cases by party group, grade, sanction and amounts.
  public private(set) var outcomes = Tally.outcomes
  /// Decisions by day of the month.
  public private(set) var decisionDays = Tally.decisionDays

  /// Counts the cases of a partition; each counts once, under its first item and party.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - basis: By which date a case belongs to a month.
  public init(_ table: ColumnTable, basis: CountingBasis) {
    let own = CaseColumns(table)
    let decided = table["decided_date"]
    decisionDays.add(
      [own.month(of: "decided_date")] + own.place
        + [KeyPart([decided]) { [String($0[0].suffix(2))] }], amounts: own.ones)
    add(own, basis, OutcomeTallies.ends(own), amounts: [own.fine, table["confiscated_fen"]])
  }

  /// Counts the penalties of a partition by party, and those that were quashed.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - basis: By which date a case belongs to a month.
  /// - Returns: Penalties by subject and party.
  public static func parties(_ table: ColumnTable, basis: CountingBasis) -> Tally {
    var parties = Tally.parties
    let own = CaseColumns(table)
    let isPenalty = KeyPart(ends(own), width: 0) { texts in
      guard let sanction = sanction(of: texts) else { return nil }
      return [.warning, .money, .heavy].contains(sanction) ? [] : nil
    }
    let quashed = own.quashed.values { $0.isEmpty ? 0 : 1 }
    parties.add(
      [own.month(basis)] + own.place + [KeyPart(table["party"]), isPenalty],
      amounts: (0..<table.count).flatMap { [1, quashed[$0]] })
    return parties
  }

  // Disposition, kinds of penalty and a mark for money. Nothing to pay is not an amount.
  private static func ends(_ own: CaseColumns) -> [CodedColumn] {
    let isFine = own.fine.values { !["", "0"].contains($0) }
    let isConfiscated = own.table["confiscated_fen"].values { !["", "0"].contains($0) }
    let hasMoney = own.marks { isFine[$0] || isConfiscated[$0] }
    return [own.disposition, own.table["penalty_types"], hasMoney]
  }

  private mutating func add(
    _ own: CaseColumns, _ basis: CountingBasis, _ ends: [CodedColumn], amounts: [CodedColumn]
  ) {
    let table = own.table
    let (isPaid, paid) = (
      table["paid_fen"].values { $0.isEmpty ? 0 : 1 }, table["paid_fen"].values { Int($0) ?? 0 }
    )
    let sanction = KeyPart(ends) { texts in
      OutcomeTallies.sanction(of: texts).map { [$0.rawValue] }
    }
    let stated = amounts.map { KeyPart([$0]) { $0[0] == "0" ? [""] : $0 } }
    let group = (Tally.partyGroup + ["discretion_grade", "leniency"]).map { KeyPart(table[$0]) }
    outcomes.add(
      [own.month(basis)] + own.place + group + [sanction] + stated
        + [KeyPart(table["fine_base_fen"]), KeyPart(own.quashed)],
      amounts: (0..<table.count).flatMap { [1, isPaid[$0], paid[$0]] })
  }

  // Disposition, kinds of penalty and a mark for money; a pending case is no outcome.
  private static func sanction(of texts: [String]) -> Sanction? {
    guard texts[0] != "pending" else { return nil }
    return sanction(texts[0], types: texts[1], hasMoney: !texts[2].isEmpty)
  }

  /// What a closed case ended in; nil where nothing is stated.
  static func sanction(_ disposition: String, types: String, hasMoney: Bool) -> Sanction? {
    switch disposition {
    case "exempted", "corrected": return Sanction.none
    case "punished", "":
      let named = Set(types.split(separator: ";").map(String.init))
      let light: Set<String> = ["warning", "criticism"]
      let money: Set<String> = ["fine", "confiscation"]
      if !named.subtracting(light).subtracting(money).isEmpty { return .heavy }
      if hasMoney || !named.isDisjoint(with: money) { return .money }
      if !named.isEmpty { return .warning }
      return nil
    default: return .dismissed
    }
  }
}
