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
    for name in ["provenance.json", "provenance-internal.json"] {
      let path = "\(workspace.reports)/\(month)\(folder)/" + name
      guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
        continue
      }
      let bytes = try storing { () throws(ArchiveError) in
        try FileStore.contents(of: path, limit: 1 << 30)
      }
      provenance = try decoded(ProvenanceDocument.self, from: bytes, path)
      return
    }
    provenance = nil
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
    let isPurged = try workspace.isPurged(
      since: min(provenance.snapshot, findings.snapshot))
    guard !isPurged || !isOfSettings else { return nil }
    let why =
      isOfSnapshot
      ? "was published with other settings than findings/\(findings.month)"
      : "was published from snapshot \(provenance.snapshot), findings/\(findings.month) are of"
        + " \(findings.snapshot)"
    return "reports/\(findings.month) \(why): what they say is not what it says; publish it anew"
      + " (caseload-report --month \(findings.month)), or flag as it was"
  }
}
