import Contracts

@testable import Counting

/// Rows of a table as the archive keeps them, from cells by archive name; the rest is empty.
func archived(_ table: Table, _ rows: [[String: String]]) -> ArchivedTable {
  let names = table.archiveNames
  for name in rows.flatMap(\.keys) { precondition(names.contains(name), "no column \(name)") }
  return ArchivedTable(names: names, rows: rows.map { row in names.map { row[$0] ?? "" } })
}

/// The day or month as a value; the tests only write valid ones.
func month(_ text: String) -> Month {
  guard let month = Month(text) else { preconditionFailure("not a month: \(text)") }
  return month
}

extension AuthorityBook {
  /// Whether a unit holds the power over an item throughout a month.
  func isEmpowered(_ unit: String, _ item: String, _ month: Month) -> Bool {
    held(unit, item).contains { $0.covers(month) }
  }
}

/// A small city: unit `U` in district `D` may enforce item `I` of domain `甲` since 2020.
///
/// Every unit delivered 2022-01 to 2024-12, and `甲` has ten regulated parties in each year.
struct World {
  var input = CountingInput()

  init() {
    set(.districts, [["code": "D", "level": "county", "parent_code": "C"]])
    set(
      .units,
      [["unit_code": "U", "unit_name": "某局", "level": "county", "district_code": "D"]])
    set(.catalogue, [["item_code": "I", "item_name": "某事项", "domain": "甲"]])
    set(.authority, [["unit_code": "U", "item_code": "I", "valid_from": "2020-01-01"]])
    set(.exposure, (2022...2024).map { World.exposure(year: $0, parties: 10) })
    set(
      .deliveries,
      [
        [
          "table": "cases", "unit_code": "*", "as_of": "2024-12-31", "month_from": "2022-01",
          "month_to": "2024-12",
        ]
      ])
  }

  static func exposure(year: Int, parties: Int) -> [String: String] {
    [
      "district_code": "D", "domain": "甲", "year": String(year),
      "regulated_parties": String(parties),
    ]
  }

  mutating func set(_ table: Table, _ rows: [[String: String]]) {
    input.reference[table.name] = archived(table, rows)
  }

  /// Adds a case of `U` on `I`, unless the cells say otherwise.
  mutating func add(case cells: [String: String]) {
    let row = ["unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I"]
      .merging(cells) { $1 }
    let table = ColumnTable(archived(.cases, [row]))
    let tallies = CaseTallies(
      table, items: ColumnTable(archived(.caseItems, [])),
      basis: .decided)
    input.cases.merge(tallies.cases)
    input.blanks.merge(CaseTallies.blanks(table, basis: .decided))
    input.unitNames.merge(tallies.unitNames)
  }

  /// Adds an inspection by `U` on `I`.
  mutating func add(inspection date: String, result: String) {
    let row = [
      "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I", "date": date,
      "result": result,
    ]
    input.inspections.merge(
      OversightTallies.inspections(ColumnTable(archived(.inspections, [row]))))
  }

  /// Adds a complaint against `U` about `I`.
  mutating func add(
    complaint date: String, kind: String = "report", unit: String = "U", district: String = "D",
    item: String = "I", by complainant: String = ""
  ) {
    let row = [
      "unit_code": unit, "district_code": district, "domain": "甲", "item_code": item,
      "received_date": date, "kind": kind, "complainant": complainant,
    ]
    let table = ColumnTable(archived(.complaints, [row]))
    input.complaints.merge(OversightTallies.complaints(table))
    input.patterns.complainants.merge(GroupTallies.complainants(table))
  }

  func counted(_ text: String = "2024-12", window: Int = 12) -> Counted {
    ObservationBuilder.counted(input, month: month(text), window: window)
  }

  /// The cell of a unit and item at the end of a month.
  func cell(_ unit: String = "U", _ item: String = "I", at text: String = "2024-12") -> Cell? {
    counted(text).observation.cells.first {
      $0.level == .unitItem && $0.unitCode == unit && $0.itemCode == item
    }
  }
}
