import Contracts

extension Draft {
  /// The release calendar up to this report: vintages, what comes next, breaks in series.
  var releasesTable: PublishedTable {
    PublishedTable(
      name: "releases", title: Phrase("发布日历", "Release calendar"),
      description: Phrase(
        "每行一次发布、一次数列中断或计划中的下一期；截至本报告。",
        "One row a release, a break in series or the next month planned, up to this report."),
      columns: Draft.releaseColumns, primaryKey: ["kind", "month", "snapshot", "detail"],
      rows: input.releases.map { $0.map(InertText.cell) })
  }

  static let releaseColumns: [PublishedColumn] = [
    PublishedColumn(
      "kind", Phrase("种类", "Kind"),
      Phrase(
        "report 为已发布，break 为数列中断，planned 为计划。",
        "A report published, a break in series, or the next month planned.")
    ).required.oneOf(["report", "break", "planned"]),
    PublishedColumn(
      "month", "yearmonth", Phrase("月份", "Month"),
      Phrase("报告月份，或中断后的首月。", "Month of the report, or the first after the break.")),
    PublishedColumn(
      "vintage", Phrase("数据版次", "Vintage"),
      Phrase("provisional 初步数，revised 修订数，final 最终数。", "How final the figures are.")
    ).oneOf(Vintage.allCases.map(\.rawValue)),
    PublishedColumn(
      "snapshot", "integer", Phrase("数据快照", "Snapshot"),
      Phrase("所用数据快照的编号。", "Number of the snapshot that was counted.")),
    PublishedColumn(
      "data_as_of", "date", Phrase("数据截止日", "Data as of"),
      Phrase("数据截止日；空表示不明。", "As-of date of the data; empty where none is known.")),
    PublishedColumn(
      "final_from", "yearmonth", Phrase("最终数起始月", "Final from"),
      Phrase(
        "数据到达该月末后为最终数。",
        "The figures are final once the data reach the end of this month.")),
    PublishedColumn(
      "detail", Phrase("说明", "Detail"),
      Phrase("中断的旧代码与承继代码。", "Of a break, the old code and its successor.")),
  ]
}
