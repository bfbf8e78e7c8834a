import Archive
import CSV
import Contracts
import Indicators
import Reporting

/// Writes reports/MONTH from counts and findings, whole or not at all.
struct ReportRun {
  let workspace: Workspace
  let settings: Settings
  /// Report month; nil is the last month flagged.
  let month: Month?
  let language: Language
  let isInternal: Bool
  /// Whether published CSVs begin with a byte order mark, as spreadsheets want.
  let hasByteOrderMark: Bool
  /// Forms of the documents.
  let formats: [ReportFormat]
  /// Whether figures may have moved further than the settings allow.
  var acceptsSwing = false
  /// Codes of divisions that get a briefing of their own, beside those that have one.
  var districts: [String] = []

  /// Writes the report; returns its folder and files.
  func published() async throws(StageError) -> PublishedReport {
    let month = try chosenMonth()
    let findings = try FindingFiles.read(month, workspace)
    var (observation, facts) = try await CountFiles.read(month, workspace)
    guard facts.snapshot == findings.snapshot, observation.cells.count == findings.cells else {
      throw StageError(
        .tryLater, "counts/\(month) is of another snapshot than findings/\(month); flag again")
    }
    let scopes = try DistrictScope.all(districts, in: observation)
    observation.silence = try FindingFiles.silence(findings, workspace)
    let sources = try workspace.latestSnapshot()?.sources ?? []
    var input = input(observation, facts, findings, KeyPeriod.all(of: sources))
    let releases = try ReleaseCalendar(workspace)
    let figures = ReportFigures(observation, findings)
    let isRevised = releases.holdsEarlier(month, than: findings.snapshot)
    let renamed = Dictionary(
      facts.unitSuccessions.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    input.release = try LastReport.release(
      of: observation, figures, settings, stated: findings.settings, renamed: renamed, workspace,
      isRevised: isRevised)
    let isKnown = try LastReport.isAccepted(figures, month, settings, workspace)
    try SwingGate.check(
      month, asOf: LastReport.asOf(observation), input.release, settings,
      isAccepted: acceptsSwing || isKnown)
    let calendar = releases.adding(
      month, input.release, snapshot: findings.snapshot, LastReport.asOf(observation), facts)
    input.releases = calendar.rows(upTo: month, snapshot: findings.snapshot)
    if isInternal { try list(&input) }
    let tables = Report.tables(input)
    var (files, skipped) = try cityFiles(input, findings, figures, tables)
    let target = "\(workspace.reports)/\(month)"
    let briefings = try districtFiles(
      input, findings, scopes, target, of: tables, renamed: renamed)
    files += briefings.files
    skipped += briefings.skipped
    let access: FileAccess = isInternal ? .ownerOnly : .everyone
    let own = files.map { FolderFile(name: $0.name, bytes: $0.bytes, access: access) }
    let all = try own + otherLevel(target, findings.snapshot)
    try CountFiles.publish(all, FileStore.temporaryPath(for: target), target)
    try calendar.write(hasByteOrderMark: hasByteOrderMark)
    return PublishedReport(
      folder: target, files: all.map(\.name).sorted(), skipped: skipped)
  }

  // Cases by number, for the internal level alone.
  private func list(_ input: inout ReportInput) throws(StageError) {
    let month = input.observation.month
    input.listedCases = try FindingFiles.listedCases(month, workspace)
    input.absentCases = try CountFiles.rows(
      CountRun.absentName, "\(workspace.counts)/\(month)", workspace
    ) { AbsentCase(row: $0) }
    input.repeatedCases = try CountFiles.rows(
      CountRun.repeatedName, "\(workspace.counts)/\(month)", workspace
    ) { RepeatedCase(row: $0) }
  }

  private func cityFiles(
    _ input: ReportInput, _ findings: Findings, _ figures: ReportFigures,
    _ tables: [PublishedTable]
  ) throws(StageError) -> (files: [PrintedBriefing.File], skipped: [String]) {
    let documents = try documents(input)
    var (files, skipped) = try texts(documents, Report.pictures(input), findings.month)
    files += tables.map { (name($0.path + ".csv"), csv($0)) }
    let package = Report.dataPackage(input, tables, files: listed(files))
    files.append((name("datapackage.json"), Array(package.utf8)))
    let provenance = try provenance(files, input.observation, findings, of: .city(figures))
    files.append((name("provenance.json"), provenance))
    return (files, skipped)
  }

  /// Documents in the forms asked for and pictures, and what could not be made.
  func texts(
    _ documents: [ReportFile], _ pictures: [ReportFile], _ month: Month
  ) throws(StageError) -> (files: [PrintedBriefing.File], skipped: [String]) {
    let documents = documents.map { (name: name($0.name), bytes: Array($0.text.utf8)) }
    let pictures = pictures.map { (name: name($0.name), bytes: Array($0.text.utf8)) }
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(workspace.reports, access: .everyone)
    }
    let printed = try PrintedBriefing(
      files: documents + pictures, month: month, folder: workspace.reports,
      seconds: settings.helperSeconds
    ).made(formats)
    let chosen = documents.filter { file in
      formats.contains { file.name.hasSuffix("." + $0.rawValue) }
    }
    return (chosen + printed.files + pictures, printed.skipped)
  }

