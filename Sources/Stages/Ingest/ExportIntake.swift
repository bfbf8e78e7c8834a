import Archive
import CSV
import Contracts
import Ingestion

/// An export whose bytes are known.
struct OpenedExport {
  let export: ExportFile
  // What its name says of time.
  let asOf: AsOfDate.Found?
}

/// An export whose rows are read.
struct TakenExport {
  let opened: OpenedExport
  let rows: ExportRows
  // Empty where nothing says it.
  let asOf: String
  let order: Int
  // SHA-256 of all bytes.
  let hash: ContentHash
  // The file that keeps it byte for byte; nil where none does.
  let raw: FrameSummary?
}

/// Reads one export: its form, its rows, or why it is refused.
struct ExportIntake {
  let workspace: Workspace
  let settings: Settings
  let request: IngestRequest
  private let matcher: HeaderMatcher
  let key: SecretKey
  let tombstones: Tombstones?
  private let snapshot: Snapshot?
  let progress: ProgressBar
  private var workers: [BlockWorker<BlockIntake>] = []

  init(_ run: IngestRun, profiles: [SourceProfile]) {
    workspace = run.workspace
    settings = run.settings
    request = run.request
    matcher = HeaderMatcher(profiles: profiles)
    tombstones = run.tombstones
    snapshot = run.snapshot
    key = run.key
    progress = run.progress
  }

  /// Reads an export; the second value is nil where the file is refused.
  mutating func taken(
    _ opened: OpenedExport, order: Int, _ tables: inout [String: TableRows]
  ) async throws(StageError) -> (file: IngestedFile, export: TakenExport?) {
    let export = opened.export
    var file = IngestedFile(name: export.name)
    var refusal: Refusal
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
      let result = try await read(export, form, asOf, order, &tables)
      let (rows, kept) = (result.rows, result.kept)
      fill(&file, rows, kept.hash)
      if !request.isDryRun { try result.rejects.write(into: workspace.rejects, kept.hash) }
      try checkLimit(rows)
      let raw = try erased(rows, in: kept.raw, export)
      return (
        file,
        TakenExport(
          opened: opened, rows: rows, asOf: asOf?.description ?? "", order: order,
          hash: kept.hash, raw: raw)
      )
    } catch let error as Refusal {
      refusal = error
    } catch let error as CSVError {
      refusal = Refusal(error)
    } catch let error as ArchiveError {
      throw StageError(error)
    } catch let error as StageError {
      throw error
    } catch {
      throw StageError(.ourBug, "\(export.name): \(error)")
    }
    try refuse(&file, export, refusal)
    return (file, nil)
  }

  // Known only when all is read; until then the whole export lies in staging/.
  private func erased(
    _ rows: ExportRows, in kept: FrameSummary?, _ export: ExportFile
  ) throws(StageError) -> FrameSummary? {
    guard let kept, !rows.erased.isEmpty else { return kept }
    let staging = workspace.staging
    try storing { () throws(ArchiveError) in
      try FileStore.remove(staging + "/" + PartitionStore.rawPath(of: kept.sha256))
    }
    let erasure = Erasure(rows.erased, unit: rows.form.encoding.codeUnit)
    return try storing { () throws(ArchiveError) in
      let erased = try PartitionStore(archive: staging).keepErased(export.path, erasure)
      // It was read once more: what is kept must be what the rows came from.
      _ = try export.reopened()
      return erased
    }
  }

  private func refuse(
    _ file: inout IngestedFile, _ export: ExportFile, _ refusal: Refusal
  ) throws(StageError) {
    file.sha256 = try export.hash().hexadecimal
    file.refused = .init(code: refusal.code, line: refusal.line, offset: refusal.offset)
    file.message = refusal.message
  }

  private func fill(_ file: inout IngestedFile, _ rows: ExportRows, _ hash: ContentHash) {
    file.sha256 = hash.hexadecimal
    file.records = rows.records
    file.rejected = rows.rejected
    file.blank = rows.blank
    file.repeatedHeader = rows.repeatedHeader
    file.totalRow = rows.totalRow
    file.accepted = rows.delivered.rows
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
      matcher: matcher, tableName: request.table,
      profileName: request.profile, encoding: encoding)
    return try search.form(of: export)
  }

  private mutating func read(
    _ export: ExportFile, _ form: ExportForm, _ asOf: CalendarDate?, _ order: Int,
    _ tables: inout [String: TableRows]
  ) async throws -> ReadExport {
    let maker = key.maker(label: "party")
    let normalizer = try form.normalizer(asOf: asOf, workspace) { maker.pseudonym(of: $0) }
    let table = form.match.table
    let origin = RowOrigin(
      source: "", order: order, asOf: asOf?.description ?? "", line: 0,
      offset: 0)
    let folder = request.isDryRun ? workspace.path : workspace.staging
    var own =
      tables.removeValue(forKey: table.name)
      ?? TableRows(
        table, folder: folder, isArchived: !TableMerge.known(of: table, in: snapshot).isEmpty)
    own.begin(origin)
    defer { tables[table.name] = own }
    let keeps = settings.keepsRaw && !request.isDryRun
    let result = try await ExportReading(
      export: export, form: form, normalizer: normalizer,
      language: request.language ?? settings.language ?? .chinese,
      layout: BlockLayout(parser: request.parser), threads: request.threads,
      tombstones: tombstones, progress: progress,
      rejectsFolder: request.isDryRun ? nil : workspace.staging
    ).read(
      into: &own, by: &workers,
      keepingIn: keeps ? PartitionStore(archive: workspace.staging) : nil)
    own.name(source: result.kept.hash.hexadecimal)
    return result
  }

  private func checkLimit(_ rows: ExportRows) throws(Refusal) {
    let rejected = rows.rejected - (rows.notes[Tombstones.rule] ?? 0)
    guard rejected > 20 || settings.rejectLimit == 0,
      Double(rejected) > settings.rejectLimit * Double(rows.records)
    else { return }
    throw Refusal(
      "REJECT-LIMIT",
      "\(rejected) of \(rows.records) records rejected; see rejects/ and mend the export")
  }
}
