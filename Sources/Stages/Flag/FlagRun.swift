import Archive
import Contracts
import Indicators

/// What flagging hands to the report, in findings/MONTH/findings.json.
struct Findings: Codable, Sendable {
  var version = 2
  var month: Month
  var snapshot: Int
  var previousMonth: Month?
  var results: [IndicatorResult]
  /// Flags with their status, also those resolved since the last report.
  var flags: [Flag]
  /// Flags of earlier reports alone that the register of follow-ups names, as last published.
  var followed: [Flag]
  /// Identifiers under which flags were published before a subject got another code, each with that of
  /// today; nil in findings of an older program.
  var carried: [String: String]?
  /// Resolved flags on cells that are held no more; nil in findings of an older program.
  var left: [String]?
  /// Reports in a row that carry a flag, this one included.
  var reportsInARow: [String: Int]
  /// Parameters that differ from the settings file, given on the command line.
  var changed: [String]
  /// Settings in force when the flags were raised, each a key and a value.
  var settings: [[String]]
  /// How the zero-case model was fitted, and how its list changes at neighbouring settings.
  var fits: [SilenceFitSummary]
  var sensitivity: [SettingEffect]
  /// Cells that were judged, by which the tables beside refer to them.
  var cells: Int
}

/// Asks every indicator, and compares the flags with those published before.
struct FlagRun {
  let workspace: Workspace
  let settings: Settings
  /// Report month; nil is the last month counted.
  let month: Month?
  var isDryRun = false

  /// Flags and writes findings/MONTH; returns also the cells that were judged.
  func found(
    changed: [String] = []
  ) async throws(StageError) -> (findings: Findings, cells: [Cell]) {
    let month = try chosenMonth()
    var (observation, facts) = try await CountFiles.read(month, workspace)
    let published = try PublishedFlags(
      before: month, workspace,
      RenamedSubjects(
        units: facts.unitSuccessions, districts: facts.districtSuccessions,
        domains: facts.domainSuccessions, items: facts.movedItems))
    observation.renamedFlags = published.today
    observation.silence = await SilenceModel.findings(of: observation, settings.indicatorSettings)
    let results = await IndicatorCatalogue.results(of: observation, settings.indicatorSettings)
    let compared = published.compared(
      results.flatMap(\.flags), unchecked: UncheckedFlags(observation, results))
    let findings = Findings(
      month: month, snapshot: facts.snapshot, previousMonth: published.months.last,
      results: results, flags: compared.flags,
      followed: published.latest(followed(observation, compared.flags)),
      carried: published.today,
      left: compared.left.sorted(), reportsInARow: compared.inARow, changed: changed,
      settings: settings.listed, fits: observation.silence?.fits ?? [],
      sensitivity: observation.silence?.sensitivity ?? [], cells: observation.cells.count)
    if !isDryRun {
      let listed = try CaseListing.listed(
        results, observation.legality.reviewDraw, random: settings.reviewedFiles,
        "\(workspace.counts)/\(month)")
      var silence = observation.silence ?? SilenceFindings()
      // The report compares units by domain; of items there are too many to hand over.
      let domains = observation.positions(of: .unitDomain)
      silence.active.removeAll { !domains.contains($0.cell) }
      try await FindingFiles.write(findings, silence, listed, workspace)
    }
    return (findings, observation.cells)
  }

  // What the register of follow-ups names and this report does not flag.
  private func followed(_ observation: Observation, _ flags: [Flag]) -> Set<String> {
    Set(observation.legality.followups.sums.keys.map { $0[0] })
      .subtracting(flags.map(\.identifier)).subtracting([""])
  }

  private func chosenMonth() throws(StageError) -> Month {
    if let month { return month }
    let counts = workspace.counts
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: counts) }) != nil,
      let last = try storing({ () throws(ArchiveError) in try FileStore.entries(of: counts) })
        .compactMap({ Month($0.name) }).max()
    else { throw StageError(.inputMissing, "\(counts): nothing counted; run caseload-count") }
    return last
  }
}
