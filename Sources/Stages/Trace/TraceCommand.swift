import Archive
import ArgumentParser
import Contracts
import Reporting

/// Goes from a figure of a report to the lines of the exports behind it.
struct TraceCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Go from a figure of a report to its cases' numbers and the lines of the exports.",
    discussion: """
      Examples:
        caseload trace -C city reports/2024-05 case_counts 2024-05 LZ-CSGL 970100 城市管理 CG-001
        caseload trace -C city reports/2024-05 case_counts unit_code=LZ-CSGL month=2024-05
        caseload trace -C city reports/2024-05 zero_cells level=unit_domain unit_code=LZ-CSGL
        caseload trace -C city reports/2024-05 case_counts month=2024-01..2024-05
        caseload trace -C city reports/2024-05 flags L01-3cce394a682b
        caseload trace -C city reports/2024-05 L01
        caseload trace -C city reports/2024-05/districts/320613 flags status=new
        caseload trace -C city reports/2024-05 procedure_terms unit_code=LZ-CSGL state=pending
      TABLE is a table of the report, an aggregate of counts/MONTH, or an indicator's code. KEY is column=value, or the
      values of the key's columns in their order; none means every row. A value may be a range of
      months or *, which is anything but empty. Briefings state TABLE and KEY of their figures. Prints case numbers, never a name or another cell
      of the exports; for internal use.
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  @Option(help: "Rows of each table to print, 0 for all; JSON always holds all.")
  var limit = 20

  @Argument(help: "Folder of the report, such as reports/2024-05.")
  var report: String

  @Argument(help: "Table: case_counts, zero_cells, flags, coverage, chart_data, or an aggregate.")
  var table: String

  @Argument(help: "Which rows: column=value, or values in the order of the key.")
  var key: [String] = []

  // Readers need no lock.
  var isWriter: Bool { false }

  func run(_ console: Console) async throws {
    let (workspace, month, district) = try place()
    try workspace.requireFolder()
    let settings = try SettingsFile.settings(of: workspace)
    let language = common.language ?? settings.language ?? .chinese
    let findings = try FindingFiles.read(month, workspace)
    var report = TracedReport(month: month)
    if let district {
      let observation = try await CountFiles.read(month, workspace).observation
      report.scope = try DistrictScope.all([district], in: observation).first
    }
    let trace = FigureTrace(
      workspace: workspace, settings: settings, findings: findings, report: report,
      language: language)
    let document = try await trace.document(table, key)
    try document.print(console, common.format, language, limit: limit)
  }

  // `reports/2024-05` below the workspace, or a path that says itself which workspace it is of.
  private func place() throws(StageError) -> (Workspace, Month, district: String?) {
    var parts = report.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.last == "" { parts.removeLast() }
    var district: String?
    if parts.count > 2, parts[parts.count - 2] == ReportRun.districtsFolder {
      district = parts.last
      parts.removeLast(2)
    }
    guard let month = parts.popLast().flatMap({ Month($0) }) else {
      throw StageError(.usage, "\(report): expected the folder of a report, reports/YYYY-MM")
    }
    if parts.last == "reports" { parts.removeLast() }
    let own = parts.joined(separator: "/")
    let isOwn = common.workspace == "." && !own.isEmpty && own != "."
    return (Workspace(isOwn ? own : common.workspace), month, district)
  }
}
