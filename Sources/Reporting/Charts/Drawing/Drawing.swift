import Contracts

/// A picture made of simple shapes, printed as SVG with the same bytes for the same shapes.
///
/// One unit is about three quarters of a point in print: the width fills a page of A4.
struct Drawing {
  static let width = 640.0
  private static let margin = 4.0
  static let textSize = 11.5
  static let smallSize = 10.0
  static let fonts =
    "'Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Zen Hei','Microsoft YaHei',SimHei,sans-serif"

  private(set) var shapes: [String] = []
  var height: Double

  init(height: Double = 0) {
    self.height = height
  }

  enum Anchor: String {
    case start, middle, end
  }

  /// How text stands.
  struct TextStyle {
    var size = Drawing.textSize
    var anchor = Anchor.start
    var colour = Palette.ink
    var isBold = false
  }

  /// How a line is drawn.
  struct Stroke {
    var colour = Palette.ink
    var width = 1.0
    var dashes = ""
  }

  mutating func rectangle(
    _ box: Box, fill: String, stroke: Stroke? = nil
  ) {
    shapes.append(
      "<rect x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\""
        + " height=\"\(n(box.height))\" fill=\"\(fill)\"\(attributes(stroke))/>")
  }

  mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke = Stroke()) {
    shapes.append(
      "<line x1=\"\(n(from.x))\" y1=\"\(n(from.y))\" x2=\"\(n(to.x))\" y2=\"\(n(to.y))\""
        + "\(attributes(stroke))/>")
  }

  mutating func path(_ points: [Point], fill: String = "none", _ stroke: Stroke? = Stroke()) {
    let corners = points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
    let name = fill == "none" ? "polyline" : "polygon"
    shapes.append("<\(name) points=\"\(corners)\" fill=\"\(fill)\"\(attributes(stroke))/>")
  }

  mutating func circle(_ centre: Point, radius: Double, fill: String, _ stroke: Stroke? = nil) {
    shapes.append(
      "<circle cx=\"\(n(centre.x))\" cy=\"\(n(centre.y))\" r=\"\(n(radius))\""
        + " fill=\"\(fill)\"\(attributes(stroke))/>")
  }

  /// One line of text, its baseline at the point; nothing is cut here.
  mutating func text(_ text: String, at point: Point, _ style: TextStyle = TextStyle()) {
    guard !text.isEmpty else { return }
    let anchor = style.anchor == .start ? "" : " text-anchor=\"\(style.anchor.rawValue)\""
    let weight = style.isBold ? " font-weight=\"bold\"" : ""
    shapes.append(
      "<text x=\"\(n(point.x))\" y=\"\(n(point.y))\" font-size=\"\(n(style.size))\""
        + " fill=\"\(style.colour)\"\(anchor)\(weight)>\(XMLText.escaped(text))</text>")
  }

  /// A small line of what is to be known of a plot.
  mutating func note(_ text: String, at point: Point) {
    self.text(text, at: point, TextStyle(size: Drawing.smallSize, colour: Palette.muted))
  }

  /// The picture, with a title and a description for who does not see it.
  ///
  /// The name, of letters, digits and hyphens, makes identifiers unique within a page.
  func svg(name: String, title: String, description: String) -> String {
    let (width, height) = (n(Drawing.width + 2 * Drawing.margin), n(height))
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
      + " viewBox=\"-\(n(Drawing.margin)) 0 \(width) \(height)\" role=\"img\""
      + " aria-labelledby=\"\(name)-title \(name)-desc\" font-family=\"\(Drawing.fonts)\">"
    return
      ([
        head, "<title id=\"\(name)-title\">\(XMLText.escaped(title))</title>",
        "<desc id=\"\(name)-desc\">\(XMLText.escaped(description))</desc>",
        // A dark page or viewer would swallow the ink.
        "<rect x=\"-\(n(Drawing.margin))\" width=\"\(width)\" height=\"\(height)\""
          + " fill=\"\(Palette.paper)\"/>",
      ] + shapes + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private func attributes(_ stroke: Stroke?) -> String {
    guard let stroke else { return "" }
    let dashes = stroke.dashes.isEmpty ? "" : " stroke-dasharray=\"\(stroke.dashes)\""
    return " stroke=\"\(stroke.colour)\" stroke-width=\"\(n(stroke.width))\"\(dashes)"
  }

  private func n(_ value: Double) -> String { Numerals.decimal(value, places: 2) }
}

/// A place in a drawing; `y` grows downwards.
struct Point {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    (self.x, self.y) = (x, y)
  }
}

/// A rectangle in a drawing.
struct Box {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
}
