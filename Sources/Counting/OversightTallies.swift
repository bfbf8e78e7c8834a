public import Contracts

/// Aggregates of inspections and complaints.
public enum OversightTallies {
  /// Counts the inspections of a partition by what they found and what followed.
  public static func inspections(_ table: ArchivedTable) -> Tally {
    var tally = Tally.inspections
    for row in table.rows {
      let result = table.cell(row, "result")
      let hasProblem = !["", "clean"].contains(result)
      tally.add(
        key(table, row, "date") + [table.cell(row, "mode")],
        [
          1, hasProblem ? 1 : 0, ["corrected_on_site", "guided"].contains(result) ? 1 : 0,
          result == "rectify" ? 1 : 0, result == "filed" ? 1 : 0, result == "referred" ? 1 : 0,
        ])
    }
    return tally
  }

  /// Counts the complaints of a partition by kind and outcome.
  public static func complaints(_ table: ArchivedTable) -> Tally {
    var tally = Tally.complaints
    for row in table.rows {
      let outcome = table.cell(row, "outcome")
      tally.add(
        key(table, row, "received_date") + [table.cell(row, "kind")],
        [
          1, outcome == "filed" ? 1 : 0, outcome == "not_filed" ? 1 : 0,
          outcome == "pending" ? 1 : 0,
        ])
    }
    return tally
  }

  static func key(_ table: ArchivedTable, _ row: [String], _ date: String) -> [String] {
    [
      String(table.cell(row, date).prefix(7)), table.cell(row, "unit_code"),
      table.cell(row, "district_code"), table.cell(row, "domain"),
      table.cell(row, "item_code"), "",
    ]
  }
}
