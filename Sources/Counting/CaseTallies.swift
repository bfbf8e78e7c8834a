public import Contracts

/// By which date a case belongs to a month.
public enum CountingBasis: String, Sendable, Codable {
  /// The decision; while undecided, the filing.
  case decided
  /// The filing; where unknown, the decision.
  case filed
}

/// Aggregates of one partition of cases.
public struct CaseTallies: Sendable {
  /// Cases by month, unit, district, domain and item.
  public private(set) var cases = Tally.cases
  /// Cases by the unit that handled them where it is not the one that they bear the name of.
  public private(set) var handling = Tally.handling
  /// Rows and blank cells.
  public private(set) var blanks = Tally.blanks
  /// Rows by unit code and name.
  public private(set) var unitNames = Tally.unitNames

  private struct Case {
    let row: [String]
    let month: String
    let filedMonth: String
    let isSettled: Bool
  }

  /// Counts the cases of a partition.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - items: Rows of `case_items` of the same partition; every item of a case that has several.
  ///   - basis: By which date a case belongs to a month.
  public init(_ table: ArchivedTable, items: ArchivedTable, basis: CountingBasis) {
    var itemsByCase: [String: [[String]]] = [:]
    for row in items.rows {
      let identity = items.cell(row, "unit_code") + "\u{1F}" + items.cell(row, "case_id")
      itemsByCase[identity, default: []].append(
        ["domain", "item_code", "item_name"].map { items.cell(row, $0) })
    }
    for row in table.rows {
      let filed = String(table.cell(row, "filed_date").prefix(7))
      let decided = String(table.cell(row, "decided_date").prefix(7))
      let dates = basis == .decided ? [decided, filed] : [filed, decided]
      let month = dates.first { !$0.isEmpty } ?? ""
      let single = Case(
        row: row, month: month, filedMonth: filed,
        isSettled: CaseTallies.isSettled(table.cell(row, "disposition")))
      let identity = table.cell(row, "unit_code") + "\u{1F}" + table.cell(row, "case_id")
      addOnce(single, table)
      addItems(single, table, itemsByCase[identity] ?? [])
      addQuality(single, table)
    }
  }

  private static func isSettled(_ disposition: String) -> Bool {
    !["", "punished", "pending"].contains(disposition)
  }

  private mutating func addOnce(_ single: Case, _ table: ArchivedTable) {
    let row = single.row
    let cell = { (name: String) in table.cell(row, name) }
    let fine = CaseTallies.fine(cell)
    let disposition = CaseTallies.disposition(cell, fine: fine)
    let isTransferred = disposition == "transferred_criminal" || cell("transferred") == "yes"
    cases.add(
      key(single.month, table, row, subject(table, row)),
      [
        1, 0, 0, disposition == "pending" ? 1 : 0, disposition == "punished" ? 1 : 0, 0, 0,
        disposition == "exempted" ? 1 : 0, isTransferred ? 1 : 0, cell("major") == "yes" ? 1 : 0,
        fine, Int(cell("confiscated_fen")) ?? 0,
      ])
  }

  private static func fine(_ cell: (String) -> String) -> Int { Int(statedFine(cell)) ?? 0 }

  /// The fine as stated; where an export does not split fine and confiscation, their sum.
  static func statedFine(_ cell: (String) -> String) -> String {
    let isSplit = !cell("fine_fen").isEmpty || !cell("confiscated_fen").isEmpty
    return cell(isSplit ? "fine_fen" : "amount_fen")
  }

  // A case that states no disposition: pending while undated, punished when a penalty is given.
  static func disposition(_ cell: (String) -> String, fine: Int) -> String {
    let stated = cell("disposition")
    guard stated.isEmpty else { return stated }
    if !cell("penalty_types").isEmpty || fine > 0 { return "punished" }
    return cell("decided_date").isEmpty && cell("closed_date").isEmpty ? "pending" : ""
  }

  private mutating func addItems(
    _ single: Case, _ table: ArchivedTable, _ items: [[String]]
  ) {
    var seen: Set<[String]> = []
    // One item may be spelled in two ways; its code, where it has one, tells.
    for item in [subject(table, single.row)] + items
    where seen.insert(item[1].isEmpty ? item : [item[1]]).inserted {
      let key = key(single.month, table, single.row, item)
      addItem(single, key)
      addHandling(single, key, table, isFirst: seen.count == 1)
    }
  }

  // Case and filing lie in months of their own.
  private mutating func addItem(_ single: Case, _ key: [String]) {
    let settled = single.isSettled ? 1 : 0
    cases.add(key, [0, 1, 0, 0, 0, settled, 0, 0, 0, 0, 0, 0])
    guard !single.filedMonth.isEmpty else { return }
    cases.add(
      [single.filedMonth] + key.dropFirst(), [0, 0, 1 - settled, 0, 0, 0, settled, 0, 0, 0, 0, 0])
  }

  // The work of a unit that another entrusted, with whom it bears the name of.
  private mutating func addHandling(
    _ single: Case, _ key: [String], _ table: ArchivedTable, isFirst: Bool
  ) {
    let handler = table.cell(single.row, "handling_unit_code")
    guard !handler.isEmpty, handler != key[1] else { return }
    let settled = single.isSettled ? 1 : 0
    let own = [handler] + key.dropFirst(2) + [key[1]]
    handling.add([single.month] + own, [isFirst ? 1 : 0, 1, 0, settled, 0])
    guard !single.filedMonth.isEmpty else { return }
    handling.add([single.filedMonth] + own, [0, 0, 1 - settled, 0, settled])
  }

  private mutating func addQuality(_ single: Case, _ table: ArchivedTable) {
    let row = single.row
    let unit = table.cell(row, "unit_code")
    for column in ["item_code", "district_code", "domain", "party", "filed_date", "disposition"] {
      let isBlank = table.cell(row, column).isEmpty
      blanks.add([single.month, unit, column], [1, isBlank ? 1 : 0])
    }
    unitNames.add([unit, table.cell(row, "unit_name")], [1])
  }

  private func subject(_ table: ArchivedTable, _ row: [String]) -> [String] {
    ["domain", "item_code", "item_name"].map { table.cell(row, $0) }
  }

  private func key(
    _ month: String, _ table: ArchivedTable, _ row: [String], _ subject: [String]
  ) -> [String] {
    [month, table.cell(row, "unit_code"), table.cell(row, "district_code")] + subject
  }
}

extension Tally {
  /// Rows by unit code and the name that stands beside it.
  public static let unitNames = Tally(
    "unit_names", keys: ["unit_code", "unit_name"], measures: ["rows"])
}
