public import Contracts

/// Aggregates of one partition for the indicators of legality, disturbance and oversight.
public enum ConductTallies {
  /// Counts the inspections of a partition by day and party.
  ///
  /// One without a result that names a case found a problem; a clean one may follow up a case.
  public static func visitDays(_ table: ColumnTable) -> Tally {
    var tally = Tally.visitDays
    let amounts = table["result"].values { result in
      [1, result.isEmpty ? 0 : 1, ["", "clean"].contains(result) ? 0 : 1]
    }
    let isBlank = table["result"].values(\.isEmpty)
    let hasCase = table["case_id"].values { !$0.isEmpty }
    let names = ["date", "mode", "offsite", "party", "result_published_date"]
    tally.add(
      OversightTallies.key(table, "date") + names.map { KeyPart(table[$0]) },
      amounts: (0..<table.count).flatMap { isBlank[$0] && hasCase[$0] ? [1, 1, 1] : amounts[$0] })
    return tally
  }

  /// Counts the complaints of a partition by day of receipt and of answer.
  public static func complaintDays(_ table: ColumnTable) -> Tally {
    var tally = Tally.complaintDays
    let names = ["kind", "outcome", "received_date", "outcome_date", "accepted"]
    tally.add(
      OversightTallies.key(table, "received_date") + names.map { KeyPart(table[$0]) },
      amounts: [Int](repeating: 1, count: table.count))
    return tally
  }

  /// Counts the penalty decisions of a partition by month of the decision and kinds of penalty.
  public static func decisionKinds(_ table: ColumnTable) -> Tally {
    var tally = Tally.decisionKinds
    let own = CaseColumns(table)
    let fine = own.fine.values { Int($0) ?? 0 }
    let confiscated = table["confiscated_fen"].values { Int($0) ?? 0 }
    let sources = [
      table["penalty_types"], own.marks { fine[$0] > 0 }, own.marks { confiscated[$0] > 0 },
    ]
    let kinds = KeyPart(sources) { texts in
      var kinds = Set(texts[0].split(separator: ";").map(String.init))
      if !texts[1].isEmpty { kinds.insert("fine") }
      if !texts[2].isEmpty { kinds.insert("confiscation") }
      return [kinds.sorted().joined(separator: ";")]
    }
    tally.add(
      [decisionMonth(own, ["punished"]), KeyPart(table["unit_code"]), kinds],
      amounts: (0..<table.count).flatMap { [1, fine[$0] + confiscated[$0]] })
    return tally
  }

  /// Counts the decisions of a partition that found an offence, punished or let off, by month of the
  /// decision and party, where known.
  public static func offenders(_ table: ColumnTable) -> Tally {
    var tally = Tally.offenders
    let own = CaseColumns(table)
    let party = KeyPart([table["party"]]) { $0[0].isEmpty ? nil : $0 }
    let stands = KeyPart(overturning.map { table[$0] }, width: 0) { results in
      results.contains { overturned.contains($0) } ? nil : []
    }
    tally.add([decisionMonth(own, offences)] + own.place + [party, stands], amounts: own.ones)
    return tally
  }

  /// Parties of cases that were let off for a first offence: of others nobody asks earlier ones.
  ///
  /// - Parameter table: Rows of `cases`, the columns `offenceColumns` at least.
  /// - Returns: Their pseudonyms.
  public static func letOffParties(_ table: ColumnTable) -> Set<String> {
    let isFirst = table["exempt_ground"].values { $0 == "first_offence" }
    let parties = table["party"]
    return Set((0..<table.count).filter { isFirst[$0] }.map { parties[$0] })
  }

  /// Columns that `letOffParties` reads.
  public static let offenceColumns: Set<String> = ["exempt_ground", "party"]

  private static let overturning = ["review_result", "court_result"]
  private static let overturned: Set<String> = ["revoked", "unlawful", "void"]

  /// Whether a review or court took the decision of a row back: then it is no earlier offence.
  static func isOverturned(_ column: (String) -> CodedColumn) -> (Int) -> Bool {
    let results = overturning.map { column($0).values { overturned.contains($0) } }
    return { row in results.contains { $0[row] } }
  }

  /// Decisions that found an offence: who is let off for a first one has had it.
  static let offences: Set<String> = ["punished", "exempted"]

  // Month of the decision; cases that ended otherwise are left out.
  private static func decisionMonth(_ own: CaseColumns, _ endings: Set<String>) -> KeyPart {
    KeyPart([own.table["decided_date"], own.disposition]) { texts in
      texts[0].isEmpty || !endings.contains(texts[1]) ? nil : [String(texts[0].prefix(7))]
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
  public static func open(_ table: ColumnTable) -> Tally {
    var tally = Tally.openCases
    let isDecided = table["decided_date"].values { !$0.isEmpty }
    let columns = tally.keys.map { table[$0] }
    for row in 0..<table.count where !isDecided[row] {
      tally.add(columns.map { $0[row] }, [1])
    }
    return tally
  }
}
