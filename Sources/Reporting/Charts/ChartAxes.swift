public import Contracts

/// What the numbers of a chart point are, in the words that stand at the chart's axes.
public struct ChartAxes {
  /// What `x` is: the size of a subject, a class, or a time.
  public let place: Phrase
  /// What `y` is.
  public let value: Phrase

  /// Words for a point of an indicator.
  public init(_ indicator: String, _ point: ChartPoint) {
    switch (point.chart, indicator) {
    case ("funnel", _), ("interval", _):
      place = ChartWording.xTitle(indicator, point.series)
      value = ChartWording.yTitle(indicator, point.series, isFunnel: point.chart == "funnel")
    case ("histogram", "P04"):
      place = Phrase("镇街单月件数", "Cases of a town in a month")
      value = Phrase("镇街月数", "Town-months")
    case ("histogram", _):
      place = Phrase("罚款额自（元）", "Fines from (yuan)")
      value = Phrase("件数", "Cases")
    case ("bars", _):
      place = Phrase("决定距今（月）", "Age of the decision in months")
      value = Phrase("未缴金额占比", "Share unpaid")
    case (_, "S12"):
      place = Phrase("月份", "Month")
      value = Phrase("案件数", "Cases")
    case (_, "P02"):
      place = Phrase("年份", "Year")
      value = Phrase("罚没收入占比", "Share of the income")
    default:
      place = Phrase("截至", "Period to")
      value = Phrase("占比", "Share")
    }
  }
}
