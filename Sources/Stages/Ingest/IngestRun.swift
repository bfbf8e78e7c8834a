import Archive
import Contracts
import Ingestion

/// Reads exports, merges them with what the archive knows, and leaves the result in staging/.
struct IngestRun {
  let workspace: Workspace
  let settings: Settings
  let request: IngestRequest
  let progress: ProgressBar
  let snapshot: Snapshot?
  let key: SecretKey
  private let profiles: [SourceProfile]
  /// What was purged and must not come back.
  let tombstones: Tombstones?

  init(
    _ workspace: Workspace, _ settings: Settings, _ request: IngestRequest, _ progress: ProgressBar
  ) throws(StageError) {
    self.workspace = workspace
    self.progress = progress
    self.settings = settings
    self.request = request
    snapshot = try workspace.latestSnapshot()
    profiles = try SettingsFile.profiles(of: workspace)
    key = try PseudonymKey.key(of: workspace, settings, mayCreate: !request.isDryRun)
    tombstones = try Tombstones(snapshot, workspace, settings, key)
  }

  /// Runs; the summary names every file, also those that were refused.
  func summary() async throws(StageError) -> IngestSummary {
    defer { progress.clear() }
    try prepare()
    var summary = IngestSummary()
    var taken: [TakenExport] = []
    var tables: [String: TableRows] = [:]
    var inbox = InboxCache(SealedCache(folder: workspace.cache, key: key))
    let waiting = try opened(&summary, &inbox)
    if !waiting.isEmpty, !request.isDryRun { try makeStaging() }
    try await read(waiting, &summary, &taken, &tables)
    for export in taken { inbox.note(export.opened.export, export.hash) }
    try inbox.write()
    let isRefused = summary.files.contains { $0.refused != nil }
    guard !isRefused, !taken.isEmpty else {
      if !waiting.isEmpty, !request.isDryRun { try removeStaging() }
      return summary
    }
    var writer = StagingWriter(self)
    try await writer.stage(taken, &tables, &summary)
    return summary
  }

  // What the workers remember of cells ends with the reading: merging needs the memory.
  private func read(
    _ waiting: [OpenedExport], _ summary: inout IngestSummary, _ taken: inout [TakenExport],
    _ tables: inout [String: TableRows]
  ) async throws(StageError) {
    var intake = ExportIntake(self, profiles: profiles)
    progress.begin("reading", of: waiting.reduce(0) { $0 + $1.export.bytes }, .bytes)
    for opened in waiting {
      let order = (snapshot?.sources.count ?? 0) + taken.count + 1
      let (file, export) = try await intake.taken(opened, order: order, &tables)
      summary.files.append(file)
      if let export { taken.append(export) }
    }
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
    if !request.isDryRun { try removeStaging() }
  }

