import Archive
import Contracts
import Counting
import Ingestion

/// Takes cases out of the archive and out of what was made of it.
struct PurgeRun {
  let workspace: Workspace
  let settings: Settings
  let cases: PurgedCases
  let reason: String
  let asOf: CalendarDate?
  let threads: Int
  let isDryRun: Bool

  // Where new files are written: a workspace aside in a dry run.
  private var target: Workspace
  private let snapshots: [Snapshot]
  private let key: SecretKey
  private let kin: [String: (case: Int, unit: String)]

  /// What was done, or would be.
  struct Summary: Sendable {
    /// Number of the snapshot; nil where all was purged before, or in a dry run.
    var snapshot: Int?
    /// Cases found.
    var cases = 0
    /// Files of the archive that others take the place of.
    var replaced = 0
    /// Kept exports in which records are blank now.
    var exports: [String] = []
    /// Rows of other tables that named one of the cases by number, by table.
    var mentions: [(table: String, rows: Int)] = []
    /// Cases that also stand under another code or name that may mean their unit; sorted.
    var alike: [(case: Int, unit: String)] = []
    var traces = PurgeTraces.Found()
  }

  private struct Places {
    var identities: Set<String> = []
    var lines: [String: Set<Int>] = [:]
    var months: [MonthFiles] = []
    var history: [ArchivedFile] = []
    var mentions = CaseMentions.Found()
    // Identities under other codes and names that may mean a unit.
    var kin: Set<String> = []
  }

  init(
    _ workspace: Workspace, _ settings: Settings, _ cases: PurgedCases, _ request: PurgeRequest
  ) throws(StageError) {
    self.workspace = workspace
    target = workspace
    self.settings = settings
    (reason, asOf) = (request.reason, request.asOf)
    (threads, isDryRun) = (request.threads, request.isDryRun)
    snapshots = try workspace.snapshots()
    guard !snapshots.isEmpty else {
      throw StageError(.inputMissing, "\(workspace.archive): nothing is archived yet")
    }
    let key = try PseudonymKey.key(of: workspace, settings, mayCreate: false)
    self.key = try PseudonymKey.tombstoneKey(of: workspace, settings, key)
    let units = try Self.units(snapshots, workspace)
    self.cases = cases.spelled(units).with(twins: try Self.twins(snapshots, workspace))
      .spelled(units)
    kin = self.cases.kin(units)
  }

  /// Purges; a case that was purged before is passed over.
  func purged() async throws(StageError) -> Summary {
    let places = try places()
    try requireKnown(places)
    var summary = Summary()
    summary.cases = cases.candidates.count { $0.contains(where: places.identities.contains) }
    summary.mentions = places.mentions.rows
    summary.alike = places.kin.sorted().compactMap { kin[$0] }.sorted {
      ($0.case, $0.unit) < ($1.case, $1.unit)
    }
    guard !isDryRun else { return try await foreseen(places, summary) }
    var rewrite = try ArchiveRewrite(workspace)
    let (exports, others, sources) = try await rewritten(places, &rewrite)
    summary.exports = names(of: exports)
    let traces = traces(exports.union(places.lines.keys), others: others)
    summary.traces = try traces.found()
    try traces.remove(summary.traces)
    summary.replaced = rewrite.count
    // A case that is gone may have a way of stating its unit that nobody knew then.
    let tombstones = Tombstones.hashes(of: cases, key)
    guard rewrite.count > 0 || !tombstones.isSubset(of: gone) else {
      try storing { () throws(ArchiveError) in try FileStore.removeFolder(workspace.staging) }
      return summary
    }
    let note = RewritingNote(
      .purge, reason: reason, asOf: asOf?.description, program: ProgramVersion.text,
      keyIdentifier: key.identifier)
    summary.snapshot = try rewrite.published(
      note, tombstones: Array(tombstones), sources: sources
    ).number
    return summary
  }

  // All is written as the purge writes it, in a folder aside, which is removed.
  private func foreseen(
    _ places: Places, _ known: Summary
  ) async throws(StageError) -> Summary {
    let folder = try AsideFolder(in: workspace)
    var run = self
    run.target = Workspace(
      folder.path, reading: workspace, snapshot: snapshots.last?.number ?? 0)
    var rewrite = try ArchiveRewrite(run.target)
    let (exports, others, _) = try await run.rewritten(places, &rewrite)
    folder.remove()
    var summary = known
    summary.replaced = rewrite.count
    summary.exports = names(of: exports)
    summary.traces = try traces(exports.union(places.lines.keys), others: others).found()
    return summary
  }

  private func rewritten(
    _ places: Places, _ rewrite: inout ArchiveRewrite
  ) async throws(StageError) -> (held: Set<String>, others: Set<String>, [ArchivedSource]) {
    for month in places.months { try write(month, &rewrite) }
    for file in places.history { try write(history: file, &rewrite) }
    try CaseMentions(workspace: target, cases: cases).write(places.mentions, &rewrite)
    return try await erase(places, &rewrite)
  }

  private static func units(
    _ snapshots: [Snapshot], _ workspace: Workspace
  ) throws(StageError) -> CaseRepeats {
    let files = snapshots.last?.files ?? []
    let file = files.first { $0.kind == .reference && $0.table == Table.units.name }
    let rows = try file.map { file throws(StageError) in try workspace.archivedRows(file) } ?? []
    return CaseRepeats(ArchivedTable(names: rows.first ?? [], rows: Array(rows.dropFirst())))
  }

