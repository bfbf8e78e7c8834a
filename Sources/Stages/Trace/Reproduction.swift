import Archive
import Contracts
import Foundation

/// A report made again from the archive, beside the one that was published.
struct Reproduction {
  /// How an output is not what the provenance says.
  enum Difference: String, Sendable {
    case altered = "was changed since it was published"
    case missing = "is missing from the published report"
    case rebuilt = "comes out differently"
    case notRebuilt = "does not come out any more"
    case unknown = "comes out, but the provenance does not name it"
  }

  /// What comparing every output gave.
  struct Comparison: Sendable {
    var identical = 0
    var differing: [(name: String, why: Difference)] = []

    /// Whether what was published is, file by file, what its provenance names.
    var isAsPublished: Bool {
      !differing.contains { $0.why == .altered || $0.why == .missing }
    }
  }

  let workspace: Workspace
  let month: Month
  let isInternal: Bool
  /// Code of the division whose briefing is rebuilt; nil for the report of the city.
  let district: String?
  let provenance: ProvenanceDocument
  private let published: [UInt8]

  init(
    _ workspace: Workspace, _ month: Month, isInternal: Bool, district: String?
  ) throws(StageError) {
    self.workspace = workspace
    self.month = month
    self.isInternal = isInternal
    self.district = district
    let path =
      "\(workspace.reports)/\(month)\(Self.folder(district))"
      + "/provenance\(isInternal ? "-internal" : "").json"
    published = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    provenance = try decoded(ProvenanceDocument.self, from: published, path)
  }

  // Where the briefing of a division lies below the report of the month.
  private static func folder(_ district: String?) -> String {
    district.map { "/\(ReportRun.districtsFolder)/\($0)" } ?? ""
  }

  /// What may make the report come out differently, although nothing is damaged.
  func warnings() throws(StageError) -> [String] {
    var warnings: [String] = []
    if provenance.version != ProgramVersion.text {
      warnings.append("made by caseload \(provenance.version), rebuilt by \(ProgramVersion.text)")
    }
    if try workspace.isPurged(since: provenance.snapshot) {
      warnings.append("cases were purged since: figures that counted them come out smaller")
    }
    for other in try changedSince() {
      warnings.append(
        "\(other), from which this report told the status of its flags, was published anew or is gone: how long"
          + " they have stood may be told differently")
    }
    if let previous = provenance.previous, try !isAsCompared(previous) {
      warnings.append(
        "\(previous.name), which this report was compared with, was published anew or is gone: what "
          + "changed since then is told differently")
    }
    return warnings
  }

  /// Rebuilds the report in a folder aside, which is removed, and compares every output.
  func comparison() async throws(StageError) -> Comparison {
    try requireSnapshot()
    let folder = try AsideFolder(in: workspace)
    let aside = Workspace(folder.path, reading: workspace, snapshot: provenance.snapshot)
    try link(earlierReports(), into: aside)
    try await rebuild(aside)
    let comparison = try compared(with: aside)
    folder.remove()
    return comparison
  }

  // Files that only older snapshots name may have been pruned, which is no damage.
  private func requireSnapshot() throws(StageError) {
    let number = provenance.snapshot
    let archive = workspace.archive
    let files = try storing { () throws(ArchiveError) in
      try SnapshotStore(archive: archive).load(number).files
    }
    for file in files {
      try workspace.require(file, of: number, "\(month): cannot be rebuilt")
    }
  }

  // Whether the last report is the one that this report was compared with.
  private func isAsCompared(_ previous: ProvenanceDocument.File) throws(StageError) -> Bool {
    guard let last = provenance.lastMonth else { return false }
    return try LastReport.reference(before: last + 1, workspace) == previous
  }

  // Flags of earlier reports that are no more as they were.
  private func changedSince() throws(StageError) -> [String] {
    guard let earlier = provenance.earlier else { return [] }
    let now = Set(try LastReport.references(before: month, workspace))
    return earlier.filter { !now.contains($0) }.map(\.name)
  }

  // Those that lay there when the report was made: none behind the one that it was compared with.
  private func earlierReports() throws(StageError) -> [Month] {
    let months = try storing { () throws(ArchiveError) in
      try FileStore.entries(of: workspace.reports)
    }.compactMap { Month($0.name) }
    if let earlier = provenance.earlier {
      let known = Set(earlier.compactMap { Month(String($0.name.prefix { $0 != "/" })) })
      return months.filter(known.contains)
    }
    if let last = provenance.lastMonth { return months.filter { $0 <= last } }
    // An older program did not say which it was.
    let isSilent = provenance.figures == nil && provenance.district == nil
    return isSilent ? months.filter { $0 < month } : []
  }

