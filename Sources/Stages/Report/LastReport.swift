import Archive
import Contracts
import Reporting

/// The report before this one, and what this one says of itself beside it.
enum LastReport {
  /// Vintage, restated months, figures and settings beside the last report.
  ///
  /// - Parameters:
  ///   - observation: Aggregates of the report month.
  ///   - figures: Figures of this report.
  ///   - settings: Settings of the workspace.
  ///   - stated: Settings in force when the flags were raised, each a key and a value.
  ///   - renamed: Units of today by the codes that the last report may have used.
  ///   - workspace: Where the last report is.
  ///   - isRevised: Whether the month was published before from older data.
  /// - Returns: What the report says of itself.
  /// - Throws: What reading the last report throws.
  static func release(
    of observation: Observation, _ figures: ReportFigures, _ settings: Settings,
    stated: [[String]], renamed: [String: String], _ workspace: Workspace, isRevised: Bool
  ) throws(StageError) -> Release {
    let month = observation.month
    var release = Release()
    release.closingMonths = settings.closingMonths
    release.revisionThreshold = settings.revisionThreshold
    // A month that some unit has not sent is not closed by the exports of others.
    let isWhole = !observation.unitMonths.contains { $0.month == month && !$0.isSent }
    if let asOf = asOf(observation), isWhole,
      asOf >= (month + settings.closingMonths).lastDay
    {
      release.vintage = .final
    } else if isRevised {
      release.vintage = .revised
    }
    guard let last = try lastMonth(before: month, workspace) else { return release }
    release.last = last.month
    if let before = last.provenance.figures {
      release.figures = figures.compared(with: before, maxSwing: settings.maxSwing)
    }
    release.restatements = try restatements(of: observation, last, renamed, workspace) { _, _ in
      true
    }
    release.settings = changes(
      from: last.provenance.settings.map { ($0.key, $0.value) },
      to: stated.map { ($0[0], $0[1]) })
    if last.provenance.version != ProgramVersion.text {
      release.program = SettingChange(
        key: "caseload", before: last.provenance.version, now: ProgramVersion.text)
    }
    return release
  }

  // Settings that no flag depends on say nothing of why one came or went.
  private static func changes(
    from before: [(String, String)], to now: [(String, String)]
  ) -> [SettingChange] {
    let kinds: Set<Substring> = ["counting", "zero", "file_review", "indicators", "domains"]
    let (old, new) = (
      Dictionary(before, uniquingKeysWith: { $1 }), Dictionary(now, uniquingKeysWith: { $1 })
    )
    return Set(old.keys).union(new.keys).sorted().compactMap { key in
      guard kinds.contains(key.prefix { $0 != "." }), old[key] != new[key] else { return nil }
      return SettingChange(key: key, before: old[key] ?? "", now: new[key] ?? "")
    }
  }

  /// The same vintage with the restated months of one division.
  static func release(
    _ release: Release, of observation: Observation, within scope: DistrictScope,
    renamed: [String: String], _ workspace: Workspace
  ) throws(StageError) -> Release {
    var own = release
    own.figures = []
    guard let last = try lastMonth(before: observation.month, workspace) else { return own }
    own.restatements = try restatements(of: observation, last, renamed, workspace) {
      scope.contains(unit: $0, district: $1)
    }
    return own
  }

  // By unit and district.
  private typealias IsMeant = (String, String) -> Bool

  private static func restatements(
    of observation: Observation, _ last: Found, _ renamed: [String: String],
    _ workspace: Workspace, _ isMeant: IsMeant
  ) throws(StageError) -> [Restatement] {
    let name = last.provenance.level == "internal" ? "case_counts-internal" : "case_counts"
    let path = "\(workspace.reports)/\(last.month)/\(name).csv"
    return restatements(
      counts(try workspace.rows(of: path), renamed, isMeant), counts(observation, isMeant),
      upTo: last.month)
  }

  /// Whether a month is published already with figures from which these do not swing.
  ///
  /// Whoever accepted a swing need not do so again for what came since.
  static func isAccepted(
    _ figures: ReportFigures, _ month: Month, _ settings: Settings, _ workspace: Workspace
  ) throws(StageError) -> Bool {
    guard let own = try lastMonth(before: month + 1, workspace), own.month == month,
      let before = own.provenance.figures
    else { return false }
    return !figures.compared(with: before, maxSwing: settings.maxSwing).contains(where: \.isSwing)
  }

