import Archive
public import ArgumentParser
import Contracts

/// Who a report is for.
enum ReportLevel: String, ExpressibleByArgument, CaseIterable, Sendable {
  case shared, `internal`
}

/// Writes the report of a month.
public struct ReportCommand: StageCommand {
  /// Name and help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "caseload-report",
    abstract: "Write reports/MONTH from counts and findings.",
    discussion: """
      Examples:
        caseload-report -C city
        caseload-report -C city --month 2024-05 --language en --no-bom
        caseload-report -C city --district 320613
      A briefing of a district goes to reports/MONTH/districts/CODE, beside the report of the city,
      which is written with it; a district that has one gets it anew with every report of the month.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  @Option(help: "Report month, YYYY-MM (default: the last month flagged).")
  var month: MonthArgument?

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

  /// Makes the command.
  public init() {}

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    let run = ReportRun(
      workspace: workspace, settings: settings, month: month?.month,
      language: common.language ?? settings.language ?? .chinese,
      isInternal: level == .internal, hasByteOrderMark: !noByteOrderMark,
      formats: formats?.formats ?? settings.formats, acceptsSwing: acceptsSwing,
      districts: districts)
    guard !trial.dryRun else { return }
    let published = try await run.published()
    switch common.format {
    case .json: try console.document(try ReportSummary.json(published))
    case .text: try console.result("\(published.folder): \(published.files.count) files")
    }
    try published.requireAll()
  }
}

/// What the report stage prints as JSON.
enum ReportSummary {
  private struct Summary: Encodable {
    let schema = 1
    let folder: String
    let files: [String]
  }

  static func json(_ published: PublishedReport) throws(StageError) -> String {
    String(
      decoding: try jsonBytes(Summary(folder: published.folder, files: published.files)),
      as: UTF8.self)
  }
}
