import Archive
import ArgumentParser
import Contracts

/// Says what a workspace holds.
struct StatusCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the workspace holds and what waits.",
    discussion: """
      Examples:
        caseload status -C city
        caseload status -C city --quiet --fail-if-missing     alarm: 65 where a unit sent nothing
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  @ArgumentParser.Flag(
    help: "Exit 65, and name them, where units sent nothing for the last month counted.")
  var failIfMissing = false

  // Readers need no lock.
  var isWriter: Bool { false }

  private struct Summary: Encodable {
    let schema = 1
    enum CodingKeys: String, CodingKey {
      case schema, snapshot, exports, cases, waiting, reports
      case firstMonth = "first_month"
      case lastMonth = "last_month"
      case isStaged = "staged"
      case keys
      case notSent = "not_sent"
    }

    var snapshot: Int?
    var exports = 0
    var cases = 0
    var firstMonth = ""
    var lastMonth = ""
    var waiting: [String] = []
    var isStaged = false
    var reports: [String] = []
    /// Codes of units that sent nothing for the last month counted.
    var notSent: [String] = []
    /// Keys of the pseudonyms, where there are several; between them no person is known again.
    var keys: [KeyPeriod]?
  }

  func run(_ console: Console) throws {
    let workspace = Workspace(common.workspace)
    try workspace.requireWorkspace()
    let freshness = try Freshness.last(workspace)
    var summary = try summary(workspace)
    summary.notSent = freshness?.missing ?? []
    if common.format == .json {
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    } else if !common.messages.quiet || !failIfMissing {
      try tell(summary, freshness, console)
    }
    if failIfMissing, let text = freshness?.text, !text.isEmpty {
      throw StageError(.dataRefused, text)
    }
  }

  private func tell(
    _ summary: Summary, _ freshness: Freshness?, _ console: Console
  ) throws(StageError) {
    // For scripts the lines are English, whatever the language of the reports.
    let language = common.language ?? .english
    var lines = [
      archived(summary),
      Phrase("inbox中待处理：\(summary.waiting.count)个", "waiting in inbox: \(summary.waiting.count)"),
    ]
    lines += summary.waiting.map { Phrase("  \($0)", "  \($0)") }
    if summary.isStaged {
      lines.append(
        Phrase("已整理、未归档：请运行caseload-archive", "staged, not archived: run caseload-archive"))
    }
    let reports = summary.reports.joined(separator: " ")
    lines.append(Phrase("报告：\(reports)", "reports: \(reports)"))
    lines += (summary.keys ?? []).map(\.line)
    if let phrase = freshness?.phrase, !phrase.english.isEmpty { lines.append(phrase) }
    for line in lines { try console.document(OneLineLogHandler.escaped(line.text(language))) }
  }

  private func archived(_ summary: Summary) -> Phrase {
    let months = "\(summary.firstMonth)–\(summary.lastMonth)"
    return Phrase(
      (summary.snapshot.map { "数据快照第\($0)号" } ?? "尚无数据快照")
        + "：\(summary.exports)个文件，案件\(Numerals.grouped(summary.cases))件 \(months)",
      (summary.snapshot.map { "snapshot \($0)" } ?? "no snapshot")
        + ": \(English.count(summary.exports, "export")), \(English.count(summary.cases, "case")) \(months)"
    )
  }

  private func summary(_ workspace: Workspace) throws(StageError) -> Summary {
    let snapshot = try workspace.latestSnapshot()
    let partitions = (snapshot?.files ?? []).filter {
      $0.table == Table.cases.name && $0.kind == .partition
    }
    let months = partitions.compactMap(\.month).sorted()
    let settings = try SettingsFile.settings(of: workspace)
    let keys = KeyPeriod.all(of: snapshot?.sources ?? [])
    return Summary(
      snapshot: snapshot?.number, exports: snapshot?.sources.count ?? 0,
      cases: partitions.reduce(0) { $0 + $1.rows }, firstMonth: months.first ?? "",
      lastMonth: months.last ?? "", waiting: try waiting(workspace, snapshot),
      isStaged: try ArchiveRun(workspace, settings).isStaged(),
      reports: try names(workspace.reports).filter { Month($0) != nil },
      keys: keys.count > 1 ? keys : nil)
  }

  private func waiting(
    _ workspace: Workspace, _ snapshot: Snapshot?
  ) throws(StageError) -> [String] {
    let sources = snapshot?.sources ?? []
    let (archived, sizes) = (Set(sources.map(\.sha256)), Set(sources.map(\.bytes)))
    var waiting: [String] = []
    for name in try names(workspace.inbox) where !name.hasPrefix(".") {
      let path = workspace.inbox + "/" + name
      let hash = try? ExportFile(path) { sizes.contains($0.bytes) }.knownHash
      if hash.map({ !archived.contains($0) }) ?? true { waiting.append(name) }
    }
    return waiting
  }

  private func names(_ folder: String) throws(StageError) -> [String] {
    try storing { () throws(ArchiveError) in
      try FileStore.kind(of: folder) == nil ? [] : try FileStore.entries(of: folder).map(\.name)
    }
  }
}
