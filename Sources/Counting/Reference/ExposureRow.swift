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

  /// What a row gives a figure of: rows that agree in it state the same one.
  private struct Figure: Hashable {
    let place: Place
    let stated: String
    let subject: Subject
    let from: Month
  }

  let place: Place
  /// The code that the row names, in the one form that stands for all ways of writing it.
  let stated: String
  let subject: Subject
  /// Field of a group; empty where the row names none, and of other subjects.
  let domain: String
  /// Whether the figure is of a month and not of a year.
  let isMonthly: Bool
  let from: Month
  let to: Month
  let parties: Int
  /// Whether the code that the row names existed in its first month.
  let isOfItsTime: Bool

  /// The rows of a table that say something; old districts and units count under their successors.
  ///
  /// Of rows that state one figure in several ways the last one stays: where the table lists them in the
  /// order of their exports, that of the latest.
  static func rows(
    _ table: ArchivedTable, _ districts: DistrictBook, _ units: UnitBook
  ) -> [ExposureRow] {
    let rows = table.rows.compactMap { row -> ExposureRow? in
      guard let parties = Int(table.cell(row, "regulated_parties")),
        let period = period(row, table), let subject = subject(row, table)
      else { return nil }
      let unit = table.cell(row, "unit_code")
      let isUnit = !unit.isEmpty
      let district = table.cell(row, "district_code")
      let stated =
        isUnit ? units.code(named: unit, in: period.lowerBound) : districts.known(district)
      return ExposureRow(
        place: Place(
          isUnit: isUnit, code: isUnit ? units.present(unit) : districts.present(district)),
        stated: stated, subject: subject,
        domain: subject.kind == .group ? table.cell(row, "domain") : "",
        isMonthly: !table.cell(row, "month").isEmpty, from: period.lowerBound,
        to: period.upperBound, parties: parties,
        isOfItsTime: isUnit
          ? units.touches(stated, period.lowerBound)
          : districts.touches(stated, period.lowerBound))
    }
    return withoutRepeats(rows)
  }

  // A month's figure stands before that of the year that begins with it, else the later row's.
  private static func withoutRepeats(_ rows: [ExposureRow]) -> [ExposureRow] {
    var latest: [Figure: [Int]] = [:]
    for index in rows.indices.filter({ !rows[$0].isMonthly })
      + rows.indices.filter({ rows[$0].isMonthly })
    {
      let row = rows[index]
      let figure = Figure(
        place: row.place, stated: row.stated, subject: row.subject, from: row.from)
      let others = (latest[figure] ?? []).filter { !row.replaces(rows[$0]) }
      latest[figure] = others + [index]
    }
    let kept = Set(latest.values.joined())
    return rows.indices.filter(kept.contains).map { rows[$0] }
  }

  // Of a group the parties of several domains may be stated apart.
  private func replaces(_ other: ExposureRow) -> Bool {
    isMonthly != other.isMonthly || domain.isEmpty || other.domain.isEmpty || domain == other.domain
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
