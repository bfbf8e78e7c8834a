import Contracts

/// Values over their size, each with the limits that chance leaves it.
struct FunnelPlot {
  struct Mark {
    let x: Double
    let y: Double
    let lower: Double?
    let upper: Double?
    let isFlagged: Bool
    /// Name that a mark carries which is flagged or outside its limits.
    let label: String

    /// How many times the width of its limits the value lies beyond them; 0 within.
    fileprivate var distance: Double {
      guard let lower, let upper, upper > lower else { return 0 }
      return max(0, y - upper, lower - y) / (upper - lower)
    }
  }

  let marks: [Mark]
  let xTitle: String
  let yTitle: String
  /// Names of the signs: value, flagged value, limits.
  let legend: [String]
  /// What is to be known of the limits.
  let note: String

  static let height = 316.0
  private static let frame = Box(x: 56, y: 24, width: 568, height: 218)
  private static let labelled = 6
  // Widths of the limits beyond them from which a mark is named though it is not flagged.
  private static let striking = 0.1

  /// Draws the plot below a place; returns the height taken.
  func draw(in drawing: inout Drawing, at corner: Point) -> Double {
    var box = FunnelPlot.frame
    box.y += corner.y
    let sizes = marks.map(\.x)
    let xAxis = Axis(
      (0.8 * (sizes.min() ?? 0))...(1.05 * (sizes.max() ?? 1)), from: box.x, to: box.right,
      isRoot: true)
    let yAxis = Axis(0...top, from: box.bottom, to: box.y)
    Frame(box: box, xTitle: xTitle, yTitle: yTitle).draw(in: &drawing, xAxis, yAxis)
    for mark in marks { limits(mark, &drawing, xAxis, yAxis) }
    for mark in marks.filter({ !$0.isFlagged }) {
      drawing.circle(
        Point(xAxis.place(mark.x), yAxis.place(mark.y)), radius: 3.2, fill: Palette.blue)
    }
    var placed: [Box] = []
    for mark in marks.filter(\.isFlagged).prefix(FunnelPlot.labelled) {
      let place = Point(xAxis.place(mark.x), yAxis.place(mark.y))
      flagged(place, &drawing)
      name(mark, place, box, &drawing, &placed)
    }
    for mark in marks.filter(\.isFlagged).dropFirst(FunnelPlot.labelled) {
      flagged(Point(xAxis.place(mark.x), yAxis.place(mark.y)), &drawing)
    }
    for mark in striking(besides: placed.count) {
      let place = Point(xAxis.place(mark.x), yAxis.place(mark.y))
      name(mark, place, box, &drawing, &placed)
    }
    key(&drawing, Point(box.x, corner.y + FunnelPlot.height - 26))
    drawing.note(note, at: Point(0, corner.y + FunnelPlot.height - 8))
    return FunnelPlot.height
  }

  // What catches the eye outside its limits is asked for by name, flagged or not.
  private func striking(besides labels: Int) -> ArraySlice<Mark> {
    marks.filter { !$0.isFlagged && $0.distance >= FunnelPlot.striking }.enumerated()
      .sorted { ($1.element.distance, $0.offset) < ($0.element.distance, $1.offset) }
      .map(\.element).prefix(max(0, FunnelPlot.labelled - labels))
  }

  // A few limits of tiny subjects must not flatten all others: the typical one decides.
  private var top: Double {
    let uppers = marks.compactMap(\.upper).sorted()
    let typical = uppers.isEmpty ? 0 : uppers[uppers.count / 2]
    return max(1.12 * (marks.map(\.y).max() ?? 1), 1.12 * typical, 0.01)
  }

  private func limits(_ mark: Mark, _ drawing: inout Drawing, _ xAxis: Axis, _ yAxis: Axis) {
    guard let lower = mark.lower, let upper = mark.upper else { return }
    let x = xAxis.place(mark.x)
    let stroke = Drawing.Stroke(colour: "#9a9a9a", width: 1.1)
    drawing.line(Point(x, yAxis.place(lower)), Point(x, yAxis.place(upper)), stroke)
    for limit in [lower, upper] where yAxis.range.contains(limit) {
      let y = yAxis.place(limit)
      drawing.line(Point(x - 3, y), Point(x + 3, y), stroke)
    }
  }

  private func flagged(_ place: Point, _ drawing: inout Drawing) {
    let corners = [(0.0, -6.0), (6, 0), (0, 6), (-6, 0)].map {
      Point(place.x + $0.0, place.y + $0.1)
    }
    drawing.path(corners, fill: "#b34f00", Drawing.Stroke(colour: Palette.ink, width: 0.8))
  }

  // A name goes to the side with room, and moves down where another one stands.
  private func name(
    _ mark: Mark, _ place: Point, _ box: Box, _ drawing: inout Drawing, _ placed: inout [Box]
  ) {
    let text = TextMeasure.fitted(mark.label, width: 230, size: Drawing.smallSize)
    let width = TextMeasure.width(text, size: Drawing.smallSize)
    let left = place.x + 10 + width > box.right ? place.x - 10 - width : place.x + 10
    var own = Box(x: max(left, box.x), y: place.y - 7, width: width, height: 13)
    while let other = placed.first(where: { FunnelPlot.overlap($0, own) }) {
      own.y = other.bottom + 0.5
    }
    placed.append(own)
    drawing.text(
      text, at: Point(own.x, own.y + 10.5),
      Drawing.TextStyle(size: Drawing.smallSize, isBold: mark.isFlagged))
  }

  private static func overlap(_ one: Box, _ other: Box) -> Bool {
    one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom
  }

  private func key(_ drawing: inout Drawing, _ corner: Point) {
    guard legend.count == 3 else { return }
    var left = corner.x + 6
    let baseline = corner.y
    for (index, text) in legend.enumerated() {
      let middle = Point(left, baseline - 4)
      switch index {
      case 0: drawing.circle(middle, radius: 3.2, fill: Palette.blue)
      case 1: flagged(middle, &drawing)
      default:
        let stroke = Drawing.Stroke(colour: "#9a9a9a", width: 1.1)
        drawing.line(Point(left, middle.y - 6), Point(left, middle.y + 6), stroke)
        for y in [middle.y - 6, middle.y + 6] {
          drawing.line(Point(left - 3, y), Point(left + 3, y), stroke)
        }
      }
      drawing.text(
        text, at: Point(left + 11, baseline), Drawing.TextStyle(size: Drawing.smallSize))
      left += 34 + TextMeasure.width(text, size: Drawing.smallSize)
    }
  }
}
