/// A piece of a document; its texts are plain and are escaped when it is printed.
enum Block: Hashable {
  /// A heading of a level, 1 to 4.
  case heading(Int, String)
  /// A paragraph.
  case paragraph(String)
  /// A list of at least one point.
  case list([String])
  /// A table: column titles and rows of the same width.
  case table([String], [[String]])
  /// A chart, whose picture is a file beside the document.
  case chart(Chart)
}

extension Block {
  /// The points as a list, or nothing where there are none.
  static func points(_ items: [String]) -> [Block] {
    items.isEmpty ? [] : [.list(items)]
  }

  /// Those of the charts that there are.
  static func charts(_ charts: Chart?...) -> [Block] {
    charts.compactMap { $0.map(Block.chart) }
  }

  /// The names and values that the document template asks for.
  var view: [String: Any] {
    switch self {
    case .heading(let level, let text):
      ["heading": ["marks": String(repeating: "#", count: level), "text": text]]
    case .paragraph(let text):
      ["paragraph": ["text": text]]
    case .list(let items):
      ["list": ["items": items]]
    case .table(let columns, let rows):
      [
        "table": [
          "columns": columns, "rules": Block.figures(columns, rows).map { $0 ? "---:" : "---" },
          "rows": rows.map { ["cells": $0] },
        ] as [String: Any]
      ]
    case .chart(let chart):
      ["chart": ["alt": chart.alt, "file": chart.file]]
    }
  }

  /// Which columns hold numbers alone, which stand at the right.
  static func figures(_ columns: [String], _ rows: [[String]]) -> [Bool] {
    columns.indices.map { index in
      let cells = rows.map { $0[index] }.filter { !blanks.contains($0) }
      return !cells.isEmpty && cells.allSatisfy(isFigure)
    }
  }

  // What stands for a figure that there is none of, or that is not told.
  private static let blanks: Set = ["", "–", "—"]

  // Digits and `,` `.` `%`, and `<` of a small number.
  private static func isFigure(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2C, 0x2E, 0x25, 0x3C].contains($0) }
  }
}
