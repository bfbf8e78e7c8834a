import Contracts

/// A row of the exposure register: how many parties a place or unit has on a subject, and when.
struct ExposureRow: Sendable {
  /// A district or a unit under its present code.
  struct Place: Hashable, Sendable {
    let isUnit: Bool
    let code: String
  }

  /// What parties are counted by.
  struct Subject: Hashable, Sendable {
    /// The narrowest first.
    enum Kind: Int, Sendable {
      case item, group, domain
    }

    let kind: Kind
    let name: String
  }

  let place: Place
  let subject: Subject
  let from: Month
  let to: Month
  let parties: Int
  /// Whether the code that the row names existed in its first month.
  let isOfItsTime: Bool

  /// The rows of a table that say something; old districts and units count under their successors.
  static func rows(
    _ table: ArchivedTable, _ districts: DistrictBook, _ units: UnitBook
  ) -> [ExposureRow] {
    table.rows.compactMap { row in
      guard let parties = Int(table.cell(row, "regulated_parties")),
        let period = period(row, table), let subject = subject(row, table)
      else { return nil }
      let unit = table.cell(row, "unit_code")
      guard unit.isEmpty else {
        let code = units.code(named: unit, in: period.lowerBound)
        return ExposureRow(
          place: Place(isUnit: true, code: units.present(unit)), subject: subject,
          from: period.lowerBound, to: period.upperBound, parties: parties,
          isOfItsTime: units.touches(code, period.lowerBound))
      }
      let district = table.cell(row, "district_code")
      return ExposureRow(
        place: Place(isUnit: false, code: districts.present(district)), subject: subject,
        from: period.lowerBound, to: period.upperBound, parties: parties,
        isOfItsTime: districts.touches(district, period.lowerBound))
    }
  }

  private static func subject(_ row: [String], _ table: ArchivedTable) -> Subject? {
    let columns: [(Subject.Kind, String)] = [
      (.item, "item_code"), (.group, "exposure_group"), (.domain, "domain"),
    ]
    for (kind, column) in columns {
      let name = table.cell(row, column)
      if !name.isEmpty { return Subject(kind: kind, name: name) }
    }
    return nil
  }

  // A year's figure holds for its months, a month's until the next one, at most a year.
  private static func period(_ row: [String], _ table: ArchivedTable) -> ClosedRange<Month>? {
    if let month = Month(table.cell(row, "month")) { return month...(month + 11) }
    guard let year = Int(table.cell(row, "year")) else { return nil }
    return Month(year: year, month: 1)...Month(year: year, month: 12)
  }
}
