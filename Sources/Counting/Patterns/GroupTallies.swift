public import Contracts

/// Aggregates of inspections and complaints by who the party is.
public enum GroupTallies {
  /// Counts the inspections of a partition by party; a blank result is no clean one.
  public static func visits(_ table: ColumnTable) -> Tally {
    var tally = Tally.visits
    let amounts = table["result"].values { result in
      [
        1, result.isEmpty ? 0 : 1, ["", "clean"].contains(result) ? 0 : 1,
        result == "filed" ? 1 : 0,
      ]
    }
    let rest = (["mode", "party"] + Tally.partyGroup).map { KeyPart(table[$0]) }
    tally.add(
      OversightTallies.key(table, "date") + rest,
      amounts: (0..<table.count).flatMap { amounts[$0] })
    return tally
  }

  /// Counts the complaints of a partition by kind and group of the party.
  public static func complaints(_ table: ColumnTable) -> Tally {
    var tally = Tally.complaintOutcomes
    let accepted = table["accepted"].values { $0 == "yes" ? 1 : 0 }
    let decided = table["outcome"].values { ["filed", "not_filed"].contains($0) ? 1 : 0 }
    let filed = table["outcome"].values { $0 == "filed" ? 1 : 0 }
    let rest = (["kind"] + Tally.partyGroup).map { KeyPart(table[$0]) }
    tally.add(
      OversightTallies.key(table, "received_date") + rest,
      amounts: (0..<table.count).flatMap { row in
        [1, accepted[row], accepted[row] * decided[row], accepted[row] * filed[row]]
      })
    return tally
  }

  /// Counts the complaints of a partition that state who complained.
  public static func complainants(_ table: ColumnTable) -> Tally {
    var tally = Tally.complainants
    let accepted = table["accepted"].values { $0 == "yes" ? 1 : 0 }
    let decided = table["outcome"].values { ["filed", "not_filed"].contains($0) ? 1 : 0 }
    let filed = table["outcome"].values { $0 == "filed" ? 1 : 0 }
    let rest = (["kind"] + Tally.partyGroup).map { KeyPart(table[$0]) }
    let complainant = KeyPart([table["complainant"]]) { $0[0].isEmpty ? nil : $0 }
    tally.add(
      OversightTallies.key(table, "received_date") + rest + [complainant],
      amounts: (0..<table.count).flatMap { row in
        [1, accepted[row] * decided[row], accepted[row] * filed[row]]
      })
    return tally
  }
}
