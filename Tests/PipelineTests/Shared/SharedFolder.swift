import Foundation

/// Test files that are not part of this repository, found through `CASELOAD_SHARED`.
enum SharedFolder {
  /// The folder; nil where the variable is not set, and then no test of it runs.
  static let path = ProcessInfo.processInfo.environment["CASELOAD_SHARED"]
}
