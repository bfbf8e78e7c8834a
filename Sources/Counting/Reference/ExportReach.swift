import Contracts

/// Up to which day the exports of a table speak of what each unit did in a month.
///
/// A row that was exported on the last day of May cannot say what was published in June.
struct ExportReach: Sendable {
  private struct Export {
    let months: ClosedRange<Month>
    let day: CalendarDate
  }

  // By the unit of today, and of exports that speak for every unit under `*`.
  private var exports: [String: [Export]] = [:]
  // Units and months that have an export without a day: nobody knows how far it reaches.
  private var undated: [String: [ClosedRange<Month>]] = [:]
  private let units: UnitBook

  /// Reads what each export held of each unit.
  init(_ deliveries: ArchivedTable, of table: Table, units: UnitBook) {
    self.units = units
    for row in deliveries.rows where deliveries.cell(row, "table") == table.name {
      guard let from = Month(deliveries.cell(row, "month_from")),
        let to = Month(deliveries.cell(row, "month_to")), from <= to
      else { continue }
      let stated = deliveries.cell(row, "unit_code")
      let unit = stated == "*" ? stated : units.present(stated)
      guard let day = CalendarDate(deliveries.cell(row, "as_of")) else {
        undated[unit, default: []].append(from...to)
        continue
      }
      exports[unit, default: []].append(Export(months: from...to, day: day))
    }
  }

  /// Day up to which a blank of a unit and month says that nothing was done; nil where that is not known.
  ///
  /// - Parameters:
  ///   - unit: Code of today.
  ///   - month: Month of the row.
  ///   - fillIns: Whether later exports of the unit state its rows again.
  /// - Returns: The day of an export.
  func known(of unit: String, in month: Month, _ fillIns: FillIns) -> CalendarDate? {
    guard let days = days(of: unit, in: month) else { return nil }
    return fillIns.reach(unit) ? latest(of: unit) : days.last
  }

  /// Day of the last export with any row of a unit; nil without one.
  func latest(of unit: String) -> CalendarDate? {
    [units.present(unit), "*"].flatMap { exports[$0] ?? [] }.map(\.day).max()
  }

  /// Days of the first and the last export with rows of a unit and month; nil where that is not known.
  func days(of unit: String, in month: Month) -> (first: CalendarDate, last: CalendarDate)? {
    let names = [units.present(unit), "*"]
    guard !names.contains(where: { undated[$0]?.contains { $0.contains(month) } ?? false }) else {
      return nil
    }
    let days = names.flatMap { exports[$0] ?? [] }.filter { $0.months.contains(month) }.map(\.day)
    guard let first = days.min(), let last = days.max() else { return nil }
    return (first, last)
  }
}
