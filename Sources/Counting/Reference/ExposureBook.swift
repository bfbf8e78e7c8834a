import Contracts

/// Regulated parties by place or unit, subject and month; unknown is not zero.
struct ExposureBook: Sendable {
  private struct Entry: Sendable {
    let from: Month
    let to: Month
    let parties: Int
  }

  private var entries: [[String]: [Entry]] = [:]
  private let districts: DistrictBook
  /// Whether the register has any row.
  let isEmpty: Bool

  /// Reads the exposure table; old districts and units count under their successors.
  init(_ table: ArchivedTable, districts: DistrictBook, units: UnitBook) {
    self.districts = districts
    isEmpty = table.rows.isEmpty
    for row in table.rows {
      guard let parties = Int(table.cell(row, "regulated_parties")),
        let period = ExposureBook.period(row, table)
      else { continue }
      let unit = table.cell(row, "unit_code")
      let place =
        unit.isEmpty
        ? ["district", districts.present(table.cell(row, "district_code"))]
        : ["unit", units.present(unit)]
      for kind in ["item_code", "exposure_group", "domain"]
      where !table.cell(row, kind).isEmpty {
        let entry = Entry(from: period.lowerBound, to: period.upperBound, parties: parties)
        entries[place + [kind, table.cell(row, kind)], default: []].append(entry)
        break
      }
    }
  }

  // A year's figure holds for its months, a month's until the next one, at most a year.
  private static func period(_ row: [String], _ table: ArchivedTable) -> ClosedRange<Month>? {
    if let month = Month(table.cell(row, "month")) { return month...(month + 11) }
    guard let year = Int(table.cell(row, "year")) else { return nil }
    return Month(year: year, month: 1)...Month(year: year, month: 12)
  }

  /// Parties of a subject for a unit: its own row first, then its district's.
  func parties(
    unit: String, district: String, item: CatalogueBook.Item?, domain: String, _ month: Month
  ) -> Int? {
    for subject in subjects(item, domain) {
      if let own = value(["unit", unit] + subject, month) { return own }
    }
    return parties(district: district, item: item, domain: domain, month)
  }

  /// Parties of a subject in a district: its own row, else the sum of its parts.
  func parties(
    district: String, item: CatalogueBook.Item?, domain: String, _ month: Month
  ) -> Int? {
    guard !district.isEmpty else { return nil }
    for subject in subjects(item, domain) {
      if let own = value(["district", district] + subject, month) { return own }
    }
    // Unknown parts make an unknown whole, unless a known part already shows a party.
    let parts = districts.children(of: district).map {
      parties(district: $0, item: item, domain: domain, month)
    }
    let known = parts.compactMap { $0 }.reduce(0, +)
    guard !parts.isEmpty, known > 0 || parts.allSatisfy({ $0 != nil }) else { return nil }
    return known
  }

  private func subjects(_ item: CatalogueBook.Item?, _ domain: String) -> [[String]] {
    guard let item else { return [["exposure_group", domain], ["domain", domain]] }
    return [
      ["item_code", item.code], ["exposure_group", item.group], ["domain", item.domain],
    ]
  }

  // Predecessors of a merged district add up; the latest start wins among overlapping months.
  private func value(_ key: [String], _ month: Month) -> Int? {
    let valid = (entries[key] ?? []).filter { ($0.from...$0.to).contains(month) }
    guard let latest = valid.map(\.from).max() else { return nil }
    return valid.filter { $0.from == latest }.map(\.parties).reduce(0, +)
  }
}
