public import Contracts

/// Reference tables as a report month sees them: what lies behind its end has not happened yet.
public enum ReferenceView {
  /// What is known at the end of a month.
  ///
  /// Units and districts that begin later are left out, with the officers of such units, and so is a
  /// later period of an item that has an earlier one; a period of an item without an end ends when the next one begins, and one of a unit or
  /// a power without either day when the first of the others begins. A code hands its history on when
  /// it has ended. A code under which cases of the time
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
      let known = codes($0, "unit_code", from: "active_from", to: "active_to", upTo: end, stated)
      return replaced(known, from: "active_from", to: "active_to", undatedAlone: true) { row in
        [known.cell(row, "unit_code")]
      }
    }
    view[Table.authority.name] = reference[Table.authority.name].map(powers)
    view[Table.districts.name] = reference[Table.districts.name].map {
      codes($0, "code", from: "valid_from", to: "valid_to", upTo: end, stated)
    }
    view[Table.catalogue.name] = reference[Table.catalogue.name].map { items($0, upTo: end) }
    view[Table.officers.name] = reference[Table.officers.name].map { officers in
      let known = view[Table.units.name].map { units in
        Set(units.rows.map { units.cell($0, "unit_code") })
      }
      let later = laterCodes(month, reference).filter { later in
        known.map { !$0.contains(later.value) } ?? false
      }
      return without(later.keys, officers)
    }
    return view
  }

  // Who works for a unit that is still to begin works elsewhere, or not yet.
  private static func without(
    _ units: some Sequence<String>, _ officers: ArchivedTable
  ) -> ArchivedTable {
    let units = Set(units)
    guard !units.isEmpty else { return officers }
    return ArchivedTable(
      names: officers.names,
      rows: officers.rows.filter { !units.contains(officers.cell($0, "unit_code")) })
  }

  /// Texts by which cases may state units and districts that begin after a month: codes, and names that
  /// no unit of that time bears; each with its code.
  public static func laterCodes(
    _ month: Month, _ reference: [String: ArchivedTable]
  ) -> [String: String] {
    var texts: [String: String] = [:]
    for (table, code, name, from) in [
      (Table.units, "unit_code", "unit_name", "active_from"),
      (.districts, "code", "", "valid_from"),
    ] {
      guard let table = reference[table.name] else { continue }
      let isKnown = { (row: [String]) in begins(row, table, from, upTo: month.lastDay) }
      let known = table.rows.filter(isKnown)
      let codes = Set(known.map { table.cell($0, code) })
      let names = Set(known.map { table.cell($0, name) })
      for row in table.rows where !codes.contains(table.cell(row, code)) {
        texts[table.cell(row, code)] = table.cell(row, code)
        let own = table.cell(row, name)
        if !own.isEmpty, !names.contains(own) { texts[own] = table.cell(row, code) }
      }
    }
    return texts
  }

  private static func codes(
    _ table: ArchivedTable, _ code: String, from: String, to: String, upTo end: CalendarDate,
    _ stated: Set<String>
  ) -> ArchivedTable {
    guard let successor = table.names.firstIndex(of: "successor_code") else { return table }
    let all = Set(table.rows.map { table.cell($0, code) })
    let begun = Set(
      table.rows.filter { begins($0, table, from, upTo: end) }.map { table.cell($0, code) })
    // Whoever leads to a code that cases state is needed to get there.
    let heirs = Successions(
      Dictionary(table.rows.map { (table.cell($0, code), $0[successor]) }) { $1 })
    let needed = all.filter { own in
      !stated.isDisjoint(with: [own] + heirs.path(from: own))
    }
    let kept = begun.union(needed)
    let rows = table.rows.filter { row in
      let own = table.cell(row, code)
      return begun.contains(own) ? begins(row, table, from, upTo: end) : needed.contains(own)
    }.map { row in
      var row = row
      let heir = row[successor]
      let goesOn = CalendarDate(table.cell(row, to)).map { $0 >= end } ?? false
      // Nobody's history goes to a code that is not known yet, nor before its own end.
      if all.contains(heir) && !kept.contains(heir) || goesOn && !needed.contains(heir) {
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
    return replaced(
      ArchivedTable(
        names: table.names,
        rows: table.rows.filter { isKnown($0) || !known.contains(table.cell($0, "item_code")) }),
      from: "valid_from", to: "valid_to"
    ) { row in [table.cell(row, "item_code")] }
  }

  // A power over an item is the same one whether or not its row names the domain too.
  private static func powers(_ table: ArchivedTable) -> ArchivedTable {
    replaced(table, from: "valid_from", to: "valid_to", undatedAlone: true) { row in
      let item = table.cell(row, "item_code")
      let domain = item.isEmpty ? table.cell(row, "domain") : ""
      return [table.cell(row, "unit_code"), item, domain, table.cell(row, "kind")]
    }
  }

  // An amended row takes the place of the one before it, whose end is often left open: whichever that
  // is, or only one that was delivered without any day.
  private static func replaced(
    _ table: ArchivedTable, from: String, to: String, undatedAlone: Bool = false,
    by key: ([String]) -> [String]
  ) -> ArchivedTable {
    guard let end = table.names.firstIndex(of: to) else { return table }
    var starts: [[String]: [CalendarDate]] = [:]
    for row in table.rows {
      guard let start = CalendarDate(table.cell(row, from)) else { continue }
      starts[key(row), default: []].append(start)
    }
    let rows = table.rows.map { row in
      let start = CalendarDate(table.cell(row, from))
      guard row[end].isEmpty, start == nil || !undatedAlone else { return row }
      let later = starts[key(row)]?.filter { next in start.map { $0 < next } ?? true }
      guard let next = later?.min() else { return row }
      var row = row
      row[end] = CalendarDate(dayNumber: next.dayNumber - 1).description
      return row
    }
    return ArchivedTable(names: table.names, rows: rows)
  }

  private static func begins(
    _ row: [String], _ table: ArchivedTable, _ column: String, upTo end: CalendarDate
  ) -> Bool {
    CalendarDate(table.cell(row, column)).map { $0 <= end } ?? true
  }
}
