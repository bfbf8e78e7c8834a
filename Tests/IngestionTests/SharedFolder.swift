import Foundation

/// Test files that are not part of this repository, found through `CASELOAD_SHARED`.
enum SharedFolder {
  static let path = unsafe getenv("CASELOAD_SHARED").map { unsafe String(cString: $0) }

  /// Rows of a table of bad values: the cell as in the export, unquoted, and what is expected.
  static func values(_ name: String) throws -> [(input: String, expected: String)] {
    let url = URL(fileURLWithPath: "\(path ?? "")/bad-inputs/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      // An input may start with a tab; what is expected holds none.
      guard let tab = line.lastIndex(of: "\t") else { return nil }
      return (unquoted(String(line[..<tab])), String(line[line.index(after: tab)...]))
    }
  }

  private static func unquoted(_ cell: String) -> String {
    guard cell.count >= 2, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return cell }
    return String(cell.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }
}
