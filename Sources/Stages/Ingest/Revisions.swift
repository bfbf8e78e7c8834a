import Contracts
import Ingestion

/// What an export changed in each month of each unit.
enum Revisions {
  /// Rows of the revisions table for one export of cases.
  ///
  /// An export without a date changes nothing at a known time; rows of its own month or a later
  /// one that were not known before are its purpose, and no revision.
  static func rows(
    of changes: [UnitMonthKey: MonthChanges], by export: TakenExport
  ) -> [IncomingRow] {
    guard !export.asOf.isEmpty else { return [] }
    let own = export.asOf.prefix(7)
    let source = export.hash.hexadecimal
    let origin = RowOrigin(
      source: source, order: export.order, asOf: export.asOf, line: 0, offset: 0)
    let keys = changes.keys.filter { !$0.month.isEmpty && $0.month < own }
      .sorted { ($0.unitCode, $0.month) < ($1.unitCode, $1.month) }
    return keys.map { key in
      let counts = changes[key] ?? MonthChanges()
      let numbers = [counts.added, counts.replaced, counts.withdrawn, counts.decided]
      return IncomingRow(
        cells: [source, export.asOf, key.unitCode, key.month] + numbers.map { String($0) },
        origin: origin)
    }
  }
}