  private func makeStaging() throws(StageError) {
    let staging = workspace.staging
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(staging, access: .ownerOnly)
    }
  }

  private func removeStaging() throws(StageError) {
    let staging = workspace.staging
    try storing { () throws(ArchiveError) in try FileStore.removeFolder(staging) }
  }

  // Files in the order of their as-of dates, those without a date first, else as given.
  private func opened(
    _ summary: inout IngestSummary, _ inbox: inout InboxCache
  ) throws(StageError) -> [OpenedExport] {
    // A file may fill several tables: another profile or table that is asked for is another reading.
    let sources = (snapshot?.sources ?? []).filter { source in
      (request.profile ?? source.profile) == source.profile
        && (request.table ?? source.table) == source.table
    }
    var exports = KnownExports(sources)
    var result: [OpenedExport] = []
    let paths = try paths()
    if !request.isDryRun, request.files.isEmpty { try inbox.begin() }
    let doubles = PossibleDoubles(of: paths, sources)
    for path in paths {
      let name = ExportFile.name(of: path)
      let known = request.files.isEmpty ? inbox : nil
      let export = try ExportFile(
        path, remembered: { known?.hash(of: name, $0) },
        needsHash: { doubles.mayHold(name, bytes: $0.bytes) })
      if let hash = export.knownHash {
        inbox.note(export, hash)
        if let earlier = exports.name(of: export, hash) {
          if let later = overtaking(name, hash, sources) {
            summary.warnings.append(
              "\(name): the same bytes as \(earlier), which \(later) replaced since; they are not read"
                + " again: if they hold once more, deliver them with their rows in another order")
          }
          // Quiet in inbox/, where every archived export stays.
          if !request.files.isEmpty || !exports.isArchived(hash) {
            var file = IngestedFile(name: name, sha256: hash.hexadecimal)
            file.alreadyArchived = earlier
            summary.files.append(file)
          }
          continue
        }
      }
      result.append(OpenedExport(export: export, asOf: AsOfDate.found(in: name)))
    }
    return inOrder(result)
  }

  // A later export of equal bytes that is to undo what came between: it must not be passed over in
  // silence.
  private func overtaking(
    _ name: String, _ hash: ContentHash, _ sources: [ArchivedSource]
  ) -> String? {
    let own = sources.filter { $0.sha256 == hash }
    guard let last = own.max(by: { $0.order < $1.order }),
      !own.contains(where: { $0.shownName == name }),
      let day = request.asOf ?? AsOfDate.found(in: name)?.day, day.description > last.asOf ?? ""
    else { return nil }
    return sources.last {
      $0.table == last.table && $0.order > last.order && $0.asOf ?? "" > last.asOf ?? ""
    }?
    .shownName
  }

  // Exports of one date go by name, so that the order on the command line changes nothing.
  //
  // A name that goes on where another ends is the later one: `x (2).csv`, `x-更正.csv` correct `x.csv`.
  private func inOrder(_ exports: [OpenedExport]) -> [OpenedExport] {
    let first = CalendarDate(dayNumber: 0)
    return exports.enumerated().map { place, export in
      (
        // Exports without a date come first, in the order in which they are named.
        isDated: request.asOf != nil || export.asOf != nil,
        day: request.asOf ?? export.asOf?.day ?? first, place: place, export: export
      )
    }.sorted { left, right in
      guard left.isDated == right.isDated else { return right.isDated }
      guard left.day == right.day else { return left.day < right.day }
      guard left.isDated || request.files.isEmpty else { return left.place < right.place }
      return Self.place(left.export).lexicographicallyPrecedes(Self.place(right.export))
    }.map(\.export)
  }

  // Exports of one name are hashed already.
  private static func place(_ export: OpenedExport) -> [String] {
    let file = export.export
    return [inOrderOfNumbers(stem(file.name)), file.name, file.knownHash?.hexadecimal ?? ""]
  }

  // A name in which `(10)` comes after `(2)`.
  private static func inOrderOfNumbers(_ name: String) -> String {
    var (padded, digits) = ("", "")
    for character in name + " " {
      guard !character.isASCII || !character.isNumber else {
        digits.append(character)
        continue
      }
      padded += String(repeating: "0", count: digits.isEmpty ? 0 : max(0, 20 - digits.count))
      padded += digits
      digits = ""
      padded.append(character)
    }
    return padded
  }

  // A name without what says how the file is written.
  private static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex,
      name[dot...].dropFirst().allSatisfy({ $0.isASCII && $0.isLetter })
    else { return name }
    return String(name[..<dot])
  }

  private func paths() throws(StageError) -> [String] {
    guard request.files.isEmpty else { return request.files }
    let inbox = workspace.inbox
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: inbox) }) != nil else {
      throw StageError(.inputMissing, "\(inbox): no such folder; put exports there or name them")
    }
    let entries = try storing { () throws(ArchiveError) in try FileStore.entries(of: inbox) }
    // `~$…` is what Excel and WPS leave beside an open file.
    let exports = entries.filter { entry in
      !entry.name.hasPrefix(".") && !entry.name.hasPrefix("~$") && entry.kind != .folder
    }
    guard !exports.contains(where: { $0.name.unicodeScalars.contains("\u{FFFD}") }) else {
      throw StageError(.inputMissing, "\(inbox): a file name is not UTF-8; rename that file")
    }
    return exports.map { inbox + "/" + $0.name }
  }
}
