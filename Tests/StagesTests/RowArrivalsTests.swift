import Contracts
import Testing

@testable import Stages

@Suite struct RowArrivalsTests {
  private func row(_ code: String, _ parties: String) -> [String] {
    Table.exposure.archiveNames.map { name in
      ["district_code": code, "domain": "甲", "year": "2024", "regulated_parties": parties][name]
        ?? ""
    }
  }

  private func identity(_ row: [String], _ table: ArchivedTable) -> String {
    Table.exposure.identity.map { table.cell(row, $0) }.joined(separator: "\u{1F}")
  }

  @Test func rowsOfLaterExportsComeLast() {
    let rows = [row("A", "1"), row("B", "2"), row("C", "3"), row("D", "4"), row("E", "5")]
    let table = ArchivedTable(names: Table.exposure.archiveNames, rows: rows)
    // `E` came by an export without a date.
    let arrivals: [(asOf: String, order: Int)] = [
      ("2024-06-30", 3), ("2024-01-31", 9), ("2024-06-30", 2), ("2024-06-30", 2), ("", 12),
    ]
    let known = Dictionary(
      zip(rows, arrivals).map { row, arrival in
        (identity(row, table), RowArrivals.Arrival(asOf: arrival.asOf, order: arrival.order))
      }
    ) { $1 }
    let ordered = RowArrivals(of: .exposure, known).ordered(table)
    #expect(ordered.rows.map { ordered.cell($0, "district_code") } == ["E", "B", "C", "D", "A"])
  }
}
