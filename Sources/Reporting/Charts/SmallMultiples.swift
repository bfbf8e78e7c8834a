import Contracts

/// Heat maps of several places side by side, each with its name above it.
struct SmallMultiples {
  let panels: [(title: String, map: HeatMap)]

  private static let gap = 16.0
  private static let titleHeight = 16.0

  /// Draws two panels a row; returns the height taken.
  func draw(in drawing: inout Drawing, at corner: Point) -> Double {
    let width = (Drawing.width - SmallMultiples.gap) / 2
    let labels = min(110, width * 0.36)
    var top = corner.y
    for start in stride(from: 0, to: panels.count, by: 2) {
      let pair = panels[start..<min(start + 2, panels.count)]
      for (offset, panel) in pair.enumerated() {
        let left = corner.x + Double(offset) * (width + SmallMultiples.gap)
        let title = TextMeasure.fitted(panel.title, width: width, size: 12.5)
        drawing.text(
          title, at: Point(left, top + 12), Drawing.TextStyle(size: 12.5, isBold: true))
        panel.map.draw(
          in: &drawing, at: Point(left, top + SmallMultiples.titleHeight), width: width,
          labels: labels)
      }
      let rows = pair.map(\.map.rows.count).max() ?? 0
      top += SmallMultiples.titleHeight + HeatMap.height(rows: rows) + SmallMultiples.gap
    }
    return top - corner.y
  }
}