  // Identities of the cases that are archived both by their document and by a number.
  private static func twins(
    _ snapshots: [Snapshot], _ workspace: Workspace
  ) throws(StageError) -> [[String]] {
    var twins: [[String]] = []
    for file in snapshots.last?.files ?? []
    where file.kind == .partition && file.table == Table.cases.name {
      let cases = try workspace.archivedColumns(file, only: RenumberedCases.columns)
      for pair in RenumberedCases.pairs(in: cases).sortedKeys
      where RenumberedCases.isCertain(pair.map { Int($0) ?? 0 }, cases) {
        twins.append(
          pair.map { row in
            let row = Int(row) ?? 0
            return ["unit_code", "case_id"].map { cases.cell(row, $0) }.joined(separator: "\u{1F}")
          })
      }
    }
    return twins
  }

  // Hashes of cases that were purged before.
  private var gone: Set<String> {
    let purges = (snapshots.last?.rewritings ?? []).filter { $0.keyIdentifier == key.identifier }
    return Set(purges.flatMap(\.tombstones))
  }

  private func traces(_ exports: Set<String>, others: Set<String>) -> PurgeTraces {
    PurgeTraces(workspace: workspace, cases: cases, exports: exports, others: others)
  }

  // A number that was mistyped must not pass for a case that is gone.
  private func requireKnown(_ places: Places) throws(StageError) {
    let gone = gone
    for (index, candidates) in cases.candidates.enumerated() {
      let isKnown = candidates.contains { identity in
        places.identities.contains(identity) || gone.contains(Tombstones.hash(identity, key))
      }
      guard isKnown else {
        throw StageError(
          .inputMissing, "case \(index + 1): not in the archive; nothing was purged")
      }
    }
  }

  private func names(of exports: Set<String>) -> [String] {
    let sources = snapshots.last?.sources ?? []
    return Set(sources.filter { exports.contains($0.sha256.hexadecimal) }.map(\.shownName)).sorted()
  }
}

/// What the operator says of a purge.
struct PurgeRequest: Sendable {
  var reason: String
  var asOf: CalendarDate?
  var threads: Int
  var isDryRun: Bool
}

extension PurgeRun {
  private func places() throws(StageError) -> Places {
    var places = Places()
    for month in try MonthFiles.all(of: .cases, snapshots, workspace) {
      guard let file = month.file(.cases, .provenance),
        try note(file, Provenance.columns, &places)
      else { continue }
      places.months.append(month)
    }
    for file in try workspace.history(of: .cases, snapshots) {
      if try note(file, HistoryRows.header + Table.cases.archiveNames, &places) {
        places.history.append(file)
      }
    }
    places.mentions = try CaseMentions(workspace: workspace, cases: cases).found(in: snapshots)
    places.lines.merge(places.mentions.lines) { $0.union($1) }
    return places
  }

  /// Notes where purged cases stand; false where the file holds none.
  private func note(
    _ file: ArchivedFile, _ columns: [String], _ places: inout Places
  ) throws(StageError) -> Bool {
    guard let source = columns.firstIndex(of: "source"), let line = columns.firstIndex(of: "line")
    else { return false }
    var reader = try ArchivedRowReader(file, archive: workspace.archive, columns: columns)
    var isHolder = false
    while try reader.advance() {
      let identity = String(decoding: reader.bytes[reader.cell(0)], as: UTF8.self)
      if kin[identity] != nil { places.kin.insert(identity) }
      guard cases.hold(identity) else { continue }
      let cells = reader.cells
      isHolder = true
      places.identities.insert(identity)
      if let line = Int(cells[line]) { places.lines[cells[source], default: []].insert(line) }
    }
    return isHolder
  }

  private func write(
    _ month: MonthFiles, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    var rows = try ArchivedRows(.cases, month.files, archive: workspace.archive)
    var output = PartitionOutput(
      .cases, RowHead.number(ofMonth: month.month), staging: target.staging, exports: [])
    try rows.advance()
    while rows.isRow {
      if !cases.hold(rows.identityText) { try output.keep(rows) }
      try rows.advance()
    }
    rewrite.replace(month, by: try output.finish())
  }

  private func write(
    history file: ArchivedFile, _ rewrite: inout ArchiveRewrite
  ) throws(StageError) {
    let columns = HistoryRows.header + Table.cases.archiveNames
    var reader = try ArchivedRowReader(file, archive: workspace.archive, columns: columns)
    var writer = ArchiveTableWriter(columns, archive: target.staging)
    while try reader.advance() {
      let identity = String(decoding: reader.bytes[reader.cell(0)], as: UTF8.self)
      guard !cases.hold(identity) else { continue }
      try writer.append(reader.bytes, from: reader.start, ends: reader.ends)
    }
    let label = FileLabel(table: file.table, month: nil, kind: .history)
    rewrite.replace(file, by: try writer.finish("history", file.table, label))
  }

  /// Blanks what kept exports say of the cases: one that was stated again is in many.
  private func erase(
    _ places: Places, _ rewrite: inout ArchiveRewrite
  ) async throws(StageError) -> (held: Set<String>, others: Set<String>, [ArchivedSource]) {
    var sources = snapshots.last?.sources ?? []
    let erasure = RawErasure(
      workspace: target, profiles: try SettingsFile.profiles(of: workspace), cases: cases,
      threads: threads, lines: places.lines)
    var (held, others): (Set<String>, Set<String>) = ([], [])
    for raw in snapshots.last?.files ?? [] where raw.kind == .raw {
      let own = sources.indices.filter { sources[$0].path == raw.path }
      let readings = own.map { sources[$0] }
      guard readings.contains(where: RawErasure.mayHold) else { continue }
      let hashes = readings.map(\.sha256.hexadecimal)
      guard let file = try await erasure.erased(raw, readAs: readings) else {
        others.formUnion(hashes)
        continue
      }
      held.formUnion(hashes)
      rewrite.replace(raw, by: file)
      for index in own {
        sources[index].path = file.path
        sources[index].erased = file.sha256
      }
    }
    return (held, others, sources)
  }
}
