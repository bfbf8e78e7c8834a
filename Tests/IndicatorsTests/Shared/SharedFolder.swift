import Foundation

/// Test files that are not part of this repository, found through `CASELOAD_SHARED`.
enum SharedFolder {
  static let path = ProcessInfo.processInfo.environment["CASELOAD_SHARED"]

  /// Numbers of a file with one on a line; a line that is none is left out.
  static func numbers(_ name: String) throws -> [Double] {
    let url = URL(fileURLWithPath: "\(path ?? "")/\(name)")
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).compactMap { Double($0) }
  }
}
