import Archive
import CSV
import Contracts
import Foundation

/// Paths of a workspace, and what is read from them.
struct Workspace: Sendable {
  /// The most bytes of a table of ours that is read at once.
  static let largestTable = 1 << 30

  let path: String
  /// Folder of the archive; another workspace's where a report is rebuilt aside.
  let archive: String
  /// The snapshot to work from; nil is the newest.
  let pinnedSnapshot: Int?

  init(_ path: String) {
    let path = path.hasSuffix("/") && path != "/" ? String(path.dropLast()) : path
    self.path = path
    archive = path + "/archive"
    pinnedSnapshot = nil
  }

  /// A workspace aside that reads one snapshot of another one.
  init(_ path: String, reading other: Workspace, snapshot: Int) {
    self.path = path
    archive = other.archive
    pinnedSnapshot = snapshot
  }

  func file(_ name: String) -> String { path + "/" + name }

  var inbox: String { file("inbox") }
  var staging: String { file("staging") }
  var rejects: String { file("rejects") }
  var counts: String { file("counts") }
  var findings: String { file("findings") }
  var reports: String { file("reports") }
  /// What may be removed at any time and only costs time to make again.
  var cache: String { file("cache") }

  /// Takes the lock of the workspace; another run that holds it is exit 75.
  func lock() throws(StageError) -> WorkspaceLock {
    try requireWorkspace()
    let lock = try storing { () throws(ArchiveError) in try WorkspaceLock(workspace: path) }
    try checkFolders()
    return lock
  }

  // What is written must stay in the workspace, and what is swept or removed must be its own;
  // a folder that cannot be written is told before any work.
  private func checkFolders() throws(StageError) {
    for folder in [archive, staging, rejects, counts, findings, reports, cache] {
      let kind = try storing { () throws(ArchiveError) in try FileStore.kind(of: folder) }
      guard kind != .symbolicLink else {
        throw StageError(.permission, "\(folder): expected a folder, found a symbolic link")
      }
      let written = kind == nil ? path : folder
      guard FileStore.isWritable(written) else {
        throw StageError(.cannotCreate, "\(written): cannot be written by this user")
      }
    }
  }

  /// Throws unless the workspace is a folder.
  func requireFolder() throws(StageError) {
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path + "/.") }) != nil
    else { throw StageError(.inputMissing, "\(path): no such folder; use -C or caseload init") }
  }

  /// Throws unless the folder has something of a workspace: settings, exports or an archive.
  func requireWorkspace() throws(StageError) {
    try requireFolder()
    for part in [file(SettingsFile.name), inbox, archive, staging] {
      if try storing({ () throws(ArchiveError) in try FileStore.kind(of: part) }) != nil { return }
    }
    throw StageError(.inputMissing, "\(path): not a workspace; use -C or caseload init")
  }

  /// The newest snapshot or the pinned one, nil for a new workspace.
  func latestSnapshot() throws(StageError) -> Snapshot? {
    let store = SnapshotStore(archive: archive)
    return try storing { () throws(ArchiveError) in
      guard let pinnedSnapshot else { return try store.latest() }
      return try store.load(pinnedSnapshot)
    }
  }

  /// Text of a small file of the workspace.
  func text(of path: String) throws(StageError) -> String {
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 64 << 20)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw StageError(.dataRefused, "\(path): is not UTF-8")
    }
    return text
  }

  /// Rows of a CSV file of the workspace, header first.
  func rows(of path: String) throws(StageError) -> [[String]] {
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: Self.largestTable)
    }
    return try csvRows(bytes, path)
  }
}

/// Runs file work and turns its error into ours.
func storing<Value: ~Copyable>(
  _ work: () throws(ArchiveError) -> Value
) throws(StageError) -> Value {
  do {
    return try work()
  } catch {
    throw StageError(error)
  }
}

/// Rows of CSV text that we wrote ourselves.
func csvRows(_ bytes: [UInt8], _ path: String) throws(StageError) -> [[String]] {
  do {
    return try CSVText.rows(of: bytes)
  } catch {
    throw StageError(.dataRefused, "\(path): \(error)")
  }
}

/// CSV text of rows: UTF-8, LF, comma.
func csvBytes(_ rows: [[String]]) -> [UInt8] {
  var writer = CSVWriter()
  for row in rows { writer.append(row) }
  return writer.bytes
}

/// JSON with sorted keys, the same bytes each time.
func jsonBytes(_ value: some Encodable) throws(StageError) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
  do {
    return Array(try encoder.encode(value)) + [0x0A]
  } catch {
    throw StageError(.ourBug, "JSON: a value cannot be written")
  }
}

/// A value from JSON that we wrote ourselves.
func decoded<Value: Decodable>(
  _ type: Value.Type, from bytes: [UInt8], _ path: String
) throws(StageError) -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(bytes))
  } catch {
    throw StageError(.dataRefused, "\(path): not what this program wrote; remove it and run again")
  }
}
