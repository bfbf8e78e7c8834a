import Archive
import Contracts
import Indicators

/// What flagging hands to the report, in findings/MONTH.json.
struct Findings: Codable, Sendable {
  var version = 1
  var month: Month
  var snapshot: Int
  var previousMonth: Month?
  var results: [IndicatorResult]
  /// Flags with their status, also those resolved since the last report.
  var flags: [Flag]
  /// Reports in a row that carry a flag, this one included.
  var reportsInARow: [String: Int]
  /// Parameters that differ from the settings file, given on the command line.
  var changed: [String]
  /// Settings in force when the flags were raised, each a key and a value.
  var settings: [[String]]
}

/// Asks every indicator, and compares the flags with those published before.
struct FlagRun {
  let workspace: Workspace
  let settings: Settings
  /// Report month; nil is the last month counted.
  let month: Month?
  var isDryRun = false

  /// Flags and writes findings/MONTH.json; returns also the cells that were judged.
  func found(
    changed: [String] = []
  ) throws(StageError) -> (findings: Findings, cells: [Cell]) {
    let month = try chosenMonth()
    let (observation, facts) = try CountFiles.read(month, workspace)
    let results = IndicatorCatalogue.results(of: observation, settings.indicatorSettings)
    let published = try PublishedFlags(before: month, workspace)
    // Units that sent nothing for the month, and cells of whose window too little came.
    let units = observation.unitMonths.filter { $0.month == month && !$0.isSent }
    let cells = observation.cells.filter { $0.state == .notSent }
    let compared = published.compared(
      results.flatMap(\.flags),
      undelivered: Set(
        units.map { [$0.unitCode] } + cells.map { [$0.unitCode, $0.domain, $0.itemCode] }))
    let findings = Findings(
      month: month, snapshot: facts.snapshot, previousMonth: published.months.last,
      results: results, flags: compared.flags, reportsInARow: compared.inARow, changed: changed,
      settings: settings.listed)
    guard !isDryRun else { return (findings, observation.cells) }
    let bytes = try jsonBytes(findings)
    let path = "\(workspace.findings)/\(month).json"
    let folder = workspace.findings
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try FileStore.write(bytes, to: path, access: .ownerOnly)
    }
    return (findings, observation.cells)
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

extension Findings {
  /// Reads findings/MONTH.json.
  static func read(_ month: Month, _ workspace: Workspace) throws(StageError) -> Findings {
    let path = "\(workspace.findings)/\(month).json"
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    return try decoded(Findings.self, from: bytes, path)
  }
}
