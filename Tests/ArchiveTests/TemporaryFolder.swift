import Foundation

@testable import Archive

/// A new empty folder, removed with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/archive-tests-" + UUID().uuidString
    try FileStore.makeFolder(path, access: .ownerOnly)
  }

  deinit { try? FileStore.removeFolder(path) }

  func file(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws -> String {
    let target = path + "/" + name
    try overwrite(target, bytes)
    guard unsafe chmod(target, mode) == 0 else { throw TestFailure.systemCall(errno) }
    return target
  }

  var names: [String] {
    get throws { try FileStore.entries(of: path).map(\.name) }
  }
}

enum TestFailure: Error {
  case systemCall(Int32)
}

/// Writes in place, as damage happens.
func overwrite(_ path: String, _ bytes: [UInt8]) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

func bytes(of path: String) throws -> [UInt8] {
  try FileStore.contents(of: path, limit: 1 << 30)
}

func mode(of path: String) -> mode_t {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return 0 }
  return status.st_mode & 0o7777
}

/// The error that the work throws, nil for none.
func failure(_ work: () throws(ArchiveError) -> Void) -> ArchiveError? {
  do throws(ArchiveError) {
    try work()
    return nil
  } catch {
    return error
  }
}

/// Bytes that look random and are the same in every run (xorshift, Marsaglia 2003).
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 24)
  }
}
