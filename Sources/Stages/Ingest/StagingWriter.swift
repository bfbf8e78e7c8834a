import Archive
import CSV
import Contracts
import Ingestion

/// Merges the exports of a run and writes what changes into staging/.
struct StagingWriter {
  let workspace: Workspace
  let settings: Settings
  let isDryRun: Bool
  let isFull: Bool
  let threads: Int
  let snapshot: Snapshot?
  let keyIdentifier: String
  let cache: SealedCache
  let progress: ProgressBar
  private var manifest = StagingManifest()

  init(_ run: IngestRun) {
    workspace = run.workspace
    settings = run.settings
    snapshot = run.snapshot
    progress = run.progress
    keyIdentifier = run.key.identifier
    cache = SealedCache(folder: workspace.cache, key: run.key)
    isDryRun = run.request.isDryRun
    isFull = run.request.isFull
    threads = run.request.threads
  }

  /// Merges exports and writes staging/, the manifest last; completes the summary.
  ///
  /// Rows are taken out of the tables as they are merged, so that their memory comes free.
  mutating func stage(
    _ reads: [TakenExport], _ tables: inout [String: TableRows], _ summary: inout IngestSummary
  ) async throws(StageError) {
    var outcomes: [Int: FileOutcome] = [:]
    var (revisions, rejected): ([IncomingRow], [IncomingRow]) = ([], [])
    let staging = workspace.staging
    for table in Table.all {
      let own = reads.filter { $0.rows.form.match.table.name == table.name }
      guard !own.isEmpty, let rows = tables.removeValue(forKey: table.name) else {
        continue
      }
      let isCases = table.name == Table.cases.name
      let open = try isCases ? rejectedCases(of: own) : nil
      let (merge, found) = try await merged(rows, seeking: open?.identities ?? [])
      for (read, outcome) in zip(own, merge.outcomes) { outcomes[read.order] = outcome }
      if isCases {
        revisions = zip(own, merge.monthChanges).flatMap { Revisions.rows(of: $1, by: $0) }
        rejected = open?.rows(archived: found) ?? []
      }
    }
    let delivered = DeliverySpans.rows(of: reads)
    try await mergeMade(delivered, .deliveries)
    try await mergeMade(DeliverySpans.months(of: reads), .deliveredMonths)
    try await mergeMade(revisions, .revisions)
    try await mergeMade(ofKnownUnits(rejected, delivered), .rejectedCases)
    for read in reads {
      let outcome = outcomes[read.order] ?? FileOutcome()
      try finish(read, outcome, &summary)
    }
    guard !isDryRun else { return }
    manifest.base = snapshot?.number ?? 0
    let bytes = try jsonBytes(manifest)
    try storing { () throws(ArchiveError) in
      try FileStore.write(
        bytes, to: staging + "/" + StagingManifest.fileName, access: .ownerOnly)
    }
  }

  private func rejectedCases(of reads: [TakenExport]) throws(StageError) -> RejectedCases {
    RejectedCases(of: reads, archived: Array(try currentRows(of: .rejectedCases)))
  }

  // Where columns have shifted, as in many a record that is rejected, a person's name may stand in the
  // place of the unit: none is kept that no accepted row and no list of units names.
  private func ofKnownUnits(
    _ rejected: [IncomingRow], _ delivered: [IncomingRow]
  ) throws(StageError) -> [IncomingRow] {
    let unit = { (row: [String], table: Table) in
      table.archiveNames.firstIndex(of: "unit_code").map { row[$0] } ?? ""
    }
    var known = Set(delivered.map { unit($0.cells, .deliveries) })
    let isKnown = { (row: IncomingRow) in known.contains(unit(row.cells, .rejectedCases)) }
    guard !rejected.allSatisfy(isKnown) else { return rejected }
    let names = Table.units.archiveNames.indices.filter {
      ["unit_code", "unit_name"].contains(Table.units.archiveNames[$0])
    }
    for row in try currentRows(of: .units) { known.formUnion(names.map { row[$0] }) }
    for row in try currentRows(of: .deliveries) { known.insert(unit(row, .deliveries)) }
    return rejected.filter(isKnown)
  }

  // As this run leaves a table that is not divided.
  private func currentRows(of table: Table) throws(StageError) -> ArraySlice<[String]> {
    let isOwn = { (file: ArchivedFile) in file.table == table.name && file.kind == .reference }
    if let staged = manifest.files.first(where: isOwn) {
      return try workspace.archivedRows(staged, in: workspace.staging).dropFirst()
    }
    guard let archived = snapshot?.files.first(where: isOwn) else { return [] }
    return try workspace.archivedRows(archived).dropFirst()
  }

  private mutating func merged(
    _ rows: consuming TableRows, seeking identities: Set<UInt64> = []
  ) async throws(StageError) -> (merge: RowMerge, found: [UInt64: SoughtRow]) {
    let result = try await TableMerge(
      workspace: workspace, snapshot: snapshot, cache: cache, isDryRun: isDryRun,
      threads: threads, progress: progress
    ).merged(rows, seeking: identities)
    manifest.files += result.files
    manifest.dropped += result.dropped
    return (result.merge, result.found)
  }

