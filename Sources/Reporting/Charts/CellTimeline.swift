import Contracts

/// The months of one cell: cases, the band that was to be expected, when it changed, and what
/// complaints and inspections showed meanwhile.
struct CellTimeline {
  struct Column {
    let month: Month
    /// Cases; nil where the month was not observed.
    let cases: Int?
    let complaints: Int
    let findings: Int
  }

  /// What peers let one expect of a month of the silence.
  struct Band {
    let from: Month
    let mean: Double
    let lower: Int
    let upper: Int
  }

  let columns: [Column]
  let band: Band?
  let change: ChangeMonth?
  let language: Language

  static let height = 222.0
  private static let frame = Box(x: 66, y: 26, width: 558, height: 86)

  /// Draws the timeline; returns the height taken.
  func draw(in drawing: inout Drawing, at corner: Point) -> Double {
    var box = CellTimeline.frame
    box.y += corner.y
    let most = max(
      Double(columns.compactMap(\.cases).max() ?? 0), Double(band?.upper ?? 0), band?.mean ?? 0, 3)
    let axis = Axis(0...(1.1 * most), from: box.bottom, to: box.y)
    let step = box.width / Double(max(columns.count, 1))
    if let band { draw(band, &drawing, box, axis, step) }
    Frame(box: box, xTitle: "", yTitle: say(ChartWording.casesAMonth)).vertical(&drawing, axis)
    drawing.line(Point(box.x, box.bottom), Point(box.right, box.bottom))
    for (index, column) in columns.enumerated() {
      bar(column, &drawing, box.x + Double(index) * step, step, axis)
    }
    if let change { draw(change, &drawing, box, step) }
    months(&drawing, box, step)
    counts(&drawing, box, step)
    legend(&drawing, Point(box.x, corner.y + CellTimeline.height - 12))
    return CellTimeline.height
  }

  private func say(_ phrase: Phrase) -> String { phrase.text(language) }

  private func place(_ month: Month, _ box: Box, _ step: Double) -> Double {
    guard let first = columns.first?.month else { return box.x }
    return box.x + Double(month.index - first.index) * step
  }

  private func draw(
    _ band: Band, _ drawing: inout Drawing, _ box: Box, _ axis: Axis, _ step: Double
  ) {
    let left = max(place(band.from, box, step), box.x)
    let (low, high) = (axis.place(Double(band.lower)), axis.place(Double(band.upper)))
    drawing.rectangle(
      Box(x: left, y: high, width: box.right - left, height: low - high), fill: Palette.band)
    let mean = axis.place(band.mean)
    drawing.line(
      Point(left, mean), Point(box.right, mean),
      Drawing.Stroke(colour: Palette.blue, width: 1.6, dashes: "6 3"))
  }

  private func bar(
    _ column: Column, _ drawing: inout Drawing, _ left: Double, _ step: Double, _ axis: Axis
  ) {
    let base = axis.place(0)
    guard let cases = column.cases else {
      let box = Box(x: left + 1, y: base - 12, width: step - 2, height: 12)
      let stroke = Drawing.Stroke(colour: Palette.muted, width: 0.8)
      drawing.rectangle(box, fill: Palette.paper, stroke: stroke)
      drawing.line(Point(box.x, box.bottom), Point(box.right, box.y), stroke)
      return
    }
    guard cases > 0 else {
      drawing.circle(
        Point(left + step / 2, base), radius: 2.4, fill: Palette.paper,
        Drawing.Stroke(colour: Palette.ink, width: 1.1))
      return
    }
    let top = axis.place(Double(cases))
    drawing.rectangle(
      Box(x: left + 1.5, y: top, width: step - 3, height: base - top), fill: Palette.ink)
  }

