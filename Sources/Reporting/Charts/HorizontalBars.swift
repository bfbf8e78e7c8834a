import Contracts

/// Counts as bars, in the order in which they are given.
struct HorizontalBars {
  /// How a part of a bar is filled; the light one has an outline.
  enum Shade: CaseIterable {
    case dark, middle, light

    var fill: String {
      switch self {
      case .dark: "#b34f00"
      case .middle: Palette.orange
      case .light: Palette.paper
      }
    }
  }

  struct Row {
    let label: String
    let parts: [(count: Int, shade: Shade)]

    var total: Int { parts.reduce(0) { $0 + $1.count } }
  }

  let rows: [Row]
  /// What the shades mean; none where there is one shade.
  let legend: [(text: String, shade: Shade)]

  private static let rowHeight = 21.0

  /// Draws the bars; returns the height taken.
  func draw(in drawing: inout Drawing, at corner: Point) -> Double {
    let widest = rows.map { TextMeasure.width($0.label, size: Drawing.textSize) }.max() ?? 0
    let labels = min(widest + 10, 330)
    let left = corner.x + labels
    let most = rows.map(\.total).max() ?? 0
    let axis = Axis(0...Double(max(most, 1)), from: left, to: Drawing.width - 46)
    for (index, row) in rows.enumerated() {
      let top = corner.y + Double(index) * HorizontalBars.rowHeight
      let label = TextMeasure.fitted(row.label, width: labels - 8, size: Drawing.textSize)
      drawing.text(
        label, at: Point(left - 6, top + 14.5), Drawing.TextStyle(anchor: .end))
      bar(row, &drawing, top, axis)
    }
    let height = Double(rows.count) * HorizontalBars.rowHeight
    drawing.line(
      Point(left, corner.y), Point(left, corner.y + height),
      Drawing.Stroke(colour: Palette.muted))
    return height + key(&drawing, Point(left, corner.y + height + 8))
  }

  private func bar(_ row: Row, _ drawing: inout Drawing, _ top: Double, _ axis: Axis) {
    var done = 0
    for part in row.parts where part.count > 0 {
      let (start, end) = (axis.place(Double(done)), axis.place(Double(done + part.count)))
      let box = Box(x: start, y: top + 3, width: end - start, height: 15)
      drawing.rectangle(
        box, fill: part.shade.fill, stroke: Drawing.Stroke(colour: Palette.ink, width: 0.7))
      let text = Numerals.grouped(part.count)
      if row.parts.count > 1, TextMeasure.width(text, size: 10) + 4 < box.width {
        drawing.text(
          text, at: Point(start + box.width / 2, top + 14.5),
          Drawing.TextStyle(
            size: Drawing.smallSize, anchor: .middle,
            colour: part.shade == .dark ? Palette.paper : Palette.ink))
      }
      done += part.count
    }
    drawing.text(
      Numerals.grouped(row.total), at: Point(axis.place(Double(done)) + 6, top + 14.5),
      Drawing.TextStyle(isBold: true))
  }

  private func key(_ drawing: inout Drawing, _ corner: Point) -> Double {
    guard legend.count > 1 else { return 0 }
    var left = corner.x
    for entry in legend {
      drawing.rectangle(
        Box(x: left, y: corner.y, width: 16, height: 12), fill: entry.shade.fill,
        stroke: Drawing.Stroke(colour: Palette.ink, width: 0.7))
      drawing.text(
        entry.text, at: Point(left + 21, corner.y + 10),
        Drawing.TextStyle(size: Drawing.smallSize))
      left += 36 + TextMeasure.width(entry.text, size: Drawing.smallSize)
    }
    return 22
  }
}
