import Archive
import Contracts

/// Whether a report was published from the findings that are to tell what stands behind it.
struct PublishedState {
  private let provenance: ProvenanceDocument?

  /// Reads what a report says of itself.
  ///
  /// - Parameters:
  ///   - month: Month of the report.
  ///   - folder: Its folder below that of the month; empty for the report of the city.
  ///   - workspace: Where it lies.
  /// - Throws: What reading the report throws.
  init(_ month: Month, folder: String = "", _ workspace: Workspace) throws(StageError) {
    provenance = try FoundProvenance.beside("\(workspace.reports)/\(month)\(folder)")?.document
  }

  /// Snapshot of the report; nil where none was published.
  var snapshot: Int? { provenance?.snapshot }

  /// Why findings are none of the report: another would be made of them; nil where they are its own.
  ///
  /// Where cases were purged since, the findings were made anew for good, and the report stands.
  func difference(_ findings: Findings, _ workspace: Workspace) throws(StageError) -> String? {
    guard let provenance else { return nil }
    let isOfSnapshot = provenance.snapshot == findings.snapshot
    let isOfSettings =
      provenance.changed == findings.changed
      && provenance.settings.map { [$0.key, $0.value] } == findings.settings
    guard !isOfSnapshot || !isOfSettings else { return nil }
    if isOfSettings, try isPurgedAlone(provenance, findings, workspace) { return nil }
    let why =
      isOfSnapshot
      ? "was published with other settings than findings/\(findings.month)"
      : "was published from snapshot \(provenance.snapshot), findings/\(findings.month) are of"
        + " \(findings.snapshot)"
    return "reports/\(findings.month) \(why): what they say is not what it says; publish it anew"
      + " (caseload-report --month \(findings.month)), or flag as it was"
  }

  // Cases were purged between both snapshots, and no export came in.
  private func isPurgedAlone(
    _ provenance: ProvenanceDocument, _ findings: Findings, _ workspace: Workspace
  ) throws(StageError) -> Bool {
    guard try workspace.isPurged(since: min(provenance.snapshot, findings.snapshot)) else {
      return false
    }
    let snapshot = try storing { () throws(ArchiveError) in
      try SnapshotStore(archive: workspace.archive).load(findings.snapshot)
    }
    return Set(snapshot.sources.map(\.sha256.hexadecimal))
      == Set(provenance.inputs.map(\.sha256))
  }
}
