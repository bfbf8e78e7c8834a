public import Contracts

/// Aggregates of inspections and complaints by who the party is.
public enum GroupTallies {
  /// Counts the inspections of a partition by party; a blank result is no clean one.
  ///
  /// A problem that names its case was filed, whatever its result says.
  public static func visits(_ table: ColumnTable) -> Tally {
    var tally = Tally.visits
    let hasCase = table["case_id"].values { !$0.isEmpty }
    let amounts = table["result"].values { result in
      [
        1, result.isEmpty ? 0 : 1, ["", "clean"].contains(result) ? 0 : 1,
        result == "filed" ? 1 : 0, result == "referred" ? 1 : 0,
      ]
    }
    let rest = (["mode", "party"] + Tally.partyGroup).map { KeyPart(table[$0]) }
    tally.add(
      OversightTallies.key(table, "date") + rest,
      amounts: (0..<table.count).flatMap { row in
        hasCase[row] && amounts[row][2] > 0 ? [1, 1, 1, 1, 0] : amounts[row]
      })
    return tally
  }

  /// Counts the complaints of a partition by kind and group of the party.
  public static func complaints(_ table: ColumnTable) -> Tally {
    var tally = Tally.complaintOutcomes
    let answers = answers(table)
    tally.add(
      complaintKey(table), amounts: (0..<table.count).flatMap { [1] + answers($0) })
    return tally
  }

  /// Counts the complaints of a partition that state who complained.
  public static func complainants(_ table: ColumnTable) -> Tally {
    var tally = Tally.complainants
    let complainant = KeyPart([table["complainant"]]) { $0[0].isEmpty ? nil : $0 }
    let answers = answers(table)
    tally.add(
      complaintKey(table) + [complainant],
      amounts: (0..<table.count).flatMap { [1] + answers($0).dropFirst() })
    return tally
  }

  private static func complaintKey(_ table: ColumnTable) -> [KeyPart] {
    OversightTallies.key(table, "received_date")
      + (["kind"] + Tally.partyGroup).map { KeyPart(table[$0]) }
  }

  // Of a row whether it was accepted, and if so decided and filed. What was decided had been
  // accepted, unless the row says that it was not: many a system has no column for it.
  private static func answers(_ table: ColumnTable) -> (Int) -> [Int] {
    let stated = table["accepted"].values { ["yes": 1, "no": 0][$0] }
    let decided = table["outcome"].values { ["filed", "not_filed"].contains($0) ? 1 : 0 }
    let filed = table["outcome"].values { $0 == "filed" ? 1 : 0 }
    return { row in
      let accepted = stated[row] ?? decided[row]
      return [accepted, accepted * decided[row], accepted * filed[row]]
    }
  }
}
