import Contracts
import Ingestion

/// Rejected records of cases, those of this run and those of earlier ones that are still open.
///
/// A record is settled where its case counts all the same: where an export of that day or a later one
/// states it as it should be, or an earlier one states it in the month of the same decision. A case that
/// the archive knows as pending alone is not decided by a record that nobody can read.
struct RejectedCases {
  private struct Record {
    let cells: [String]
    let identity: UInt64?
    let origin: RowOrigin
    let isFresh: Bool

    func isSettled(by row: SoughtRow) -> Bool {
      // Of an older record the archive was asked before.
      guard isFresh || row.isOfRun else { return false }
      let asOf = cells[Self.asOf]
      // Exports without a day come one after another; those of one day may be read in any order.
      let isLater =
        asOf.isEmpty && isFresh ? origin.order > row.origin.order : asOf > row.origin.asOf
      return !isLater || row.month == RowHead.number(ofMonth: String(cells[Self.decided].prefix(7)))
    }

    private static let asOf = place(of: "as_of")
    private static let decided = place(of: "decided_date")

    private static func place(of name: String) -> Int {
      guard let place = Table.rejectedCases.archiveNames.firstIndex(of: name) else {
        preconditionFailure("a column of the table")
      }
      return place
    }
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
          identity: rejected.identity, origin: origin, isFresh: true)
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
          offset: 0), isFresh: false)
    }
    identities = Set((fresh + open).compactMap(\.identity))
  }

  /// Rows of the table that this run adds or changes.
  ///
  /// - Parameter found: The row that counts by identity.
  /// - Returns: One for each new record, and for each older one that is settled now.
  func rows(archived found: [UInt64: SoughtRow]) -> [IncomingRow] {
    let isSettled = { (record: Record) in
      record.identity.flatMap { found[$0] }.map(record.isSettled) ?? false
    }
    return fresh.map {
      IncomingRow(cells: $0.cells + [isSettled($0) ? "yes" : "no"], origin: $0.origin)
    }
      + open.filter(isSettled).map { IncomingRow(cells: $0.cells + ["yes"], origin: $0.origin) }
  }
}
