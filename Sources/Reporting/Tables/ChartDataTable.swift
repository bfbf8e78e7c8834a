import Contracts

extension Draft {
  /// One row a point of a chart, by indicator and in the order in which it is drawn.
  var chartDataTable: PublishedTable {
    PublishedTable(
      name: "chart_data", title: Phrase("图表数据", "Chart data"),
      description: Phrase(
        "每行一个图点；空值表示没有测得，不是零。",
        "One row a point of a chart; an empty value was not measured, which is not zero."),
      columns: Draft.chartColumns, primaryKey: [],
      rows: orderedResults.flatMap { result in result.points.map { row($0, result.code) } })
  }

  func row(_ point: ChartPoint, _ code: String) -> [String] {
    let texts = [
      code, point.chart, point.series, point.unitCode, point.domain, point.itemCode, point.x,
    ]
    let numbers = [point.y, point.lower, point.upper].map { number in
      number.map { Numerals.significant($0, digits: 6) } ?? ""
    }
    return texts.map(InertText.cell) + numbers + [String(point.isFlagged)]
  }

  static let chartColumns: [PublishedColumn] = [
    PublishedColumn(
      "indicator", Phrase("指标", "Indicator"), Phrase("指标代码。", "Code of the indicator.")
    ).required,
    PublishedColumn(
      "chart", Phrase("图", "Chart"),
      Phrase("图的种类。", "Kind of chart: funnel, interval, histogram, timeline or bars.")
    ).required,
    PublishedColumn("series", Phrase("系列", "Series"), Phrase("图内的系列。", "Series in the chart.")),
    PublishedColumn("unit_code", Phrase("主体代码", "Unit"), Phrase("主体。", "Unit.")),
    PublishedColumn("domain", Phrase("领域", "Domain"), Phrase("领域。", "Domain.")),
    PublishedColumn("item_code", Phrase("事项编码", "Item"), Phrase("事项。", "Item.")),
    PublishedColumn(
      "x", Phrase("横轴", "Horizontal"), Phrase("数值、月份或组别。", "A number, a month or a class.")),
    PublishedColumn("y", "number", Phrase("值", "Height"), Phrase("图点的值。", "Height of the point.")),
    PublishedColumn(
      "lower", "number", Phrase("下限", "Lower"), Phrase("区间或控制限的下端。", "Lower end or limit.")),
    PublishedColumn(
      "upper", "number", Phrase("上限", "Upper"), Phrase("区间或控制限的上端。", "Upper end or limit.")),
    PublishedColumn(
      "flagged", "boolean", Phrase("线索", "Flagged"),
      Phrase("是否为线索。", "Whether the point is flagged.")
    ).required,
  ]
}
