import Contracts

/// The dictionary of the published tables, made from the schemas that datapackage.json states.
enum DataDictionary {
  /// Both languages of every table and column, as Markdown.
  static func text(of tables: [PublishedTable]) -> String {
    let opening = [
      "# 数据字典 · Data dictionary", "",
      "Made by `caseload tables --published` from the schemas of datapackage.json; a test holds them equal.",
      "",
      "Empty cells mean not applicable or unknown. CSV in UTF-8, numbers with `.`, months `YYYY-MM`.",
      "",
    ]
    return (opening + tables.flatMap(section)).joined(separator: "\n") + "\n"
  }

  private static func section(_ table: PublishedTable) -> [String] {
    let key = table.primaryKey.map { "`\($0)`" }.joined(separator: ", ")
    return [
      "## \(table.name) \(table.title.chinese)", "",
      table.description.chinese, "", table.description.english, "",
    ] + (key.isEmpty ? [] : ["主键 key: \(key)", ""]) + [
      "| column | 名称 | type | 含义 | meaning | rules |", "| --- | --- | --- | --- | --- | --- |",
    ] + table.columns.map(row) + [""]
  }

  private static func row(_ column: PublishedColumn) -> String {
    let unit = ColumnLimits.unit(of: column)
    let limits = ColumnLimits.limits(of: column)
    var rules = column.isRequired ? ["required"] : []
    switch (limits.least, limits.most) {
    case (let least?, let most?): rules.append("\(least) to \(most)")
    case (let least?, nil): rules.append("at least \(least)")
    default: break
    }
    if !column.enumeration.isEmpty { rules.append(column.enumeration.joined(separator: ", ")) }
    let cells = [
      column.name, column.title.chinese, unit.isEmpty ? column.type : "\(column.type), \(unit)",
      column.description.chinese, column.description.english, rules.joined(separator: "; "),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
