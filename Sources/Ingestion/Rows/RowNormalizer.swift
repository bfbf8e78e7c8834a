import Contracts

/// A row as the archive keeps it, with what was noticed on the way.
public struct NormalizedRow: Hashable, Sendable {
  /// Cells in the order of the table's archive names; empty means not given.
  public var cells: [String]
  /// Codes of warnings; the row is kept all the same.
  public var warnings: [String]
}

/// Turns the cells of a file's records into rows of its table, or into rejections.
///
/// It defines what a record means; `BatchNormalizer` does the same to bytes.
public struct RowNormalizer: Sendable {
  /// Where the cells come from.
  public let match: HeaderMatch
  let rules: CellRules
  let rowRules: RowRules
  let computation: ColumnComputation
  /// Where a record of yearly totals names its class, which may be 合计; nil in other tables.
  let classPosition: Int?
  private let parted: (position: Int, separator: String)?

  /// Prepares for one file.
  public init(_ match: HeaderMatch, _ context: NormalizationContext) throws(ProfileFault) {
    self.match = match
    let profile = match.profile
    computation = try ColumnComputation(
      profile?.computed ?? [], header: match.header, lookups: context.lookups)
    rules = CellRules(match, context)
    rowRules = RowRules(match)
    classPosition =
      match.table.name == Table.annualTotals.name
      ? match.table.index(of: "class").flatMap { match.positions[$0] } : nil
    parted = profile?.each.flatMap { each in
      match.header.map(HeaderText.folded).firstIndex(of: HeaderText.folded(each.column))
        .map { ($0, each.separator) }
    }
  }

  /// Whether a cell of the archive depends on one cell of the record alone.
  var readsCellByCell: Bool { computation.isEmpty && parted == nil }

  /// Returns the records of a line: one for each part of the list that the profile names, else itself.
  public func records(of cells: [String]) -> [[String]] {
    guard let parted, parted.position < cells.count else { return [cells] }
    let parts = cells[parted.position].split(separator: parted.separator)
    // A line without any part is one record, whose own rules say what it lacks.
    guard !parts.isEmpty else { return [cells] }
    return parts.map { part in
      var record = cells
      record[parted.position] = String(part)
      return record
    }
  }

  /// Returns the normalised row of a record whose cells stand in the file's order.
  public func row(_ cells: [String]) throws(Rejection) -> NormalizedRow {
    let computed = computation.values(of: cells)
    var row = NormalizedRow(cells: [], warnings: [])
    for (index, column) in match.table.columns.enumerated() where column.archiveName != nil {
      let outcome = try rules.outcome(of: text(of: index, cells, computed), column: index)
      row.cells.append(outcome.text)
      row.warnings += outcome.warnings
    }
    if let party = rowRules.party, row.cells[party.cell].isEmpty {
      let name = text(of: party.nameColumn, cells, computed)
      row.cells[party.cell] = try rules.outcome(of: name, column: party.nameColumn).text
    }
    for (cell, other) in rowRules.completions where row.cells[cell].isEmpty {
      row.cells[cell] = row.cells[other]
    }
    let empty = rowRules.filled.first { group in
      group.cells.allSatisfy { row.cells[$0].isEmpty }
    }
    if let empty { throw empty.rejection }
    return row
  }

  /// A cell of a record that may break rules; nil where it breaks one itself, or no column is called so.
  func readable(
    _ column: String, in cells: [String], _ computed: [String: String]
  ) -> String? {
    guard let index = match.table.index(of: column) else { return nil }
    return try? rules.outcome(of: text(of: index, cells, computed), column: index).text
  }

  /// Text of a column without a cell of its own.
  func constant(of index: Int) -> String {
    match.profile?.constants?[match.table.columns[index].name] ?? ""
  }

  private func text(of index: Int, _ cells: [String], _ computed: [String: String]) -> String {
    if let value = computed[match.table.columns[index].name] { return value }
    guard let position = match.positions[index] else { return constant(of: index) }
    return position < cells.count ? cells[position] : ""
  }
}
