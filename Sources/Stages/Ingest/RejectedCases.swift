import Contracts
import Ingestion

/// Rejected records of cases, those of this run and those of earlier ones that are still open.
///
/// A case that the archive holds all the same, since another export states it as it should be, counts
/// there: its record is settled.
struct RejectedCases {
  private struct Record {
    let cells: [String]
    let identity: UInt64?
    let origin: RowOrigin
  }

  private let fresh: [Record]
  private let open: [Record]
  /// Identities of the cases, for the merge to look for.
  let identities: Set<UInt64>

  /// Collects them.
  ///
  /// - Parameters:
  ///   - reads: Exports of cases of this run, in their order.
  ///   - archived: Rows of the table as the archive holds it, without the header.
  init(of reads: [TakenExport], archived: [[String]]) {
    fresh = reads.flatMap { read in
      let origin = RowOrigin(
        source: read.hash.hexadecimal, order: read.order, asOf: read.asOf, line: 0, offset: 0)
      return read.rows.rejectedCases.enumerated().map { index, rejected in
        Record(
          cells: [origin.source, String(index + 1), read.asOf] + rejected.cells,
          identity: rejected.identity, origin: origin)
      }
    }
    let table = ArchivedTable(names: Table.rejectedCases.archiveNames, rows: archived)
    let last = reads.last.map { ($0.hash.hexadecimal, $0.order) } ?? ("", 0)
    let latest = reads.map(\.asOf).max() ?? ""
    open = archived.filter { table.cell($0, "archived") == "no" }.map { row in
      // What this run knows comes later than what was known of it.
      Record(
        cells: Array(row.dropLast()),
        identity: RejectedCase.identity(
          unit: table.cell(row, "unit_code"), number: table.cell(row, "case_id")),
        origin: RowOrigin(
          source: last.0, order: last.1, asOf: max(latest, table.cell(row, "as_of")), line: 0,
          offset: 0))
    }
    identities = Set((fresh + open).compactMap(\.identity))
  }

  /// Rows of the table that this run adds or changes.
  ///
  /// - Parameter found: Identities that the archive holds.
  /// - Returns: One for each new record, and for each older one that is settled now.
  func rows(archived found: Set<UInt64>) -> [IncomingRow] {
    let isFound = { (record: Record) in record.identity.map(found.contains) ?? false }
    return fresh.map {
      IncomingRow(cells: $0.cells + [isFound($0) ? "yes" : "no"], origin: $0.origin)
    }
      + open.filter(isFound).map { IncomingRow(cells: $0.cells + ["yes"], origin: $0.origin) }
  }
}
