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
  /// - Returns: The file that takes its place, and how many records are blank in it.
  /// - Throws: Where a record that is known to be there is not found.
  func erased(
    _ raw: ArchivedFile, readAs sources: [ArchivedSource]
  ) async throws(StageError) -> (file: ArchivedFile, records: Int)? {
    let plain = workspace.staging + "/plain"
    try storing { () throws(ArchiveError) in
      try PartitionStore(archive: workspace.archive).unpack(raw, to: plain)
    }
    let export = try ExportFile(plain, needsHash: { _ in false })
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
    guard !ranges.isEmpty else { return nil }
    let erasure = Erasure(ranges, unit: unit)
    let kept = try export.keep(
      in: PartitionStore(archive: workspace.staging), erasing: erasure)
    try storing { () throws(ArchiveError) in try FileStore.remove(plain) }
    let label = FileLabel(table: raw.table, month: nil, kind: .raw)
    let file = ArchivedFile(
      path: PartitionStore.rawPath(of: kept.sha256), label: label, rows: raw.rows, summary: kept)
    return (file, Set(ranges).count)
  }

  private func found(
    in export: ExportFile, _ source: ArchivedSource
  ) async throws(StageError) -> (Found, TextEncoding) {
    do {
      let form = try HeaderSearch(
        matcher: HeaderMatcher(profiles: profiles), tableName: source.table,
        profileName: source.profile, encoding: TextEncoding(name: source.encoding)
      ).form(of: export)
      let normalizer = try form.normalizer(
        asOf: source.asOf.flatMap { CalendarDate($0) }, workspace, pseudonym: { _ in "0" })
      return (try await read(export, form, normalizer), form.encoding)
    } catch let error as StageError {
      throw error
    } catch {
      throw StageError(
        .dataRefused, "\(source.name): the kept export cannot be read as it was: \(error)")
    }
  }

  private func read(
    _ export: ExportFile, _ form: ExportForm, _ normalizer: RowNormalizer
  ) async throws -> Found {
    let feed = try export.pieces()
    var reader = try BlockReader(
      encoding: form.encoding, delimiter: form.delimiter,
      skippingBytes: export.detected.byteOrderMarkLength, source: { try feed.nextChunk() })
    let intake = try BlockIntake(form, normalizer, export: 1, isErased: cases.test)
    var found = Found()
    try await reader.forEachBlock(
      workers: (0..<threads).map { _ in BlockWorker(intake) },
      work: { worker, block in worker.taken(block) },
      use: { taken in
        found.add(taken.erased)
        let rejects = try taken.rejects.filter { reject in
          guard let text = try form.encoding.decode(reject.raw[...]) else { return false }
          return CaseIdentity.names(cases.numbers, in: text)
        }
        found.add(rejects.map(\.position))
      })
    return found
  }
}
