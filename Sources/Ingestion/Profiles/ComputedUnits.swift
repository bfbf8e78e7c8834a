/// Units of money that the headers state from which computed columns take their text.
struct ComputedUnits {
  private var units: [String: Set<MoneyRule.Unit?>] = [:]

  /// Reads what a header states of the sources of each column.
  init(_ columns: [ComputedColumn], header: [String]) {
    let stated = Dictionary(
      header.map { (HeaderText.folded($0), HeaderText.moneyUnit(of: $0)) },
      uniquingKeysWith: { first, _ in first })
    for column in columns {
      let known = units
      let sources = Self.sources(of: column).flatMap { source -> [MoneyRule.Unit?] in
        // Every cell of a record together is of no unit.
        guard source != "*" else { return [] }
        if source.hasPrefix("@") { return Array(known[source] ?? []) }
        return stated[HeaderText.folded(source)].map { [$0] } ?? []
      }
      units[column.column] = Set(sources)
    }
  }

  /// Units of the sources of a column, nil among them where a header states none; nil where the
  /// column is not computed.
  subscript(column: String) -> Set<MoneyRule.Unit?>? { units[column] }

  // Sources whose text becomes the column's, or a part of it.
  private static func sources(of column: ComputedColumn) -> [String] {
    let sources = column.sources ?? []
    switch column.function {
    case .constant, .hash, .lookup: return []
    case .copy, .split, .capture: return Array(sources.prefix(1))
    case .join, .firstOf: return sources
    }
  }
}
