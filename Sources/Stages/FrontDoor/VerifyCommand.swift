import Archive
import ArgumentParser
import Contracts

/// Checks every byte of the archive.
struct VerifyCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every byte of the archive against its snapshots.",
    discussion: """
      Examples:
        caseload verify -C city
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  // Readers need no lock.
  var isWriter: Bool { false }

  private struct Summary: Encodable {
    let schema = 1
    let files: Int
    let bytes: Int
    let findings: [[String]]
  }

  func run(_ console: Console) throws {
    let workspace = Workspace(common.workspace)
    // A run in progress has files that its snapshot will name later: no extra is reported then.
    let lock = try? workspace.lock()
    let isAlone = lock != nil
    let check = try storing { () throws(ArchiveError) in
      try ArchiveCheck(of: workspace.archive, readingColumnsWith: ColumnContent.read)
    }
    lock?.release()
    let isSnapshotDamaged = check.findings.contains { $0.path.hasPrefix("snapshots/") }
    // What a damaged snapshot names looks extra; the cause is the snapshot.
    let findings = check.findings.filter {
      $0.rule != .extra || (isAlone && !isSnapshotDamaged)
    }
    if common.format == .json {
      let summary = Summary(
        files: check.files, bytes: check.bytes,
        findings: findings.map { [$0.path, $0.rule.rawValue] })
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    } else {
      let checked = Phrase(
        "已核对\(check.files)个文件，\(check.bytes)字节",
        "\(English.count(check.files, "file")), \(check.bytes) bytes checked")
      try console.result(checked.text(common.language ?? .english))
    }
    for finding in findings {
      console.logger.error("archive/\(finding.path): \(finding.rule.rawValue)")
    }
    guard findings.isEmpty else {
      // A run that died before its snapshot leaves files that nothing names.
      let isOnlyExtra = findings.allSatisfy { $0.rule == .extra }
      throw StageError(
        .dataRefused,
        isOnlyExtra
          ? "files that no snapshot names; the rest is sound, and a finished run may name them"
          : "the archive is damaged; restore the files named above from a backup")
    }
  }
}
