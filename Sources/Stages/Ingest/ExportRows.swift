import Archive
import CSV
import Contracts
import Ingestion

/// What became of the records of one export so far; its rows wait in `TableRows`.
struct ExportRows {
  var form: ExportForm
  var delivered = DeliveredRows()
  var rejected = 0
  var blank = 0
  var repeatedHeader = 0
  var totalRow = 0
  var records = 0
  var notes: [String: Int] = [:]
  var rejects: RejectsFile
}

/// Reads the records of an export into rows of its table.
struct ExportReading {
  let export: ExportFile
  let form: ExportForm
  let normalizer: RowNormalizer
  let language: Language
  let layout: BlockLayout
  let threads: Int

  /// Reads every record; throws a `Refusal` where the whole file must be refused.
  func read(into rows: inout TableRows) async throws -> ExportRows {
    var result = ExportRows(
      form: form,
      rejects: RejectsFile(export: export.name, hash: export.hash, language: language))
    let feed = try export.feed()
    var reader = try BlockReader(
      encoding: form.encoding, delimiter: form.delimiter,
      skippingBytes: export.detected.byteOrderMarkLength, layout: layout,
      source: { try feed.nextChunk() })
    let worker = try BlockIntake(form, normalizer, export: rows.exports.count)
    try await reader.forEachBlock(
      states: Array(repeating: worker, count: threads),
      work: { worker, block in worker.taken(block) },
      use: { taken in
        try rows.append(taken.packer)
        result.add(taken)
      })
    try feed.checkRead(export)
    if reader.droppedControlZ { result.notes["CTRL-Z", default: 0] += 1 }
    let unknown = form.match.unknown.count
    if unknown > 0 { result.notes["COLUMN-UNKNOWN"] = unknown }
    return result
  }
}

extension ExportRows {
  fileprivate mutating func add(_ taken: TakenBlock) {
    let counts = taken.rows
    records += taken.records + counts.further
    blank += taken.blank + counts.blank
    repeatedHeader += counts.repeatedHeader
    totalRow += counts.totalRow
    rejected += taken.rejects.count
    for (code, count) in counts.notes { notes[code, default: 0] += count }
    for (code, count) in taken.notes { notes[code, default: 0] += count }
    for reject in taken.rejects { rejects.add(reject.position, reject.rejection, reject.raw) }
    delivered.add(taken.packer.delivered)
  }
}
