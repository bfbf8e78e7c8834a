public import Contracts

/// Reference tables as a report month sees them: what lies behind its end has not happened yet.
public enum ReferenceView {
  /// What is known at the end of a month.
  ///
  /// Units and districts that begin later are left out, and so is a later period of an item that has an
  /// earlier one; a code hands its history on when it has ended. A code under which cases of the time
  /// before it were delivered is known all the same: it carries that history.
  /// - Parameters:
  ///   - month: Report month.
  ///   - reference: Tables by name.
  ///   - stated: Codes of `laterCodes` that cases up to the month state.
  /// - Returns: The tables; equal ones where nothing lies behind the month.
  public static func asOf(
    _ month: Month, _ reference: [String: ArchivedTable], stated: Set<String>
  ) -> [String: ArchivedTable] {
    let end = month.lastDay
    var view = reference
    view[Table.units.name] = reference[Table.units.name].map {
      codes($0, "unit_code", from: "active_from", to: "active_to", upTo: end, stated)
    }
    view[Table.districts.name] = reference[Table.districts.name].map {
      codes($0, "code", from: "valid_from", to: "valid_to", upTo: end, stated)
    }
    view[Table.catalogue.name] = reference[Table.catalogue.name].map { items($0, upTo: end) }
    return view
  }

  /// Codes of units and districts that begin after a month.
  public static func laterCodes(
    _ month: Month, _ reference: [String: ArchivedTable]
  ) -> Set<String> {
    let columns = [
      (Table.units, "unit_code", "active_from"), (.districts, "code", "valid_from"),
    ]
    return columns.reduce(into: []) { codes, column in
      guard let table = reference[column.0.name] else { return }
      let rows = table.rows.filter { !begins($0, table, column.2, upTo: month.lastDay) }
      codes.formUnion(rows.map { table.cell($0, column.1) })
    }
  }

  private static func codes(
    _ table: ArchivedTable, _ code: String, from: String, to: String, upTo end: CalendarDate,
    _ stated: Set<String>
  ) -> ArchivedTable {
    let successor = table.names.firstIndex(of: "successor_code")
    let known = table.rows.filter { row in
      begins(row, table, from, upTo: end) || stated.contains(table.cell(row, code))
    }
    let rows = known.map { row in
      var row = row
      if let successor, let last = CalendarDate(table.cell(row, to)), last >= end,
        !stated.contains(row[successor])
      {
        row[successor] = ""
      }
      return row
    }
    return ArchivedTable(names: table.names, rows: rows)
  }

  // Cases may be recorded on an item before it is in force; they need its domain.
  private static func items(_ table: ArchivedTable, upTo end: CalendarDate) -> ArchivedTable {
    let isKnown = { (row: [String]) in begins(row, table, "valid_from", upTo: end) }
    let known = Set(table.rows.filter(isKnown).map { table.cell($0, "item_code") })
    return ArchivedTable(
      names: table.names,
      rows: table.rows.filter { isKnown($0) || !known.contains(table.cell($0, "item_code")) })
  }

  private static func begins(
    _ row: [String], _ table: ArchivedTable, _ column: String, upTo end: CalendarDate
  ) -> Bool {
    CalendarDate(table.cell(row, column)).map { $0 <= end } ?? true
  }
}
