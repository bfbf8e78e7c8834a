import Contracts

/// Months of tables beside the cases that the register of deliveries says did not come.
enum UnsentTables {
  // Those that come month by month.
  private static let tables: [Table] = [.inspections, .complaints]

  /// Finds the months, by table and present unit.
  ///
  /// Silence of the register says nothing: few list more than cases. Of the bodies that a unit carries
  /// on each must have delivered.
  ///
  /// - Parameters:
  ///   - feeds: Delivery register.
  ///   - units: For the successors of units.
  ///   - last: Report month.
  static func counted(_ feeds: ArchivedTable, units: UnitBook, upTo last: Month) -> Tally {
    // Whether the month of a table came, by table, code and month.
    var isReceived: [[String]: Bool] = [:]
    for row in feeds.rows {
      guard let month = Month(feeds.cell(row, "month")), month <= last else { continue }
      let code = units.code(named: feeds.cell(row, "unit_code"), in: month)
      guard units.touches(code, month) else { continue }
      let named = RegisterSubject.names(feeds.cell(row, "table"))
      for table in tables where named?.contains(table.name) ?? true {
        let key = [table.name, code, month.description]
        isReceived[key] = isReceived[key, default: false] || feeds.cell(row, "received") == "yes"
      }
    }
    var tally = Tally.unsentTables
    for (key, isReceived) in isReceived where !isReceived {
      tally.add([key[0], units.present(key[1]), key[2]], [1])
    }
    return tally
  }
}
