import Archive
import Contracts

/// Looks for rows of lists that state what is in force, which a newer issue of the list leaves out.
///
/// Rows of a list are kept until the list ends them. A list that is issued anew without a row ends
/// nothing, and the power or unit of that row would be looked for for ever: it is told.
struct LeftOutRows {
  /// Tables that hold periods, each with the column that ends one.
  private static let ends: KeyValuePairs = [
    Table.catalogue: "valid_to", Table.units: "active_to", Table.authority: "valid_to",
    Table.districts: "valid_to", Table.register: "until",
  ]

  let workspace: Workspace
  let snapshot: Snapshot

  /// The summaries of the exports, with what the newest issue of each list leaves out.
  func noted(_ sources: [SourceSummary]) throws(StageError) -> [SourceSummary] {
    var sources = sources
    for (table, end) in Self.ends {
      let issues = snapshot.sources.filter { $0.table == table.name }
        .sorted { Self.arrival($0) > Self.arrival($1) }
      guard issues.count > 1 else { continue }
      let arrivals = try arrivals(of: openRows(of: table, end), table)
      for issue in issues where 2 * issue.duplicate >= issue.records {
        let leftOut = arrivals.count { $0 < Self.arrival(issue) }
        // A file that repeats few of the rows adds to the list and does not issue it anew.
        guard 2 * leftOut <= arrivals.count else { continue }
        let hash = issue.sha256.hexadecimal
        for index in sources.indices
        where leftOut > 0 && sources[index].sha256 == hash && sources[index].table == table.name {
          sources[index].notes[SourceSummary.leftOutRow] = leftOut
        }
        break
      }
    }
    return sources
  }

  private static func arrival(_ source: ArchivedSource) -> (String, Int) {
    (source.asOf ?? "", source.order)
  }

  // Identities of the rows without an end.
  private func openRows(of table: Table, _ end: String) throws(StageError) -> Set<String> {
    var open: Set<String> = []
    for file in snapshot.files where file.kind == .reference && file.table == table.name {
      let rows = try workspace.archivedRows(file)
      let archived = ArchivedTable(names: rows.first ?? [], rows: Array(rows.dropFirst()))
      for row in archived.rows where archived.cell(row, end).isEmpty {
        open.insert(
          table.identity.map { archived.cell(row, $0) }.joined(separator: "\u{1F}"))
      }
    }
    return open
  }

  // When each of the rows was stated last.
  private func arrivals(
    of open: Set<String>, _ table: Table
  ) throws(StageError) -> [(String, Int)] {
    var arrivals: [(String, Int)] = []
    for file in snapshot.files where file.kind == .provenance && file.table == table.name {
      var reader = try ArchivedRowReader(
        file, archive: workspace.archive, columns: Provenance.columns)
      while try reader.advance() {
        let cells = reader.cells
        guard open.contains(cells[0]) else { continue }
        arrivals.append((cells[4], Int(cells[3]) ?? 0))
      }
    }
    return arrivals
  }

  /// One line for each list that leaves rows out.
  static func warnings(_ sources: [SourceSummary]) -> [String] {
    sources.compactMap { source in
      guard let rows = source.notes[SourceSummary.leftOutRow] else { return nil }
      return
        "\(source.name): leaves out \(English.count(rows, "earlier row")) of \(source.table) without an end, which"
        + " still \(English.verb(rows, "holds", "hold")); if ended, deliver the day"
    }
  }
}
