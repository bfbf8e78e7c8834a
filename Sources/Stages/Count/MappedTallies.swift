import Archive
import Contracts
import Counting

/// What the partitions of a snapshot give to the tables of counts/MONTH row by row, kept mapped.
///
/// Beside `counts/partitions`, in the same form: a report month takes the rows as they are.
struct MappedTallies: Sendable {
  let cache: TallyCache
  let mapper: PartitionMapper
  private static let folder = "mapped"

  /// What one partition gives.
  struct Given: Sendable {
    var tallies: [Tally] = []
    /// Pieces by the name of their table.
    var pieces: [String: TablePiece] = [:]
  }

  private struct Missing {
    let tally: Tally
    let table: Tally
    let path: String
    /// What the names of all pieces of the table and month begin with.
    let month: String
  }

  /// Tallies of a partition, and its pieces of tables.
  ///
  /// - Parameters:
  ///   - groups: What is asked for; tallies that go into tables row by row, as `PartitionMapper` says,
  ///     are given as pieces.
  ///   - file: The partition.
  ///   - items: The further items of its cases.
  ///   - basis: By which date a case belongs to a month.
  /// - Returns: Both; what is not kept is counted, all of it in one reading of the partition.
  /// - Throws: What reading the partition or the cache throws; exit 65 for a sum that does not fit.
  func given(
    _ groups: [PartitionTallies], of file: ArchivedFile, items: ArchivedFile?,
    _ basis: CountingBasis
  ) throws(StageError) -> Given {
    var given = Given()
    var missing: [Missing] = []
    let mapped = Set(mapper.tables.map(\.tally.name))
    let asked = try groups.map { group throws(StageError) in
      let suffix =
        group.suffix(items: items, basis: basis) + cache.repeats.mark(of: file) + "-"
        + mapper.fingerprint
      let unknown = try unknown(group, file, suffix, &given)
      missing += unknown
      return unknown.isEmpty ? group.only { !mapped.contains($0.name) } : group
    }
    for tally in try cache.tallies(asked, of: file, items: items, basis) {
      if !mapped.contains(tally.name) { given.tallies.append(tally) }
      for missing in missing where missing.tally.name == tally.name {
        given.pieces[missing.table.name] = try written(tally, missing)
      }
    }
    return given
  }

  // Takes the pieces of a group that are kept, and returns the others.
  private func unknown(
    _ group: PartitionTallies, _ file: ArchivedFile, _ suffix: String, _ given: inout Given
  ) throws(StageError) -> [Missing] {
    var missing: [Missing] = []
    for (tally, table) in mapper.tables
    where group.shapes.contains(where: { $0.name == tally.name }) {
      let path = cache.path(table, file, suffix, folder: Self.folder)
      let state = try storing { () throws(ArchiveError) in try FileState(ofPath: path) }
      if let state, let rows = try cache.existing(table, path),
        let piece = TablePiece(path, rows: rows, state: state)
      {
        given.pieces[table.name] = piece
      } else {
        missing.append(
          Missing(
            tally: tally, table: table, path: path, month: "month=\(file.month ?? "all")-"))
      }
    }
    return missing
  }

  // Of a partition that was rewritten, or of a catalogue that is no longer in force.
  private func removeOthers(_ own: Missing) throws(StageError) {
    let folder = "\(cache.workspace.counts)/\(Self.folder)/\(own.table.name)"
    try storing { () throws(ArchiveError) in
      guard try FileStore.kind(of: folder) != nil else { return }
      for entry in try FileStore.entries(of: folder)
      where entry.name.hasPrefix(own.month) && folder + "/" + entry.name != own.path {
        try FileStore.remove(folder + "/" + entry.name)
      }
    }
  }

  private func written(_ tally: Tally, _ missing: Missing) throws(StageError) -> TablePiece {
    let mapped = mapper.mapped(tally, to: missing.table)
    guard !tally.isOverflown, !mapped.isOverflown else { throw .overflow }
    // Before it is written: a run that dies between the two leaves none, and the next one makes it.
    if !cache.isReadOnly { try removeOthers(missing) }
    let rows = try cache.write(mapped, missing.path, folder: Self.folder)
    let state = try storing { () throws(ArchiveError) in
      cache.isReadOnly ? nil : try FileState(ofPath: missing.path)
    }
    guard let piece = TablePiece(missing.path, rows: rows, state: state) else {
      throw StageError(.ourBug, "\(missing.path): a row without a month")
    }
    return piece
  }
}
