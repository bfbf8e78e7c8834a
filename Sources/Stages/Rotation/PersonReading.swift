import Archive
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
    let export = try UnpackedExport(raw, workspace, profiles, threads: threads)
    let (old, new) = (old.maker(label: "party"), new.maker(label: "party"))
    for source in sources {
      let persons = Table.all.first { $0.name == source.table }?.personCells ?? []
      guard !persons.isEmpty else { continue }
      // Both stand in one cell, so that what is read needs no other way out.
      _ = try await export.read(
        as: source,
        pseudonym: { old.pseudonym(of: $0) + new.pseudonym(of: $0) },
        use: { taken, _ in
          let rows = taken.packer.run.bytes
          var start = 0
          while start < rows.count {
            let record = RowRecord(in: rows, at: start)
            for cell in persons {
              let range = record.cell(cell, in: rows)
              if !range.isEmpty { map.add(String(decoding: rows[range], as: UTF8.self)) }
            }
            start = record.end
          }
        })
    }
    try export.remove()
  }
}
