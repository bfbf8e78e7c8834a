import Archive
import Contracts

/// In which order the exports stated the rows of a reference table.
struct RowArrivals {
  /// The as-of date of an export, empty where it has none, and its place in the order given.
  struct Arrival {
    let asOf: String
    let order: Int
  }

  private let table: Table
  private var arrivals: [String: Arrival] = [:]

  /// Takes the arrivals of rows by their identity.
  init(of table: Table, _ arrivals: [String: Arrival]) {
    self.table = table
    self.arrivals = arrivals
  }

  /// Reads the provenance of the table.
  init(of table: Table, _ snapshot: Snapshot, _ workspace: Workspace) throws(StageError) {
    self.table = table
    for file in snapshot.files where file.kind == .provenance && file.table == table.name {
      var reader = try ArchivedRowReader(
        file, archive: workspace.archive, columns: Provenance.columns)
      while try reader.advance() {
        let cells = reader.cells
        arrivals[cells[0]] = Arrival(asOf: cells[4], order: Int(cells[3]) ?? 0)
      }
    }
  }

  /// The rows with those of later exports last, else in their own order; exports without a date come first.
  func ordered(_ archived: ArchivedTable) -> ArchivedTable {
    let keyed = archived.rows.enumerated().map { place, row in
      let identity = table.identity.map { archived.cell(row, $0) }.joined(separator: "\u{1F}")
      let arrival = arrivals[identity] ?? Arrival(asOf: "", order: 0)
      return (key: (arrival.asOf, arrival.order, place), row: row)
    }
    return ArchivedTable(
      names: archived.names, rows: keyed.sorted { $0.key < $1.key }.map(\.row))
  }
}
