import Archive
import CSV
import Contracts
import Ingestion

/// Reads the persons of kept exports, and what two keys make of them.
struct PersonReading {
  let workspace: Workspace
  let profiles: [SourceProfile]
  let old: SecretKey
  let new: SecretKey
  let threads: Int

  /// Adds the persons of a kept export.
  func read(
    _ raw: ArchivedFile, readAs sources: [ArchivedSource], into map: inout PseudonymMap
  ) async throws(StageError) {
    let plain = workspace.staging + "/plain"
    try storing { () throws(ArchiveError) in
      try PartitionStore(archive: workspace.archive).unpack(raw, to: plain)
    }
    let export = try ExportFile(plain)
    for source in sources {
      guard let table = Table.all.first(where: { $0.name == source.table }),
        !table.personCells.isEmpty
      else { continue }
      do {
        try await read(export, source, table, &map)
      } catch let error as StageError {
        throw error
      } catch {
        throw StageError(
          .dataRefused, "\(source.name): the kept export cannot be read as it was: \(error)")
      }
    }
    try storing { () throws(ArchiveError) in try FileStore.remove(plain) }
  }

  private func read(
    _ export: ExportFile, _ source: ArchivedSource, _ table: Table, _ map: inout PseudonymMap
  ) async throws {
    let form = try HeaderSearch(
      matcher: HeaderMatcher(profiles: profiles), tableName: source.table,
      profileName: source.profile, encoding: TextEncoding(name: source.encoding)
    ).form(of: export)
    let (old, new) = (old, new)
    // Both stand in one cell, so that what is read needs no other way out.
    let normalizer = try form.normalizer(
      asOf: source.asOf.flatMap { CalendarDate($0) }, workspace,
      pseudonym: { old.pseudonym($0, label: "party") + new.pseudonym($0, label: "party") })
    let feed = try export.feed()
    var reader = try BlockReader(
      encoding: form.encoding, delimiter: form.delimiter,
      skippingBytes: export.detected.byteOrderMarkLength, source: { try feed.nextChunk() })
    let intake = try BlockIntake(form, normalizer, export: 1)
    let persons = table.personCells
    try await reader.forEachBlock(
      workers: (0..<threads).map { _ in BlockWorker(intake) },
      work: { worker, block in worker.taken(block).rows },
      use: { rows in
        for row in 0..<rows.count {
          for cell in persons {
            let bytes = rows.bytes[rows.range(row: row, cell: cell)]
            if !bytes.isEmpty { map.add(String(decoding: bytes, as: UTF8.self)) }
          }
        }
      })
  }
}
