public import Contracts

/// Aggregates of one partition of cases for the selective and profit-driven indicators.
public struct OutcomeTallies: Sendable {
  /// Closed cases by party group, grade, sanction and amounts.
  public private(set) var outcomes = Tally.outcomes
  /// Penalties by party.
  public private(set) var parties = Tally.parties
  /// Decisions by day of the month.
  public private(set) var decisionDays = Tally.decisionDays

  /// Counts the cases of a partition; each counts once, under its first item and party.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - basis: By which date a case belongs to a month.
  public init(_ table: ArchivedTable, basis: CountingBasis) {
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      let decided = cell("decided_date")
      let dates =
        basis == .decided ? [decided, cell("filed_date")] : [cell("filed_date"), decided]
      let date = dates.first { !$0.isEmpty } ?? ""
      let subject = OutcomeTallies.subject(String(date.prefix(7)), cell)
      if !decided.isEmpty {
        let own = OutcomeTallies.subject(String(decided.prefix(7)), cell)
        decisionDays.add(own + [String(decided.suffix(2))], [1])
      }
      add(subject, cell)
    }
  }

  private static func subject(_ month: String, _ cell: (String) -> String) -> [String] {
    [month] + ["unit_code", "district_code", "domain", "item_code", "item_name"].map(cell)
  }

  private mutating func add(_ subject: [String], _ cell: (String) -> String) {
    let amounts = OutcomeTallies.amounts(cell)
    let disposition = CaseTallies.disposition(cell, fine: Int(amounts.fine) ?? 0)
    guard disposition != "pending",
      let sanction = OutcomeTallies.sanction(
        disposition, types: cell("penalty_types"), hasMoney: amounts.hasMoney)
    else { return }
    let group = Tally.partyGroup.map(cell)
    let paid = cell("paid_fen")
    outcomes.add(
      subject + group + [
        cell("discretion_grade"), cell("leniency"), sanction.rawValue, amounts.fine,
        amounts.confiscated, cell("fine_base_fen"),
      ], [1, paid.isEmpty ? 0 : 1, Int(paid) ?? 0])
    guard [.warning, .money, .heavy].contains(sanction) else { return }
    parties.add(subject + [cell("party")], [1])
  }

  // Nothing to pay is not an amount.
  private static func amounts(
    _ cell: (String) -> String
  ) -> (fine: String, confiscated: String, hasMoney: Bool) {
    var (fine, confiscated) = (CaseTallies.statedFine(cell), cell("confiscated_fen"))
    if fine == "0" { fine = "" }
    if confiscated == "0" { confiscated = "" }
    return (fine, confiscated, !fine.isEmpty || !confiscated.isEmpty)
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
