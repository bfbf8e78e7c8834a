import Archive
public import ArgumentParser
import Contracts

/// Counts a snapshot into aggregates and cells.
public struct CountCommand: StageCommand {
  /// Name and help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "caseload-count",
    abstract: "Count the newest snapshot and find the state of every cell.",
    discussion: """
      Examples:
        caseload-count -C city                     up to the last month with a case
        caseload-count -C city --month 2024-05     up to May 2024
        caseload-count -C city --engine spark --master spark://HOST:7077
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption

  @Option(help: "Report month, YYYY-MM (default: the last month with a case).")
  var month: MonthArgument?

  @Option(help: "What counts the partitions: embedded, duckdb or spark; the results are the same.")
  var engine = Engine.embedded

  @Option(help: "Master of the Spark cluster (default: this machine).")
  var master: String?

  @Option(help: "Folder of the engines (default: the one installed with this program).")
  var engines: String?

  /// Makes the command.
  public init() {}

  /// Refuses options that the engine has no use for.
  public func validate() throws {
    if master != nil, engine != .spark { throw ValidationError("--master is for --engine spark") }
    if engines != nil, engine == .embedded {
      throw ValidationError("--engines is for --engine duckdb or spark")
    }
    if trial.dryRun, engine != .embedded {
      throw ValidationError("--dry-run cannot try --engine \(engine.rawValue), which only writes")
    }
  }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    let settings = try SettingsFile.settings(of: workspace)
    if engine != .embedded {
      try EngineRun(
        workspace: workspace, settings: settings, engine: engine, master: master, folder: engines
      ).count(console)
    }
    let counted = try await CountRun(
      workspace: workspace, settings: settings, month: month?.month, isDryRun: trial.dryRun,
      threads: workers.threadCount, progress: ProgressBar(common)
    ).counted()
    for warning in counted.warnings { console.logger.warning("\(warning)") }
    try CountReport.print(counted.facts, counted.cells, console, common.format)
  }
}

/// Prints the states of the cells.
enum CountReport {
  private struct Summary: Encodable {
    let schema = 1
    let month: String
    let snapshot: Int
    let cells: [String: [String: Int]]
  }

  static func print(
    _ facts: CountFacts, _ cells: [Cell], _ console: Console, _ format: ResultFormat
  ) throws(StageError) {
    var states: [String: [String: Int]] = [:]
    for level in CellLevel.allCases {
      for state in CellState.allCases {
        states[level.rawValue, default: [:]][state.rawValue] = 0
      }
    }
    for cell in cells { states[cell.level.rawValue]?[cell.state.rawValue, default: 0] += 1 }
    switch format {
    case .json:
      let summary = Summary(
        month: facts.month.description, snapshot: facts.snapshot, cells: states)
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    case .text:
      try console.result(
        "month \(facts.month), snapshot \(facts.snapshot), observed from \(facts.firstMonth)")
      for level in CellLevel.allCases {
        let counts = CellState.allCases.map { state in
          "\(state.rawValue) \(states[level.rawValue]?[state.rawValue] ?? 0)"
        }
        try console.result("\(level.rawValue): \(counts.joined(separator: ", "))")
      }
    }
  }
}
