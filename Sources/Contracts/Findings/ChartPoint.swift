/// One point of a chart: the data that a chart of an indicator is drawn from.
public struct ChartPoint: Hashable, Sendable, Codable {
  /// What kind of chart: `funnel`, `interval`, `histogram`, `timeline` or `bars`.
  public var chart: String
  /// Series within the chart; empty where there is one.
  public var series: String
  /// Unit; empty where the point is of no unit.
  public var unitCode: String
  /// Domain; empty where the point is of no domain.
  public var domain: String
  /// Item; empty where the point is of no item.
  public var itemCode: String
  /// Place on the horizontal axis: a number, a month or a class, as text.
  public var x: String
  /// Height; nil where nothing was measured, which is no zero.
  public var y: Double?
  /// Lower end of an interval or limit.
  public var lower: Double?
  /// Upper end of an interval or limit.
  public var upper: Double?
  /// Whether the point is flagged.
  public var isFlagged: Bool

  /// Makes a point without height.
  public init(_ chart: String, series: String = "", unit: String = "", x: String) {
    self.chart = chart
    self.series = series
    unitCode = unit
    (domain, itemCode) = ("", "")
    self.x = x
    isFlagged = false
  }

  /// Columns of the published chart data.
  public static let columns = [
    "indicator", "chart", "series", "unit_code", "domain", "item_code", "x", "y", "lower", "upper",
    "flagged",
  ]
}
