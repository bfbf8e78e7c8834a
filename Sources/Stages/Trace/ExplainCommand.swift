import Archive
import ArgumentParser
import Contracts

/// Says what stands behind a flag, down to the lines of the exports.
struct ExplainCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what stands behind a flag, down to the lines of the exports.",
    discussion: """
      Examples:
        caseload explain -C city Z04-1a2b3c4d5e6f
        caseload explain -C city Z04-1a2b3c4d5e6f --month 2024-05 --format json
      Prints case numbers, never a name or another cell of the exports; for internal use.
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  @Option(help: "Report month, YYYY-MM (default: the last month with the flag).")
  var month: MonthArgument?

  @Option(help: "Rows of each table to print, 0 for all; JSON always holds all.")
  var limit = 20

  @Argument(help: "Identifier of the flag, from flags.csv or the briefing.")
  var flag: String

  // Readers need no lock.
  var isWriter: Bool { false }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    try workspace.requireFolder()
    let settings = try SettingsFile.settings(of: workspace)
    let language = common.language ?? settings.language ?? .chinese
    let found = try findings(workspace)
    // Who asks what made figures swing asks before they are published.
    let published = try PublishedState(found.findings.month, workspace)
    if let difference = try published.difference(found.findings, workspace) {
      console.logger.warning("\(difference)")
    }
    let explained = try await Explanation(
      workspace: workspace, settings: settings, findings: found.findings, flag: found.flag,
      language: language
    ).document()
    try explained.print(console, common.format, language, limit: limit)
  }

  private func findings(
    _ workspace: Workspace
  ) throws(StageError) -> (findings: Findings, flag: Contracts.Flag) {
    let folder = workspace.findings
    let hasFindings = try storing { () throws(ArchiveError) in try FileStore.kind(of: folder) }
    guard hasFindings != nil else {
      let note = try FindingFiles.purgeNote(workspace) ?? ""
      throw StageError(.inputMissing, "\(folder): nothing flagged; run caseload-flag\(note)")
    }
    let months = try storing { () throws(ArchiveError) in try FileStore.entries(of: folder) }
      .compactMap { Month($0.name) }.sorted(by: >)
    for own in month.map({ [$0.month] }) ?? months {
      let findings = try FindingFiles.read(own, workspace)
      if let flag = findings.flags.first(where: { $0.identifier == flag }) {
        return (findings, flag)
      }
    }
    let place = month.map { "of \($0.month)" } ?? "of \(months.count) months"
    let note =
      try FindingFiles.purgeNote(workspace).map { $0 + FindingFiles.remedy("YYYY-MM") } ?? ""
    throw StageError(
      .usage, "no flag \(flag) among the findings \(place); see flags.csv\(note)")
  }
}
