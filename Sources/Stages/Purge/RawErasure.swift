import Archive
import CSV
import Contracts
import Ingestion

/// Finds what kept exports say of purged cases, and keeps the exports without it.
struct RawErasure {
  let workspace: Workspace
  let profiles: [SourceProfile]
  let cases: PurgedCases
  let threads: Int
  /// Lines that are known to hold or name a purged case, by the SHA-256 of the export.
  let lines: [String: Set<Int>]

  private struct Found {
    var ranges: [Range<Int>] = []
    var lines: Set<Int> = []

    mutating func add(_ records: [RecordPosition], _ bytes: [Range<Int>]) {
      ranges += bytes
      lines.formUnion(records.map(\.line))
    }

    mutating func add(_ other: Found) {
      ranges += other.ranges
      lines.formUnion(other.lines)
    }
  }

  /// Whether what an export was read as may say something of a case.
  static func mayHold(_ source: ArchivedSource) -> Bool { table(of: source) != nil }

  private static func table(of source: ArchivedSource) -> Table? {
    Table.all.first { table in
      table.name == source.table && (table.name == Table.cases.name || table.namedCase != nil)
    }
  }

  /// The export with records of cases, and their numbers elsewhere, blank; nil where it holds none.
  ///
  /// - Parameters:
  ///   - raw: A kept export.
  ///   - sources: What it was read as.
  /// - Returns: The file that takes its place, in staging/.
  /// - Throws: Where a record that is known to be there is not found.
  func erased(
    _ raw: ArchivedFile, readAs sources: [ArchivedSource]
  ) async throws(StageError) -> ArchivedFile? {
    let export = try UnpackedExport(raw, workspace, profiles, threads: threads)
    var found = Found()
    var known: Set<Int> = []
    var unit = Erasure.CodeUnit.single
    for source in sources {
      guard let table = Self.table(of: source) else { continue }
      unit = try await find(table, in: export, source, &found).codeUnit
      known.formUnion(lines[source.sha256.hexadecimal] ?? [])
    }
    guard known.isSubset(of: found.lines) else {
      throw StageError(
        .dataRefused,
        "\(sources[0].shownName): a record to erase is not found in the kept export; restore the profile "
          + "\(sources.map(\.profile).joined(separator: ", ")) and its files as they were")
    }
    guard !found.ranges.isEmpty else {
      try export.remove()
      return nil
    }
    let erasure = Erasure(found.ranges, unit: unit)
    let kept = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: workspace.staging).keepErased(export.path, erasure)
    }
    try export.remove()
    return ArchivedFile(
      path: PartitionStore.rawPath(of: kept.sha256),
      label: FileLabel(table: raw.table, month: nil, kind: .raw), rows: raw.rows, summary: kept)
  }

  private func find(
    _ table: Table, in export: UnpackedExport, _ source: ArchivedSource, _ found: inout Found
  ) async throws(StageError) -> TextEncoding {
    var own = Found()
    let encoding = try await export.read(
      as: source, pseudonym: { _ in [0x30] }, isErased: cases.test(of: table),
      use: { taken, form in
        own.add(taken.erased, taken.erased.map(\.bytes))
        own.add(taken.naming, taken.numbers)
        let rejects = try taken.rejects.filter { reject in
          guard let text = try form.encoding.decode(reject.raw[...]) else { return false }
          return CaseIdentity.names(cases.numbers, in: text)
        }
        own.add(rejects.map(\.position), rejects.map(\.position.bytes))
      })
    found.add(own)
    return encoding
  }
}
