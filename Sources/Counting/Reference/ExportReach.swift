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
  ///
  /// - Parameters:
  ///   - deliveries: Exports with the first and last month of their rows, in each part.
  ///   - months: Exports of cases with the months that they really hold; empty where none is known.
  ///   - table: The table that is asked about.
  ///   - units: For the successors of units.
  init(
    _ deliveries: ArchivedTable, months: ArchivedTable, of table: Table, units: UnitBook
  ) {
    self.units = units
    let knowsMonths = table.name == Table.cases.name && !months.rows.isEmpty
    let rows = knowsMonths ? months : deliveries
    for row in rows.rows where knowsMonths || rows.cell(row, "table") == table.name {
      guard let from = Month(rows.cell(row, "month_from")),
        let to = Month(rows.cell(row, "month_to")), from <= to
      else { continue }
      let stated = rows.cell(row, "unit_code")
      let unit = stated == "*" ? stated : units.present(stated)
      guard let day = CalendarDate(rows.cell(row, "as_of")) else {
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
    guard let first = first(of: unit, in: month) else { return nil }
    // A row that comes late brings none of the others with it.
    return fillIns.reach(unit) ? latest(of: unit) : first
  }

  /// Day of the last export with any row of a unit; nil without one.
  func latest(of unit: String) -> CalendarDate? { all(of: unit).map(\.day).max() }

  /// The day of the first export of a whole month of a unit; nil where that is not known.
  ///
  /// Of a month of which every export was made before its end the last one is the first whole one.
  func first(of unit: String, in month: Month) -> CalendarDate? {
    let isUndated = [units.present(unit), "*"].contains { name in
      undated[name]?.contains { $0.contains(month) } ?? false
    }
    let days = all(of: unit).filter { $0.months.contains(month) }.map(\.day)
    guard !isUndated, let last = days.max() else { return nil }
    return days.filter { $0 >= month.lastDay }.min() ?? last
  }

  private func all(of unit: String) -> [Export] {
    [units.present(unit), "*"].flatMap { exports[$0] ?? [] }
  }
}