  private func draw(
    _ change: ChangeMonth, _ drawing: inout Drawing, _ box: Box, _ step: Double
  ) {
    let x = place(change.month, box, step)
    let stroke = Drawing.Stroke(colour: "#b34f00", width: 1.8)
    drawing.line(Point(x, box.y - 4), Point(x, box.bottom), stroke)
    let (low, high) = (place(change.lower, box, step), place(change.upper + 1, box, step))
    drawing.line(Point(low, box.y - 4), Point(min(high, box.right), box.y - 4), stroke)
    let text = say(ChartWording.change("\(change.month)"))
    let isRight = x + TextMeasure.width(text, size: Drawing.textSize) < box.right
    drawing.text(
      text, at: Point(x, box.y - 10),
      Drawing.TextStyle(anchor: isRight ? .start : .end, colour: "#8a3d00", isBold: true))
  }

  private func months(_ drawing: inout Drawing, _ box: Box, _ step: Double) {
    // Every third month where each has no room of its own.
    let every = step >= 15 ? 1 : 3
    for (index, column) in columns.enumerated() {
      let left = box.x + Double(index) * step
      if index == 0 || column.month.month == 1 {
        drawing.line(
          Point(left, box.bottom), Point(left, box.bottom + 34),
          Drawing.Stroke(colour: Palette.rule))
        drawing.text(
          String(column.month.year), at: Point(left + 3, box.bottom + 30),
          Drawing.TextStyle(size: Drawing.smallSize, colour: Palette.muted))
      }
      guard (column.month.month - 1) % every == 0 else { continue }
      drawing.text(
        String(column.month.month), at: Point(left + step / 2, box.bottom + 15),
        Drawing.TextStyle(size: Drawing.smallSize, anchor: .middle, colour: Palette.muted))
    }
  }

  private func counts(_ drawing: inout Drawing, _ box: Box, _ step: Double) {
    let rows: [(Phrase, (Column) -> Int)] = [
      (ChartWording.complaints, { $0.complaints }), (ChartWording.findings, { $0.findings }),
    ]
    // A row without any number would look like one that was looked for in vain.
    let told = rows.filter { row in columns.contains { row.1($0) > 0 } }
    for (number, row) in told.enumerated() {
      let y = box.bottom + 49 + Double(number) * 16
      drawing.text(
        say(row.0), at: Point(box.x - 6, y),
        Drawing.TextStyle(size: Drawing.smallSize, anchor: .end, colour: Palette.muted))
      for (index, column) in columns.enumerated() where row.1(column) > 0 {
        drawing.text(
          String(row.1(column)), at: Point(box.x + (Double(index) + 0.5) * step, y),
          Drawing.TextStyle(size: Drawing.smallSize, anchor: .middle))
      }
    }
  }

  private func legend(_ drawing: inout Drawing, _ corner: Point) {
    var left = corner.x
    let signs = ChartWording.timelineSigns.enumerated().filter { $0.offset != 3 || band != nil }
    for (index, phrase) in signs {
      let box = Box(x: left, y: corner.y - 9, width: 14, height: 10)
      let stroke = Drawing.Stroke(colour: Palette.muted, width: 0.8)
      switch index {
      case 0: drawing.rectangle(box, fill: Palette.ink)
      case 1:
        drawing.circle(
          Point(left + 8, corner.y - 4), radius: 2.4, fill: Palette.paper,
          Drawing.Stroke(colour: Palette.ink, width: 1.1))
      case 2:
        drawing.rectangle(box, fill: Palette.paper, stroke: stroke)
        drawing.line(Point(box.x, box.bottom), Point(box.right, box.y), stroke)
      default:
        drawing.rectangle(box, fill: Palette.band)
        drawing.line(
          Point(left, corner.y - 4), Point(left + 14, corner.y - 4),
          Drawing.Stroke(colour: Palette.blue, width: 1.6, dashes: "6 3"))
      }
      let text = say(phrase)
      drawing.text(text, at: Point(left + 19, corner.y), Drawing.TextStyle(size: 10))
      left += 32 + TextMeasure.width(text, size: 10)
    }
  }
}