  /// The last day that the exports of cases speak of; nil where none is known.
  static func asOf(_ observation: Observation) -> CalendarDate? {
    observation.sources.filter { $0.table == Table.cases.name }
      .compactMap { CalendarDate($0.asOf) }.max()
  }

  /// The provenance of the last report, by name and hash; nil where there is none.
  static func reference(
    before month: Month, _ workspace: Workspace
  ) throws(StageError) -> ProvenanceDocument.File? {
    try lastMonth(before: month, workspace).map { last in
      .init(name: last.name, sha256: last.sha256)
    }
  }

  /// The flags of each earlier report, by name and hash, sorted: from them the status of flags is told.
  static func references(
    before month: Month, _ workspace: Workspace
  ) throws(StageError) -> [ProvenanceDocument.File] {
    guard
      try storing({ () throws(ArchiveError) in try FileStore.kind(of: workspace.reports) }) != nil
    else { return [] }
    let months = try storing { () throws(ArchiveError) in
      try FileStore.entries(of: workspace.reports)
    }.compactMap { Month($0.name) }.filter { $0 < month }.sorted()
    var references: [ProvenanceDocument.File] = []
    for earlier in months {
      let folder = "\(workspace.reports)/\(earlier)"
      guard let name = try PublishedFlags.fileName(in: folder) else { continue }
      let bytes = try storing { () throws(ArchiveError) in
        try FileStore.contents(of: "\(folder)/\(name)", limit: Workspace.largestTable)
      }
      references.append(
        .init(name: "\(earlier)/\(name)", sha256: ContentHash(of: bytes).hexadecimal))
    }
    return references
  }

  private struct Found {
    let month: Month
    let name: String
    let sha256: String
    let provenance: ProvenanceDocument
  }

  private static func lastMonth(
    before month: Month, _ workspace: Workspace
  ) throws(StageError) -> Found? {
    guard
      try storing({ () throws(ArchiveError) in try FileStore.kind(of: workspace.reports) }) != nil
    else { return nil }
    let months = try storing { () throws(ArchiveError) in
      try FileStore.entries(of: workspace.reports)
    }.compactMap { Month($0.name) }.filter { $0 < month }.sorted(by: >)
    for earlier in months {
      // A report of an older program states no figures, and is no measure.
      guard let found = try FoundProvenance.beside("\(workspace.reports)/\(earlier)") else {
        continue
      }
      return Found(
        month: earlier, name: "\(earlier)/\(found.name)", sha256: found.sha256,
        provenance: found.document)
    }
    return nil
  }

  private typealias Counts = [Month: [String: Int]]

  private static func counts(
    _ rows: [[String]], _ renamed: [String: String], _ isMeant: IsMeant
  ) -> Counts {
    let columns = rows.first ?? []
    guard let month = columns.firstIndex(of: "month"),
      let unit = columns.firstIndex(of: "unit_code"),
      let district = columns.firstIndex(of: "district_code"),
      let cases = columns.firstIndex(of: "cases")
    else { return [:] }
    var counts: Counts = [:]
    for row in rows.dropFirst() {
      guard let own = Month(row[month]), let count = Int(row[cases]), count > 0 else { continue }
      // A unit that goes by another code now has the same cases.
      let code = renamed[plain(row[unit])] ?? plain(row[unit])
      guard isMeant(code, plain(row[district])) else { continue }
      counts[own, default: [:]][code, default: 0] += count
    }
    return counts
  }

  // The apostrophe that keeps spreadsheets from executing text is not part of it.
  private static func plain(_ cell: String) -> String {
    cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
  }

  private static func counts(_ observation: Observation, _ isMeant: IsMeant) -> Counts {
    let measure = observation.cases.measures.firstIndex(of: "cases") ?? 0
    var counts: Counts = [:]
    for (key, sums) in observation.cases.sums where sums[measure] > 0 && isMeant(key[1], key[2]) {
      guard let month = Month(key[0]) else { continue }
      counts[month, default: [:]][key[1], default: 0] += sums[measure]
    }
    return counts
  }

  private static func restatements(
    _ before: Counts, _ now: Counts, upTo last: Month
  ) -> [Restatement] {
    Set(before.keys).union(now.keys).filter { $0 <= last }.sorted().compactMap { month in
      let (old, new) = (before[month] ?? [:], now[month] ?? [:])
      let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
      guard !changed.isEmpty else { return nil }
      return Restatement(
        month: month, before: old.values.reduce(0, +), now: new.values.reduce(0, +),
        units: changed.count)
    }
  }
}
