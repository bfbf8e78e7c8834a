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
  /// What rejected records of cases say all the same.
  var rejectedCases: [RejectedCase] = []
  /// Bytes of records of purged cases, and of their numbers elsewhere.
  var erased: [Range<Int>] = []
}

/// An export that was read to its end.
struct ReadExport {
  let rows: ExportRows
  let rejects: RejectsFile
  let kept: KeptExport
}

/// Reads the records of an export into rows of its table.
struct ExportReading {
  let export: ExportFile
  let form: ExportForm
  let normalizer: RowNormalizer
  let language: Language
  let layout: BlockLayout
  let threads: Int
  let tombstones: Tombstones?
  let progress: ProgressBar
  /// Takes rejected records that are many; nil where none is to be written.
  let rejectsFolder: String?

  /// Reads every record.
  ///
  /// - Parameters:
  ///   - rows: Rows of the table.
  ///   - workers: Those of the last export, or none yet.
  ///   - store: Keeps the export byte for byte; nil where it is not kept.
  /// - Returns: What became of the records, those that were rejected, and the hash of the export.
  /// - Throws: A `Refusal` where the whole file must be refused, or exit 75 where it changed.
  func read(
    into rows: inout TableRows, by workers: inout [BlockWorker<BlockIntake>],
    keepingIn store: PartitionStore?
  ) async throws -> ReadExport {
    let (export, relay) = (export, ExportRelay())
    async let keeping = relay.kept(export, in: store)
    let feed = try ExportFeed(export, to: relay)
    var rejects = RejectsFile(export: export.name, language: language, folder: rejectsFolder)
    let result = try await read(feed, into: &rows, by: &workers, &rejects)
    try feed.finish()
    let kept = try await keeping
    guard export.knownHash == nil || export.knownHash == kept.hash else {
      throw StageError(ArchiveError.inputChanged(path: export.path))
    }
    return ReadExport(rows: result, rejects: rejects, kept: kept)
  }

  private func read(
    _ feed: ExportFeed, into rows: inout TableRows, by workers: inout [BlockWorker<BlockIntake>],
    _ rejects: inout RejectsFile
  ) async throws -> ExportRows {
    var result = ExportRows(form: form)
    var reader = try BlockReader(
      encoding: form.encoding, delimiter: form.delimiter,
      skippingBytes: export.detected.byteOrderMarkLength, layout: layout,
      source: {
        let chunk = try feed.nextChunk()
        progress.advance(chunk.count)
        return chunk
      })
    let intake = try BlockIntake(
      form, normalizer, export: rows.exports.count,
      isErased: tombstones?.test(of: form.match.table))
    if workers.isEmpty {
      workers = (0..<threads).map { _ in BlockWorker(intake) }
    } else {
      var news: [BatchNormalizer.News] = []
      for worker in workers { news.append(await worker.change { $0.takeNews() }) }
      for (index, worker) in workers.enumerated() {
        let others = news[..<index] + news[(index + 1)...]
        await worker.change { $0.turn(to: intake, Array(others)) }
      }
    }
    try await reader.forEachBlock(
      workers: workers,
      pace: { await feed.pace() },
      work: { worker, block in worker.taken(block) },
      use: { taken in
        try rows.append(taken.packer)
        progress.advance(0, rows: taken.rowCount)
        try result.add(taken, tombstones, &rejects)
      })
    if reader.droppedControlZ { result.notes["CTRL-Z", default: 0] += 1 }
    let unknown = form.match.unknown.count
    if unknown > 0 { result.notes["COLUMN-UNKNOWN"] = unknown }
    return result
  }
}

extension ExportRows {
  fileprivate mutating func add(
    _ taken: TakenBlock, _ tombstones: Tombstones?, _ rejects: inout RejectsFile
  ) throws {
    let counts = taken.rows
    records += taken.records + counts.further
    blank += taken.blank + counts.blank
    repeatedHeader += counts.repeatedHeader
    totalRow += counts.totalRow
    rejected += taken.rejects.count
    for (code, count) in counts.notes { notes[code, default: 0] += count }
    for (code, count) in taken.notes { notes[code, default: 0] += count }
    erased += taken.erased.map(\.bytes) + taken.numbers
    for reject in taken.rejects {
      // Whatever it was rejected for, no byte of what was purged is kept again.
      let isPurged = try tombstones?.areNamed(in: reject.raw, form.encoding) ?? false
      if isPurged {
        erased.append(reject.position.bytes)
        notes[Tombstones.namingRule, default: 0] += 1
      } else if let rejectedCase = reject.rejectedCase {
        rejectedCases.append(rejectedCase)
      }
      try rejects.add(reject.position, reject.rejection, isPurged ? [] : reject.raw)
    }
    delivered.add(taken.packer.delivered)
  }
}
