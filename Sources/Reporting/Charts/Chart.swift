import Contracts

/// A chart with its words and with the data that it was drawn from.
struct Chart: Hashable {
  /// Lower-case letters, digits and hyphens; unique within a report.
  let name: String
  /// Name of its files in charts/, without extension; that of the internal level has a suffix.
  let file: String
  /// What stands above it.
  let title: String
  /// What it shows, for who does not see it.
  let description: String
  /// Title and description in a row, as they stand in place of the picture.
  let alt: String
  /// The picture.
  let svg: String
  /// What it was drawn from.
  let data: ChartData

  /// The data as a published table beside the picture.
  var table: PublishedTable {
    PublishedTable(
      name: "chart_" + name, path: "charts/" + name, title: Phrase(title, title),
      description: Phrase("图的数据，每行一个图点。", "Data of the chart, one row a mark."),
      columns: data.columns, primaryKey: [], rows: data.rows)
  }
}

/// Columns and rows of a chart's data; text cells are neutralised.
struct ChartData: Hashable {
  let columns: [PublishedColumn]
  let rows: [[String]]
}

extension Draft {
  /// Makes a chart whose title stands above what `draw` paints.
  ///
  /// `draw` paints below the height that it is given and returns the height that it took.
  func chart(
    _ name: String, _ words: (title: String, description: String), _ data: ChartData,
    draw: (inout Drawing, Double) -> Double
  ) -> Chart {
    var drawing = Drawing()
    let lines = TextMeasure.wrapped(words.title, width: Drawing.width, size: 13, lines: 2)
    for (index, line) in lines.enumerated() {
      drawing.text(
        line, at: Point(0, 14 + Double(index) * 18), Drawing.TextStyle(size: 13, isBold: true))
    }
    let top = Double(lines.count) * 18 + 8
    drawing.height = top + draw(&drawing, top) + 4
    return Chart(
      name: name, file: input.isInternal ? name + "-internal" : name, title: words.title,
      description: words.description,
      alt: words.title + (input.language == .chinese ? "：" : ": ") + words.description,
      svg: drawing.svg(name: name, title: words.title, description: words.description),
      data: data)
  }
}
