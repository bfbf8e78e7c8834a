import Contracts

extension Draft {
  /// Tables of single cases, for the internal level alone.
  var caseTables: [PublishedTable] { [legalityCasesTable, absentCasesTable, repeatedCasesTable] }

  /// One row a case that a successor delivered again; case numbers are for internal use alone.
  var repeatedCasesTable: PublishedTable {
    PublishedTable(
      name: "repeated_cases",
      title: Phrase("承继单位重报的案件", "Cases that a successor delivered again"),
      description: Phrase(
        "每行一件重报的案件：已撤销单位报送、承继单位又以自己的代码重报的，同一单位以不同写法重报的，以及先后以决定书文号和案件编号报送的；各计一次，只供内部核对。",
        "One row a case that was delivered twice: by a unit that is gone and by its successor under its own"
          + " code, by one unit under two spellings, or by the number of its document alone and with a number"
          + " of its own; it counts once. For internal use."
      ),
      columns: Draft.caseOfUnit + Draft.repeatedCaseColumns,
      primaryKey: ["unit_code", "case_id"],
      rows: input.repeatedCases.map { repeated in
        let names = input.observation.names
        return [repeated.unitCode, names.unit(repeated.unitCode), repeated.caseID]
          .map(InertText.cell) + [repeated.month] + repeated.seen.map(InertText.cell)
          + [repeated.successorCode].map(InertText.cell) + repeated.counted.map(InertText.cell)
      })
  }

  private static let repeatedCaseColumns: [PublishedColumn] = [
    PublishedColumn(
      "seen_in", Phrase("原单位文件", "Delivered in"),
      Phrase("原单位列出该案的导出文件。", "Export of the unit that is gone.")),
    PublishedColumn(
      "seen_as_of", "date", Phrase("该文件截止日", "As of"),
      Phrase("该文件的数据截止日。", "As-of date of that export.")),
    PublishedColumn(
      "seen_line", "integer", Phrase("所在行", "Line"), Phrase("在该文件中的行号。", "Line in that export.")),
    PublishedColumn(
      "counted_as", Phrase("承继单位代码", "Counted as"),
      Phrase("按其计数的承继单位。", "Successor under which the case counts.")
    ).required,
    PublishedColumn(
      "counted_in", Phrase("承继单位文件", "Counted in"),
      Phrase("承继单位列出该案的导出文件。", "Export of the successor.")),
    PublishedColumn(
      "counted_as_of", "date", Phrase("承继单位文件截止日", "Counted as of"),
      Phrase("该文件的数据截止日。", "As-of date of that export.")),
    PublishedColumn(
      "counted_line", "integer", Phrase("承继单位文件行", "Counted line"),
      Phrase("在该文件中的行号。", "Line in that export.")),
  ]
}
