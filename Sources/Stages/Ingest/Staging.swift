import Archive
import Contracts
import Ingestion

/// What ingestion hands to the archive, in staging/; the manifest is written last.
struct StagingManifest: Codable, Sendable {
  static let fileName = "manifest.json"

  /// Format of the folder.
  var version = 1
  /// Exports of this run in order, with their summaries.
  var sources: [ArchivedSource] = []
  /// Raw exports kept in staging/raw, by path below staging.
  var raw: [ArchivedFile] = []
  /// Tables with changes, sorted.
  var tables: [String] = []
}

/// A staged change: the version to write and what it replaces.
struct StagedChange: Sendable {
  var identity: String
  var month: String
  // Nil where the identity is new.
  var replacedMonth: String?
  var isSameContent: Bool
  var content: String
  var origin: RowOrigin
  var rows: [[String]]
}

/// Text form of staged changes and history: one line a row, the first of each version marked.
enum StagedRows {
  static let columns = [
    "kind", "identity", "month", "replaced_month", "same", "content", "source", "order", "as_of",
    "line", "offset",
  ]

  static func rows(of changes: [StagedChange]) -> [[String]] {
    changes.flatMap { change in
      change.rows.enumerated().map { index, cells in
        [
          index == 0 ? "row" : "more", change.identity, change.month,
          change.replacedMonth ?? "-", change.isSameContent ? "1" : "0", change.content,
          change.origin.source, String(change.origin.order), change.origin.asOf,
          String(change.origin.line), String(change.origin.offset),
        ] + cells
      }
    }
  }

  static func changes(of rows: [[String]], _ path: String) throws(StageError) -> [StagedChange] {
    var changes: [StagedChange] = []
    for row in rows.dropFirst() {
      guard row.count > columns.count, let order = Int(row[7]), let line = Int(row[9]),
        let offset = Int(row[10])
      else { throw StageError(.dataRefused, "\(path): damaged; empty staging/ and ingest again") }
      let cells = Array(row.dropFirst(columns.count))
      if row[0] == "more", !changes.isEmpty {
        changes[changes.count - 1].rows.append(cells)
        continue
      }
      changes.append(
        StagedChange(
          identity: row[1], month: row[2], replacedMonth: row[3] == "-" ? nil : row[3],
          isSameContent: row[4] == "1", content: row[5],
          origin: RowOrigin(
            source: row[6], order: order, asOf: row[8], line: line, offset: offset),
          rows: [cells]))
    }
    return changes
  }
}
