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
  /// Rows by unit code and name.
  public private(set) var unitNames = Tally.unitNames

  /// Counts the cases of a partition.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - items: Rows of `case_items` of the same partition; every item of a case that has several.
  ///   - basis: By which date a case belongs to a month.
  public init(_ table: ColumnTable, items: ColumnTable, basis: CountingBasis) {
    let own = CaseColumns(table)
    let month = own.month(basis)
    let settled = table["disposition"].values { CaseTallies.isSettled($0) ? 1 : 0 }
    addCases(own, month, settled)
    addHandling(own, month, settled)
    unitNames.add(
      [KeyPart(table["unit_code"]), KeyPart(table["unit_name"])], amounts: own.ones)
    guard items.count > 0 else { return }
    addItems(own, items, basis, settled)
  }

  private static func isSettled(_ disposition: String) -> Bool {
    !["", "punished", "pending"].contains(disposition)
  }

  // A case once, under its first item; case and filing lie in months of their own.
  private mutating func addCases(
    _ own: CaseColumns, _ month: KeyPart, _ settled: RowValues<Int>
  ) {
    let table = own.table
    let isMarked = table["transferred"].values { $0 == "yes" }
    let major = table["major"].values { $0 == "yes" ? 1 : 0 }
    let fine = own.fine.values { Int($0) ?? 0 }
    let confiscated = table["confiscated_fen"].values { Int($0) ?? 0 }
    let states = ["pending", "punished", "exempted", "transferred_criminal"].map { word in
      own.disposition.values { $0 == word ? 1 : 0 }
    }
    var amounts: [Int] = []
    amounts.reserveCapacity(table.count * 12)
    for row in 0..<table.count {
      amounts += [
        1, 1, 0, states[0][row], states[1][row], settled[row], 0, states[2][row],
        isMarked[row] ? 1 : states[3][row], major[row], fine[row], confiscated[row],
      ]
    }
    cases.add([month] + own.place, amounts: amounts)
    amounts.removeAll(keepingCapacity: true)
    for row in 0..<table.count {
      amounts += [0, 0, 1 - settled[row], 0, 0, 0, settled[row], 0, 0, 0, 0, 0]
    }
    cases.add([own.month(of: "filed_date")] + own.place, amounts: amounts)
  }

  // The work of a unit that another entrusted, with whom it bears the name of.
  private mutating func addHandling(
    _ own: CaseColumns, _ month: KeyPart, _ settled: RowValues<Int>
  ) {
    let (handler, unit) = (own.table["handling_unit_code"], own.table["unit_code"])
    let isOther = KeyPart([handler, unit], width: 0) { texts in
      texts[0].isEmpty || texts[0] == texts[1] ? nil : []
    }
    let parts = [KeyPart(handler)] + own.place.dropFirst() + [KeyPart(unit), isOther]
    let rows = 0..<own.table.count
    handling.add([month] + parts, amounts: rows.flatMap { [1, 1, 0, settled[$0], 0] })
    handling.add(
      [own.month(of: "filed_date")] + parts,
      amounts: rows.flatMap { [0, 0, 1 - settled[$0], 0, settled[$0]] })
  }

  private mutating func addItems(
    _ own: CaseColumns, _ items: ColumnTable, _ basis: CountingBasis, _ settled: RowValues<Int>
  ) {
    let table = own.table
    let further = FurtherItems(items)
    let hasItems = table["case_id"].values { further.caseIDs.contains($0) }
    let names = ["unit_code", "case_id", "district_code", "handling_unit_code"]
    let (columns, subject) = (names.map { table[$0] }, FurtherItems.names.map { table[$0] })
    let dates = ["decided_date", "filed_date"].map { table[$0] }
    for row in 0..<table.count where hasItems[row] {
      let (filed, decided) = (String(dates[1][row].prefix(7)), String(dates[0][row].prefix(7)))
      let preferred = basis == .decided ? [decided, filed] : [filed, decided]
      let month = preferred.first { !$0.isEmpty } ?? ""
      let (unit, district, handler) = (columns[0][row], columns[2][row], columns[3][row])
      for item in further.items(unit, columns[1][row], beside: subject.map { $0[row] }) {
        let settled = settled[row]
        cases.add(
          [month, unit, district] + item, [0, 1, 0, 0, 0, settled, 0, 0, 0, 0, 0, 0])
        if !filed.isEmpty {
          cases.add(
            [filed, unit, district] + item,
            [0, 0, 1 - settled, 0, 0, 0, settled, 0, 0, 0, 0, 0])
        }
        guard !handler.isEmpty, handler != unit else { continue }
        let place = [handler, district] + item + [unit]
        handling.add([month] + place, [0, 1, 0, settled, 0])
        if !filed.isEmpty {
          handling.add([filed] + place, [0, 0, 1 - settled, 0, settled])
        }
      }
    }
  }

  /// Counts the rows and blank cells of a partition.
  ///
  /// - Parameters:
  ///   - table: Rows of `cases`.
  ///   - basis: By which date a case belongs to a month.
  /// - Returns: Rows and blanks by month, unit and column.
  public static func blanks(_ table: ColumnTable, basis: CountingBasis) -> Tally {
    let names = ["item_code", "district_code", "domain", "party", "filed_date", "disposition"]
    let isBlank = names.map { table[$0].values { $0.isEmpty ? 1 : 0 } }
    // A penalty on the spot is not filed (APL 54).
    let isSummary = table["procedure"].values { $0 == "summary" ? 1 : 0 }
    let filed = names.firstIndex(of: "filed_date")
    var counts = Tally(
      "case_blanks", keys: ["month", "unit_code"], measures: ["rows", "summary"] + names)
    counts.add(
      [CaseColumns.month(of: table, basis), KeyPart(table["unit_code"])],
      amounts: (0..<table.count).flatMap { row in
        [1, isSummary[row]]
          + isBlank.enumerated().map { index, column in
            index == filed && isSummary[row] == 1 ? 0 : column[row]
          }
      })
    var blanks = Tally.blanks
    for (key, sums) in counts.sums {
      for (index, name) in names.enumerated() {
        let rows = index == filed ? sums[0] - sums[1] : sums[0]
        blanks.add(key + [name], [rows, sums[2 + index]])
      }
    }
    return blanks
  }
}

/// Items of cases that have several.
struct FurtherItems {
  static let names = ["domain", "item_code", "item_name"]

  /// Numbers of the cases, of whatever unit.
  let caseIDs: Set<String>
  private var byCase: [[String]: [[String]]] = [:]

  init(_ items: ColumnTable) {
    let identity = ["unit_code", "case_id"].map { items[$0] }
    let subject = Self.names.map { items[$0] }
    caseIDs = Set(identity[1].texts)
    for row in 0..<items.count {
      byCase[identity.map { $0[row] }, default: []].append(subject.map { $0[row] })
    }
  }

  /// Items of a case besides its first one, each once.
  func items(_ unit: String, _ caseID: String, beside first: [String]) -> [[String]] {
    var seen: Set<[String]> = []
    // One item may be spelled in two ways; its code, where it has one, tells.
    let isNew = { (item: [String]) in seen.insert(item[1].isEmpty ? item : [item[1]]).inserted }
    return ([first] + (byCase[[unit, caseID]] ?? [])).filter(isNew).filter { $0 != first }
  }
}

extension Tally {
  /// Rows by unit code and the name that stands beside it.
  public static let unitNames = Tally(
    "unit_names", keys: ["unit_code", "unit_name"], measures: ["rows"])
}
