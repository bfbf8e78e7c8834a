public import Contracts

/// Aggregates of inspections and complaints.
public enum OversightTallies {
  /// Counts the inspections of a partition by what they found and what followed.
  public static func inspections(_ table: ColumnTable) -> Tally {
    var tally = Tally.inspections
    let amounts = table["result"].values { result in
      let hasProblem = !["", "clean"].contains(result)
      return [
        1, hasProblem ? 1 : 0, ["corrected_on_site", "guided"].contains(result) ? 1 : 0,
        result == "rectify" ? 1 : 0, result == "filed" ? 1 : 0, result == "referred" ? 1 : 0,
      ]
    }
    tally.add(
      key(table, "date") + [KeyPart(table["mode"])],
      amounts: (0..<table.count).flatMap { amounts[$0] })
    return tally
  }

  /// Counts the complaints of a partition by kind and outcome.
  public static func complaints(_ table: ColumnTable) -> Tally {
    var tally = Tally.complaints
    let amounts = table["outcome"].values { outcome in
      [1] + ["filed", "not_filed", "pending"].map { outcome == $0 ? 1 : 0 }
    }
    tally.add(
      key(table, "received_date") + [KeyPart(table["kind"])],
      amounts: (0..<table.count).flatMap { amounts[$0] })
    return tally
  }

  static func key(_ table: ColumnTable, _ date: String) -> [KeyPart] {
    [KeyPart([table[date]]) { [String($0[0].prefix(7))] }]
      + ["unit_code", "district_code", "domain", "item_code"].map { KeyPart(table[$0]) }
      + [KeyPart(constant: "")]
  }
}
