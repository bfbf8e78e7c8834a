import Contracts

extension Draft {
  /// One row a case that a whole register lacks; case numbers are for internal use alone.
  var absentCasesTable: PublishedTable {
    PublishedTable(
      name: "absent_cases", title: Phrase("全量导出中不再出现的案件", "Cases that a whole register lacks"),
      description: Phrase(
        "每行一件此前报送、后来的全量导出不再列出的案件；仍然计入，只供内部核对。",
        "One row a case delivered before that a later whole register lacks; it still counts. For internal use."
      ),
      columns: Draft.caseOfUnit + Draft.absentCaseColumns, primaryKey: ["unit_code", "case_id"],
      rows: input.absentCases.map { absent in
        let name = input.observation.names.unit(absent.unitCode)
        return [absent.unitCode, name, absent.caseID].map(InertText.cell) + [absent.month]
          + (absent.seen + absent.register).map(InertText.cell)
      })
  }

  /// What tells a case of a unit in a list for internal use.
  static let caseOfUnit: [PublishedColumn] = [
    .unitCode, .unitName,
    PublishedColumn(
      "case_id", Phrase("案号", "Case number"), Phrase("单位内的案件编号。", "Number within the unit.")
    ).required,
    PublishedColumn(
      "month", "yearmonth", Phrase("月份", "Month"), Phrase("案件所计的月份。", "Month of the case.")
    ).required,
  ]

  private static let absentCaseColumns: [PublishedColumn] = [
    PublishedColumn(
      "seen_in", Phrase("最后所见文件", "Last seen in"),
      Phrase("最后列出该案的导出文件。", "Export that stated the case last.")),
    PublishedColumn(
      "seen_as_of", "date", Phrase("该文件截止日", "As of"),
      Phrase("该文件的数据截止日。", "As-of date of that export.")),
    PublishedColumn(
      "seen_line", "integer", Phrase("所在行", "Line"), Phrase("在该文件中的行号。", "Line in that export.")),
    PublishedColumn(
      "register", Phrase("全量导出", "Register"),
      Phrase("不再列出该案的全量导出。", "Whole register that lacks the case.")
    ).required,
    PublishedColumn(
      "register_as_of", "date", Phrase("全量导出截止日", "Register as of"),
      Phrase("全量导出的数据截止日。", "As-of date of the register.")),
  ]
}
