import Contracts

@testable import Ingestion

/// A row of the cases table for the merge tests.
struct CaseRow: Hashable {
  var unit = "DW1"
  var number = "1"
  var item = "A"
  var party = "p1"
  var date = "2024-03-05"
  var filed = ""
  var fine = "100"

  var cells: [String] {
    let filled = [
      "unit_code": unit, "case_id": number, "item_code": item, "party": party,
      "decided_date": date, "filed_date": filed, "fine_fen": fine,
    ]
    return Table.cases.archiveNames.map { filled[$0] ?? "" }
  }
}

/// Rows of one export, with its as-of date and its place in the order of arrival.
func export(_ rows: [CaseRow], asOf: String, order: Int) -> [IncomingRow] {
  rows.enumerated().map { line, row in
    IncomingRow(
      cells: row.cells,
      origin: RowOrigin(
        source: "export-\(asOf)-\(order)", order: order, asOf: asOf, line: line + 2,
        offset: 100 * line))
  }
}

/// A merge that starts from an empty archive.
func freshMerge() -> IdentityMerge { IdentityMerge(table: .cases, archived: [:]) }

/// What the archive would know after a run.
func known(_ merge: IdentityMerge, _ before: [String: KnownVersion] = [:]) -> [String: KnownVersion]
{
  var result = before
  for change in merge.changes {
    result[change.version.identity] = KnownVersion(
      month: change.version.month, content: change.version.content,
      origin: change.version.origin)
  }
  return result
}
