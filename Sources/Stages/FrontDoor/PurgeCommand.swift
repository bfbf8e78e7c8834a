import Archive
import ArgumentParser
import Contracts

/// Erases cases.
struct PurgeCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Erase cases: from the archive, kept exports and what was made of them.",
    discussion: """
      Examples:
        caseload purge -C city --case LZ-CSGL '澜城罚〔2024〕17号' --reason PIPL-47 --dry-run
        caseload purge -C city --case LZ-CSGL '澜城罚〔2024〕17号' --reason PIPL-47
        caseload purge -C city --from erase.csv --reason 申请-2024-003 --as-of 2024-06-30
      The next snapshot keeps keyed hashes of each case, so that a later export does not bring it back.
      Inspections and complaints that name a case stay, without its number.
      inbox/ is never changed: exports there that hold a case are named, to be mended or removed. Published
      figures stay. Name nobody in the reason.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  @Option(
    name: .customLong("case"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Code or name of the unit, and number of the case; may be repeated.",
      valueName: "unit number"))
  var cases: [String] = []

  @Option(help: "CSV file with the columns unit_code and case_id.")
  var from: String?

  @Option(help: "Why, in a few words or a code; kept with the hashes.")
  var reason: String

  @Option(help: "Day of the decision, YYYY-MM-DD, kept with the reason; no clock is read.")
  var asOf: DayArgument?

  func validate() throws {
    guard cases.count.isMultiple(of: 2) else {
      throw ValidationError("--case: expected a unit and a number")
    }
    guard cases.isEmpty != (from == nil) else {
      throw ValidationError("name the cases by --case or by --from")
    }
    guard OneLineLogHandler.isReason(reason) else {
      throw ValidationError("--reason: expected one line of 1 to 300 bytes")
    }
  }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    let pairs = stride(from: 0, to: cases.count, by: 2).map { (cases[$0], cases[$0 + 1]) }
    let purged =
      try from.map { path throws(StageError) in
        try PurgedCases(from: path, workspace)
      } ?? PurgedCases(pairs)
    // Short numbers are parts of anything.
    guard !purged.numbers.contains(where: { $0.count > 5 && reason.contains($0) }) else {
      throw StageError(.usage, "--reason: holds the number of a case, and would be kept")
    }
    let request = PurgeRequest(
      reason: reason, asOf: asOf?.day, threads: workers.threadCount, isDryRun: trial.dryRun)
    let summary = try await PurgeRun(workspace, settings, purged, request).purged()
    try tell(summary, console)
  }

  private func tell(_ summary: PurgeRun.Summary, _ console: Console) throws(StageError) {
    if common.format == .json {
      let bytes = try jsonBytes(PurgeDocument(summary))
      try console.document(String(decoding: bytes, as: UTF8.self))
    } else {
      let number = summary.snapshot.map { "snapshot \($0): " } ?? ""
      try console.result(
        "\(number)\(English.count(summary.cases, "case")) \(trial.dryRun ? "would be " : "")purged, "
          + "\(English.count(summary.replaced, "file")) replaced, "
          + "\(English.count(summary.exports.count, "export")) blanked in part, "
          + "\(English.count(summary.traces.rejects.count, "rejects file")) and "
          + "\(English.count(summary.traces.reports.count, "internal file")) removed; counts are made anew by the next run"
      )
      for (table, rows) in summary.mentions {
        try console.result(
          "\(table): \(English.count(rows, "row")) named a purged case; "
            + "\(English.verb(rows, "it stays", "they stay")), without its number")
      }
    }
    for (number, unit) in summary.alike {
      console.logger.warning(
        """
        case \(number): \(unit), a code or name that may mean the same unit, has a case of this number; \
        purge it too if it is the same
        """)
    }
    for name in summary.traces.inbox {
      console.logger.warning(
        "\(name): holds a purged case; remove the record or the file, no run changes inbox/")
    }
  }
}

/// What a purge prints as JSON.
struct PurgeDocument: Encodable {
  let schema = 1
  let snapshot: Int?
  let cases: Int
  let replaced: Int
  let exports: [String]
  let rejects: [String]
  let reports: [String]
  let inbox: [String]
  let mentions: [String: Int]
  let alike: [Alike]

  /// A case, by its place in the request, that another code or name of its unit has too.
  struct Alike: Encodable {
    let number: Int
    let unit: String
  }

  init(_ summary: PurgeRun.Summary) {
    snapshot = summary.snapshot
    cases = summary.cases
    replaced = summary.replaced
    exports = summary.exports
    rejects = summary.traces.rejects
    reports = summary.traces.reports
    inbox = summary.traces.inbox
    alike = summary.alike.map { Alike(number: $0.case, unit: $0.unit) }
    mentions = Dictionary(uniqueKeysWithValues: summary.mentions.map { ($0.table, $0.rows) })
  }
}
