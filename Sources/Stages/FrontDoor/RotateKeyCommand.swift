import Archive
import ArgumentParser
import Contracts

/// Changes the key of the pseudonyms.
struct RotateKeyCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key",
    abstract: "Change the key of the pseudonyms, in every file of the archive.",
    discussion: """
      Examples:
        caseload rotate-key -C city --reason 2025
        caseload rotate-key -C city --reason leaked --new-key /root/new-key
      Persons are read once more from the kept exports. Pseudonyms of exports that are not kept
      (archive.raw = "none") stay as they are and match nothing new. The key is replaced at the end; one
      given by --new-key stays where it lies, to be put in the place of the old. Back up before.
      """)

  @OptionGroup var common: CommonOptions
  // Refused: nothing less than all can be tried.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  @Option(help: "File of the new key, mode 0600 (default: a new random key).")
  var newKey: String?

  @Option(help: "Why, in a few words or a code; kept in the snapshot.")
  var reason: String

  @Option(help: "Day of the decision, YYYY-MM-DD, kept with the reason; no clock is read.")
  var asOf: DayArgument?

  private struct Document: Encodable {
    let schema = 1
    let snapshot: Int
    let key: String
    let replaced: Int
    let persons: Int
    let unlinked: Int
    let notKept: [String]

    enum CodingKeys: String, CodingKey {
      case schema, snapshot, key, replaced, persons, unlinked
      case notKept = "not_kept"
    }
  }

  func validate() throws {
    guard OneLineLogHandler.isReason(reason) else {
      throw ValidationError("--reason: expected one line of 1 to 300 bytes")
    }
    guard !trial.dryRun else {
      throw ValidationError("--dry-run: nothing less than all can be tried")
    }
  }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    if let key = try PseudonymKey.changed(of: workspace, settings, at: newKey) {
      return try finish(key, workspace, settings, console)
    }
    let old = try PseudonymKey.key(of: workspace, settings, mayCreate: false)
    let new = try PseudonymKey.next(of: workspace, settings, at: newKey)
    guard new.identifier != old.identifier else {
      throw StageError(.usage, "the new key is the old one")
    }
    try PseudonymKey.keepTombstoneKey(of: workspace, settings, old)
    let summary = try await KeyRotation(
      workspace: workspace, settings: settings, old: old, new: new, threads: workers.threadCount
    ).rotated(reason: reason, asOf: asOf?.day)
    if newKey == nil { try PseudonymKey.install(of: workspace, settings) }
    try tell(summary, new, console)
  }

  // The archive is of the new key already: nothing but the key itself is left to change.
  private func finish(
    _ key: SecretKey, _ workspace: Workspace, _ settings: Settings, _ console: Console
  ) throws(StageError) {
    if newKey == nil { try PseudonymKey.install(of: workspace, settings) }
    var summary = KeyRotation.Summary()
    summary.snapshot = try workspace.latestSnapshot()?.number ?? 0
    console.logger.warning(
      "an earlier change of key was interrupted at its end; it is finished, and no other was made")
    try tell(summary, key, console)
  }

  private func tell(
    _ summary: KeyRotation.Summary, _ new: SecretKey, _ console: Console
  ) throws(StageError) {
    if common.format == .json {
      let document = Document(
        snapshot: summary.snapshot, key: new.identifier, replaced: summary.replaced,
        persons: summary.persons, unlinked: summary.unknown, notKept: summary.notKept)
      try console.document(String(decoding: try jsonBytes(document), as: UTF8.self))
    } else {
      try console.result(
        "snapshot \(summary.snapshot): key \(new.identifier), "
          + "\(English.count(summary.persons, "person")), \(English.count(summary.replaced, "file")) replaced; counts are made anew by the next run"
      )
    }
    if summary.unknown > 0 {
      let left = "\(summary.unknown) pseudonyms of \(summary.notKept.count) exports"
      console.logger.warning("\(left) that are not kept stay as they were and match nothing new")
    }
    if let newKey {
      console.logger.warning("put \(newKey) in the place of the old key before the next run")
    }
  }
}
