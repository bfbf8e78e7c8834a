import Contracts

/// How one cell of the archive is made.
struct ColumnPlan: Sendable {
  /// Where its text stands.
  enum Source: Sendable {
    /// Nowhere: the cell stays empty.
    case nowhere
    /// In a cell of the record.
    case cell(Int)
    /// In the profile: one of the row's constants.
    case constant(Int)
  }

  /// Where it is remembered what becomes of a cell.
  enum Memory: Sendable {
    /// With most of the others.
    case usual
    /// With persons, who are many.
    case persons
    /// With days, which are forgotten with the last day of the file on which they depend.
    case days
  }

  let source: Source
  /// Column of the table.
  let column: Int
  let form: PlainForm
  /// Whether the rules leave an empty cell empty and remark nothing.
  let staysEmpty: Bool
  /// Whether each part of a list of identifiers becomes what it would become alone.
  let isList: Bool
  /// Whether the cell is one identifier of a person or an organisation.
  let isIdentifier: Bool
  let memory: Memory
  /// Whether a cell that is plain text is likely to be met again.
  let mayRecur: Bool
  /// The plan that fills the cell where it is empty, or nil.
  var substitute: Int?
}

/// The plans of all cells of a row, in order, and behind them that of the party's name.
struct RowPlan: Sendable {
  /// One for each cell of the archive, and perhaps one more.
  let columns: [ColumnPlan]
  /// What becomes of the text that a profile gives to columns.
  let constants: [Result<CellOutcome, Rejection>]
  /// Cells of the archive.
  let width: Int
  /// Where cells of persons stand in a record, and the plans of each.
  let farCells: [(position: Int, column: Int)]
  /// For each group of which one cell must be filled, its cells as bits, and the rejection.
  let filled: [(cells: UInt64, rejection: Rejection)]

  init(_ normalizer: RowNormalizer) {
    let table = normalizer.match.table
    var plans: [ColumnPlan] = []
    var constants: [Result<CellOutcome, Rejection>] = []
    for index in table.columns.indices where table.columns[index].archiveName != nil {
      plans.append(RowPlan.column(index, normalizer, &constants))
    }
    width = plans.count
    let rowRules = normalizer.rowRules
    for (cell, other) in rowRules.completions { plans[cell].substitute = other }
    if let party = rowRules.party {
      plans[party.cell].substitute = plans.count
      plans.append(RowPlan.column(party.nameColumn, normalizer, &constants))
    }
    columns = plans
    farCells = plans.indices.compactMap { index in
      guard plans[index].isIdentifier || plans[index].isList,
        case .cell(let position) = plans[index].source
      else { return nil }
      return (position, index)
    }
    self.constants = constants
    filled = rowRules.filled.map { group in
      (group.cells.reduce(0) { $0 | 1 << UInt64($1) }, group.rejection)
    }
  }

  private static func column(
    _ index: Int, _ normalizer: RowNormalizer,
    _ constants: inout [Result<CellOutcome, Rejection>]
  ) -> ColumnPlan {
    let column = normalizer.match.table.columns[index]
    let empty = try? normalizer.rules.outcome(of: "", column: index)
    let staysEmpty = empty == CellOutcome(text: "")
    let source: ColumnPlan.Source
    if let position = normalizer.match.positions[index] {
      source = .cell(position)
    } else {
      let text = normalizer.constant(of: index)
      if text.isEmpty, staysEmpty {
        source = .nowhere
      } else {
        source = .constant(constants.count)
        constants.append(
          Result { () throws(Rejection) in
            try normalizer.rules.outcome(of: text, column: index)
          })
      }
    }
    let isOfRulesAlone = normalizer.rules.vocabularies[column.name] == nil
    return ColumnPlan(
      source: source, column: index, form: PlainForm(column, index, normalizer.rules),
      staysEmpty: staysEmpty,
      isList: column.kind == .personIdentifiers && isOfRulesAlone,
      isIdentifier: column.kind == .personIdentifier && isOfRulesAlone,
      memory: ColumnPlan.Memory(column.kind), mayRecur: column.kind != .caseNumber,
      substitute: nil)
  }
}

extension ColumnPlan.Memory {
  fileprivate init(_ kind: ColumnKind) {
    switch kind {
    case .date: self = .days
    case .personIdentifier, .personName: self = .persons
    default: self = .usual
    }
  }
}
