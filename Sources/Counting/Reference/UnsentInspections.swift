import Contracts

/// Months of inspections that the register of deliveries says did not come.
enum UnsentInspections {
  /// Finds the months, by present unit.
  ///
  /// Silence of the register says nothing: few list more than cases. Of the bodies that a unit carries
  /// on each must have delivered.
  ///
  /// - Parameters:
  ///   - feeds: Delivery register.
  ///   - units: For the successors of units.
  ///   - last: Report month.
  /// - Returns: Months by present unit.
  static func counted(_ feeds: ArchivedTable, units: UnitBook, upTo last: Month) -> Tally {
    // Whether a month came, by code and month.
    var isReceived: [[String]: Bool] = [:]
    for row in feeds.rows {
      guard let month = Month(feeds.cell(row, "month")), month <= last else { continue }
      let code = units.code(named: feeds.cell(row, "unit_code"), in: month)
      guard units.touches(code, month) else { continue }
      let named = RegisterSubject.names(feeds.cell(row, "table"))
      guard named?.contains(Table.inspections.name) ?? true else { continue }
      let key = [code, month.description]
      isReceived[key] = isReceived[key, default: false] || feeds.cell(row, "received") == "yes"
    }
    var tally = Tally.unsentInspections
    for (key, isReceived) in isReceived where !isReceived {
      tally.add([units.present(key[0]), key[1]], [1])
    }
    return tally
  }
}
