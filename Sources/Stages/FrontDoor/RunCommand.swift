import Archive
import ArgumentParser
import Contracts

/// All stages, from exports to the report of a month.
struct RunCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run every stage: ingest, archive, count, flag, report.",
    discussion: """
      Examples:
        caseload run -C city                      what is new in city/inbox; last month with a case
        caseload run -C city --month 2024-05      report of May 2024
        caseload run -C city 案件_20240531.csv     this file
        caseload run -C city --district 320613    also the briefing of a county
      With --dry-run the exports are read and judged as they would be; what comes after them is not tried.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption
  @OptionGroup var failure: FailOption

  @Option(help: "Report month, YYYY-MM (default: the last month with a case).")
  var month: MonthArgument?

  @Option(help: "As-of date of the files, YYYY-MM-DD (default: from each file's name).")
  var asOf: DayArgument?

  @Option(help: "Level: shared or internal.")
  var level = ReportLevel.shared

  @Option(help: "Forms of the documents: md, html, docx, pdf, separated by commas.")
  var formats: FormatsArgument?

  @Option(
    name: .customLong("district"),
    help: "Code of a county or town that gets a briefing of its own; may be given several times.")
  var districts: [String] = []

  @ArgumentParser.Flag(
    name: .customLong("accept-swing"),
    help: "Publish although figures moved further than publish.max_swing since the last report.")
  var acceptsSwing = false

  @ArgumentParser.Flag(
    name: .customLong("no-bom"), help: "Published CSVs without a byte order mark.")
  var noByteOrderMark = false

  @ArgumentParser.Flag(
    help: "The files of cases hold the whole register, not a delivery: list what they lack.")
  var full = false

  @Argument(help: "Files (default: what is new in inbox/).")
  var files: [String] = []

  func validate() throws { try failure.check(rules: true, flags: !trial.dryRun) }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    try sweep(workspace, console)
    let archive = ArchiveRun(workspace, settings)
    // An earlier run may have died between staging and the snapshot.
    if !trial.dryRun { _ = try archive.publish() }
    var request = IngestRequest(files: files, asOf: asOf?.day)
    request.isDryRun = trial.dryRun
    request.language = common.language
    request.isFull = full
    request.threads = workers.threadCount
    let summary = try await IngestRun(
      workspace, settings, request, ProgressBar(common)
    ).summary()
    // As JSON the summary is the one document of the run: at its end, or here where the run ends.
    let isRefused = summary.files.contains { $0.refused != nil }
    if isDetailed || isRefused || trial.dryRun {
      try IngestReport.print(summary, console, common.format)
    }
    guard !trial.dryRun else { return try failure.check(summary.files) }
    if let snapshot = try archive.publish(), isDetailed {
      try ArchiveReport.print(snapshot, console, .text)
    }
    try await report(workspace, settings, summary, console)
  }

  // Without, a run says one line, which is what cron mails.
  private var isDetailed: Bool { common.format == .text && common.messages.verbose }

  private func sweep(_ workspace: Workspace, _ console: Console) throws(StageError) {
    guard !trial.dryRun else { return }
    let folders = [
      workspace.archive, workspace.counts, workspace.findings, workspace.rejects, workspace.reports,
      workspace.cache,
    ]
    for folder in folders {
      let left = try storing { () throws(ArchiveError) in
        try FileStore.sweepTemporaries(below: folder)
      }
      // It may hold an older state of anything, but it is in no run's way.
      for path in left {
        console.logger.warning(
          """
          \(OneLineLogHandler.escaped(path)): an earlier run left this, and this user cannot remove it; \
          remove it as its owner, or give it to this user
          """)
      }
    }
  }

  private func report(
    _ workspace: Workspace, _ settings: Settings, _ summary: IngestSummary, _ console: Console
  ) async throws(StageError) {
    let counted = try await CountRun(
      workspace: workspace, settings: settings, month: month?.month, threads: workers.threadCount,
      progress: ProgressBar(common)
    ).counted()
    for warning in summary.warnings + counted.warnings { console.logger.warning("\(warning)") }
    let month = counted.facts.month
    let findings = try await FlagRun(
      workspace: workspace, settings: settings, month: month
    ).found().findings
    let published = try await ReportRun(
      workspace: workspace, settings: settings, month: month,
      language: common.language ?? settings.language ?? .chinese,
      isInternal: level == .internal, hasByteOrderMark: !noByteOrderMark,
      formats: formats?.formats ?? settings.formats, acceptsSwing: acceptsSwing,
      districts: districts
    ).published()
    try warnOfBegun(month, workspace, console)
    switch common.format {
    case .json: try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    case .text:
      if isDetailed {
        try CountReport.print(counted.facts, counted.cells, console, .text)
        try FlagReport.print(findings, counted.cells, console, .text)
      }
      try console.result(
        try line(summary, findings, workspace)
          + "; \(published.folder): \(published.files.count) files")
    }
    try published.requireAll()
    try failure.check(summary.files, standing: findings.flags.standing)
  }

  // A month that was asked for is meant, also while it lasts.
  private func warnOfBegun(
    _ month: Month, _ workspace: Workspace, _ console: Console
  ) throws(StageError) {
    guard self.month == nil else { return }
    let days = (try workspace.latestSnapshot()?.sources ?? [])
      .filter { $0.table == Table.cases.name }.compactMap { $0.asOf.flatMap { CalendarDate($0) } }
    let unended = SwingGate.unended(month, days.max())
    if !unended.isEmpty { console.logger.warning("\(unended)") }
  }

  private func line(
    _ summary: IngestSummary, _ findings: Findings, _ workspace: Workspace
  ) throws(StageError) -> String {
    let read = summary.files.filter(\.alreadyArchived.isEmpty)
    let records = read.reduce(0) { $0 + $1.records }
    let rejected = read.reduce(0) { $0 + $1.rejected }
    let flags = findings.flags.standing.count
    let missing = try Freshness(findings.month, workspace).text
    return "\(findings.month), snapshot \(findings.snapshot): \(read.count) new exports, "
      + "\(records) records, \(rejected) rejected; \(flags) flags"
      + (missing.isEmpty ? "" : "; \(missing)")
  }
}
