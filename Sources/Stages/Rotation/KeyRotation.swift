import Archive
import Contracts

/// Puts another key in the place of the one that made the pseudonyms of an archive.
///
/// A pseudonym cannot be undone, so persons are read once more from the exports that are kept. What
/// came with an export that is not keeps its old pseudonym, which the new key never makes again.
struct KeyRotation {
  let workspace: Workspace
  let settings: Settings
  let old: SecretKey
  let new: SecretKey
  let threads: Int

  /// What was done.
  struct Summary: Sendable {
    /// Number of the snapshot.
    var snapshot = 0
    var replaced = 0
    /// Persons of the exports that are kept.
    var persons = 0
    /// Pseudonyms that stay as they are.
    var unknown = 0
    /// Exports with persons that are not kept.
    var notKept: [String] = []
  }

  /// Rewrites every snapshot's files and publishes the next one.
  func rotated(reason: String, asOf: CalendarDate?) async throws(StageError) -> Summary {
    let snapshots = try workspace.snapshots()
    guard let last = snapshots.last else {
      throw StageError(.inputMissing, "\(workspace.archive): nothing is archived yet")
    }
    var rewrite = try ArchiveRewrite(workspace)
    var map = try await persons(of: last)
    for table in Table.all where !table.personCells.isEmpty {
      let files = PseudonymRewrite(table, workspace)
      for month in try MonthFiles.all(of: table, snapshots, workspace) {
        try files.write(month, &map, &rewrite)
      }
      for file in try workspace.history(of: table, snapshots) {
        try files.write(history: file, &map, &rewrite)
      }
    }
    try removeDerived()
    var summary = Summary()
    (summary.replaced, summary.persons, summary.unknown) = (
      rewrite.count, map.count, map.unknown.count
    )
    let note = RewritingNote(
      .key, reason: reason, asOf: asOf?.description, program: ProgramVersion.text,
      keyIdentifier: new.identifier)
    var sources = last.sources
    for index in sources.indices {
      if Self.isReadable(sources[index]) {
        sources[index].keyIdentifier = new.identifier
      } else {
        summary.notKept.append(sources[index].shownName)
      }
    }
    summary.snapshot = try rewrite.published(note, tombstones: [], sources: sources).number
    return summary
  }

  private static func isReadable(_ source: ArchivedSource) -> Bool {
    let table = Table.all.first { $0.name == source.table }
    return source.path != nil || (table?.personCells ?? []).isEmpty
  }

  private func persons(of last: Snapshot) async throws(StageError) -> PseudonymMap {
    let reading = PersonReading(
      workspace: workspace, profiles: try SettingsFile.profiles(of: workspace), old: old,
      new: new, threads: threads)
    var map = PseudonymMap()
    for raw in last.files where raw.kind == .raw {
      try await reading.read(
        raw, readAs: last.sources.filter { $0.path == raw.path }, into: &map)
    }
    return map
  }

  // Counts are of files by their hashes, and some are of persons.
  private func removeDerived() throws(StageError) {
    try storing { () throws(ArchiveError) in
      for folder in [workspace.counts, workspace.cache] { try FileStore.removeFolder(folder) }
    }
  }
}
