import Contracts

/// Estimates with their intervals, one subject a row in the order given.
struct IntervalPlot {
  struct Row {
    let label: String
    let value: Double
    let lower: Double
    let upper: Double
    let isFlagged: Bool
  }

  let rows: [Row]
  let xTitle: String
  /// A value that means no difference; nil where there is none.
  let reference: Double?
  /// What is to be known of the intervals, a line each.
  let notes: [String]

  private static let rowHeight = 19.0

  /// Draws the rows; returns the height taken.
  func draw(in drawing: inout Drawing, at corner: Point) -> Double {
    let widest = rows.map { TextMeasure.width($0.label, size: Drawing.textSize) }.max() ?? 0
    let labels = min(widest + 12, 270)
    let height = Double(rows.count) * IntervalPlot.rowHeight
    let box = Box(
      x: labels, y: corner.y + 4, width: Drawing.width - labels - 16, height: height)
    let axis = Axis(0...top, from: box.x, to: box.right)
    Frame(box: box, xTitle: xTitle, yTitle: "").horizontal(&drawing, axis)
    if let reference {
      let x = axis.place(reference)
      drawing.line(
        Point(x, box.y), Point(x, box.bottom),
        Drawing.Stroke(colour: Palette.muted, width: 0.9, dashes: "4 3"))
    }
    for (index, row) in rows.enumerated() {
      let y = box.y + (Double(index) + 0.5) * IntervalPlot.rowHeight
      let label = TextMeasure.fitted(row.label, width: labels - 12, size: Drawing.textSize)
      drawing.text(
        label, at: Point(labels - 8, y + 4),
        Drawing.TextStyle(anchor: .end, isBold: row.isFlagged))
      interval(row, &drawing, y, axis)
    }
    for (line, note) in notes.enumerated() {
      drawing.note(note, at: Point(0, corner.y + height + 56 + 16 * Double(line)))
    }
    return height + (notes.isEmpty ? 44 : 46 + 16 * Double(notes.count))
  }

  private var top: Double {
    let uppers = rows.map(\.upper).sorted()
    let typical = uppers.isEmpty ? 1 : uppers[uppers.count * 3 / 4]
    return max(1.1 * (rows.map(\.value).max() ?? 1), 1.1 * typical)
  }

  private func interval(_ row: Row, _ drawing: inout Drawing, _ y: Double, _ axis: Axis) {
    let colour = row.isFlagged ? "#b34f00" : Palette.blue
    let stroke = Drawing.Stroke(colour: colour, width: row.isFlagged ? 2 : 1.3)
    let (low, high) = (axis.place(row.lower), axis.place(row.upper))
    drawing.line(Point(low, y), Point(high, y), stroke)
    if row.upper > axis.range.upperBound {
      // An arrow: the interval goes on beyond the frame.
      drawing.path([Point(high - 5, y - 4), Point(high, y), Point(high - 5, y + 4)], stroke)
    }
    let middle = Point(axis.place(row.value), y)
    if row.isFlagged {
      let corners = [(0.0, -5.0), (5, 0), (0, 5), (-5, 0)].map {
        Point(middle.x + $0.0, middle.y + $0.1)
      }
      drawing.path(corners, fill: colour, nil)
    } else {
      drawing.circle(middle, radius: 3.2, fill: colour)
    }
  }
}
