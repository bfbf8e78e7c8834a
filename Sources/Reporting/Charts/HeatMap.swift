import Contracts

/// Months of cells side by side; each state has its own sign besides its colour.
struct HeatMap {
  struct Row {
    let label: String
    let marks: [MonthMark]
  }

  let months: [Month]
  let rows: [Row]
  let language: Language

  static let rowHeight = 19.0
  static let headHeight = 34.0

  /// Height of a map of rows, head included.
  static func height(rows: Int) -> Double { headHeight + Double(rows) * rowHeight }

  /// Draws the map into a box; its height follows from the rows.
  func draw(in drawing: inout Drawing, at corner: Point, width: Double, labels: Double) {
    let column = (width - labels) / Double(max(months.count, 1))
    head(&drawing, Point(corner.x + labels, corner.y), column)
    for (index, row) in rows.enumerated() {
      let top = corner.y + HeatMap.headHeight + Double(index) * HeatMap.rowHeight
      let label = TextMeasure.fitted(row.label, width: labels - 8, size: Drawing.textSize)
      drawing.text(
        label, at: Point(corner.x + labels - 6, top + 13.5), Drawing.TextStyle(anchor: .end))
      for (position, mark) in row.marks.enumerated() {
        let left = corner.x + labels + Double(position) * column
        let box = Box(x: left, y: top, width: column, height: HeatMap.rowHeight)
        StateSign(mark, language).draw(in: &drawing, box)
      }
    }
  }

  // The year stands above its first month.
  private func head(_ drawing: inout Drawing, _ corner: Point, _ column: Double) {
    for (index, month) in months.enumerated() {
      let centre = corner.x + (Double(index) + 0.5) * column
      let style = Drawing.TextStyle(
        size: Drawing.smallSize, anchor: .middle, colour: Palette.muted)
      if index == 0 || month.month == 1 {
        let left = Point(corner.x + Double(index) * column + 2, corner.y + 12)
        // A year that ends after one or two columns has no room for its number.
        let columns = min(13 - month.month, months.count - index)
        if Double(columns) * column > 26 {
          drawing.text(
            String(month.year), at: left,
            Drawing.TextStyle(size: Drawing.smallSize, colour: Palette.muted))
        }
      }
      drawing.text(String(month.month), at: Point(centre, corner.y + 28), style)
    }
  }
}

/// The sign of a month: fill, letter and strokes, so that no state rests on colour alone.
struct StateSign {
  let mark: MonthMark
  let language: Language

  init(_ mark: MonthMark, _ language: Language) {
    (self.mark, self.language) = (mark, language)
  }

  func draw(in drawing: inout Drawing, _ box: Box) {
    let inner = Box(x: box.x + 0.5, y: box.y + 0.5, width: box.width - 1, height: box.height - 1)
    drawing.rectangle(inner, fill: fill, stroke: Drawing.Stroke(colour: Palette.rule, width: 0.7))
    if mark == .state(.notEmpowered, cases: 0) {
      let stroke = Drawing.Stroke(colour: Palette.muted, width: 0.8)
      drawing.line(Point(inner.x, inner.bottom), Point(inner.right, inner.y), stroke)
    }
    let size = Self.size(of: letter, width: box.width - 2)
    let middle = Point(box.x + box.width / 2, box.y + box.height / 2 + size * 0.36)
    drawing.text(
      letter, at: middle,
      Drawing.TextStyle(size: size, anchor: .middle, colour: ink, isBold: isOpenZero))
  }

  // Numbers side by side must not run into one another; halves of a point.
  private static func size(of text: String, width: Double) -> Double {
    let natural = TextMeasure.width(text, size: Drawing.smallSize)
    guard natural > width else { return Drawing.smallSize }
    return max(5, (2 * Drawing.smallSize * width / natural).rounded(.down) / 2)
  }

  private var isOpenZero: Bool { mark == .state(.zeroOpen, cases: 0) }

  private var ink: String { isOpenZero ? Palette.paper : Palette.ink }

  private var fill: String {
    switch mark {
    case .state(.active, _): Palette.band
    case .state(.zeroOpen, _): "#b34f00"
    case .state(.zeroExplained, _): "#f6d59a"
    case .state(.handled, _): "#c9e8df"
    case .state(.noExposure, _), .state(.exposureUnknown, _): "#ececec"
    case .state(.notEmpowered, _), .state(.notSent, _), .quiet, .outside: Palette.paper
    }
  }

  private var letter: String {
    switch mark {
    case .state(.active, let cases): String(cases)
    case .state(let state, _): ChartWording.letter(state).text(language)
    case .quiet: "·"
    case .outside: ""
    }
  }

  /// Every sign that stands for a state or for a mere month without a case.
  static let all =
    CellState.allCases.map { MonthMark.state($0, cases: $0 == .active ? 3 : 0) } + [.quiet]

  /// Signs and what they mean, in rows below a chart; returns the height taken.
  static func legend(
    of marks: [MonthMark] = all, in drawing: inout Drawing, at corner: Point, _ language: Language
  ) -> Double {
    var place = corner
    for mark in marks {
      let text = ChartWording.meaning(mark).text(language)
      let width = 26 + TextMeasure.width(text, size: Drawing.smallSize) + 12
      if place.x + width > Drawing.width, place.x > corner.x {
        place = Point(corner.x, place.y + 22)
      }
      let box = Box(x: place.x, y: place.y, width: 20, height: 17)
      StateSign(mark, language).draw(in: &drawing, box)
      drawing.text(
        text, at: Point(place.x + 25, place.y + 12.5),
        Drawing.TextStyle(size: Drawing.smallSize))
      place.x += width
    }
    return place.y + 22 - corner.y
  }
}
