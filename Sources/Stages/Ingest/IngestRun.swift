import Archive
import CSV
import Contracts
import Ingestion

/// Reads exports, merges them with what the archive knows, and leaves the result in staging/.
struct IngestRun {
  let workspace: Workspace
  let settings: Settings
  let request: IngestRequest
  private let snapshot: Snapshot?
  private let profiles: [SourceProfile]
  private let key: SecretKey

  init(_ workspace: Workspace, _ settings: Settings, _ request: IngestRequest) throws(StageError) {
    self.workspace = workspace
    self.settings = settings
    self.request = request
    snapshot = try workspace.latestSnapshot()
    profiles = try SettingsFile.profiles(of: workspace)
    key = try PseudonymKey.key(of: workspace, settings)
  }

  private struct Opened {
    let export: ExportFile
    let asOf: AsOfDate.Found?
  }

  private struct Read {
    let opened: Opened
    let rows: ExportRows
    let asOf: String
    let order: Int
  }

  /// Runs; the summary names every file, also those that were refused.
  func summary() throws(StageError) -> IngestSummary {
    try prepare()
    var summary = IngestSummary()
    var reads: [Read] = []
    for opened in try opened(&summary) {
      let order = (snapshot?.sources.count ?? 0) + reads.count + 1
      if let read = try read(opened, order, &summary) { reads.append(read) }
    }
    guard !summary.files.contains(where: { $0.refused != nil }) else { return summary }
    try stage(reads, &summary)
    return summary
  }

