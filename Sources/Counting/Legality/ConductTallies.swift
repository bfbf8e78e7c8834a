public import Contracts

/// Aggregates of one partition for the indicators of legality, disturbance and oversight.
public enum ConductTallies {
  /// Counts the inspections of a partition by day and party.
  public static func visitDays(_ table: ArchivedTable) -> Tally {
    var tally = Tally.visitDays
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      let result = cell("result")
      tally.add(
        OversightTallies.key(table, row, "date")
          + ["date", "mode", "offsite", "party", "result_published_date"].map(cell),
        [1, result.isEmpty ? 0 : 1, ["", "clean"].contains(result) ? 0 : 1])
    }
    return tally
  }

  /// Counts the complaints of a partition by day of receipt and of answer.
  public static func complaintDays(_ table: ArchivedTable) -> Tally {
    var tally = Tally.complaintDays
    for row in table.rows {
      tally.add(
        OversightTallies.key(table, row, "received_date")
          + ["kind", "outcome", "received_date", "outcome_date"].map { table.cell(row, $0) },
        [1])
    }
    return tally
  }

  /// Counts the penalty decisions of a partition by month of the decision and kinds of penalty.
  public static func decisionKinds(_ table: ArchivedTable) -> Tally {
    var tally = Tally.decisionKinds
    forEachPenalty(of: table) { subject, cell, fine in
      let confiscated = Int(cell("confiscated_fen")) ?? 0
      var kinds = Set(cell("penalty_types").split(separator: ";").map(String.init))
      if fine > 0 { kinds.insert("fine") }
      if confiscated > 0 { kinds.insert("confiscation") }
      tally.add(subject + [kinds.sorted().joined(separator: ";")], [1, fine + confiscated])
    }
    return tally
  }

  /// Counts the penalty decisions of a partition by month of the decision and party, where known.
  public static func offenders(_ table: ArchivedTable) -> Tally {
    var tally = Tally.offenders
    forEachPenalty(of: table) { subject, cell, _ in
      guard !cell("party").isEmpty, !isOverturned(cell) else { return }
      tally.add(subject + [cell("party")], [1])
    }
    return tally
  }

  /// Whether a review or court took a decision back: then it is no earlier penalty.
  static func isOverturned(_ cell: (String) -> String) -> Bool {
    ["review_result", "court_result"].contains {
      ["revoked", "unlawful", "void"].contains(cell($0))
    }
  }

  private static func forEachPenalty(
    of table: ArchivedTable, _ body: ([String], (String) -> String, Int) -> Void
  ) {
    for row in table.rows {
      let cell = { (name: String) in table.cell(row, name) }
      let fine = Int(CaseTallies.statedFine(cell)) ?? 0
      guard !cell("decided_date").isEmpty, CaseTallies.disposition(cell, fine: fine) == "punished"
      else { continue }
      let subject = ["unit_code", "district_code", "domain", "item_code", "item_name"].map(cell)
      body([String(cell("decided_date").prefix(7))] + subject, cell, fine)
    }
  }
}

extension Tally {
  /// Cases of a partition without a decision, by all that the archive holds of them.
  public static let openCases = Tally(
    "open_cases", keys: Table.cases.archiveNames, measures: ["rows"])
}

extension ConductTallies {
  /// The cases of a partition that no decision ended.
  public static func open(_ table: ArchivedTable) -> Tally {
    var tally = Tally.openCases
    for row in table.rows where table.cell(row, "decided_date").isEmpty {
      tally.add(tally.keys.map { table.cell(row, $0) }, [1])
    }
    return tally
  }
}
