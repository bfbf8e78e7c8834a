import Contracts

/// The versions that one export holds, after its own duplicates and conflicts.
struct FileGrouping {
  /// Versions in the order of their first row.
  private(set) var versions: [Version] = []
  /// Rows that repeat a row of the same export.
  private(set) var duplicates = 0
  /// Versions that lost against a later row of the same export.
  private(set) var conflicts: [Version] = []

  private struct Draft {
    var rows: [IncomingRow]
  }

  /// First line of each version that lost, and that of the one that won.
  var conflictLines: [Int: Int] {
    guard !conflicts.isEmpty else { return [:] }
    let kept = Dictionary(
      versions.map { ($0.identity, $0.origin.line) }, uniquingKeysWith: { first, _ in first })
    return Dictionary(
      conflicts.map { ($0.origin.line, kept[$0.identity] ?? 0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Groups rows by identity; the last row wins a conflict with those that it contradicts.
  init(_ rows: [IncomingRow], layout: RowLayout) {
    var drafts: [String: Draft] = [:]
    var order: [String] = []
    for row in rows {
      let identity = layout.identity(of: row.cells)
      guard let draft = drafts[identity] else {
        drafts[identity] = Draft(rows: [row])
        order.append(identity)
        continue
      }
      if draft.rows.contains(where: { $0.cells == row.cells }) {
        duplicates += 1
      } else {
        let beside = draft.rows.filter { layout.areBeside($0.cells, row.cells) }
        guard beside.count < draft.rows.count else {
          drafts[identity]?.rows.append(row)
          continue
        }
        let against = draft.rows.filter { !layout.areBeside($0.cells, row.cells) }
        conflicts.append(FileGrouping.version(identity, against, layout))
        drafts[identity] = Draft(rows: [row] + beside)
      }
    }
    versions = order.compactMap { identity in
      drafts[identity].map { FileGrouping.version(identity, $0.rows, layout) }
    }
  }

  private static func version(
    _ identity: String, _ rows: [IncomingRow], _ layout: RowLayout
  ) -> Version {
    let cells = layout.united(rows)
    // Order of the rows of a case carries no meaning: the digest is of their sorted set.
    let sorted = cells.sorted { $0.lexicographicallyPrecedes($1) }
    return Version(
      identity: identity, month: layout.month(of: cells[0]), cells: cells[0],
      extraRows: Array(cells.dropFirst()), content: RowLayout.digest(sorted),
      origin: rows[0].origin, rowCount: rows.count)
  }
}
