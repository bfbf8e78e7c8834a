import Contracts

/// What holds between the cells of a row, by their positions among the archived ones.
struct RowRules: Sendable {
  /// The cell of the party and the column of its name, which stands in for a useless identifier.
  let party: (cell: Int, nameColumn: Int)?
  /// Cells that take the value of another where they are empty.
  let completions: [(cell: Int, other: Int)]
  /// Groups of cells of which one must be filled, and what a row is refused for otherwise.
  let filled: [(cells: [Int], rejection: Rejection)]

  init(_ match: HeaderMatch) {
    let table = match.table
    let names = table.archiveNames
    let cell = { (column: String) in
      table.index(of: column).flatMap { table.columns[$0].archiveName }
        .flatMap { names.firstIndex(of: $0) }
    }
    // The name belongs to the party, which is the last identifier column of a table.
    let person = table.columns.last { $0.kind == .personIdentifier }.flatMap { cell($0.name) }
    let name = table.columns.lastIndex { $0.kind == .personName }
    party = person.flatMap { person in name.map { (person, $0) } }
    // A case without a number of its own is known by its document, a unit without a code by name.
    completions = [("case_id", "doc_no"), ("unit_code", "unit_name")].compactMap {
      column, fallback in
      guard table.identity.contains(column) || column == "unit_code",
        let index = names.firstIndex(of: column), let other = names.firstIndex(of: fallback)
      else { return nil }
      return (index, other)
    }
    filled = table.filled.map { group in
      (group.compactMap(cell), RowRules.emptyRejection(group, match))
    }
  }

  private static func emptyRejection(_ group: [String], _ match: HeaderMatch) -> Rejection {
    let table = match.table
    let present = group.first { name in
      table.index(of: name).flatMap { match.positions[$0] } != nil
    }
    let name = present ?? group[0]
    if let index = table.index(of: name), table.columns[index].kind == .date {
      return Rejection(rule: "DATE-EMPTY", column: name)
    }
    return Rejection(rule: RuleMeanings.empty(name), column: name)
  }
}
