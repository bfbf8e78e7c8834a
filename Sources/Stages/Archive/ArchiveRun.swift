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
    let archived = Set((last?.sources ?? []).map(Self.reading))
    // A run that died after publishing left its staging behind: everything in it is archived.
    if manifest.sources.allSatisfy({ archived.contains(Self.reading($0)) }) {
      try emptyStaging()
      return last
    }
    try check(manifest, last, path)
    let dropped = Set(manifest.dropped)
    // An export that fills several tables is kept once, under the first of them.
    let known = Set((last?.files ?? []).map(\.path))
    let raw = manifest.raw.filter { !known.contains($0.path) }
    let added = try (manifest.files + raw).map { file throws(StageError) in
      try storing { () throws(ArchiveError) in
        try store.adopt(
          file, from: workspace.staging, readingOthersWith: ColumnContent.read)
      }
    }
    let paths = Set(added.map(\.path))
    let kept = (last?.files ?? []).filter {
      !dropped.contains($0.path) && !paths.contains($0.path)
    }
    let snapshot = try storing { () throws(ArchiveError) in
      let next = try snapshots.next(
        files: kept + added, sources: (last?.sources ?? []) + manifest.sources)
      try snapshots.publish(next)
      return next
    }
    try emptyStaging()
    return snapshot
  }

  // Months were merged with one snapshot: with any other they would lose rows.
  private func check(
    _ manifest: StagingManifest, _ last: Snapshot?, _ path: String
  ) throws(StageError) {
    guard manifest.version == StagingManifest.currentVersion,
      manifest.base == last?.number ?? 0
    else {
      throw StageError(
        .dataRefused, "\(path): staged for another snapshot; empty staging/ and ingest again")
    }
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
}
