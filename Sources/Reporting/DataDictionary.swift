import Contracts

/// The dictionary of the published tables, made from the schemas that datapackage.json states.
enum DataDictionary {
  /// Both languages of every table and column, as Markdown.
  static func text(of tables: [PublishedTable], pages: [IndicatorPage]) -> String {
    let opening = [
      "# 数据字典 · Data dictionary", "",
      "Made by `caseload tables --published` from the schemas of datapackage.json; a test holds them equal.",
      "",
      "Empty cells mean not applicable or unknown. CSV in UTF-8, numbers with `.`, months `YYYY-MM`.",
      "",
    ]
    let sections = tables.flatMap { table in
      section(table) + (table.name == "flags" ? figures(of: pages) : [])
    }
    return (opening + sections).joined(separator: "\n") + "\n"
  }

  // What two columns hold depends on the indicator.
  private static func figures(of pages: [IndicatorPage]) -> [String] {
    [
      "### observed, effect 各指标的观察值与效应", "",
      "占比以0至1计；没有列出的指标两栏为空。区间属于效应。", "",
      "Shares run from 0 to 1; an indicator that is not listed leaves both empty. The interval is that of the effect.",
      "", "| indicator | 观察值 | observed | 效应 | effect |", "| --- | --- | --- | --- | --- |",
    ]
      + pages.filter { $0.figures != FlagFigures() }.sorted { $0.code < $1.code }.map { page in
        let cells = [page.figures.observed, page.figures.effect].flatMap { phrase in
          [phrase?.chinese ?? "", phrase?.english ?? ""]
        }
        return "| " + ([page.code] + cells).joined(separator: " | ") + " |"
      } + [""]
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
