import Archive
import ArgumentParser
import Simulation

/// Makes a workspace.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: settings, key and inbox; overwrites nothing.",
    discussion: """
      Examples:
        caseload init city
        caseload init city --example     with the exports of a fictional city in inbox/
      """)

  @Argument(help: "Folder of the workspace; may exist.")
  var directory: String

  @ArgumentParser.Flag(name: .long, help: "Add three years of exports of a fictional city.")
  var example = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    guard !directory.isEmpty else { throw ValidationError("name a folder") }
  }

  func run() throws {
    let console = Console(messages)
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
        let text = example ? Self.template.replacing("本市", with: "澜州市（虚构）") : Self.template
        try FileStore.write(Array(text.utf8), to: path, access: .everyone)
      }
      try console.result("\(path): settings with their defaults")
    } else {
      try console.result("\(path): kept")
    }
    let settings = try SettingsFile.settings(of: workspace)
    _ = try PseudonymKey.key(of: workspace, settings)
    if example { try addExample(workspace, console) }
    try console.result("put exports into \(workspace.inbox), then: caseload run -C \(directory)")
  }

  // The same city as in the documentation: the seed is the one of its sample.
  private func addExample(_ workspace: Workspace, _ console: Console) throws(StageError) {
    let files: [SimulatedFile]
    do {
      files = try SampleCity(seed: 20_240_701).files()
    } catch {
      throw StageError(.ourBug, "example: \(error)")
    }
    var kept = 0
    for file in files {
      let path = workspace.file(file.path)
      guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) == nil else {
        kept += 1
        continue
      }
      try storing { () throws(ArchiveError) in
        try FileStore.write(file.bytes, to: path, access: .ownerOnly)
      }
    }
    try console.result("\(files.count - kept) files of the example written, \(kept) kept")
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
    absent_limit = 0.05        # a whole register (--full) that lacks this share of its cases is warned of

    [report]
    formats = ["md", "html"]   # also "docx" (needs pandoc, rsvg-convert), "pdf" (weasyprint, a Chinese font)
    helper_seconds = 300       # a helper program that takes longer is stopped, its output left out

    [archive]
    raw = "keep"               # keep every export byte for byte ("keep") or not ("none")

    [publish]
    max_swing = 0.5            # a figure that moves further from report to report needs --accept-swing
    closing_months = 3         # months after which a month is closed and its report final
    revision_threshold = 0.02  # a restated month is marked from this share on

    [pseudonyms]
    key = "key"                # file of the key, mode 0600; back it up apart from the archive

    # Parameters of indicators; see: caseload indicators Z05
    # [indicators.Z05]
    # complaints = 5

    """
}
