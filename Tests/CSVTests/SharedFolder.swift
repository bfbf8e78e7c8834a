import Foundation

/// Test files that are not part of this repository, found through `CASELOAD_SHARED`.
enum SharedFolder {
  static let path = unsafe getenv("CASELOAD_SHARED").map { unsafe String(cString: $0) }

  static func content(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path ?? "")/\(name)")))
  }
}
