import Archive
import Contracts
import Ingestion

/// What ingestion hands to the archive, in staging/; the manifest is written last.
struct StagingManifest: Codable, Sendable {
  static let fileName = "manifest.json"

  /// Format of the folder.
  static let currentVersion = 3

  var version = Self.currentVersion
  /// Number of the snapshot that the exports were merged with; zero for none.
  var base = 0
  /// Exports of this run in order, with their summaries.
  var sources: [ArchivedSource] = []
  /// Raw exports kept in staging/raw, by path below staging.
  var raw: [ArchivedFile] = []
  /// Files that the next snapshot adds, by path below staging.
  var files: [ArchivedFile] = []
  /// Paths of archived files that the next snapshot no longer names.
  var dropped: [String] = []
}
