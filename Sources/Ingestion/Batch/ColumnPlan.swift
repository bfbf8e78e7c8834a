/// How one cell of the archive is made.
struct ColumnPlan: Sendable {
  /// Where its text stands.
  enum Source: Sendable {
    /// Nowhere: the cell stays empty.
    case nowhere
    /// In a cell of the record.
    case cell(Int)
    /// In a range of the constants.
    case constant(Int, Int)
  }

  let source: Source
  /// Column of the table.
  let column: Int
  let form: PlainForm
  /// Whether the rules leave an empty cell empty and remark nothing.
  let staysEmpty: Bool
  /// The plan that fills the cell where it is empty, or nil.
  var substitute: Int?
}

/// The plans of all cells of a row, in order, and behind them that of the party's name.
struct RowPlan: Sendable {
  /// One for each cell of the archive, and perhaps one more.
  let columns: [ColumnPlan]
  /// Text of the columns that the file lacks.
  let constants: [UInt8]
  /// Cells of the archive.
  let width: Int
  /// For each group of which one cell must be filled, its cells as bits, and the rejection.
  let filled: [(cells: UInt64, rejection: Rejection)]

  init(_ normalizer: RowNormalizer) {
    let table = normalizer.match.table
    var plans: [ColumnPlan] = []
    var constants: [UInt8] = []
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
    self.constants = constants
    filled = rowRules.filled.map { group in
      (group.cells.reduce(0) { $0 | 1 << UInt64($1) }, group.rejection)
    }
  }

  private static func column(
    _ index: Int, _ normalizer: RowNormalizer, _ constants: inout [UInt8]
  ) -> ColumnPlan {
    let column = normalizer.match.table.columns[index]
    let empty = try? normalizer.rules.outcome(of: "", column: index)
    let staysEmpty = empty == CellOutcome(text: "")
    let source: ColumnPlan.Source
    if let position = normalizer.match.positions[index] {
      source = .cell(position)
    } else {
      let text = Array(normalizer.constant(of: index).utf8)
      source =
        text.isEmpty && staysEmpty
        ? .nowhere : .constant(constants.count, constants.count + text.count)
      constants += text
    }
    return ColumnPlan(
      source: source, column: index, form: PlainForm(column, index, normalizer.rules),
      staysEmpty: staysEmpty, substitute: nil)
  }
}
