import Contracts

extension Draft {
  /// One row a case and finding; case numbers are for internal use alone.
  var legalityCasesTable: PublishedTable {
    PublishedTable(
      name: "legality_cases", title: Phrase("需核对的案件", "Cases to look at"),
      description: Phrase(
        "每行一个指标所列的一个案件，只供内部核对；L14的random为随机抽取、risk为按线索抽取的评查案卷。",
        "One row a case that an indicator lists, for internal use; of L14 those drawn at random and those "
          + "with most findings."),
      columns: Draft.legalityCaseColumns, primaryKey: [],
      rows: input.listedCases.map { listed in
        [
          InertText.cell(listed.indicator), InertText.cell(listed.finding),
          InertText.cell(listed.unitCode),
          InertText.cell(input.observation.names.unit(listed.unitCode)),
          InertText.cell(listed.caseID), InertText.cell(listed.domain),
          InertText.cell(listed.itemCode), listed.month, InertText.cell(listed.facts),
        ]
      })
  }

  private static let legalityCaseColumns: [PublishedColumn] = [
    PublishedColumn(
      "indicator", Phrase("指标", "Indicator"), Phrase("指标代码。", "Code of the indicator.")
    ).required,
    PublishedColumn(
      "finding", Phrase("需核对事项", "Finding"), Phrase("需核对什么。", "What is to be looked at.")
    ).required,
    PublishedColumn(
      "unit_code", Phrase("单位代码", "Unit code"), Phrase("执法主体代码。", "Code of the unit.")),
    PublishedColumn(
      "unit_name", Phrase("单位", "Unit"), Phrase("执法主体名称。", "Name of the unit.")),
    PublishedColumn(
      "case_id", Phrase("案号", "Case number"), Phrase("单位内的案件编号。", "Number within the unit.")
    ).required,
    PublishedColumn("domain", Phrase("领域", "Domain"), Phrase("执法领域。", "Domain.")),
    PublishedColumn(
      "item_code", Phrase("事项代码", "Item code"), Phrase("执法事项代码。", "Code of the item.")),
    PublishedColumn(
      "month", "yearmonth", Phrase("月份", "Month"),
      Phrase("决定月份；未决定的为立案月份。", "Month of the decision; of the filing while open.")),
    PublishedColumn(
      "facts", Phrase("依据", "Facts"),
      Phrase("判断所依据的事实，名称同汇总表。", "What the finding rests on, as the counts name it.")),
  ]
}
