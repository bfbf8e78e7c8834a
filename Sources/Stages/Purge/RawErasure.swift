import Archive
import CSV
import Contracts
import Ingestion

/// Finds records of purged cases in kept exports, and keeps the exports without them.
struct RawErasure {
  let workspace: Workspace
  let profiles: [SourceProfile]
  let cases: PurgedCases
  let threads: Int
  /// Lines that are known to hold a purged case, by the SHA-256 of the export.
  let lines: [String: Set<Int>]

  private struct Found {
    var ranges: [Range<Int>] = []
    var lines: Set<Int> = []

    mutating func add(_ records: [RecordPosition]) {
      ranges += records.map { $0.byteOffset..<$0.byteOffset + $0.byteLength }
      lines.formUnion(records.map(\.line))
    }
  }

  /// The export with its records blank, in staging/; nil where it holds none.
  ///
  /// - Parameters:
  ///   - raw: A kept export.
  ///   - sources: What it was read as.
  /// - Returns: The file that takes its place.
  /// - Throws: Where a record that is known to be there is not found.
  func erased(
    _ raw: ArchivedFile, readAs sources: [ArchivedSource]
  ) async throws(StageError) -> ArchivedFile? {
    let export = try UnpackedExport(raw, workspace, profiles, threads: threads)
    var ranges: [Range<Int>] = []
    var unit = Erasure.CodeUnit.single
    for source in sources where source.table == Table.cases.name {
      let (found, encoding) = try await found(in: export, source)
      let known = lines[source.sha256.hexadecimal] ?? []
      guard known.isSubset(of: found.lines) else {
        throw StageError(
          .dataRefused,
          "\(source.name): a record to erase is not found in the kept export; restore the profile "
            + "\(source.profile) and its files as they were")
      }
      ranges += found.ranges
      unit = encoding.codeUnit
    }
    guard !ranges.isEmpty else {
      try export.remove()
      return nil
    }
    let erasure = Erasure(ranges, unit: unit)
    let kept = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: workspace.staging).keepErased(export.path, erasure)
    }
    try export.remove()
    return ArchivedFile(
      path: PartitionStore.rawPath(of: kept.sha256),
      label: FileLabel(table: raw.table, month: nil, kind: .raw), rows: raw.rows, summary: kept)
  }

  private func found(
    in export: UnpackedExport, _ source: ArchivedSource
  ) async throws(StageError) -> (Found, TextEncoding) {
    var found = Found()
    let encoding = try await export.read(
      as: source, pseudonym: { _ in "0" }, isErased: cases.test,
      use: { taken, encoding in
        found.add(taken.erased)
        let rejects = try taken.rejects.filter { reject in
          guard let text = try encoding.decode(reject.raw[...]) else { return false }
          return CaseIdentity.names(cases.numbers, in: text)
        }
        found.add(rejects.map(\.position))
      })
    return (found, encoding)
  }
}
