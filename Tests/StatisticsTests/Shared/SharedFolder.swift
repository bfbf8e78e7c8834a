import Foundation

/// Test files that are not part of this repository, found through `CASELOAD_SHARED`.
enum SharedFolder {
  static let path = unsafe getenv("CASELOAD_SHARED").map { unsafe String(cString: $0) }

  static func content(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(path ?? "")/\(name)"))
  }

  /// Rows of a table as cells by column; enough for files whose quoted cells hold no line break.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = String(decoding: try content(name), as: UTF8.self)
    var lines = text.split(whereSeparator: \.isNewline).map(cells(of:))
    guard !lines.isEmpty else { return [] }
    let columns = lines.removeFirst()
    return lines.map { Dictionary(zip(columns, $0)) { first, _ in first } }
  }

  private static func cells(of line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}
