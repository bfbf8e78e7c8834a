import Archive
import Contracts
import Reporting

extension DistrictScope {
  /// The divisions of codes given by hand; an unknown one is exit 64 with the nearest that is known.
  static func all(
    _ codes: [String], in observation: Observation
  ) throws(StageError) -> [DistrictScope] {
    var scopes: [DistrictScope] = []
    for code in codes {
      guard let scope = DistrictScope(code, in: observation) else {
        throw StageError(
          .usage, "--district \(code): no such code; \(hint(code, observation))")
      }
      scopes.append(scope)
    }
    return scopes
  }

  // Somebody may have typed the name, or missed a digit.
  private static func hint(_ text: String, _ observation: Observation) -> String {
    let known = known(in: observation)
    let nearest =
      known.first { observation.names.district($0) == text }
      ?? Spelling.nearest(to: text, among: known) ?? known.first
    guard let nearest else { return "no district is known" }
    return "the nearest known is \(nearest) \(observation.names.district(nearest))"
  }
}

extension ReportRun {
  /// Folder beneath the month's that holds a folder for each division.
  static let districtsFolder = "districts"

  /// Files of the briefings that are asked for and of those that lie there; what was not made.
  func districtFiles(
    _ input: ReportInput, _ findings: Findings, _ asked: [DistrictScope], _ target: String,
    of tables: [PublishedTable], renamed: [String: String]
  ) throws(StageError) -> (files: [PrintedBriefing.File], skipped: [String]) {
    let earlier = try districtCodes(below: target).compactMap {
      DistrictScope($0, in: input.observation)
    }
    var files: [PrintedBriefing.File] = []
    var skipped: [String] = []
    var seen: Set<String> = []
    for scope in (asked + earlier).sorted(by: { $0.code < $1.code })
    where seen.insert(scope.code).inserted {
      var own = input
      own.release = try LastReport.release(
        input.release, of: input.observation, within: scope, renamed: renamed, workspace)
      let folder = "\(Self.districtsFolder)/\(scope.code)/"
      let made = try briefing(
        try report(own, scope, of: tables), input.observation, findings, scope)
      files += made.files.map { (folder + $0.name, $0.bytes) }
      skipped += made.skipped.map { folder + $0 }
    }
    return (files, skipped)
  }

  private func report(
    _ input: ReportInput, _ scope: DistrictScope, of tables: [PublishedTable]
  ) throws(StageError) -> DistrictReport {
    do {
      return try Report.district(input, scope, of: tables)
    } catch {
      throw StageError(.ourBug, "report of a district: \(error)")
    }
  }

  private func briefing(
    _ report: DistrictReport, _ observation: Observation, _ findings: Findings,
    _ scope: DistrictScope
  ) throws(StageError) -> (files: [PrintedBriefing.File], skipped: [String]) {
    var (files, skipped) = try texts(report.documents, report.pictures, findings.month)
    files += report.tables.map { (name($0.path + ".csv"), csv($0)) }
    let package = report.dataPackage(files: listed(files))
    files.append((name("datapackage.json"), Array(package.utf8)))
    let provenance = try provenance(files, observation, findings, of: .district(scope.code))
    files.append((name("provenance.json"), provenance))
    return (files, skipped)
  }

  // What a division was once given, it gets anew, so that no briefing is of other data than the rest.
  private func districtCodes(below target: String) throws(StageError) -> [String] {
    let folder = target + "/" + Self.districtsFolder
    let provenance = name("provenance.json")
    return try storing { () throws(ArchiveError) in
      guard try FileStore.kind(of: folder) == .folder else { return [] }
      var codes: [String] = []
      for code in try FileStore.entries(of: folder).map(\.name)
      where try FileStore.kind(of: "\(folder)/\(code)/\(provenance)") == .regular {
        codes.append(code)
      }
      return codes
    }
  }
}
