import Contracts

/// The frame of a plot: axes, their ticks and titles.
struct Frame {
  let box: Box
  let xTitle: String
  let yTitle: String

  func draw(in drawing: inout Drawing, _ xAxis: Axis, _ yAxis: Axis) {
    vertical(&drawing, yAxis)
    horizontal(&drawing, xAxis)
  }

  /// The line at the bottom with its numbers.
  func horizontal(_ drawing: inout Drawing, _ xAxis: Axis) {
    drawing.line(Point(box.x, box.bottom), Point(box.right, box.bottom))
    let small = Drawing.TextStyle(
      size: Drawing.smallSize, anchor: .middle, colour: Palette.muted)
    for tick in xAxis.ticks {
      let x = xAxis.place(tick)
      drawing.line(Point(x, box.bottom), Point(x, box.bottom + 4))
      drawing.text(Axis.label(tick), at: Point(x, box.bottom + 15), small)
    }
    drawing.text(
      xTitle, at: Point(box.right, box.bottom + 30),
      Drawing.TextStyle(size: Drawing.smallSize, anchor: .end, colour: Palette.muted))
  }

  /// The upright axis.
  func vertical(_ drawing: inout Drawing, _ yAxis: Axis) {
    for tick in yAxis.ticks {
      let y = yAxis.place(tick)
      drawing.line(
        Point(box.x, y), Point(box.right, y), Drawing.Stroke(colour: "#e4e4e4", width: 0.7))
      drawing.text(
        Axis.label(tick), at: Point(box.x - 6, y + 3.5),
        Drawing.TextStyle(size: Drawing.smallSize, anchor: .end, colour: Palette.muted))
    }
    drawing.text(
      TextMeasure.fitted(yTitle, width: box.width, size: Drawing.smallSize),
      at: Point(box.x - 40, box.y - 10),
      Drawing.TextStyle(size: Drawing.smallSize, colour: Palette.muted))
  }
}