  func listed(_ files: [(name: String, bytes: [UInt8])]) -> [Report.PublishedFile] {
    files.filter { $0.name.hasSuffix(".csv") }.map { file in
      (file.name, file.bytes.count, ContentHash(of: file.bytes).hexadecimal)
    }
  }

  // The two levels of a month lie side by side while they are of one snapshot; an older one goes.
  private func otherLevel(
    _ target: String, _ snapshot: Int
  ) throws(StageError) -> [FolderFile] {
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: target) }) == .folder
    else { return [] }
    let provenance = target + "/" + (isInternal ? "provenance.json" : "provenance-internal.json")
    guard
      try storing({ () throws(ArchiveError) in try FileStore.kind(of: provenance) }) != nil,
      try decoded(
        ProvenanceSnapshot.self,
        from: try storing { () throws(ArchiveError) in
          try FileStore.contents(of: provenance, limit: 1 << 30)
        }, provenance
      ).snapshot == snapshot
    else { return [] }
    let access: FileAccess = isInternal ? .everyone : .ownerOnly
    return try storing { () throws(ArchiveError) in
      try Self.names(below: target).filter { $0.contains("-internal.") != isInternal }
        .map { name throws(ArchiveError) in
          FolderFile(
            name: name, bytes: try FileStore.contents(of: target + "/" + name, limit: 1 << 30),
            access: access)
        }
    }
  }

  // Files at any depth, by their path below the folder.
  private static func names(below folder: String) throws(ArchiveError) -> [String] {
    var names: [String] = []
    for entry in try FileStore.entries(of: folder) {
      switch entry.kind {
      case .regular: names.append(entry.name)
      case .folder:
        names += try Self.names(below: folder + "/" + entry.name).map { entry.name + "/" + $0 }
      default: break
      }
    }
    return names
  }

  private func chosenMonth() throws(StageError) -> Month {
    if let month { return month }
    let folder = workspace.findings
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: folder) }) != nil,
      let last = try storing({ () throws(ArchiveError) in try FileStore.entries(of: folder) })
        .compactMap({ Month($0.name) }).max()
    else { throw StageError(.inputMissing, "\(folder): nothing flagged; run caseload-flag") }
    return last
  }

  func name(_ base: String) -> String {
    guard isInternal, let dot = base.lastIndex(of: ".") else { return base }
    return base[..<dot] + "-internal" + base[dot...]
  }

  private func documents(_ input: ReportInput) throws(StageError) -> [ReportFile] {
    do {
      return try Report.documents(input)
    } catch {
      throw StageError(.ourBug, "report: \(error)")
    }
  }

  func csv(_ table: PublishedTable) -> [UInt8] {
    var writer = CSVWriter(lineEnd: .crlf, byteOrderMark: hasByteOrderMark)
    writer.append(table.columns.map(\.name))
    for row in table.rows { writer.append(row) }
    return writer.bytes
  }

  private func input(
    _ observation: Observation, _ facts: CountFacts, _ findings: Findings, _ keys: [KeyPeriod]
  ) -> ReportInput {
    var input = ReportInput(
      observation: observation, results: findings.results, pages: IndicatorCatalogue.pages,
      flags: findings.flags, cityName: settings.cityName, language: language,
      isInternal: isInternal, snapshot: findings.snapshot, previousMonth: findings.previousMonth,
      persistedMonths: findings.reportsInARow,
      powerSource: ReportNotes.powerSource(facts.powerSource, observation.sources),
      deliveryNote: ReportNotes.deliveryRule(
        hasRegister: facts.hasDeliveryRegister, keys: keys),
      successions: ReportNotes.successions(facts, observation.names),
      settings: findings.settings,
      reproduceCommand: ReportNotes.command(findings, isInternal: isInternal, language),
      zeroMonths: settings.zeroMonths)
    input.doubtedZeros = ReportNotes.doubtedZeros(facts, observation.names)
    input.followed = findings.followed
    input.carriedFlags = findings.carried ?? [:]
    input.leftFlags = Set(findings.left ?? [])
    input.absentLimit = settings.absentLimit
    return input
  }

  /// What the outputs of a provenance are of.
  enum Place {
    /// The whole city, with the figures that the next report is compared with.
    case city(ReportFigures)
    /// A division, by its code.
    case district(String)

    var figures: ReportFigures? {
      if case .city(let figures) = self { return figures }
      return nil
    }

    var district: String? {
      if case .district(let code) = self { return code }
      return nil
    }
  }

  func provenance(
    _ files: [(name: String, bytes: [UInt8])], _ observation: Observation, _ findings: Findings,
    of place: Place
  ) throws(StageError) -> [UInt8] {
    let document = ProvenanceDocument(
      program: "caseload", version: ProgramVersion.text, month: findings.month.description,
      level: isInternal ? "internal" : "shared", language: language.rawValue,
      snapshot: findings.snapshot,
      command: ReportNotes.command(findings, isInternal: isInternal, language)
        + (place.district.map { " --district \($0)" } ?? ""), district: place.district,
      hasByteOrderMark: hasByteOrderMark, changed: findings.changed, figures: place.figures,
      previous: try LastReport.reference(before: findings.month, workspace),
      earlier: try LastReport.references(before: findings.month, workspace),
      settings: findings.settings.map { .init(key: $0[0], value: $0[1]) },
      inputs: observation.sources.map { .init(name: $0.name, sha256: $0.sha256) },
      outputs: files.map { file in
        .init(name: file.name, sha256: ContentHash(of: file.bytes).hexadecimal)
      }.sorted { $0.name < $1.name })
    return try jsonBytes(document)
  }
}

