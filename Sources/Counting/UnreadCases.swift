import Contracts

/// Rejected records of cases that nothing has settled since: where they belong, a zero is not known to be
/// one.
struct UnreadCases {
  /// Records by month and by present unit, district, domain and item; empty where one cannot be read.
  private(set) var tally = Tally.unreadCases

  /// Reads them from what ingestion recorded.
  ///
  /// The month is that of the decision or the filing, as cases count; where neither day can be read, the
  /// month for which the export was made.
  ///
  /// - Parameters:
  ///   - input: Rejected records.
  ///   - mapping: For present units, districts and items.
  ///   - basis: By which date a case belongs to a month.
  ///   - last: Report month; later records are left out.
  init(_ input: CountingInput, _ mapping: Mapping, basis: CountingBasis, upTo last: Month) {
    let table = input.table(.rejectedCases)
    guard !table.rows.isEmpty else { return }
    var seen: Set<[String]> = []
    // The last export that states a record has the last word on it.
    let rows = table.rows.sorted { table.cell($0, "as_of") > table.cell($1, "as_of") }
    var stated = tally
    for row in rows where table.cell(row, "archived") != "yes" {
      let cell = { (name: String) in table.cell(row, name) }
      let days = ["decided_date", "filed_date"].map { CalendarDate(cell($0))?.month }
      let dated = basis == .decided ? days[0] ?? days[1] : days[1] ?? days[0]
      guard let month = dated ?? CalendarDate(cell("as_of"))?.month, month <= last else { continue }
      let number = cell("case_id")
      let subject = [month.description] + tally.keys.dropFirst().map { cell($0) }
      // The same record comes with every export until it is mended.
      let identity = number.isEmpty ? Array(row.dropFirst(3)) : [cell("unit_code"), number]
      guard seen.insert(identity).inserted else {
        continue
      }
      stated.add(subject, [1])
    }
    tally = mapping.mapped(stated)
  }

  /// Months of each present unit in which any record was rejected.
  var rejected: [String: Set<Month>] {
    var months: [String: Set<Month>] = [:]
    for key in tally.sums.keys {
      if let month = Month(key[0]) { months[key[1], default: []].insert(month) }
    }
    return months
  }

  /// Months of each present unit of which half or more came as records that nobody can place.
  ///
  /// - Parameter cases: Cases by present unit and month.
  /// - Returns: The months by unit; units without one are left out.
  func months(cases: Tally) -> [String: Set<Month>] {
    var records: [[String]: Int] = [:]
    for (key, sums) in tally.sums where key[3].isEmpty {
      records[[key[1], key[0]], default: 0] += sums[0]
    }
    var months: [String: Set<Month>] = [:]
    for (key, count) in records where count >= cases.sums[key]?[0] ?? 0 {
      if let month = Month(key[1]) { months[key[0], default: []].insert(month) }
    }
    return months
  }
}
