import Archive
public import ArgumentParser
import Contracts
import Indicators

/// Asks every indicator.
public struct FlagCommand: StageCommand {
  /// Name and help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "caseload-flag",
    abstract: "Put every indicator to the aggregates of a month.",
    discussion: """
      Examples:
        caseload-flag -C city
        caseload-flag -C city --month 2024-05 --set Z05.complaints=8
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trial: TrialOption
  @OptionGroup var workers: WorkerOption
  @OptionGroup var failure: FailOption

  @Option(help: "Report month, YYYY-MM (default: the last month counted).")
  var month: MonthArgument?

  @Option(name: .long, help: "Change a parameter for this run: CODE.KEY=NUMBER.")
  var set: [String] = []

  /// Makes the command.
  public init() {}

  /// Refuses an indicator that does not exist.
  public func validate() throws { try failure.check(rules: false, flags: true) }

  func run(_ console: Console) async throws {
    let workspace = Workspace(common.workspace)
    var settings = try SettingsFile.settings(of: workspace)
    for change in set { try ParameterChange.apply(change, to: &settings) }
    let (findings, cells) = try await FlagRun(
      workspace: workspace, settings: settings, month: month?.month, isDryRun: trial.dryRun
    ).found(changed: set)
    try FlagReport.print(findings, cells, console, common.format)
    try failure.check([], standing: findings.flags.standing)
  }
}

/// A parameter changed on the command line.
enum ParameterChange {
  static func apply(_ text: String, to settings: inout Settings) throws(StageError) {
    let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
    let names = (halves.first ?? "").split(separator: ".").map(String.init)
    guard halves.count == 2, names.count == 2, let value = Double(halves[1]) else {
      throw StageError(.usage, "--set \(text): expected CODE.KEY=NUMBER")
    }
    let page = IndicatorCatalogue.pages.first { $0.code == names[0] }
    guard let parameter = page?.parameters.first(where: { $0.key == names[1] }) else {
      let known = IndicatorCatalogue.pages.flatMap { page in
        page.parameters.map { "\(page.code).\($0.key)" }
      }
      let nearest = Spelling.nearest(to: halves[0], among: known)
      throw StageError(
        .usage,
        "--set \(halves[0]): no such parameter" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
    guard parameter.range.contains(value) else {
      throw StageError(
        .usage, "--set \(halves[0]): expected \(parameter.range.description)")
    }
    settings.indicators = settings.indicators ?? [:]
    settings.indicators?[names[0], default: [:]][names[1]] = SettingNumber(value)
  }
}

/// Prints the outcomes of the indicators.
enum FlagReport {
  private struct Summary: Encodable {
    let schema = 1
    let month: String
    let flags: Int
    let indicators: [String: [String: Int]]
    let cells: [String: [String: Int]]
  }

  static func print(
    _ findings: Findings, _ cells: [Cell], _ console: Console, _ format: ResultFormat
  ) throws(StageError) {
    let open = findings.flags.standing
    switch format {
    case .json:
      var indicators: [String: [String: Int]] = [:]
      for result in findings.results {
        for outcome in SubjectOutcome.allCases {
          indicators[result.code, default: [:]][outcome.rawValue] = result.outcomes[outcome] ?? 0
        }
      }
      var states: [String: [String: Int]] = [:]
      for cell in cells {
        states[cell.level.rawValue, default: [:]][cell.state.rawValue, default: 0] += 1
      }
      let summary = Summary(
        month: findings.month.description, flags: open.count, indicators: indicators,
        cells: states)
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    case .text:
      try console.result("month \(findings.month): \(open.count) flags")
      for result in findings.results {
        let outcomes = SubjectOutcome.allCases.map { "\($0.rawValue) \(result.outcomes[$0] ?? 0)" }
        let missing = result.coverage.missing
        try console.result(
          "\(result.code): \(outcomes.joined(separator: ", "))"
            + (missing.isEmpty ? "" : " (missing: \(missing.joined(separator: ", ")))"))
      }
    }
  }
}