/// What was published, and what could not be made.
struct PublishedReport: Sendable {
  let folder: String
  let files: [String]
  /// One line for each output that was asked for and not made.
  let skipped: [String]

  /// Ends the program with 69 where an output is missing; all others are published.
  func requireAll() throws(StageError) {
    guard skipped.isEmpty else {
      throw StageError(
        .unavailable, "\(folder): \(skipped.joined(separator: "; ")); all other outputs are there")
    }
  }
}

/// The part of provenance.json that tells two levels of a month apart in time.
private struct ProvenanceSnapshot: Decodable {
  let snapshot: Int
}

/// The provenance that lies beside a report.
struct FoundProvenance {
  /// Name of its file.
  let name: String
  let sha256: String
  let document: ProvenanceDocument

  /// Reads what a report says of itself, of whichever level it has.
  ///
  /// - Parameter folder: Folder of the report.
  /// - Returns: Nil where none lies there, or one of a program so old that it says other things.
  /// - Throws: What reading a file throws.
  static func beside(_ folder: String) throws(StageError) -> FoundProvenance? {
    for name in ["provenance.json", "provenance-internal.json"] {
      let path = folder + "/" + name
      guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
        continue
      }
      let bytes = try storing { () throws(ArchiveError) in
        try FileStore.contents(of: path, limit: 1 << 30)
      }
      guard let document = try? decoded(ProvenanceDocument.self, from: bytes, path) else {
        continue
      }
      return FoundProvenance(
        name: name, sha256: ContentHash(of: bytes).hexadecimal, document: document)
    }
    return nil
  }
}

/// What provenance.json says.
struct ProvenanceDocument: Codable, Sendable {
  struct Setting: Codable, Sendable {
    let key: String
    let value: String
  }

  struct File: Codable, Hashable, Sendable {
    let name: String
    let sha256: String
  }

  var schema = 1
  let program: String
  let version: String
  let month: String
  let level: String
  let language: String
  let snapshot: Int
  let command: String
  /// Code of the division that the outputs are of; nil for the whole city.
  var district: String?
  let hasByteOrderMark: Bool
  /// Parameters given on the command line of flagging.
  let changed: [String]
  /// What the next report is compared with; nil in a report of an older program.
  let figures: ReportFigures?
  /// Provenance of the last report, as it was when this one was compared with it.
  let previous: File?
  /// Flags of every earlier report, from which the status of flags was told, sorted; nil in a report of
  /// an older program.
  var earlier: [File]?
  let settings: [Setting]
  let inputs: [File]
  let outputs: [File]

  /// Month of the last report.
  var lastMonth: Month? {
    previous.flatMap { $0.name.split(separator: "/").first }.flatMap { Month(String($0)) }
  }

  enum CodingKeys: String, CodingKey {
    case schema, program, version, month, level, language, snapshot, command, district, changed,
      figures, previous, earlier
    case settings, inputs, outputs
    case hasByteOrderMark = "byte_order_mark"
  }
}
