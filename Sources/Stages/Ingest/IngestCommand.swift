import Archive
public import ArgumentParser
import CSV
import Contracts

/// Reads exports into staging/, with a summary that accounts for every record.
public struct IngestCommand: StageCommand {
  /// Name and help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "caseload-ingest",
    abstract: "Read exports, refuse or reject what is wrong, and stage the rest.",
    discussion: """
      Examples:
        caseload-ingest -C city                        what is new in city/inbox
        caseload-ingest -C city 案件_20240531.csv       this file
        caseload-ingest -C city --as-of 2024-05-31 --table cases export.csv
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption
  @OptionGroup var failure: FailOption

  @Option(help: "As-of date of the files, YYYY-MM-DD (default: from each file's name).")
  var asOf: DayArgument?

  @Option(help: "Table that the files hold (default: recognised by the header).")
  var table: String?

  @Option(help: "Profile to use (default: bound by the header).")
  var profile: String?

  @Option(help: "Encoding of the files (default: decided by rule).")
  var encoding: String?

  @Option(help: "Parser: scanner, or libcsv alone; both read the same records.")
  var parser = Parser.scanner

  @ArgumentParser.Flag(
    help: "The files of cases hold the whole register, not a delivery: list what they lack.")
  var full = false

  @Argument(help: "Files (default: what is new in inbox/).")
  var files: [String] = []

  /// Makes the command.
  public init() {}

  /// Refuses a table or a rule that does not exist.
  public func validate() throws {
    try failure.check(rules: true, flags: false)
    let names = Table.all.map(\.name)
    if let table, !names.contains(table) {
      throw ValidationError("--table \(table): one of \(names.joined(separator: ", "))")
    }
  }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    var request = IngestRequest(
      files: files, asOf: asOf?.day, table: table, profile: profile, encoding: encoding)
    request.isDryRun = trial.dryRun
    request.language = common.language
    request.parser = parser
    request.isFull = full
    request.threads = workers.threadCount
    let summary = try await IngestRun(
      workspace, settings, request, ProgressBar(common)
    ).summary()
    try IngestReport.print(summary, console, common.format)
    try failure.check(summary.files)
  }
}

/// Prints the summary of ingestion; refused files are exit 65.
enum IngestReport {
  static func print(
    _ summary: IngestSummary, _ console: Console, _ format: ResultFormat
  ) throws(StageError) {
    for warning in summary.warnings { console.logger.warning("\(warning)") }
    switch format {
    case .json:
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    case .text:
      if summary.files.isEmpty { try console.result("nothing new") }
      for file in summary.files where file.refused == nil { try console.result(line(file)) }
    }
    let refused = summary.files.filter { $0.refused != nil }
    for file in refused {
      let place = file.refused?.line.map { "line \($0): " } ?? ""
      let offset = file.refused?.offset.map { " (byte \($0))" } ?? ""
      console.logger.error(
        "\(file.name): \(place)\(file.refused?.code ?? "")\(offset): \(file.message)")
    }
    guard refused.isEmpty else {
      throw StageError(
        .dataRefused, "\(refused.count) of \(summary.files.count) files refused; nothing was staged"
      )
    }
  }

  private static func line(_ file: IngestedFile) -> String {
    guard file.alreadyArchived.isEmpty else {
      return "\(file.name): already archived as \(file.alreadyArchived)"
    }
    let notes = file.notes.keys.sorted().map { "\($0) \(file.notes[$0] ?? 0)" }
    return "\(file.name): \(file.table), \(file.encoding), \(file.delimiter), \(file.profile): "
      + "\(file.records) records = \(file.accepted) accepted + \(file.rejected) rejected + "
      + "\(file.duplicate) duplicate + \(file.superseded) superseded + \(file.blank) blank + "
      + "\(file.repeatedHeader) repeated header + \(file.totalRow) total"
      + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
  }
}

extension Parser: ExpressibleByArgument {}
