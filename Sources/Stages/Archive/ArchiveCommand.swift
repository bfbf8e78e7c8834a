import Archive
public import ArgumentParser

/// Moves what was staged into the archive and publishes a snapshot.
public struct ArchiveCommand: StageCommand {
  /// Name and help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "caseload-archive",
    abstract: "Compress what was staged and publish it as the next snapshot.",
    discussion: """
      Examples:
        caseload-archive -C city
        caseload-archive -C city --format json
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  /// Makes the command.
  public init() {}

  func run(_ console: Console) throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    let run = ArchiveRun(workspace, settings)
    guard !trial.dryRun else {
      try console.result(try run.isStaged() ? "staged exports wait" : "nothing staged")
      return
    }
    try ArchiveReport.print(try run.publish(), console, common.format)
  }
}

/// Prints what an archive run published.
enum ArchiveReport {
  private struct Summary: Encodable {
    let schema = 1
    let snapshot: Int?
    let files: Int
    let sources: Int
    let bytes: Int
    let compressed: Int
  }

  static func print(
    _ snapshot: Snapshot?, _ console: Console, _ format: ResultFormat
  ) throws(StageError) {
    let files = snapshot?.files ?? []
    let summary = Summary(
      snapshot: snapshot?.number, files: files.count, sources: snapshot?.sources.count ?? 0,
      bytes: files.reduce(0) { $0 + $1.bytes },
      compressed: files.reduce(0) { $0 + $1.compressedBytes })
    switch format {
    case .json:
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    case .text:
      guard let number = summary.snapshot else {
        try console.result("nothing staged")
        return
      }
      try console.result(
        "snapshot \(number): \(summary.files) files of \(summary.sources) exports, "
          + "\(summary.bytes) bytes in \(summary.compressed)")
    }
  }
}
