import Archive
import ArgumentParser

/// Makes a workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: settings, key and inbox; overwrites nothing.",
    discussion: """
      Examples:
        caseload init city
      """)

  @Argument(help: "Folder of the workspace; may exist.")
  var directory: String

  @ArgumentParser.Flag(name: .long, help: "Print nothing but errors and warnings.")
  var quiet = false

  func run() throws {
    var common = try CommonOptions.parse([])
    common.workspace = directory
    common.quiet = quiet
    let console = Console(common)
    do {
      try make(Workspace(directory), console)
    } catch {
      console.logger.error("\(error)")
      throw ExitCode(error.exitCode)
    }
  }

  private func make(_ workspace: Workspace, _ console: Console) throws(StageError) {
    try storing { () throws(ArchiveError) in
      for folder in [workspace.path, workspace.inbox, workspace.file("profiles")]
      where try FileStore.kind(of: folder + "/.") == nil {
        try FileStore.makeFolder(folder, access: .ownerOnly)
      }
    }
    let path = workspace.file(SettingsFile.name)
    if try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil {
      try storing { () throws(ArchiveError) in
        try FileStore.write(Array(Self.template.utf8), to: path, access: .everyone)
      }
      try console.result("\(path): settings with their defaults")
    } else {
      try console.result("\(path): kept")
    }
    let settings = try SettingsFile.settings(of: workspace)
    _ = try PseudonymKey.key(of: workspace, settings)
    try console.result("put exports into \(workspace.inbox), then: caseload run -C \(directory)")
  }

  static let template = """
    # Settings of caseload. Every key is optional; the values shown are the defaults.

    language = "zh"            # language of reports: zh or en

    [city]
    name = "本市"               # name in the titles of reports

    [counting]
    basis = "decided"          # month of a case: "decided" (while undecided: filed) or "filed"

    [zero]
    months = 12                # window, and shortest silence, in months; 长期 is a setting: no public text defines it

    [ingest]
    reject_limit = 0.01        # a file with more rejected records (and more than 20) is refused

    [archive]
    raw = "keep"               # keep every export byte for byte ("keep") or not ("none")

    [pseudonyms]
    key = "key"                # file of the key, mode 0600; back it up apart from the archive

    # Parameters of indicators; see: caseload indicators Z05
    # [indicators.Z05]
    # complaints = 5

    """
}