  private func prepare() throws(StageError) {
    let staging = workspace.staging
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: staging) }) != nil else {
      return
    }
    let manifest = staging + "/" + StagingManifest.fileName
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: manifest) }) == nil else {
      throw StageError(
        .tryLater, "\(staging): holds exports not archived yet; run caseload-archive first")
    }
    // What a run that died left behind.
    try storing { () throws(ArchiveError) in try FileStore.removeFolder(staging) }
  }

  // Files in the order of their as-of dates, those without a date first, else as given.
  private func opened(_ summary: inout IngestSummary) throws(StageError) -> [Opened] {
    let archived = Dictionary(
      (snapshot?.sources ?? []).map { ($0.sha256, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var seen: [ContentHash: String] = archived
    var result: [Opened] = []
    for path in try paths() {
      let export = try ExportFile(path)
      if let earlier = seen[export.hash] {
        // Quiet in inbox/, where every archived export stays.
        if !request.files.isEmpty || archived[export.hash] == nil {
          var file = IngestedFile(name: export.name, sha256: export.hash.hexadecimal)
          file.alreadyArchived = earlier
          summary.files.append(file)
        }
        continue
      }
      seen[export.hash] = export.name
      result.append(Opened(export: export, asOf: AsOfDate.found(in: export.name)))
    }
    let keys = result.map { request.asOf ?? $0.asOf?.day ?? CalendarDate(dayNumber: Int.min) }
    return result.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { result[$0] }
  }

  private func paths() throws(StageError) -> [String] {
    guard request.files.isEmpty else { return request.files }
    let inbox = workspace.inbox
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: inbox) }) != nil else {
      throw StageError(.inputMissing, "\(inbox): no such folder; put exports there or name them")
    }
    let entries = try storing { () throws(ArchiveError) in try FileStore.entries(of: inbox) }
    return entries.filter { !$0.name.hasPrefix(".") && $0.kind != .folder }
      .map { inbox + "/" + $0.name }
  }

  private func read(
    _ opened: Opened, _ order: Int, _ summary: inout IngestSummary
  ) throws(StageError) -> Read? {
    let export = opened.export
    var file = IngestedFile(name: export.name, sha256: export.hash.hexadecimal)
    defer { summary.files.append(file) }
    do {
      let form = try form(of: export)
      file.table = form.match.table.name
      file.profile = form.match.profileName
      file.encoding = form.encoding.rawValue
      file.delimiter = form.delimiter.name
      file.unknownColumns = form.match.unknown
      let asOf =
        request.asOf ?? opened.asOf?.day
        ?? form.match.profile?.asOf.flatMap { CalendarDate($0) }
      let rows = try rows(of: export, form, asOf, order)
      fill(&file, rows, export)
      if !request.isDryRun { try rows.rejects.write(into: workspace.rejects) }
      try checkLimit(rows)
      return Read(opened: opened, rows: rows, asOf: asOf?.description ?? "", order: order)
    } catch let refusal as Refusal {
      file.refused = .init(code: refusal.code, line: refusal.line, offset: refusal.offset)
      file.message = refusal.message
    } catch let error as CSVError {
      let refusal = Refusal(error)
      file.refused = .init(code: refusal.code, line: refusal.line, offset: refusal.offset)
      file.message = refusal.message
    } catch let error as ArchiveError {
      throw StageError(error)
    } catch let error as StageError {
      throw error
    } catch {
      throw StageError(.ourBug, "\(export.name): \(error)")
    }
    return nil
  }

  private func fill(_ file: inout IngestedFile, _ rows: ExportRows, _ export: ExportFile) {
    file.records = rows.records
    file.rejected = rows.rejected
    file.blank = rows.blank
    file.repeatedHeader = rows.repeatedHeader
    file.totalRow = rows.totalRow
    file.accepted = rows.rows.count
    file.notes = rows.notes
  }

  private func form(of export: ExportFile) throws -> ExportForm {
    var encoding: TextEncoding?
    if let name = request.encoding {
      guard let known = TextEncoding(name: name) else {
        throw StageError(.usage, "--encoding \(name): use UTF-8, GB18030, UTF-16LE or UTF-16BE")
      }
      encoding = known
    }
    let search = HeaderSearch(
      matcher: HeaderMatcher(profiles: profiles), tableName: request.table,
      profileName: request.profile, encoding: encoding)
    return try search.form(of: export)
  }

  private func rows(
    of export: ExportFile, _ form: ExportForm, _ asOf: CalendarDate?, _ order: Int
  ) throws -> ExportRows {
    let key = key
    let context = NormalizationContext(
      asOf: asOf, lookups: try lookups(form.match.profile),
      pseudonym: { key.pseudonym($0, label: "party") })
    let normalizer: RowNormalizer
    do {
      normalizer = try RowNormalizer(form.match, context)
    } catch {
      throw Refusal("HEADER-PROFILE", line: 1, "\(error)")
    }
    let (source, day) = (export.hash.hexadecimal, asOf?.description ?? "")
    return try ExportReading(
      export: export, form: form, normalizer: normalizer,
      origin: { line, offset in
        RowOrigin(source: source, order: order, asOf: day, line: line, offset: offset)
      }, language: request.language ?? settings.language ?? .chinese
    ).rows()
  }

  private func lookups(_ profile: SourceProfile?) throws(StageError) -> [String: [[String]]] {
    var lookups: [String: [[String]]] = [:]
    for name in Set((profile?.computed ?? []).compactMap(\.file)).sorted() {
      lookups[name] = try workspace.rows(of: workspace.file(name))
    }
    return lookups
  }

  private func checkLimit(_ rows: ExportRows) throws(Refusal) {
    guard rows.rejected > 20 || settings.rejectLimit == 0,
      Double(rows.rejected) > settings.rejectLimit * Double(rows.records)
    else { return }
    throw Refusal(
      "REJECT-LIMIT",
      "\(rows.rejected) of \(rows.records) records rejected; see rejects/ and mend the export")
  }

  private func stage(_ reads: [Read], _ summary: inout IngestSummary) throws(StageError) {
    guard !reads.isEmpty else { return }
    var manifest = StagingManifest()
    var outcomes: [Int: FileOutcome] = [:]
    let staging = workspace.staging
    if !request.isDryRun {
      try storing { () throws(ArchiveError) in
        try FileStore.makeFolder(staging, access: .ownerOnly)
      }
    }
    for table in Table.all {
      let own = reads.filter { $0.rows.form.match.table.name == table.name }
      guard !own.isEmpty else { continue }
      var merge = IdentityMerge(
        table: table, archived: try workspace.knownVersions(of: table, in: snapshot))
      for read in own { merge.add(read.rows.rows) }
      for (read, outcome) in zip(own, merge.outcomes) { outcomes[read.order] = outcome }
      try write(table, merge, &manifest)
    }
    try writeDeliveries(reads, &manifest)
    for read in reads {
      let outcome = outcomes[read.order] ?? FileOutcome()
      try finish(read, outcome, &manifest, &summary)
    }
    guard !request.isDryRun else { return }
    let bytes = try jsonBytes(manifest)
    try storing { () throws(ArchiveError) in
      try FileStore.write(
        bytes, to: staging + "/" + StagingManifest.fileName, access: .ownerOnly)
    }
  }

  private func finish(
    _ read: Read, _ outcome: FileOutcome, _ manifest: inout StagingManifest,
    _ summary: inout IngestSummary
  ) throws(StageError) {
    let export = read.opened.export
    guard
      let index = summary.files.firstIndex(where: {
        $0.sha256 == export.hash.hexadecimal && $0.alreadyArchived.isEmpty
      })
    else { return }
    summary.files[index].accepted = outcome.accepted
    summary.files[index].duplicate = outcome.duplicate
    summary.files[index].superseded = outcome.superseded
    summary.files[index].corrections = outcome.corrections
    if outcome.conflicts > 0 { summary.files[index].notes["CASE-CONFLICT"] = outcome.conflicts }
    if outcome.corrections > 0 { summary.files[index].notes["CORRECTION"] = outcome.corrections }
    if isPeriodMismatch(read) { summary.files[index].notes["PERIOD-MISMATCH"] = 1 }
    guard summary.files[index].isConserved else {
      throw StageError(.ourBug, "\(export.name): records are not conserved")
    }
    let file = summary.files[index]
    var source = ArchivedSource(
      name: export.name, sha256: export.hash, bytes: export.bytes, table: file.table,
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
    if settings.keepsRaw, !request.isDryRun {
      let kept = try export.keep(
        in: PartitionStore(archive: workspace.staging), table: file.table, rows: file.records)
      source.path = kept.path
      manifest.raw.append(kept)
    }
    manifest.sources.append(source)
  }

  // A file named for a month in which none of its rows lies.
  private func isPeriodMismatch(_ read: Read) -> Bool {
    guard let month = read.opened.asOf?.month, !read.rows.rows.isEmpty else { return false }
    let table = read.rows.form.match.table
    let months = DeliverySpans.months(of: read.rows.rows, table)
    return !months.isEmpty && !months.contains(month.description)
      && read.rows.form.match.table.partitioning != .whole
  }

  private func write(
    _ table: Table, _ merge: IdentityMerge, _ manifest: inout StagingManifest
  ) throws(StageError) {
    let changes = merge.changes.map { change in
      StagedChange(
        identity: change.version.identity, month: change.version.month,
        replacedMonth: change.replacedMonth, isSameContent: change.isSameContent,
        content: change.version.content, origin: change.version.origin,
        rows: [change.version.cells] + change.version.extraRows)
    }
    let history = merge.history.map { historic in
      StagedChange(
        identity: historic.version.identity, month: historic.reason.rawValue, replacedMonth: nil,
        isSameContent: false, content: historic.version.content, origin: historic.version.origin,
        rows: [historic.version.cells] + historic.version.extraRows)
    }
    guard !changes.isEmpty || !history.isEmpty else { return }
    manifest.tables.append(table.name)
    try writeStaged(changes, table, "changes")
    try writeStaged(history, table, "history")
  }

  private func writeStaged(
    _ changes: [StagedChange], _ table: Table, _ kind: String
  ) throws(StageError) {
    guard !request.isDryRun else { return }
    let header = StagedRows.columns + table.archiveNames
    let bytes = csvBytes([header] + StagedRows.rows(of: changes))
    let path = "\(workspace.staging)/\(table.name).\(kind).csv"
    try storing { () throws(ArchiveError) in
      try FileStore.write(bytes, to: path, access: .ownerOnly)
    }
  }

  // What each export held of each unit is itself a table of the archive.
  private func writeDeliveries(
    _ reads: [Read], _ manifest: inout StagingManifest
  ) throws(StageError) {
    let rows = reads.flatMap { read in
      DeliverySpans.rows(
        of: read.rows.rows, match: read.rows.form.match, asOf: read.asOf,
        named: read.opened.asOf?.month, order: read.order,
        source: read.opened.export.hash.hexadecimal)
    }
    guard !rows.isEmpty else { return }
    var merge = IdentityMerge(
      table: .deliveries,
      archived: try workspace.knownVersions(of: .deliveries, in: snapshot))
    merge.add(rows)
    try write(.deliveries, merge, &manifest)
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
