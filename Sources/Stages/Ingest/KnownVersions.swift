import Archive
import Contracts
import Ingestion

/// Provenance rows that lie beside each partition: where every row was last stated.
enum Provenance {
  static let columns = ["identity", "content", "source", "order", "as_of", "line", "offset"]

  static func row(_ identity: String, _ known: KnownVersion) -> [String] {
    let origin = known.origin
    return [
      identity, known.content, origin.source, String(origin.order), origin.asOf,
      String(origin.line), String(origin.offset),
    ]
  }

  /// Known versions of a provenance file by identity.
  static func versions(
    of rows: [[String]], month: String, _ path: String
  ) throws(StageError) -> [(identity: String, known: KnownVersion)] {
    var result: [(identity: String, known: KnownVersion)] = []
    guard rows.first == columns else {
      throw StageError(.dataRefused, "\(path): not a provenance file")
    }
    for row in rows.dropFirst() {
      guard row.count == columns.count, let order = Int(row[3]), let line = Int(row[5]),
        let offset = Int(row[6])
      else { throw StageError(.dataRefused, "\(path): not a provenance file") }
      let origin = RowOrigin(
        source: row[2], order: order, asOf: row[4], line: line, offset: offset)
      result.append((row[0], KnownVersion(month: month, content: row[1], origin: origin)))
    }
    return result
  }
}

extension Workspace {
  /// What the archive knows of a table, by identity.
  func knownVersions(
    of table: Table, in snapshot: Snapshot?
  ) throws(StageError) -> [String: KnownVersion] {
    var known: [String: KnownVersion] = [:]
    for file in snapshot?.files ?? [] where file.table == table.name && file.kind == .provenance {
      let rows = try archivedRows(file)
      for entry in try Provenance.versions(of: rows, month: file.month ?? "", file.path) {
        known[entry.identity] = entry.known
      }
    }
    return known
  }

  /// Rows of a file of the archive, header first, verified while read.
  func archivedRows(_ file: ArchivedFile) throws(StageError) -> [[String]] {
    let bytes = try storing { () throws(ArchiveError) in
      try PartitionStore(archive: archive).read(file)
    }
    return try csvRows(bytes, file.path)
  }
}
