import Contracts

/// Changes that later exports made in months that were already delivered.
enum RevisionTally {
  // An export that spans a month, by its place in the order of arrival.
  private struct Delivery {
    let arrival: Int
    let completed: Month
    let span: ClosedRange<Month>
  }

  /// Counts changes of closed months before a report month.
  ///
  /// A month of a unit is closed for an export when one that arrived before it, and was made for an
  /// earlier month, had spanned the month and completed it.
  ///
  /// - Parameters:
  ///   - input: What each export changed and held of each unit, and the order of their arrival.
  ///   - units: For the successors of units.
  ///   - month: Report month.
  /// - Returns: Changes by present unit, case month and month that the export completed.
  static func counted(_ input: CountingInput, units: UnitBook, before month: Month) -> Tally {
    let revisions = input.table(.revisions)
    var tally = Tally.revisions
    let arrivals = Dictionary(
      input.sources.enumerated().map { ($1.sha256, $0) }, uniquingKeysWith: { first, _ in first })
    let spans = spans(input.table(.deliveries), arrivals)
    for row in revisions.rows {
      let cell = { (name: String) in revisions.cell(row, name) }
      guard let changed = Month(cell("month")), changed < month,
        let completed = completed(cell("as_of")), completed <= month,
        let arrival = arrivals[cell("source")]
      else { continue }
      let unit = cell("unit_code")
      let isClosed = ((spans[unit] ?? []) + (spans["*"] ?? [])).contains {
        $0.arrival < arrival && $0.completed < completed && $0.completed >= changed
          && $0.span.contains(changed)
      }
      let counts = ["added", "replaced", "withdrawn", "decided"].map { Int(cell($0)) ?? 0 }
      guard isClosed, counts.contains(where: { $0 > 0 }) else { continue }
      tally.add([units.present(unit), changed.description, completed.description], counts)
    }
    return tally
  }

  private static func spans(
    _ deliveries: ArchivedTable, _ arrivals: [String: Int]
  ) -> [String: [Delivery]] {
    var spans: [String: [Delivery]] = [:]
    for row in deliveries.rows where deliveries.cell(row, "table") == Table.cases.name {
      guard let arrival = arrivals[deliveries.cell(row, "source")],
        let completed = completed(deliveries.cell(row, "as_of")),
        let from = Month(deliveries.cell(row, "month_from")),
        let to = Month(deliveries.cell(row, "month_to")), from <= to
      else { continue }
      spans[deliveries.cell(row, "unit_code"), default: []].append(
        Delivery(arrival: arrival, completed: completed, span: from...to))
    }
    return spans
  }

  // The last month that was complete on a day.
  private static func completed(_ asOf: String) -> Month? {
    CalendarDate(asOf).map { $0 == $0.month.lastDay ? $0.month : $0.month - 1 }
  }
}
