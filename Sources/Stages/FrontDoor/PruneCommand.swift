import Archive
import ArgumentParser

/// Removes files of the archive that only older snapshots name.
struct PruneCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove files that only older snapshots name; exports and current rows stay.",
    discussion: """
      Examples:
        caseload prune -C city --dry-run         what would be removed
        caseload prune -C city --keep 12         the files of the newest 12 snapshots stay
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  @Option(help: "How many of the newest snapshots keep every file.")
  var keep = 1

  private struct Summary: Encodable {
    let schema = 1
    let firstKept: Int
    let files: Int
    let bytes: Int

    enum CodingKeys: String, CodingKey {
      case schema, files, bytes
      case firstKept = "first_kept"
    }
  }

  func validate() throws {
    guard keep > 0 else { throw ValidationError("--keep: expected 1 or more") }
  }

  func run(_ console: Console) throws {
    let workspace = Workspace(common.workspace)
    let (keep, isDryRun) = (keep, trial.dryRun)
    let pruned = try storing { () throws(ArchiveError) in
      try SnapshotStore(archive: workspace.archive).prune(keeping: keep, isDryRun: isDryRun)
    }
    guard common.format == .text else {
      let summary = Summary(
        firstKept: pruned.firstKept, files: pruned.files, bytes: pruned.bytes)
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
      return
    }
    try console.result(
      "\(pruned.files) files, \(pruned.bytes) bytes \(isDryRun ? "would be " : "")removed; "
        + "snapshots from \(pruned.firstKept) on are whole")
  }
}
