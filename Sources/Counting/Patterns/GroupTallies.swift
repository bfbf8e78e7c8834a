public import Contracts

/// Aggregates of inspections and complaints by who the party is.
public enum GroupTallies {
  /// Counts the inspections of a partition by party; a blank result is no clean one.
  public static func visits(_ table: ArchivedTable) -> Tally {
    var tally = Tally.visits
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      let result = cell("result")
      tally.add(
        OversightTallies.key(table, row, "date") + [cell("mode"), cell("party")]
          + Tally.partyGroup.map(cell),
        [
          1, result.isEmpty ? 0 : 1, ["", "clean"].contains(result) ? 0 : 1,
          result == "filed" ? 1 : 0,
        ])
    }
    return tally
  }

  /// Counts the complaints of a partition by kind and group of the party.
  public static func complaints(_ table: ArchivedTable) -> Tally {
    var tally = Tally.complaintOutcomes
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      let isAccepted = cell("accepted") == "yes"
      let outcome = cell("outcome")
      let isDecided = isAccepted && ["filed", "not_filed"].contains(outcome)
      tally.add(
        OversightTallies.key(table, row, "received_date") + [cell("kind")]
          + Tally.partyGroup.map(cell),
        [1, isAccepted ? 1 : 0, isDecided ? 1 : 0, isDecided && outcome == "filed" ? 1 : 0])
    }
    return tally
  }
}
