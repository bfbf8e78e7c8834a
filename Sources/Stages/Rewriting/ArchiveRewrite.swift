import Archive
import Contracts

/// Files that take the place of archived ones: written in staging/, then named by a snapshot.
///
/// Until the mark is written nothing has happened; from then on the next command that writes ends
/// what was published, or takes back what was not.
struct ArchiveRewrite {
  private static let mark = "rewriting"

  let workspace: Workspace
  private var replaced: [String: ArchivedFile?] = [:]

  /// Prepares an empty staging/.
  init(_ workspace: Workspace) throws(StageError) {
    self.workspace = workspace
    let staging = workspace.staging
    let manifest = staging + "/" + StagingManifest.fileName
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: manifest) }) == nil else {
      throw StageError(
        .tryLater, "\(staging): holds exports not archived yet; run caseload-archive first")
    }
    try storing { () throws(ArchiveError) in
      try FileStore.removeFolder(staging)
      try FileStore.makeFolder(staging, access: .ownerOnly)
    }
  }

  /// How many files are replaced.
  var count: Int { replaced.count }

  /// Notes what takes the place of a file; nil where no row is left.
  mutating func replace(_ old: ArchivedFile, by new: ArchivedFile?) {
    guard old.path != new?.path else { return }
    replaced[old.path] = .some(new)
  }

  /// Notes what takes the place of the files of a month.
  mutating func replace(_ month: MonthFiles, by written: [ArchivedFile]) {
    for file in month.files {
      replace(file, by: written.first { $0.table == file.table && $0.kind == file.kind })
    }
  }

  /// What takes the place of a file, nil where it stays.
  func replacement(of path: String) -> ArchivedFile? { replaced[path] ?? nil }

  /// Publishes the next snapshot, then removes what was replaced.
  func published(
    _ note: RewritingNote, tombstones: [String], sources: [ArchivedSource]
  ) throws(StageError) -> Snapshot {
    let (archive, staging) = (workspace.archive, workspace.staging)
    let replaced = replaced
    return try storing { () throws(ArchiveError) in
      try FileStore.write([], to: staging + "/" + Self.mark, access: .ownerOnly)
      let store = PartitionStore(archive: archive)
      var adopted: [String: ArchivedFile] = [:]
      var replacements: [Rewriting.Replacement] = []
      for (path, new) in replaced.sorted(by: { $0.key < $1.key }) {
        guard let new else {
          replacements.append(.init(path: path, by: nil))
          continue
        }
        if adopted[new.path] == nil {
          adopted[new.path] = try store.adopt(
            new, from: staging, readingOthersWith: ColumnContent.read)
        }
        replacements.append(.init(path: path, by: adopted[new.path]))
      }
      let snapshots = SnapshotStore(archive: archive)
      let snapshot = try snapshots.publish(
        note, tombstones: tombstones, replaced: replacements, sources: sources)
      try Self.finish(archive: archive, staging: staging)
      return snapshot
    }
  }

  /// Ends or takes back what a rewriting left that was interrupted; needs the lock.
  static func recover(_ workspace: Workspace) throws(StageError) {
    let (archive, staging) = (workspace.archive, workspace.staging)
    try storing { () throws(ArchiveError) in
      guard try FileStore.kind(of: staging + "/" + mark) != nil else { return }
      try finish(archive: archive, staging: staging)
    }
  }

  // The mark goes last: until then all of it can be done once more.
  private static func finish(archive: String, staging: String) throws(ArchiveError) {
    try SnapshotStore(archive: archive).removeUnnamed()
    for entry in try FileStore.entries(of: staging) where entry.name != mark {
      let path = staging + "/" + entry.name
      if entry.kind == .folder {
        try FileStore.removeFolder(path)
      } else {
        try FileStore.remove(path)
      }
    }
    try FileStore.removeFolder(staging)
  }
}

/// The files of one table and month that belong together in some snapshot.
struct MonthFiles: Hashable {
  /// The month as YYYY-MM, empty where the table is not divided.
  let month: String
  /// Rows, where each came from, and further items.
  let files: [ArchivedFile]

  /// Those of every snapshot that are still there, in order of month and path.
  static func all(
    of table: Table, _ snapshots: [Snapshot], _ workspace: Workspace
  ) throws(StageError) -> [MonthFiles] {
    var found: Set<MonthFiles> = []
    for snapshot in snapshots {
      let own = Dictionary(grouping: snapshot.files.filter { isPart($0, of: table) }) {
        $0.month ?? ""
      }
      for (month, files) in own { found.insert(MonthFiles(month: month, files: files)) }
    }
    let sorted = found.sorted { left, right in
      (left.month, left.files.map(\.path).joined(separator: "\n"))
        < (right.month, right.files.map(\.path).joined(separator: "\n"))
    }
    var left: [MonthFiles] = []
    for month in sorted {
      var isWhole = true
      for file in month.files where isWhole { isWhole = try workspace.holds(file) }
      if isWhole { left.append(month) }
    }
    return left
  }

  /// The file of a kind.
  func file(_ table: Table, _ kind: ArchivedKind) -> ArchivedFile? {
    files.first { $0.table == table.name && $0.kind == kind }
  }

  /// Whether a file holds rows of a table, or what lies beside them.
  static func isPart(_ file: ArchivedFile, of table: Table) -> Bool {
    guard file.kind != .history, file.kind != .raw else { return false }
    let isItems = table.name == Table.cases.name && file.table == Table.caseItems.name
    return file.table == table.name || isItems
  }
}

extension Workspace {
  /// Every snapshot from the first on, as its files lie now.
  func snapshots() throws(StageError) -> [Snapshot] {
    let store = SnapshotStore(archive: archive)
    return try storing { () throws(ArchiveError) in
      var snapshots: [Snapshot] = []
      for number in try store.numbers() { snapshots.append(try store.load(number)) }
      return snapshots
    }
  }

  /// Whether cases were purged after a snapshot.
  func isPurged(since number: Int) throws(StageError) -> Bool {
    let archive = archive
    let rewritings = try storing { () throws(ArchiveError) in
      try SnapshotStore(archive: archive).latest()?.rewritings ?? []
    }
    return rewritings.contains { $0.snapshot > number && $0.cause == .purge }
  }

  /// Files of versions of a table that are no longer current, of every snapshot, by path.
  func history(of table: Table, _ snapshots: [Snapshot]) throws(StageError) -> [ArchivedFile] {
    let named = Set(
      snapshots.flatMap(\.files).filter { $0.kind == .history && $0.table == table.name })
    var files: [ArchivedFile] = []
    for file in named.sorted(by: { $0.path < $1.path }) where try holds(file) { files.append(file) }
    return files
  }

  /// Whether a file is still there: a pruning removes what older snapshots alone name.
  func holds(_ file: ArchivedFile) throws(StageError) -> Bool {
    try storing { () throws(ArchiveError) in
      try FileStore.kind(of: archive + "/" + file.path) != nil
    }
  }

  /// Refuses what cannot be done without a file of an older snapshot, which may have been pruned.
  func require(
    _ file: ArchivedFile, of snapshot: Int, _ refusal: String
  ) throws(StageError) {
    guard try !holds(file) else { return }
    throw StageError(
      .inputMissing,
      "\(refusal): archive/\(file.path) of its snapshot \(snapshot) is not there; prune removes what only "
        + "older snapshots name, and caseload verify tells whether it was that")
  }
}
