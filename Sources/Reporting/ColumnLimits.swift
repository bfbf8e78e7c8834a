/// What the name of a published column says of its numbers: their unit and their limits.
enum ColumnLimits {
  /// Unit of the numbers, in English; empty where they have none.
  static func unit(of column: PublishedColumn) -> String {
    guard ["integer", "number"].contains(column.type) else { return "" }
    if column.name.hasSuffix("_fen") { return "fen (CNY 0.01)" }
    return units[column.name] ?? ""
  }

  /// Smallest and largest number; nil where there is no limit.
  static func limits(of column: PublishedColumn) -> (least: Int?, most: Int?) {
    if column.name == "clause" { return (1, 8) }
    if chances.contains(column.name) { return (0, 1) }
    let isCount = column.type == "integer" || column.name.hasPrefix("expected")
    return (isCount ? 0 : nil, nil)
  }

  private static let chances: Set<String> = [
    "p_value", "q_value", "probability", "own_probability", "posterior_normal",
    "posterior_stopped", "posterior_never", "posterior_structural", "moved",
  ]

  private static let units = [
    "cases": "case", "cases_ever": "case", "complaints": "complaint",
    "complaints_since": "complaint", "exempt": "case",
    "expected_by_peers": "case", "findings": "inspection", "findings_since": "inspection",
    "item_cases": "case item", "major": "case", "months_empowered": "month",
    "months_sent": "month", "months_silent": "month", "own_expected": "case",
    "regulated_parties": "party", "rows": "row", "settled": "case", "undecided": "case",
  ]
}
