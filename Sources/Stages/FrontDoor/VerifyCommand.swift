import Archive
import ArgumentParser

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

  private struct Summary: Encodable {
    let schema = 1
    let files: Int
    let bytes: Int
    let findings: [[String]]
  }

  func run(_ console: Console) throws {
    let workspace = Workspace(common.workspace)
    let check = try storing { () throws(ArchiveError) in
      try ArchiveCheck(of: workspace.archive)
    }
    if common.format == .json {
      let summary = Summary(
        files: check.files, bytes: check.bytes,
        findings: check.findings.map { [$0.path, $0.rule.rawValue] })
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    } else {
      try console.result("\(check.files) files, \(check.bytes) bytes checked")
    }
    for finding in check.findings {
      console.logger.error("archive/\(finding.path): \(finding.rule.rawValue)")
    }
    guard check.findings.isEmpty else {
      throw StageError(
        .dataRefused, "the archive is damaged; restore the files named above from a backup")
    }
  }
}