  // What changed since the last report is told from the earlier ones, which lie beside.
  private func link(_ months: [Month], into aside: Workspace) throws(StageError) {
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(aside.reports, access: .ownerOnly)
    }
    do {
      let source = URL(fileURLWithPath: workspace.reports).standardizedFileURL
      for name in months.map(\.description) {
        try FileManager.default.createSymbolicLink(
          at: URL(fileURLWithPath: aside.reports).appendingPathComponent(name),
          withDestinationURL: source.appendingPathComponent(name))
      }
      // The calendar as the report knew it; it is read as a file, never through a link.
      let calendar = source.appendingPathComponent(calendarName)
      if FileManager.default.fileExists(atPath: calendar.path) {
        let own = URL(fileURLWithPath: aside.reports)
          .appendingPathComponent(ReleaseCalendar.fileName)
        try FileManager.default.copyItem(at: calendar, to: own)
      }
    } catch {
      throw StageError(.cannotCreate, "\(aside.reports): cannot be made")
    }
  }

  private var calendarName: String {
    "\(month)/" + (isInternal ? "releases-internal.csv" : ReleaseCalendar.fileName)
  }

  private func rebuild(_ aside: Workspace) async throws(StageError) {
    guard let language = Language(rawValue: provenance.language) else {
      throw StageError(.dataRefused, "provenance: no language \(provenance.language)")
    }
    let settings = try Settings(
      stated: provenance.settings.map { ($0.key, $0.value) }, language: language)
    _ = try await CountRun(workspace: aside, settings: settings, month: month).counted()
    _ = try await FlagRun(workspace: aside, settings: settings, month: month)
      .found(changed: provenance.changed)
    _ = try await ReportRun(
      workspace: aside, settings: settings, month: month, language: language,
      isInternal: isInternal, hasByteOrderMark: provenance.hasByteOrderMark, formats: formats,
      acceptsSwing: true, districts: district.map { [$0] } ?? []
    ).published()
  }

  // The forms in which the documents were published.
  private var formats: [ReportFormat] {
    ReportFormat.allCases.filter { format in
      provenance.outputs.contains { $0.name.hasSuffix("." + format.rawValue) }
    }
  }

  private func compared(with aside: Workspace) throws(StageError) -> Comparison {
    let place = "\(month)" + Self.folder(district)
    let (own, rebuilt) = ("\(workspace.reports)/\(place)", "\(aside.reports)/\(place)")
    var comparison = Comparison()
    for output in provenance.outputs {
      let stated = output.sha256
      switch (try hash(own, output.name), try hash(rebuilt, output.name)) {
      case (nil, _): comparison.differing.append((output.name, .missing))
      case (let hash, _) where hash != stated:
        comparison.differing.append((output.name, .altered))
      case (_, nil): comparison.differing.append((output.name, .notRebuilt))
      case (_, let hash) where hash != stated:
        comparison.differing.append((output.name, .rebuilt))
      default: comparison.identical += 1
      }
    }
    let provenanceName = "provenance\(isInternal ? "-internal" : "").json"
    let names = Set(provenance.outputs.map(\.name))
    let entries = try storing { () throws(ArchiveError) in try FileStore.entries(of: rebuilt) }
    for entry in entries where entry.kind == .regular && !names.contains(entry.name) {
      guard entry.name == provenanceName else {
        comparison.differing.append((entry.name, .unknown))
        continue
      }
      if try isAsPublished(rebuilt + "/" + entry.name) {
        comparison.identical += 1
      } else {
        comparison.differing.append((entry.name, .rebuilt))
      }
    }
    return comparison
  }

  // Flags of earlier reports that were published anew are warned of; where nothing comes of it, the report
  // is the same.
  private func isAsPublished(_ path: String) throws(StageError) -> Bool {
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    var rebuilt = try decoded(ProvenanceDocument.self, from: bytes, path)
    rebuilt.earlier = provenance.earlier
    return try jsonBytes(rebuilt) == published
  }

  private func hash(_ folder: String, _ name: String) throws(StageError) -> String? {
    try storing { () throws(ArchiveError) in
      let path = "\(folder)/\(name)"
      guard try FileStore.kind(of: path) != nil else { return nil }
      return ContentHash(of: try FileStore.contents(of: path, limit: 1 << 30)).hexadecimal
    }
  }
}