  // What each export held and changed of each unit is itself a table of the archive.
  private mutating func mergeMade(_ made: [IncomingRow], _ table: Table) async throws(StageError) {
    guard !made.isEmpty else { return }
    var rows = TableRows(
      table, folder: workspace.staging,
      isArchived: !TableMerge.known(of: table, in: snapshot).isEmpty)
    try rows.append(made: made)
    _ = try await merged(rows)
  }

  private mutating func finish(
    _ read: TakenExport, _ outcome: FileOutcome,
    _ summary: inout IngestSummary
  ) throws(StageError) {
    let export = read.opened.export
    guard
      let index = summary.files.firstIndex(where: {
        $0.sha256 == read.hash.hexadecimal && $0.name == export.name
          && $0.alreadyArchived.isEmpty
      })
    else { return }
    summary.files[index].accepted = outcome.accepted
    summary.files[index].duplicate = outcome.duplicate
    summary.files[index].superseded = outcome.superseded
    summary.files[index].corrections = outcome.corrections
    summary.files[index].notes.merge(notes(on: read, outcome)) { $1 }
    if let rows = summary.files[index].notes[Self.undatedRows] {
      summary.warnings.append(
        "\(export.name): \(English.count(rows, "row")) \(English.verb(rows, "differs", "differ")) from what dated"
          + " exports of \(read.rows.form.match.table.name) state and"
          + " \(English.verb(rows, "does", "do")) not count: a name without a date is older than any;"
          + " name the file for its date or give --as-of, and deliver it again")
    }
    guard summary.files[index].isConserved else {
      throw StageError(.ourBug, "\(export.name): records are not conserved")
    }
    if !isDryRun {
      try ConflictsFile.write(
        outcome.conflictLines, of: export.name, read.hash, into: workspace.rejects)
    }
    try record(read, summary.files[index])
  }

  // Rows of an export without a date that lost to those of dated ones.
  private static let undatedRows = "UNDATED-LATE"

  // What the file as a whole is to be told of, and how many versions it changed.
  private func notes(on read: TakenExport, _ outcome: FileOutcome) -> [String: Int] {
    var notes: [String: Int] = [:]
    if outcome.conflicts > 0 { notes["CASE-CONFLICT"] = outcome.conflicts }
    if outcome.corrections > 0 { notes["CORRECTION"] = outcome.corrections }
    let match = read.rows.form.match
    if read.asOf.isEmpty, match.table.partitioning != .whole { notes["AS-OF-UNKNOWN"] = 1 }
    if read.asOf.isEmpty, outcome.late > 0 { notes[Self.undatedRows] = outcome.late }
    if isFull || match.profile?.full == true, match.table.name == Table.cases.name {
      notes[SourceSummary.fullRegister] = 1
    }
    if isPeriodMismatch(read) { notes["PERIOD-MISMATCH"] = 1 }
    return notes
  }

  private mutating func record(
    _ read: TakenExport, _ file: IngestedFile
  ) throws(StageError) {
    let export = read.opened.export
    var source = ArchivedSource(
      name: export.name, sha256: read.hash, bytes: export.bytes, table: file.table,
      order: read.order)
    (source.profile, source.encoding, source.delimiter) = (
      file.profile, file.encoding, file.delimiter
    )
    source.asOf = read.asOf.isEmpty ? nil : read.asOf
    (source.records, source.accepted, source.rejected) = (
      file.records, file.accepted, file.rejected
    )
    (source.duplicate, source.superseded, source.blank) = (
      file.duplicate, file.superseded, file.blank
    )
    (source.repeatedHeader, source.totalRow) = (file.repeatedHeader, file.totalRow)
    source.notes = file.notes
    source.absentColumns = read.rows.form.match.absentColumns
    source.keyIdentifier = keyIdentifier
    if let raw = read.raw {
      let label = FileLabel(table: file.table, month: nil, kind: .raw)
      let kept = ArchivedFile(
        path: PartitionStore.rawPath(of: raw.sha256), label: label, rows: file.records,
        summary: raw)
      source.path = kept.path
      if raw.sha256 != read.hash { source.erased = raw.sha256 }
      if !manifest.raw.contains(where: { $0.path == kept.path }) { manifest.raw.append(kept) }
    }
    manifest.sources.append(source)
  }

  // A file named for a month in which none of its rows lies.
  private func isPeriodMismatch(_ read: TakenExport) -> Bool {
    guard let month = read.opened.asOf?.month,
      read.rows.form.match.table.partitioning != .whole
    else { return false }
    let months = read.rows.delivered.months
    return !months.isEmpty && !months.contains(month.description)
  }
}

extension Delimiter {
  /// The name in summaries and profiles.
  var name: String {
    switch self {
    case .comma: "comma"
    case .tab: "tab"
    case .semicolon: "semicolon"
    }
  }
}
