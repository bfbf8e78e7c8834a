import Archive
import Contracts
import Ingestion

/// Moves what was staged into the archive and publishes the next snapshot.
struct ArchiveRun {
  let workspace: Workspace
  let settings: Settings
  private let store: PartitionStore
  private let snapshots: SnapshotStore

  init(_ workspace: Workspace, _ settings: Settings) {
    self.workspace = workspace
    self.settings = settings
    store = PartitionStore(archive: workspace.archive)
    snapshots = SnapshotStore(archive: workspace.archive)
  }

  /// Whether something complete is staged.
  func isStaged() throws(StageError) -> Bool {
    let path = workspace.staging + "/" + StagingManifest.fileName
    return try storing { () throws(ArchiveError) in try FileStore.kind(of: path) } != nil
  }

  /// Publishes what is staged; nil where nothing is.
  func publish() throws(StageError) -> Snapshot? {
    let path = workspace.staging + "/" + StagingManifest.fileName
    guard try isStaged() else { return nil }
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    let manifest = try decoded(StagingManifest.self, from: bytes, path)
    let last = try workspace.latestSnapshot()
    let known = Set((last?.sources ?? []).map(Self.reading))
    // A run that died after publishing left its staging behind: everything in it is archived.
    if manifest.sources.allSatisfy({ known.contains(Self.reading($0)) }) {
      try emptyStaging()
      return last
    }
    var files = last?.files ?? []
    for name in manifest.tables {
      guard let table = (Table.all + [.deliveries, .revisions]).first(where: { $0.name == name })
      else {
        throw StageError(.dataRefused, "\(path): no table is called \(name)")
      }
      try update(table, &files)
    }
    let raw = try rawFiles(manifest.raw)
    files += raw.filter { file in !files.contains { $0.path == file.path } }
    let snapshot = try storing { () throws(ArchiveError) in
      let next = try snapshots.next(
        files: files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
        sources: (last?.sources ?? []) + manifest.sources)
      try snapshots.publish(next)
      return next
    }
    try emptyStaging()
    return snapshot
  }

  // What was read and as what: one file may fill several tables.
  private static func reading(_ source: ArchivedSource) -> [String] {
    [source.sha256.hexadecimal, source.name, source.table, source.profile]
  }

  private func emptyStaging() throws(StageError) {
    let staging = workspace.staging
    // The manifest goes first: without it a half-emptied folder is no staging.
    try storing { () throws(ArchiveError) in
      try FileStore.remove(staging + "/" + StagingManifest.fileName)
      try FileStore.removeFolder(staging)
    }
  }

  // The staged frames are the very bytes that the archive keeps.
  private func rawFiles(_ raw: [ArchivedFile]) throws(StageError) -> [ArchivedFile] {
    for file in raw {
      let target = workspace.archive + "/" + file.path
      let source = workspace.staging + "/" + file.path
      try storing { () throws(ArchiveError) in
        try FileStore.makeFolder(
          "raw", beneath: workspace.archive, access: .ownerOnly)
        let bytes = try FileStore.contents(of: source, limit: file.compressedBytes)
        try FileStore.write(bytes, to: target, access: .ownerOnly)
      }
    }
    return raw
  }

  private func update(_ table: Table, _ files: inout [ArchivedFile]) throws(StageError) {
    let changes = try staged(table, "changes")
    var history = try staged(table, "history")
    let months = Set(changes.map(\.month) + changes.compactMap(\.replacedMonth)).sorted()
    var partitions: [String: PartitionContents] = [:]
    for month in months {
      partitions[month] = try PartitionContents(
        table, month: month, files: files, workspace: workspace)
    }
    for change in changes { try apply(change, &partitions, &history) }
    for month in months {
      files.removeAll { PartitionContents.isPart($0, of: table, month: month) }
      if let contents = partitions[month] { files += try written(contents) }
    }
    if !history.isEmpty { files.append(try written(history, table)) }
  }

  private func apply(
    _ change: StagedChange, _ partitions: inout [String: PartitionContents],
    _ history: inout [StagedChange]
  ) throws(StageError) {
    if let old = change.replacedMonth {
      guard let entry = partitions[old]?.remove(change.identity) else {
        throw StageError(
          .dataRefused, "archive: a row to replace is missing; run caseload verify")
      }
      guard !change.isSameContent else {
        partitions[old]?.confirm(entry, change)
        return
      }
      history.append(historic(entry, change.identity))
    }
    partitions[change.month]?.put(change)
  }

  private func staged(_ table: Table, _ kind: String) throws(StageError) -> [StagedChange] {
    let path = "\(workspace.staging)/\(table.name).\(kind).csv"
    return try StagedRows.changes(of: try workspace.rows(of: path), path)
  }

  private func historic(_ entry: PartitionContents.Entry, _ identity: String) -> StagedChange {
    StagedChange(
      identity: identity, month: HistoryReason.corrected.rawValue, replacedMonth: nil,
      isSameContent: false, content: entry.known.content, origin: entry.known.origin,
      rows: entry.rows)
  }

  private func written(_ contents: PartitionContents) throws(StageError) -> [ArchivedFile] {
    let rows = contents.contentRows
    guard rows.count > 1 else { return [] }
    let table = contents.table
    let isWhole = table.partitioning == .whole
    let month = isWhole ? nil : contents.month
    let folder = isWhole ? "reference" : "\(table.name)/month=\(contents.month)"
    var files = [
      try write(
        rows, folder, isWhole ? table.name : "part",
        FileLabel(table: table.name, month: month, kind: isWhole ? .reference : .partition)),
      try write(
        contents.provenanceRows, folder, isWhole ? "\(table.name)-provenance" : "provenance",
        FileLabel(table: table.name, month: month, kind: .provenance)),
    ]
    let items = contents.itemRows
    if items.count > 1 {
      let label = FileLabel(table: Table.caseItems.name, month: month, kind: .partition)
      files.append(
        try write(items, "\(Table.caseItems.name)/month=\(contents.month)", "part", label))
    }
    return files
  }

  // In the history the month column says why a version is not current.
  private func written(
    _ history: [StagedChange], _ table: Table
  ) throws(StageError) -> ArchivedFile {
    let sorted = history.sorted {
      ($0.identity, $0.origin.order, $0.origin.line) < (
        $1.identity, $1.origin.order, $1.origin.line
      )
    }
    let header = ["identity", "reason", "content", "source", "order", "as_of", "line", "offset"]
    let rows = sorted.flatMap { change in
      change.rows.map { cells in
        [
          change.identity, change.month, change.content, change.origin.source,
          String(change.origin.order), change.origin.asOf, String(change.origin.line),
          String(change.origin.offset),
        ] + cells
      }
    }
    return try write(
      [header + table.archiveNames] + rows, "history", table.name,
      FileLabel(table: table.name, month: nil, kind: .history))
  }

  private func write(
    _ rows: [[String]], _ folder: String, _ prefix: String, _ label: FileLabel
  ) throws(StageError) -> ArchivedFile {
    let bytes = csvBytes(rows)
    return try storing { () throws(ArchiveError) in
      try store.write(
        bytes, folder: folder, prefix: prefix, label: label, rows: rows.count - 1)
    }
  }
}
