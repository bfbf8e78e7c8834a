import Contracts

/// Amounts of the finances table by present unit, year and month.
struct FinanceSums {
  private struct Year: Hashable {
    let unit: String
    let year: String
    let kind: String
  }

  private static let incomes = ["fine_income", "confiscation_income", "tax_income"]
  private static let plans = ["revenue_budget", "revenue_target"]

  /// Amounts in fen; one that is not known has no row.
  private(set) var tally = Tally.finances
  private let units: UnitBook

  /// Adds up what the codes of a unit state.
  init(_ table: ArchivedTable, _ units: UnitBook) {
    self.units = units
    let isMerged = { (unit: String) in units.predecessors(of: unit).count > 1 }
    add(table) { unit, kind in !isMerged(unit) || Self.plans.contains(kind) }
    addMerged(table, where: isMerged)
  }

  // Of bodies that were merged, one that left a blank makes their sum unknown; a target that one
  // of them states was set all the same, and their sum is the least that it may be.
  private mutating func add(_ table: ArchivedTable, where isOwn: (String, String) -> Bool) {
    var sums = Tally.finances
    var unknown: Set<[String]> = []
    for row in table.rows {
      let unit = units.present(table.cell(row, "unit_code"))
      for kind in Self.incomes + Self.plans where isOwn(unit, kind) {
        let key = [unit, table.cell(row, "year"), table.cell(row, "month"), kind]
        if let amount = Int(table.cell(row, kind + "_fen")) {
          sums.add(key, [amount])
        } else {
          unknown.insert(key)
        }
      }
    }
    for (key, sums) in sums.sums {
      let isTarget = key[3] == "revenue_target" && sums[0] > 0
      if isTarget || !unknown.contains(key) { tally.add(key, sums) }
    }
  }

  private mutating func addMerged(_ table: ArchivedTable, where isMerged: (String) -> Bool) {
    for (key, statements) in statements(table, where: isMerged) {
      guard let year = Int(key.year) else { continue }
      let sum = MergedIncome(statements, of: key.unit, in: year, units).sum
      if let ofYear = sum.ofYear { tally.add([key.unit, key.year, "", key.kind], [ofYear]) }
      for (month, amount) in sum.ofMonths {
        tally.add([key.unit, key.year, String(month), key.kind], [amount])
      }
    }
  }

  // What each code states of each kind and year.
  private func statements(
    _ table: ArchivedTable, where isMerged: (String) -> Bool
  ) -> [Year: [String: MergedIncome.Statement]] {
    var statements: [Year: [String: MergedIncome.Statement]] = [:]
    for row in table.rows {
      let code = units.code(named: table.cell(row, "unit_code"))
      let unit = units.present(code)
      for kind in Self.incomes where isMerged(unit) {
        guard let amount = Int(table.cell(row, kind + "_fen")) else { continue }
        let key = Year(unit: unit, year: table.cell(row, "year"), kind: kind)
        var own = statements[key, default: [:]][code] ?? MergedIncome.Statement()
        if let month = Int(table.cell(row, "month")) {
          own.ofMonths[month, default: 0] += amount
        } else {
          own.ofYear = (own.ofYear ?? 0) + amount
        }
        statements[key, default: [:]][code] = own
      }
    }
    return statements
  }
}
