import ArgumentParser
import Contracts

/// Rebuilds a report from the archive and compares every byte.
struct ReproduceCommand: StageCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Rebuild a report from the archive and compare every byte with what was published.",
    discussion: """
      Examples:
        caseload reproduce -C city 2024-05
        caseload reproduce -C city 2024-05 --level internal
        caseload reproduce -C city 2024-05 --district 320613
      Takes snapshot and settings from the report's provenance.json, works in a folder aside in the
      workspace, which is removed, and changes nothing else. Exit 0 where every output is identical, 65
      where one differs.
      """)

  @OptionGroup var common: CommonOptions
  // Taken as by every stage; a reader has no use for them.
  @OptionGroup(visibility: .hidden) var trial: TrialOption
  @OptionGroup(visibility: .hidden) var workers: WorkerOption

  @Option(help: "Level: shared or internal.")
  var level = ReportLevel.shared

  @Option(help: "Code of the county or town whose briefing is to be rebuilt.")
  var district: String?

  @Argument(help: "Report month, YYYY-MM.")
  var month: MonthArgument

  // Readers need no lock.
  var isWriter: Bool { false }

  private struct Summary: Encodable {
    let schema = 1
    let month: String
    let snapshot: Int
    let identical: Int
    let differing: [[String]]
  }

  func run(_ console: Console) async throws {
    let reproduction = try Reproduction(
      Workspace(common.workspace), month.month, isInternal: level == .internal, district: district)
    let warnings = try reproduction.warnings()
    for warning in warnings { console.logger.warning("\(warning)") }
    let comparison = try await reproduction.comparison()
    if common.format == .json {
      let summary = Summary(
        month: month.month.description, snapshot: reproduction.provenance.snapshot,
        identical: comparison.identical,
        differing: comparison.differing.map { [$0.name, $0.why.rawValue] })
      try console.document(String(decoding: try jsonBytes(summary), as: UTF8.self))
    } else {
      try console.result(
        "\(month.month): \(comparison.identical) outputs identical, "
          + "\(comparison.differing.count) differ (snapshot \(reproduction.provenance.snapshot))")
    }
    for (name, why) in comparison.differing { console.logger.error("\(name): \(why.rawValue)") }
    guard comparison.differing.isEmpty else {
      // What the warnings name explains that; a published file that was changed is none of it.
      throw StageError(
        .dataRefused,
        warnings.isEmpty || !comparison.isAsPublished
          ? "\(month.month): not the report that was published"
          : "\(month.month): comes out differently, as warned; what was published is as its provenance says"
      )
    }
  }
}
